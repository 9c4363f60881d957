/**
 * The course of a run: its processes in the order in which they began, and how fast the machine was in each.
 *
 * The pace of a process is what its reference arm took, to what that arm took in the median process of the same cell. Arms are
 * compared inside a process, so that the pace touches no comparison: it tells how much the machine itself moved meanwhile.
 */

import type { ArmSamples, ExperimentName, ProcessRecord, Run } from '../records/schema.ts';
import { settingOf } from '../records/settings.ts';

/** One attempt at a process. */
export interface Step {
  readonly experiment: ExperimentName;
  readonly workload: string;
  /** The number of the process in the plan, from 0. */
  readonly number: number;
  readonly attempt: number;
  /** When it began, in minutes after the first one. */
  readonly minute: number;
  readonly seconds: number;
  readonly outcome: ProcessRecord['outcome'];
  /** How long its reference arm took, to the median of that arm over the processes of its cell; null where nothing was timed. */
  readonly pace: number | null;
  /** The last quarter of the blocks of its reference arm to the first quarter; null where there are too few of them. */
  readonly drift: number | null;
}

export type Course = readonly Step[];

/** With fewer blocks than this, a quarter of them is too few for a median. */
const BLOCKS_FOR_DRIFT = 12;

/** Arms that do no work of a storage, the first of which a process has is its reference. */
const REFERENCES = ['none', 'no-hook'];

export function courseOf(run: Run, processes: readonly ProcessRecord[]): Course {
  const inOrder = [...processes].sort((a, b) => begun(a) - begun(b) || a.process.number - b.process.number);
  const [first] = inOrder;
  if (first === undefined) return [];
  const controls = run.plan.arms.filter(({ role }) => role === 'control').map(({ name }) => name);
  const timed = new Map(inOrder.map((record) => [record, referencesIn(record, controls)]));
  const usual = usualPaces([...timed.values()].flat());
  return inOrder.map((record) => stepOf(record, begun(first), timed.get(record)!, usual));
}

const begun = ({ startedAt }: ProcessRecord) => Date.parse(startedAt);

interface Timed {
  readonly cell: string;
  readonly nsPerUnit: number;
  readonly drift: number | null;
}

function stepOf(
  record: ProcessRecord,
  start: number,
  timed: readonly Timed[],
  usual: ReadonlyMap<string, number>,
): Step {
  const { experiment, workload, number } = record.process;
  return {
    experiment,
    workload,
    number,
    attempt: record.attempt,
    minute: rounded((begun(record) - start) / 60_000, 2),
    seconds: rounded(record.seconds, 2),
    outcome: record.outcome,
    pace: middle(timed.map(({ cell, nsPerUnit }) => nsPerUnit / usual.get(cell)!)),
    drift: middle(timed.flatMap(({ drift }) => (drift === null ? [] : [drift]))),
  };
}

/** What the reference arm took in each setting of a process. */
function referencesIn({ outcome, process, samples }: ProcessRecord, controls: readonly string[]): Timed[] {
  if (outcome !== 'measured') return [];
  const blocks = samples.filter(
    ({ unit, workPerBlock, values }) => unit === 'ns-per-block' && workPerBlock > 0 && values.length > 0,
  );
  const measured = (arm: string) => blocks.some((each) => each.arm === arm);
  const reference = [...REFERENCES, ...controls].find(measured);
  return blocks
    .filter(({ arm }) => arm === reference)
    .map((each) => ({
      cell: JSON.stringify([process.experiment, process.workload, each.arm, settingOf(each)]),
      nsPerUnit: median(each.values) / each.workPerBlock,
      drift: driftOf(each),
    }))
    .filter(({ nsPerUnit }) => nsPerUnit > 0);
}

function driftOf({ values }: ArmSamples): number | null {
  if (values.length < BLOCKS_FOR_DRIFT) return null;
  const quarter = Math.floor(values.length / 4);
  const first = median(values.slice(0, quarter));
  return first > 0 ? median(values.slice(-quarter)) / first : null;
}

/** The median process of each cell. */
function usualPaces(timed: readonly Timed[]): ReadonlyMap<string, number> {
  const byCell = new Map<string, number[]>();
  for (const { cell, nsPerUnit } of timed) byCell.set(cell, [...(byCell.get(cell) ?? []), nsPerUnit]);
  return new Map([...byCell].map(([cell, all]) => [cell, median(all)]));
}

/** Four digits are far finer than any machine is steady; the course goes into the page. */
function middle(ratios: readonly number[]): number | null {
  return ratios.length === 0 ? null : Number(median(ratios).toPrecision(4));
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

function median(values: readonly number[]): number {
  return interpolatedQuantile(values, 0.5);
}

/** Between the two values nearest to it, by their distance; of at least one value. */
export function interpolatedQuantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}

/** Attempts of one experiment, or of a part of the run, in figures. */
export interface Stretch {
  readonly processes: number;
  readonly attempts: number;
  readonly failed: number;
  readonly seconds: number;
  /** The attempt that took longest. */
  readonly longest: Step;
  /** Quartiles of the pace, and its ends; null where nothing was timed. */
  readonly pace: Quartiles | null;
  readonly drift: Quartiles | null;
}

export interface Quartiles {
  readonly timed: number;
  readonly least: number;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  readonly most: number;
}

/** Null of no steps. */
export function stretchOf(steps: Course): Stretch | null {
  if (steps.length === 0) return null;
  return {
    processes: new Set(steps.map(({ number }) => number)).size,
    attempts: steps.length,
    failed: steps.filter(hasFailed).length,
    seconds: steps.reduce((sum, { seconds }) => sum + seconds, 0),
    longest: steps.reduce((longest, step) => (step.seconds > longest.seconds ? step : longest)),
    pace: quartilesOf(steps.flatMap(({ pace }) => pace ?? [])),
    drift: quartilesOf(steps.flatMap(({ drift }) => drift ?? [])),
  };
}

function quartilesOf(values: readonly number[]): Quartiles | null {
  if (values.length === 0) return null;
  const [least, lower, middle, upper, most] = [0, 0.25, 0.5, 0.75, 1].map((at) =>
    interpolatedQuantile(values, at),
  );
  return {
    timed: values.length,
    least: least!,
    lower: lower!,
    median: middle!,
    upper: upper!,
    most: most!,
  };
}

export function hasFailed({ outcome }: Step): boolean {
  return outcome !== 'measured';
}

/** When the last of them began, in minutes. */
export function lastMinute(course: Course): number {
  return course.at(-1)?.minute ?? 0;
}

/** Those that began in the first half of the time, and in the second. */
export function halves(course: Course): [Course, Course] {
  const middle = lastMinute(course) / 2;
  return [course.filter(({ minute }) => minute <= middle), course.filter(({ minute }) => minute > middle)];
}
