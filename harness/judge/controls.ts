/**
 * The controls' answers, judged: what is known beforehand must come out, or the figures beside it are not to be trusted.
 */

import type { TwinBounds } from '../experiments/experiment.ts';
import { experimentOf } from '../experiments/index.ts';
import { type Control, type Plan, type ProcessRecord, settingOf } from '../records/schema.ts';
import { type Cell, type CellProcess, type Condition, cellsOf } from '../samples/cells.ts';
import { addedNs, nsPerUnit, ratioTo } from '../samples/collapse.ts';
import { beyondNone, sharesOf } from '../samples/figure.ts';
import {
  DOUBLED_WORK,
  EQUIVALENT,
  INJECTED_LIMIT,
  SMALLEST_LEAK,
  TWIN_LIMIT,
  TWIN_LIMIT_NS,
  TWIN_WIDTH,
} from '../samples/thresholds.ts';
import { type Interval, medianInterval } from '../statistics/interval.ts';
import { medianOf } from '../statistics/median.ts';

export function controlsOf(plan: Plan, records: readonly ProcessRecord[]): Control[] {
  const cells = cellsOf(records);
  const timed = cells.filter(({ unit }) => unit === 'ns-per-block');
  return [
    ...timed.flatMap((cell) => twinOf(cell, 'inline-twin', originalOf(plan, 'inline-twin'))),
    ...timed.flatMap((cell) => twinOf(cell, 'none-twin', originalOf(plan, 'none-twin'))),
    ...timed.flatMap((cell) => twinOf(cell, 'no-hook-twin', 'no-hook')),
    ...timed.flatMap((cell) => injectedOf(cell, originalOf(plan, 'inline-slowed'))),
    ...timed.flatMap(proofOfWorkOf),
    ...timed.filter((cell) => makesNoCalls(plan, cell.condition)).flatMap((cell) => noCallsOf(cell, plan)),
    ...cells.filter(countsDeaths).flatMap((cell) => mustLeakOf(cell, plan)),
    ...cells.filter(countsDeaths).flatMap((cell) => injectedLeakOf(cell, plan)),
    ...snapshotsOf(cells, plan),
  ];
}

/** What a control is compared with: the arm of the same strategy and version that does its work once. */
function originalOf({ arms }: Plan, control: string): string {
  const planned = arms.find(({ name }) => name === control);
  const original = arms.find(
    ({ name, strategy, version, hook }) =>
      hook &&
      strategy === planned?.strategy &&
      version === planned.version &&
      name === (version === undefined ? strategy : `${strategy}@${version}`),
  );
  return original?.name ?? control;
}

function twinOf(cell: Cell, twin: 'inline-twin' | 'none-twin' | 'no-hook-twin', original: string): Control[] {
  const interval = ratioInterval(cell, twin, original);
  if (interval === null) return [];
  const off = Math.abs(interval.estimate - 1);
  const holdsOne = interval.low !== null && interval.low <= 1 && 1 <= interval.high!;
  const width = interval.low === null ? Number.POSITIVE_INFINITY : (interval.high! - interval.low) / 2;
  const { limitNs, widthNs, widest } = { ...TWIN_BOUNDS, ...experimentOf(cell.condition.experiment).twin };
  const unfelt = Math.abs(differenceNs(cell, twin, original)) <= limitNs;
  const vague = width > widest && width * timeNs(cell, original) > widthNs;
  const passed = !vague && (off <= TWIN_LIMIT || holdsOne || unfelt);
  const also = { reference: original, ...(vague ? { vague } : {}) };
  return [{ id: twin, ...head(cell), unit: 'ratio', expected: 1, ...interval, passed, ...also }];
}

/** How far a twin may be off, and how vaguely it may be known, unless its experiment says otherwise. */
const TWIN_BOUNDS: TwinBounds = { limitNs: TWIN_LIMIT_NS, widthNs: TWIN_LIMIT_NS, widest: TWIN_WIDTH };

/** Median over processes of the difference per call or look-up. */
function differenceNs(cell: Cell, arm: string, reference: string): number {
  return medianOf(
    cell.processes.flatMap(({ samples }) => {
      const one = samples.get(arm);
      const other = samples.get(reference);
      return one === undefined || other === undefined ? [] : [addedNs(one, other)];
    }),
  );
}

/** Not asked for where the slowdown put in is itself too small for anybody to feel. */
function injectedOf(cell: Cell, original: string): Control[] {
  const shares = cell.processes.flatMap(({ samples }) => samples.get('inline-slowed')?.injectedRatio ?? []);
  if (shares.length === 0) return [];
  // A process may put in a little more or less than another; each is compared with its own.
  const expected = medianOf(shares);
  const interval = ratioInterval(
    cell,
    'inline-slowed',
    original,
    ({ samples }) => expected / samples.get('inline-slowed')!.injectedRatio!,
  );
  if (interval === null) return [];
  if ((expected - 1) * timeNs(cell, original) < TWIN_LIMIT_NS) return [];
  const excludesOne = interval.low !== null && interval.low > 1;
  const holdsTruth = interval.low !== null && interval.low <= expected && expected <= interval.high!;
  const close = holdsTruth || Math.abs(interval.estimate / expected - 1) <= INJECTED_LIMIT;
  const passed = excludesOne && close;
  return [{ id: 'injected', ...head(cell), unit: 'ratio', expected, ...interval, passed }];
}

function timeNs(cell: Cell, arm: string): number {
  return medianOf(
    cell.processes.flatMap(({ samples }) => {
      const one = samples.get(arm);
      return one === undefined ? [] : [nsPerUnit(one)];
    }),
  );
}

function proofOfWorkOf(cell: Cell): Control[] {
  const ratios = cell.processes.flatMap(({ notes }) => notes.doubledWorkRatio ?? []);
  if (ratios.length === 0) return [];
  const interval = { ...medianInterval(ratios), processes: ratios.length };
  const passed = interval.estimate >= DOUBLED_WORK.low && interval.estimate <= DOUBLED_WORK.high;
  return [{ id: 'proof-of-work', ...head(cell), unit: 'ratio', expected: 2, ...interval, passed }];
}

/** Was a program measured that makes almost no calls? What it takes longer for is not the look-up. */
export function makesNoCalls({ programs }: Plan, { experiment, workload }: Condition): boolean {
  return (
    experiment === 'call-cost' && programs.some(({ name, control }) => name === workload && control === true)
  );
}

/** A program that makes almost no calls takes as long under every strategy as under none. */
function noCallsOf(cell: Cell, { arms }: Plan): Control[] {
  return arms
    .filter(({ role }) => role === 'strategy')
    .flatMap(({ name }): Control[] => {
      const interval = ratioInterval(cell, name, 'none');
      if (interval === null) return [];
      const judged = holdsOne(interval);
      return [
        {
          id: 'no-calls',
          ...head(cell),
          strategy: name,
          unit: 'ratio',
          expected: 1,
          ...interval,
          ...judged,
        },
      ];
    });
}

/** As a twin is judged, where nothing is small enough not to be felt. */
function holdsOne({ estimate, low, high }: Interval): Pick<Control, 'passed' | 'vague'> {
  if (low === null) return { passed: false };
  if ((high! - low) / 2 > TWIN_WIDTH) return { passed: false, vague: true };
  return { passed: (low <= 1 && 1 <= high!) || Math.abs(estimate - 1) <= TWIN_LIMIT };
}

/** Under churn a number's next owner takes over the entry of the dead: there, less is left of a leak than was leaked. */
function countsDeaths({ unit, condition }: Cell): boolean {
  return unit === 'extras' && condition.death !== 'churn' && condition.collections === undefined;
}

/** Strategies that promise to leak must be seen to leak, but where a few places are all that can: the leak detector detects. */
function mustLeakOf(cell: Cell, plan: Plan): Control[] {
  return plan.arms
    .filter(({ fate, lossy }) => (fate === 'leaks' || fate === 'keeps-code-alive') && lossy !== true)
    .flatMap(({ name }) => {
      const left = sharesOf(cell, name);
      if (left.length === 0) return [];
      const interval = { ...medianInterval(left), processes: left.length };
      const passed = Math.min(...left) === 1;
      return [
        {
          id: 'must-leak' as const,
          ...head(cell),
          strategy: name,
          unit: 'fraction' as const,
          expected: 1,
          ...interval,
          passed,
        },
      ];
    });
}

/** What was leaked on purpose is found, all of it and no more, in every process. */
function injectedLeakOf(cell: Cell, { arms }: Plan): Control[] {
  return arms.flatMap(({ name, injectedLeak }): Control[] => {
    const left = sharesOf(cell, name);
    if (injectedLeak === undefined || left.length === 0) return [];
    const interval = { ...medianInterval(left), processes: left.length };
    const found = left.filter((share) => Math.abs(share - injectedLeak) < SMALLEST_LEAK).length;
    const passed = found === left.length;
    return [
      {
        id: 'injected-leak',
        ...head(cell),
        unit: 'fraction',
        expected: injectedLeak,
        ...interval,
        passed,
        found,
      },
    ];
  });
}

/** Two roads to the bytes of one population: the heap's own count, and the own sizes in a heap snapshot. */
function snapshotsOf(cells: readonly Cell[], { arms }: Plan): Control[] {
  const bySnapshot = cells.filter(
    ({ unit, condition }) => unit === 'snapshot-bytes' && condition.part === undefined,
  );
  return bySnapshot.flatMap((cell) => {
    const { population, attachFraction } = cell.condition;
    const byCount = cells.find(
      ({ unit, condition }) =>
        unit === 'bytes' &&
        condition.experiment === 'memory' &&
        condition.workload === 'population' &&
        condition.population === population &&
        condition.attachFraction === attachFraction,
    );
    if (byCount === undefined) return [];
    return arms.flatMap(({ name }): Control[] => {
      const mine = cell.processes.filter(({ samples }) => samples.has(name));
      const counted = byCount.processes.filter(({ samples }) => samples.has(name));
      if (mine.length === 0 || counted.length === 0 || name === 'none') return [];
      const expected = medianOf(beyondNone(byCount, name, counted, 1).values);
      const { values } = beyondNone(cell, name, mine, 0);
      const interval = { ...medianInterval(values), processes: values.length };
      const off = interval.estimate - expected;
      const passed = Math.abs(off) <= EQUIVALENT.bytes;
      const at = { ...head(cell), strategy: name };
      return [{ id: 'snapshot', ...at, unit: 'bytes', expected, ...interval, passed }];
    });
  });
}

function ratioInterval(
  cell: Cell,
  arm: string,
  reference: string,
  scale: (process: CellProcess) => number = () => 1,
): (Interval & { processes: number }) | null {
  const ratios = cell.processes.flatMap((process) => {
    const one = process.samples.get(arm);
    const other = process.samples.get(reference);
    return one === undefined || other === undefined ? [] : [ratioTo(one, other) * scale(process)];
  });
  // Of what never came, as a collection may not, there is no ratio.
  if (ratios.length === 0 || !ratios.every((ratio) => Number.isFinite(ratio) && ratio > 0)) return null;
  return { ...medianInterval(ratios), processes: ratios.length };
}

function head({ condition }: Cell) {
  const { experiment, workload } = condition;
  return { experiment, workload, ...settingOf(condition) };
}
