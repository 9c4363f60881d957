/**
 * A gate against a run that was kept: what is here is measured now, by a short run, and compared with it (baseline.ts).
 * Suspects are measured once more, in a second run of their own.
 */

import { join } from 'node:path';
import { readRecords } from '../experiments/reading.ts';
import { usageFailure } from '../failure.ts';
import { judgedAnew } from '../judge/judge.ts';
import type { GateComparison, GateRecord } from '../records/gate.ts';
import type { Control, Doubt, Row, Run } from '../records/schema.ts';
import { readRun } from '../records/store.ts';
import { programNames, strategyNames } from '../run/choose.ts';
import { type CompareListener, type CompareResult, compare } from '../run/compare.ts';
import type { Machine } from '../run/machine.ts';
import { GATE_PROGRAMS } from './against-ref.ts';
import { baselineComparisons, refusedOf, suspectsOf, unmeasuredIn } from './baseline.ts';

export interface AgainstBaselineOptions {
  readonly folder: string;
  readonly strategies: readonly string[];
  readonly programs: readonly string[];
  readonly seed: number;
  readonly budgetSeconds: number;
  readonly timeoutSeconds: number;
  readonly id: string;
  /** New folder of the gate's records. */
  readonly out: string;
}

export interface BaselineMeasurement {
  readonly baseline: Run;
  readonly first: CompareResult;
  readonly comparisons: readonly GateComparison[];
  readonly refused: GateRecord['refused'];
  readonly controls: readonly Control[];
  readonly doubts: readonly Doubt[];
  /** Arms that crashed. */
  readonly failed: readonly string[];
  /** What should have been measured and was not, in words. */
  readonly missing: readonly string[];
  readonly complete: boolean;
}

export async function gateAgainstBaseline(
  options: AgainstBaselineOptions,
  listener: CompareListener,
  signal: AbortSignal,
  machine: Machine,
): Promise<BaselineMeasurement> {
  const baseline = readBaseline(options.folder);
  const strategies = strategiesOf(baseline, options.strategies);
  const programs = programsOf(baseline, options.programs);
  const run = (name: string, seed: number, some: readonly string[], on: readonly string[]) =>
    compare(
      {
        quick: false,
        budgetSeconds: options.budgetSeconds,
        precision: null,
        seed,
        strategies: some,
        programs: on,
        // Nothing that is timed on populations: of another run, its nanoseconds are refused.
        experiments: ['call-cost', 'replay', 'layouts', 'memory', 'cleanup'],
        out: join(options.out, name),
        report: null,
        id: `${options.id}-${name}`,
        timeoutSeconds: options.timeoutSeconds,
        interrupted: null,
      },
      listener,
      signal,
      machine,
    );
  const first = await run('first', options.seed, strategies, programs);
  const unfit = (workload: string) => failsOn(first, workload);
  const suspects = suspectsOf(baseline, first.run, unfit);
  const second =
    !first.run.complete || suspects.length === 0 ? null : await run('second', ...again(suspects));
  const runs = second === null ? [first] : [first, second];
  return {
    baseline,
    first,
    comparisons: baselineComparisons(baseline, first.run, second?.run ?? null, (workload) =>
      runs.some((each) => failsOn(each, workload)),
    ),
    refused: refusedOf(baseline, first.run),
    controls: runs.flatMap(({ run: { controls } }) => controls),
    doubts: runs.flatMap(({ run: { doubts } }) => doubts),
    failed: runs.flatMap(({ failed }) => failed),
    missing: unmeasuredIn(baseline, first.run),
    complete: first.run.complete && (second?.run.complete ?? true),
  };

  function again(some: readonly Row[]): [seed: number, strategies: string[], programs: string[]] {
    const names = [...new Set(some.map(({ strategy }) => strategy))];
    const on = programs.filter((name) => some.some(({ workload }) => workload === name));
    return [options.seed + 1, names, on.length > 0 ? on : programs.slice(0, 1)];
  }
}

function failsOn({ run: { controls } }: CompareResult, workload: string): boolean {
  return controls.some((each) => each.workload === workload && !each.passed);
}

/** With the figures that its samples give. Throws Failure (exit code 5) for a run that cannot serve: cut off, or without figures. */
function readBaseline(folder: string): Run {
  const run = readRun(folder);
  if (run.complete && run.rows.length > 0) return judgedAnew(run, readRecords(folder, run));
  throw usageFailure(
    `The run in ${folder} is not complete, so nothing can be held against it. Finish it (npm run compare -- --resume ` +
      `${folder}) or name another with --baseline.`,
  );
}

/** Strategies of the run that there still are, or those that were named. */
function strategiesOf(baseline: Run, given: readonly string[]): string[] {
  const there = baseline.plan.arms.filter(({ name, strategy }) => name === strategy).map(({ name }) => name);
  const wanted = given.length > 0 ? given : strategyNames().filter((name) => there.includes(name));
  const unknown = wanted.filter((name) => !there.includes(name));
  if (unknown.length === 0) return [...wanted];
  throw usageFailure(
    `The run ${baseline.id} has not measured ${unknown.join(', ')}. It has: ${there.join(', ')}.`,
  );
}

function programsOf(baseline: Run, given: readonly string[]): string[] {
  const there = baseline.plan.programs.map(({ name }) => name);
  const known = there.filter((name) => programNames().includes(name));
  const usual = known.filter((name) => GATE_PROGRAMS.includes(name));
  const wanted = given.length > 0 ? given : usual.length > 0 ? usual : known;
  const unknown = wanted.filter((name) => !there.includes(name));
  if (unknown.length === 0 && wanted.length > 0) return [...wanted];
  throw usageFailure(
    `The run ${baseline.id} has measured ${there.join(', ') || 'no program'}; given: ${unknown.join(', ') || 'none'}. ` +
      'Name programs that it has: --program.',
  );
}
