/** `compare`: measure the strategies, write a run and its report. */

import { randomInt } from 'node:crypto';
import { existsSync, rmdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { EXIT, type ExitCode, Failure, usageFailure } from '../../failure.ts';
import { SEED_LIMIT } from '../../random.ts';
import { EXPERIMENTS, type ExperimentName, type Run } from '../../records/schema.ts';
import { type Draw, drawInto } from '../../report/charts/render.ts';
import { writeNewestPage, writeReport } from '../../report/index.ts';
import { type CompareListener, type CompareOptions, type CompareResult, compare } from '../../run/compare.ts';
import { readInterrupted } from '../../run/resume.ts';
import { NOT_MEASURED } from '../../run/schedule.ts';
import { finishWith } from '../exit.ts';
import { brokenLaws } from '../face/laws.ts';
import { terminalOptions } from '../face/options.ts';
import { progressOn } from '../face/progress.ts';
import { summary } from '../face/summary.ts';
import { summaryJson } from '../face/summary-json.ts';
import { type Host, interruptible } from '../host.ts';
import { REPORTS, RESULTS } from '../places.ts';

interface CompareArguments {
  quick: boolean;
  full: boolean;
  budget: number | undefined;
  precision: number | undefined;
  resume: string | undefined;
  seed: number | undefined;
  strategy: string[];
  program: string[];
  trace: string[];
  rule: string[];
  experiment: ExperimentName[];
  out: string | undefined;
  report: string | undefined;
  timeout: number;
  json: boolean;
}

/** A week: beyond it clocks of the platform overflow, and nobody waits. */
const LONGEST_SECONDS = 604_800;

/** Seconds of measuring at most, unless asked otherwise. */
const BUDGET_SECONDS = { usual: 155, quick: 16, full: 3600, precise: 1800 } as const;

export const compareCommand = (host: Host): CommandModule<object, CompareArguments> => ({
  command: 'compare',
  describe: 'Measure the strategies and write a run and its report',
  builder: (yargs: Argv) =>
    yargs
      .option('quick', {
        type: 'boolean',
        default: false,
        describe: 'Measure less, within 30 seconds; says what it left out',
      })
      .option('full', {
        type: 'boolean',
        default: false,
        describe: 'Measure every program, trace and rule, and every experiment in full; takes an hour',
      })
      .option('budget', {
        type: 'number',
        describe: 'Seconds of measuring at most (default 155, quick 16, --full 3600, --precision 1800)',
        requiresArg: true,
      })
      .option('precision', {
        type: 'number',
        describe: 'Measure until every ratio on every program is known to ± this many percent of a call',
        requiresArg: true,
      })
      .option('resume', {
        type: 'string',
        describe: 'Folder of a run that was cut off: finish it, with its own plan and seed',
        requiresArg: true,
      })
      .option('seed', {
        type: 'number',
        describe: 'Seed of everything drawn by chance (default: drawn)',
        requiresArg: true,
      })
      .option('strategy', {
        type: 'string',
        array: true,
        default: [] as string[],
        describe: 'Strategies by name or file (default: all); the controls always run',
      })
      .option('program', {
        type: 'string',
        array: true,
        default: [] as string[],
        describe: 'Programs by name, or Python files (default: some of ours); replayed from their calls too',
      })
      .option('trace', {
        type: 'string',
        array: true,
        default: [] as string[],
        describe: 'Call traces by name, or files (docs/traces.md), to be replayed',
      })
      .option('rule', {
        type: 'string',
        array: true,
        default: [] as string[],
        describe: 'When the replayed tool attaches: call-1, call-10, ... or share-0.05 (default call-1)',
      })
      .option('experiment', {
        type: 'string',
        array: true,
        choices: EXPERIMENTS,
        default: [] as ExperimentName[],
        describe: 'Measure only these (default: all that the run has)',
      })
      .option('out', {
        type: 'string',
        describe: 'New folder of the run (default results/<run id>)',
        requiresArg: true,
      })
      .option('report', {
        type: 'string',
        describe: 'New folder of the report (default reports/<run id>)',
        requiresArg: true,
      })
      .option('timeout', {
        type: 'number',
        default: 60,
        describe: 'Seconds after which a measuring process counts as hung',
        requiresArg: true,
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print the run in short as JSON' })
      .example('npm run compare', 'what decides, in less than three minutes')
      .example('npm run compare -- --quick --seed 1', 'a first impression, with the same draws each time')
      .example('npm run compare -- --precision 1', 'measures until every ratio is known to ±1 % of a call')
      .example('npm run compare -- --full --experiment memory', 'bytes alone, over every population')
      .example('npm run compare -- --resume results/<run id>', 'goes on where it was cut off')
      .example(
        'npm run compare -- --program mine.py --strategy weakmap',
        'your program, one strategy and the controls',
      )
      .example(
        'npm run compare -- --trace my.trace.gz',
        'the calls of your own process, recorded under CPython',
      )
      .strict() as unknown as Argv<CompareArguments>,
  handler: (given) => finishWith(host, () => run(given, host)),
});

function run(given: CompareArguments, host: Host): Promise<ExitCode> {
  return interruptible(host, (signal) => measure(given, host, signal));
}

async function measure(given: CompareArguments, host: Host, signal: AbortSignal): Promise<ExitCode> {
  const options = given.resume === undefined ? complete(given) : resumed(given);
  const progress = progressOn(host);
  let begun = false;
  let measured = false;
  try {
    const listener: CompareListener = {
      ...progress,
      planned(run) {
        begun = true;
        progress.planned(run);
      },
    };
    const result = await compare(options, listener, signal, host.machine);
    signal.throwIfAborted();
    measured = true;
    progress.step('drawing the report');
    const draw: Draw = (...picture) => {
      signal.throwIfAborted();
      return (host.draw ?? drawInto)(...picture);
    };
    await writeReport(result.run, options.report, result.records, draw);
    if (options.report === join(REPORTS, options.id)) writeNewestPage(REPORTS, options.id);
    progress.stop();
    return tell(result, options, given.json, host);
  } catch (error) {
    if (measured) tellHowToReport(options, host);
    else if (begun && !signal.aborted) tellWhereRecordLies(options, host);
    if (!signal.aborted) throw error;
    const when = measured ? 'Interrupted while the report was drawn.' : interruptedIn(options, begun);
    throw new Failure(when, EXIT.interrupted);
  } finally {
    progress.stop();
  }
}

function interruptedIn({ out, report }: Complete, begun: boolean): string {
  if (!begun) return 'Interrupted before the first measurement; nothing was written.';
  removeIfEmpty(report);
  return (
    `Interrupted. What was measured is kept in ${out}. To finish it: npm run compare -- --resume ${shown(out)}\n` +
    `For a report of what there is: npm run report -- ${shown(out)}`
  );
}

/** A report folder in which nothing was drawn. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It holds a report, or is gone.
  }
}

/** Whatever went wrong after the run was begun: its record is on disk. */
function tellWhereRecordLies(options: CompareOptions, { err }: Host): void {
  err.write(
    `What was measured is kept in ${options.out}. To finish it: npm run compare -- --resume ${shown(options.out)}\n`,
  );
}

/** The run is whole; its report alone could not be made. */
function tellHowToReport(options: CompareOptions, { err }: Host): void {
  err.write(
    `The run is kept in ${options.out}. To make its report: npm run report -- ${shown(options.out)}\n`,
  );
}

/** Options of a comparison whose report is made. */
type Complete = CompareOptions & { readonly report: string };

/** Checks what yargs cannot, and fills in what was left open. */
function complete(given: CompareArguments): Complete {
  const seed = given.seed ?? randomInt(SEED_LIMIT);
  if (!Number.isInteger(seed) || seed < 0 || seed >= SEED_LIMIT) {
    throw usageFailure(`--seed ${given.seed}: expected a whole number from 0 to ${SEED_LIMIT - 1}.`);
  }
  if (given.precision !== undefined && !(given.precision > 0 && given.precision <= 100)) {
    throw usageFailure(`--precision ${given.precision}: expected percent, more than 0 and at most 100.`);
  }
  if (given.precision !== undefined && given.quick) {
    throw usageFailure('--quick and --precision cannot both be had: a quick run ends before it is precise.');
  }
  if (given.quick && given.full)
    throw usageFailure('--quick and --full cannot both be had. Give one of them.');
  const usual =
    given.precision !== undefined ? 'precise' : given.quick ? 'quick' : given.full ? 'full' : 'usual';
  const budgetSeconds = given.budget ?? BUDGET_SECONDS[usual];
  if (!(budgetSeconds > 0 && budgetSeconds <= LONGEST_SECONDS)) {
    throw usageFailure(
      `--budget ${given.budget}: expected seconds, more than 0 and at most ${LONGEST_SECONDS}.`,
    );
  }
  if (!(given.timeout > 0 && given.timeout <= LONGEST_SECONDS)) {
    throw usageFailure(
      `--timeout ${given.timeout}: expected seconds, more than 0 and at most ${LONGEST_SECONDS}.`,
    );
  }
  for (const name of ['out', 'report'] as const) {
    if (Array.isArray(given[name])) throw usageFailure(`--${name} was given twice. Name one folder.`);
  }
  const id = `${new Date().toISOString().slice(0, 19).replaceAll(':', '')}Z-${seed}`;
  return {
    quick: given.quick,
    full: given.full,
    budgetSeconds,
    precision: given.precision === undefined ? null : given.precision / 100,
    seed,
    strategies: given.strategy,
    programs: given.program,
    traces: given.trace,
    rules: given.rule,
    experiments: given.experiment,
    out: resolve(given.out ?? join(RESULTS, id)),
    report: resolve(given.report ?? join(REPORTS, id)),
    id,
    timeoutSeconds: given.timeout,
    interrupted: null,
  };
}

/** A run that was cut off says itself what it was asked for; all else that is given would make it another run. */
function resumed(given: CompareArguments): Complete {
  const { resume, budget, precision, seed, quick, full, strategy, program, trace, rule, experiment, out } =
    given;
  const others = { budget, precision, seed, out, quick: quick || undefined, full: full || undefined };
  const named = Object.entries({
    ...others,
    strategy: strategy[0],
    program: program[0],
    trace: trace[0],
    rule: rule[0],
    experiment: experiment[0],
  });
  const extra = named.filter(([, value]) => value !== undefined).map(([name]) => `--${name}`);
  if (extra.length > 0) {
    throw usageFailure(
      `--resume takes everything from the run itself; given beside it: ${extra.join(', ')}. Leave them out.`,
    );
  }
  for (const [name, value] of Object.entries({ resume, report: given.report })) {
    if (Array.isArray(value)) throw usageFailure(`--${name} was given twice. Name one folder.`);
  }
  const folder = resolve(resume!);
  const interrupted = readInterrupted(folder);
  const { run } = interrupted;
  return {
    quick: run.plan.quick,
    full: run.given!.full ?? false,
    budgetSeconds: run.plan.budgetSeconds,
    precision: run.plan.precision ?? null,
    seed: run.seed,
    strategies: run.given!.strategies,
    programs: run.given!.programs,
    traces: run.given!.traces ?? [],
    rules: run.given!.rules ?? [],
    experiments: run.given!.experiments ?? [],
    out: folder,
    report: resolve(given.report ?? join(REPORTS, run.id)),
    id: run.id,
    timeoutSeconds: run.given!.timeoutSeconds,
    interrupted,
  };
}

function tell(
  { run, broken, brokenWhenMeasured, failed }: CompareResult,
  options: Complete,
  json: boolean,
  host: Host,
): ExitCode {
  const page = join(options.report, 'index.html');
  host.out.write(
    json ? summaryJson(run, { folder: options.out, report: page }) : resultText(run, page, options.out, host),
  );
  const missing = run.doubts.filter(({ code }) => code === NOT_MEASURED);
  for (const { says } of missing) host.err.write(`${says}\n`);
  host.err.write(brokenLaws(broken));
  for (const says of brokenWhenMeasured) host.err.write(`${says}\n`);
  for (const name of failed) {
    host.err.write(`${name} failed while it was measured and was left out where it did; see the doubts.\n`);
  }
  if (broken.length + brokenWhenMeasured.length + failed.length > 0) return EXIT.strategyBroken;
  return missing.length > 0 ? EXIT.notDecided : EXIT.done;
}

/** The result for readers; below it where page and records lie. */
function resultText(run: Run, page: string, folder: string, host: Host): string {
  const lines = [
    summary(run, terminalOptions(host)),
    '',
    `report   ${shown(page)}`,
    `record   ${shown(folder)}  (seed ${run.seed})`,
  ];
  return `${lines.join('\n')}\n`;
}

/** A path as one would type it from here. */
function shown(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') || near === '' || !existsSync(near) ? path : near;
}
