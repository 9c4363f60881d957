/** `gate`: did anything become slower, larger or leakier? For CI: the exit code decides. */

import { randomInt } from 'node:crypto';
import { accessSync, appendFileSync, constants } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { EXIT, type ExitCode, Failure, usageFailure } from '../../failure.ts';
import { bencherJson, benchmarkActionJson } from '../../gate/exports.ts';
import { type GateOptions, type GateResult, gate, gateExitCode } from '../../gate/gate.ts';
import { injectionFrom } from '../../gate/injection.ts';
import { gateMarkdown } from '../../gate/markdown.ts';
import { FEWEST_PROCESSES, GATE_PROCESSES } from '../../gate/plan.ts';
import { SEED_LIMIT } from '../../random.ts';
import type { GateRecord } from '../../records/gate.ts';
import { refuseExisting, writeWhole } from '../../records/store.ts';
import { finishWith } from '../exit.ts';
import { gateSummary } from '../face/gate-summary.ts';
import { brokenLaws } from '../face/laws.ts';
import { terminalOptions } from '../face/options.ts';
import { progressOn } from '../face/progress.ts';
import { type Host, interruptible } from '../host.ts';
import { RESULTS } from '../places.ts';

interface GateArguments {
  base: string | undefined;
  baseline: string | undefined;
  strategy: string[];
  program: string[];
  budget: number;
  processes: number;
  seed: number | undefined;
  timeout: number;
  inject: string | undefined;
  out: string | undefined;
  json: string | undefined;
  markdown: string | undefined;
  benchmarkAction: string | undefined;
  bencher: string | undefined;
}

/** Seconds of a gate's first set of processes, at most. A second set takes less than half a minute for each suspect. */
const BUDGET_SECONDS = 180;

export const gateCommand = (host: Host): CommandModule<object, GateArguments> => ({
  command: 'gate',
  describe: 'Fail if a strategy became slower, larger or leakier than in another version or run',
  builder: (yargs: Argv) =>
    yargs
      .option('base', {
        type: 'string',
        describe: 'Git ref: its interpreter and strategies are built and measured beside the work tree’s',
        requiresArg: true,
      })
      .option('baseline', {
        type: 'string',
        describe: 'Folder of a run that was kept (default results/reference): what carries over is compared',
        requiresArg: true,
      })
      .conflicts('base', 'baseline')
      .option('strategy', {
        type: 'string',
        array: true,
        default: [] as string[],
        describe: 'Strategies by name (default: all that both have)',
      })
      .option('program', {
        type: 'string',
        array: true,
        default: [] as string[],
        describe: 'Programs by name (default: fib, thousand)',
      })
      .option('budget', {
        type: 'number',
        default: BUDGET_SECONDS,
        describe: 'Seconds of measuring, before suspicions are confirmed',
        requiresArg: true,
      })
      .option('processes', {
        type: 'number',
        default: GATE_PROCESSES,
        describe: 'Processes of each program in each set, if the budget suffices',
        requiresArg: true,
      })
      .option('seed', { type: 'number', describe: 'Seed of everything drawn by chance', requiresArg: true })
      .option('timeout', {
        type: 'number',
        default: 60,
        describe: 'Seconds after which a measuring process counts as hung',
        requiresArg: true,
      })
      .option('inject', {
        type: 'string',
        describe:
          'NAME=SHARE: slow that strategy of the work tree down, to see the gate turn red (inline=0.05)',
        requiresArg: true,
      })
      .option('out', {
        type: 'string',
        describe: 'New folder of the record (default results/gate-<id>)',
        requiresArg: true,
      })
      .option('json', { type: 'string', describe: 'Also write the record to this file', requiresArg: true })
      .option('markdown', { type: 'string', describe: 'Write the summary as Markdown', requiresArg: true })
      .option('benchmark-action', {
        type: 'string',
        describe: 'Write figures for github-action-benchmark (customSmallerIsBetter)',
        requiresArg: true,
      })
      .option('bencher', {
        type: 'string',
        describe: 'Write figures in Bencher Metric Format',
        requiresArg: true,
      })
      .example('npm run gate -- --base main', 'this work tree against main, in the same processes')
      .example('npm run gate', 'against the committed reference run')
      .epilogue(
        'Exit codes: 0 passed, 1 regressed (twice), 2 not decided, 3 the controls moved, 4 a strategy broke a law or ' +
          'crashed, 5 usage, 130 interrupted. The Markdown summary is appended to $GITHUB_STEP_SUMMARY when that is set.',
      )
      .strict() as unknown as Argv<GateArguments>,
  handler: (given) => finishWith(host, () => run(given, host)),
});

function run(given: GateArguments, host: Host): Promise<ExitCode> {
  const options = complete(given);
  const progress = progressOn(host);
  return interruptible(host, async (signal) => {
    try {
      const result = await gate(options, progress, signal, host.machine);
      progress.stop();
      return tell(result, options, given, host);
    } catch (error) {
      if (signal.aborted) throw new Failure('Interrupted; nothing is decided.', EXIT.interrupted);
      throw error;
    } finally {
      progress.stop();
    }
  });
}

function complete(given: GateArguments): GateOptions {
  const seed = given.seed ?? randomInt(SEED_LIMIT - 1);
  if (!Number.isInteger(seed) || seed < 0 || seed >= SEED_LIMIT - 1) {
    throw usageFailure(`--seed ${given.seed}: expected a whole number from 0 to ${SEED_LIMIT - 2}.`);
  }
  for (const name of ['budget', 'timeout'] as const) {
    if (given[name] > 0 && given[name] <= LONGEST_SECONDS) continue;
    throw usageFailure(
      `--${name} ${given[name]}: expected seconds, more than 0 and at most ${LONGEST_SECONDS}.`,
    );
  }
  const single = [
    'base',
    'baseline',
    'out',
    'json',
    'markdown',
    'benchmarkAction',
    'bencher',
    'inject',
  ] as const;
  for (const name of single) {
    if (Array.isArray(given[name])) throw usageFailure(`--${name} was given twice. Give it once.`);
  }
  if (given.inject !== undefined && given.base === undefined) {
    throw usageFailure('--inject needs --base: the slowed arm runs beside the base’s in one process.');
  }
  injectionFrom(given.inject, null);
  for (const name of ['json', 'markdown', 'benchmarkAction', 'bencher'] as const)
    refuseUnwritable(name, given[name]);
  if (!Number.isInteger(given.processes) || given.processes < FEWEST_PROCESSES || given.processes > 1000) {
    throw usageFailure(
      `--processes ${given.processes}: expected a whole number from ${FEWEST_PROCESSES} to 1000.`,
    );
  }
  const id = `gate-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}Z-${seed}`;
  const out = resolve(given.out ?? join(RESULTS, id));
  refuseExisting(out, 'gate');
  return {
    against:
      given.base === undefined
        ? { baseline: resolve(given.baseline ?? join(RESULTS, 'reference')) }
        : { ref: given.base },
    strategies: given.strategy,
    programs: given.program,
    seed,
    processes: given.processes,
    budgetSeconds: given.budget,
    timeoutSeconds: given.timeout,
    inject: given.inject,
    id,
    out,
  };
}

const LONGEST_SECONDS = 604_800;

/** Whatever cannot be written in the end is found before anything is measured. */
function refuseUnwritable(option: string, file: string | undefined): void {
  if (file === undefined) return;
  const folder = dirname(resolve(file));
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw usageFailure(
      `--${option} ${file}: ${folder} is no folder that can be written. Make it, or name another.`,
    );
  }
}

function tell(result: GateResult, { out }: GateOptions, given: GateArguments, host: Host): ExitCode {
  const { record, broken } = result;
  host.out.write(`${gateSummary(record, terminalOptions(host))}\n\nrecord   ${join(out, 'gate.json')}\n`);
  host.err.write(brokenLaws(broken));
  const unwritten = exportsOf(record, given, host.env).filter((each) => !isWritten(each, host));
  const verdict = gateExitCode(record);
  return unwritten.length > 0 && verdict === EXIT.done ? EXIT.usage : verdict;
}

interface Export {
  readonly file: string;
  write(file: string): void;
}

function exportsOf(record: GateRecord, given: GateArguments, env: NodeJS.ProcessEnv): Export[] {
  const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const whole = (file: string | undefined, text: () => string): Export[] =>
    file === undefined ? [] : [{ file: resolve(file), write: (path) => writeWhole(path, text()) }];
  const summaryFile = env.GITHUB_STEP_SUMMARY ?? '';
  return [
    ...whole(given.json, () => asJson(record)),
    ...whole(given.markdown, () => gateMarkdown(record)),
    ...whole(given.benchmarkAction, () => asJson(benchmarkActionJson(record))),
    ...whole(given.bencher, () => asJson(bencherJson(record))),
    ...(summaryFile === ''
      ? []
      : [{ file: summaryFile, write: (file: string) => appendFileSync(file, gateMarkdown(record)) }]),
  ];
}

/** A file that cannot be written is named; the others are written. */
function isWritten({ file, write }: Export, { err }: Host): boolean {
  try {
    write(file);
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined && !(error instanceof Failure)) throw error;
    err.write(`coextra: ${file} was not written: ${message}\n`);
    return false;
  }
}
