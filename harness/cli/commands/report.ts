/** `report`: make the report of a run anew, or of several runs side by side, on any machine. */

import { join, resolve } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { readRecords } from '../../experiments/reading.ts';
import { EXIT, type ExitCode, usageFailure } from '../../failure.ts';
import { judgedAnew, REJUDGED } from '../../judge/judge.ts';
import { openReportFolder, subjectOf } from '../../records/report-folder.ts';
import type { ProcessRecord, Run } from '../../records/schema.ts';
import { readRun } from '../../records/store.ts';
import { besideOf, writeBeside } from '../../report/beside/index.ts';
import { folderNameOf, type Labelled, labelled, repeated, titleOf } from '../../report/beside/runs.ts';
import { writeReport } from '../../report/index.ts';
import { finishWith } from '../exit.ts';
import { besideText } from '../face/beside.ts';
import { terminalOptions } from '../face/options.ts';
import { summary } from '../face/summary.ts';
import { summariesJson, summaryJson } from '../face/summary-json.ts';
import { printable } from '../face/text.ts';
import type { Host } from '../host.ts';
import { REPORTS } from '../places.ts';

interface ReportArguments {
  run: string[];
  report: string | undefined;
  json: boolean;
}

export const reportCommand = (host: Host): CommandModule<object, ReportArguments> => ({
  command: 'report <run..>',
  describe: 'Make the report of a run anew, or of several runs side by side',
  builder: (yargs: Argv) =>
    yargs
      .positional('run', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Folder of the run; of several, each stands beside the others',
      })
      .option('report', {
        type: 'string',
        describe: 'Folder of the report (default reports/<run id>, or reports/<run id>-beside-<run id>)',
        requiresArg: true,
      })
      .option('json', {
        type: 'boolean',
        default: false,
        describe: 'Print the run in short as JSON; several as an array',
      })
      .example('npm run report -- results/reference', 'the report of the committed run')
      .example('npm run report -- results/reference results/mine', 'two runs side by side')
      .example('npm run --silent report -- results/reference --json', 'for a script: its figures and claims')
      .strict() as unknown as Argv<ReportArguments>,
  handler: (given) => finishWith(host, () => make(given, host)),
});

interface Read {
  readonly run: Run;
  readonly records: readonly ProcessRecord[];
}

async function make(given: ReportArguments, host: Host): Promise<ExitCode> {
  if (Array.isArray(given.report)) throw usageFailure('--report was given twice. Name one folder.');
  const read = given.run.map((folder) => readJudged(resolve(folder), host));
  return read.length === 1 ? makeOne(read[0]!, given, host) : makeBeside(read, given, host);
}

async function makeOne({ run, records }: Read, given: ReportArguments, host: Host): Promise<ExitCode> {
  const folder = resolve(given.report ?? join(REPORTS, run.id));
  openReportFolder(folder, subjectOf(run.id));
  const page = await writeReport(run, folder, records, host.draw);
  const text = given.json
    ? summaryJson(run, { folder: resolve(given.run[0]!), report: page })
    : `${summary(run, terminalOptions(host))}\n\nreport   ${page}\n`;
  host.out.write(text);
  return EXIT.done;
}

/** The page of all runs, and beneath it the report of each. */
async function makeBeside(read: readonly Read[], given: ReportArguments, host: Host): Promise<ExitCode> {
  const runs = labelled(read.map(({ run }) => run));
  refuseRepeated(runs, given.run);
  const folder = resolve(given.report ?? join(REPORTS, folderNameOf(runs)));
  const own = runs.map(({ label }) => join(folder, label));
  openReportFolder(folder, titleOf(runs));
  for (const [index, { run }] of runs.entries()) openReportFolder(own[index]!, subjectOf(run.id));
  const beside = besideOf(runs);
  const page = await writeBeside(beside, folder, host.draw);
  for (const [index, { run, records }] of read.entries())
    await writeReport(run, own[index]!, records, host.draw);
  host.out.write(
    given.json
      ? summariesJson(
          read.map(({ run }, index) => {
            const report = join(own[index]!, 'index.html');
            return { run, places: { folder: resolve(given.run[index]!), report } };
          }),
        )
      : `${besideText(beside, terminalOptions(host))}\n\nreport   ${page}\n`,
  );
  return EXIT.done;
}

function refuseRepeated(runs: readonly Labelled[], folders: readonly string[]): void {
  const found = repeated(runs);
  if (found === null) return;
  const [one, other] = found.map((each) => folders[runs.indexOf(each)]!);
  throw usageFailure(
    `${one} and ${other} are one run, ${found[0].run.id}: beside itself it tells nothing. Name each run once.`,
  );
}

/** Says on standard error where the samples give other figures than the record of the run. */
function readJudged(folder: string, { err }: Host): Read {
  const before = readRun(folder);
  const samples = readRecords(folder, before);
  const run = judgedAnew(before, samples);
  for (const { code, says } of run.doubts)
    if (REJUDGED.includes(code)) err.write(`${printable(`${folder}: ${says}`)}\n`);
  return { run, records: samples.records };
}
