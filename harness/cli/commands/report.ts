/** `report`: make the report of a run anew, on any machine. */

import { join, resolve } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { EXIT, type ExitCode } from '../../failures/failure.ts';
import { judge } from '../../judge/judge.ts';
import type { ProcessRecord, Run } from '../../records/schema.ts';
import { openReportFolder, readRun, readSamples } from '../../records/store.ts';
import { writeReport } from '../../report/index.ts';
import { finishWith } from '../exit.ts';
import { summary, terminalOptions } from '../face/summary.ts';
import { REPORTS } from '../places.ts';

interface ReportArguments {
  run: string;
  report: string | undefined;
}

export const reportCommand: CommandModule<object, ReportArguments> = {
  command: 'report <run>',
  describe: 'Make the report of a run anew',
  builder: (yargs: Argv) =>
    yargs
      .positional('run', { type: 'string', demandOption: true, describe: 'Folder of the run' })
      .option('report', {
        type: 'string',
        describe: 'Folder of the report (default reports/<run id>)',
        requiresArg: true,
      })
      .example('npm run report -- results/reference', 'the report of the committed run')
      .strict() as unknown as Argv<ReportArguments>,
  handler: (given) => finishWith(() => make(given)),
};

async function make(given: ReportArguments): Promise<ExitCode> {
  const { run, records } = readJudged(resolve(given.run));
  const folder = resolve(given.report ?? join(REPORTS, run.id));
  openReportFolder(folder, run.id);
  const { page } = await writeReport(run, folder, records);
  process.stdout.write(`${summary(run, terminalOptions())}\n\nreport   ${page}\n`);
  return EXIT.done;
}

/** A run that was cut off before it could be judged is judged now, from the samples that were kept. */
function readJudged(folder: string): { run: Run; records: readonly ProcessRecord[] } {
  const run = readRun(folder);
  const { records, torn } = readSamples(folder);
  if (run.rows.length > 0 && !torn) return { run, records };
  if (run.rows.length > 0) {
    const cut = `The last line of the samples is cut off; the figures were judged before that, from more than is left.`;
    return { run: { ...run, doubts: [...run.doubts, { code: 'samples-torn', says: cut }] }, records };
  }
  const measured = records.filter(({ outcome }) => outcome === 'measured').length;
  const says =
    `The run was cut off: ${measured} of ${run.plan.processes.length} planned processes were measured` +
    `${torn ? ', and the one in flight was lost' : ''}.`;
  return { run: judge(run, records, [...run.doubts, { code: 'cut-off', says }]), records };
}
