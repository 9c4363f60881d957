/**
 * Rules that a JSON schema cannot state: the fields of a record agree with one another, and samples belong to their run.
 *
 * Each function returns the first fault as a clause, or null. Whether the figures of a record follow from its samples is not checked
 * here: readers judge the samples again (judge/judge.ts).
 */

import { isDeepStrictEqual } from 'node:util';
import { METRICS } from './metrics.ts';
import type { ArmSamples, ExperimentName, PlannedProcess, ProcessRecord, Row, Run } from './schema.ts';
import { type SettingName, settingOf } from './settings.ts';

/** What records of an experiment hold, beyond what its plan says. */
export interface RecordRules {
  /** Units of its samples. Absent: times of blocks alone. */
  readonly units?: readonly ArmSamples['unit'][];
  /** Readings of one sample in bytes. Absent: one. */
  readonly bytesReadings?: number;
  /** Populations that no plan names. */
  readonly ownPopulations?: true;
  /** Hits and misses are apart. */
  readonly hitRatios?: true;
  /** Parts that no plan names, or that begin with the planned one. Absent: the planned one alone. */
  readonly parts?: 'its own' | 'of the planned';
  /** Processes are added to the pilot where a run is least certain. */
  readonly extended?: true;
}

export type RulesOf = (name: ExperimentName) => RecordRules;

export function faultOfRun(run: Run): string | null {
  const { plan, rows, controls, calibrations = [], claims, doubts, startedAt, finishedAt, complete } = run;
  const arms = new Set(plan.arms.map(({ name }) => name));
  const numbers = new Set(plan.processes.map(({ number }) => number));
  const compared = calibrations.flatMap(({ real, replayed, difference }) => [real, replayed, difference]);
  return (
    faultOfDates({ startedAt, finishedAt }) ??
    (complete && finishedAt === null ? 'it is complete and has no "finishedAt"' : null) ??
    (arms.size < plan.arms.length ? 'two arms of the plan have one name' : null) ??
    (numbers.size < plan.processes.length ? 'two processes of the plan have one number' : null) ??
    first(plan.processes, ({ number, arms: some }) =>
      onlyOf(arms, some) && new Set(some).size === some.length
        ? null
        : `process ${number} of the plan must name arms of the plan, each once; it names ${some.join(', ')}`,
    ) ??
    first(rows, ({ strategy, reference = strategy }, i) =>
      onlyOf(arms, [strategy, reference])
        ? null
        : `row ${i} compares ${strategy} with ${reference}; both must be arms of the plan`,
    ) ??
    first(rows, (row, i) => faultOfMetric(row, `row ${i}`)) ??
    first(rows, (row, i) => faultOfInterval(row, `row ${i}`)) ??
    first(controls, (control, i) => faultOfInterval(control, `control ${i}`)) ??
    first(compared, (each) => faultOfInterval(each, 'a calibration')) ??
    first(claims, ({ id, rows: indices }) => {
      const beyond = indices.find((index) => index >= rows.length);
      return beyond === undefined
        ? null
        : `claim ${id} rests on row ${beyond}, and the rows end at ${rows.length - 1}`;
    }) ??
    first(doubts, ({ code, process }) =>
      process === undefined || numbers.has(process)
        ? null
        : `the doubt ${code} is about process ${process}, which the plan does not have`,
    )
  );
}

function faultOfDates({ startedAt, finishedAt }: Pick<Run, 'startedAt' | 'finishedAt'>): string | null {
  const [start, end] = [startedAt, finishedAt ?? startedAt].map((each) => Date.parse(each));
  if (start! <= end!) return null;
  return `"startedAt" ${startedAt} and "finishedAt" ${finishedAt} must be dates, the first no later than the second`;
}

function faultOfMetric({ metric, unit, reference }: Row, name: string): string | null {
  const { unit: due, compares } = METRICS[metric];
  if (unit !== due) return `${name} has ${metric} in ${unit}, expected ${due}`;
  if (compares === 'sometimes' || (compares === 'always') === (reference !== undefined)) return null;
  return `${name} has ${metric} ${reference === undefined ? 'without a reference' : `with the reference ${reference}`}`;
}

interface Interval {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** An end is interpolated between two values: where these are equal it may be off by the last digit. */
const ROUNDING = 1e-9;

function faultOfInterval({ estimate, low, high }: Interval, name: string): string | null {
  const present = [low, estimate, high].filter((each) => each !== null);
  const follows = (value: number, i: number) =>
    i === 0 || value >= present[i - 1]! - ROUNDING * Math.abs(value);
  if (present.every(follows) && (low === null) === (high === null)) return null;
  return `${name} must have low <= estimate <= high, or no interval; it has ${low}, ${estimate}, ${high}`;
}

/** The first record that cannot be of this run, by its index, and why. Records are in the order in which they were written. */
export function foreignRecord(
  run: Run,
  records: readonly ProcessRecord[],
  rulesOf: RulesOf,
): { index: number; fault: string } | null {
  const known = new Map(run.plan.processes.map((process) => [process.number, process]));
  const before = new Map<number, ProcessRecord>();
  for (const [index, record] of records.entries()) {
    const { process } = record;
    const fault =
      (record.run === undefined || record.run === run.id ? null : `it is of the run ${record.run}`) ??
      faultOfIdentity(run, process, known, rulesOf) ??
      faultOfAttempt(record, before.get(process.number));
    if (fault !== null) return { index, fault };
    known.set(process.number, process);
    before.set(process.number, record);
  }
  return null;
}

/** Processes are known by their seeds, which are drawn from that of the run. */
function faultOfIdentity(
  run: Run,
  process: PlannedProcess,
  known: ReadonlyMap<number, PlannedProcess>,
  rulesOf: RulesOf,
): string | null {
  const planned = known.get(process.number);
  if (planned === undefined)
    return rulesOf(process.experiment).extended === true && isAdded(run, process, known)
      ? null
      : `process ${process.number} is neither in the plan of this run nor one that it can have added`;
  const keys = Object.keys({ ...planned, ...process }) as (keyof PlannedProcess)[];
  const differing = keys.filter((key) => !isDeepStrictEqual(planned[key], process[key]));
  return differing.length === 0
    ? null
    : `process ${process.number} is not the one that this run planned: it differs in ${differing.join(', ')}`;
}

/**
 * Processes that a run adds to its pilot are in its plan once it is judged. Until then they are known by repeating a process
 * of the pilot, with a seed of their own (run/schedule.ts).
 */
function isAdded(
  { plan, complete }: Run,
  process: PlannedProcess,
  known: ReadonlyMap<number, PlannedProcess>,
): boolean {
  const pilot = Math.max(...Object.values(plan.replicates));
  if (complete || process.replicate < pilot) return false;
  const alike = [...known.values()].filter((one) => isDeepStrictEqual(repeated(one), repeated(process)));
  return alike.length > 0 && alike.every(({ seed }) => seed !== process.seed);
}

/** The part of a process that its repeats have in common. */
function repeated({ number: _, replicate: __, seed: ___, arms, ...rest }: PlannedProcess) {
  return { ...rest, arms: [...arms].sort() };
}

function faultOfAttempt({ process, attempt }: ProcessRecord, last: ProcessRecord | undefined): string | null {
  const due = 1 + (last?.attempt ?? 0);
  if (last?.outcome === 'measured') return `process ${process.number} was measured in a line before`;
  return attempt === due
    ? null
    : `attempt ${attempt} of process ${process.number} stands where ${due} is due`;
}

/** The fault of a process's record by itself, without its run. */
export function faultOfRecord(
  { process, outcome, leftOut = [], samples, startedAt }: ProcessRecord,
  rulesOf: RulesOf,
): string | null {
  const rules = rulesOf(process.experiment);
  if (Number.isNaN(Date.parse(startedAt))) return `"startedAt" ${startedAt} is no date`;
  if (outcome !== 'measured' && samples.length > 0) return `it ${outcome} and has samples`;
  if (!onlyOf(new Set(process.arms), leftOut))
    return `it leaves out ${leftOut.join(', ')}; its process has ${process.arms.join(', ')}`;
  const arms = new Set(process.arms.filter((arm) => !leftOut.includes(arm)));
  const seen = new Set<string>();
  const rounds = new Map<string, number>();
  return first(samples, (each, i) => {
    const { arm, unit, values } = each;
    const cell = JSON.stringify([unit, settingOf(each)]);
    const name = `sample ${i}, of ${arm},`;
    if (!arms.has(arm)) return `${name} is of an arm that the process does not have`;
    if (seen.has(`${arm} ${cell}`)) return `${name} repeats one before it`;
    seen.add(`${arm} ${cell}`);
    const inStep = rounds.get(cell) ?? values.length;
    rounds.set(cell, inStep);
    if (unit === 'ns-per-block' && values.length !== inStep)
      return `${name} has ${values.length} rounds where another arm has ${inStep}`;
    const strange = strangeSetting(process, each, rules);
    if (strange !== null)
      return `${name} has ${each[strange] === undefined ? `no ${strange}` : `${strange} ${each[strange]}`}, unlike its process`;
    const fault = faultOfReadings(process, each, rules);
    return fault === null ? null : `${name} ${fault}`;
  });
}

/** The setting that the process cannot have measured in. A part is known where the plan names it. */
function strangeSetting(
  process: PlannedProcess,
  samples: ArmSamples,
  rules: RecordRules,
): SettingName | null {
  const { populations, attachFraction, growth, others, perTurn, tools, deaths, part } = process;
  const { collections, rule } = process;
  const isOneOf = (name: SettingName, allowed: readonly unknown[] | undefined) =>
    (allowed ?? [undefined]).includes(samples[name]) ? null : name;
  return (
    (rules.ownPopulations ? null : isOneOf('population', populations)) ??
    isOneOf('attachFraction', growth ?? [attachFraction]) ??
    (rules.hitRatios ? null : isOneOf('hitRatio', undefined)) ??
    isOneOf('others', others) ??
    isOneOf('perTurn', perTurn) ??
    isOneOf('tools', tools) ??
    isOneOf(
      'death',
      deaths?.map((death) => (death === 'all' ? undefined : death)),
    ) ??
    isOneOf('collections', [collections]) ??
    isOneOf('rule', [rule]) ??
    (isPartOf(rules, samples.part, part) ? null : 'part')
  );
}

function isPartOf(rules: RecordRules, part: string | undefined, planned: string | undefined): boolean {
  if (rules.parts === 'its own') return true;
  return rules.parts === 'of the planned' ? part?.startsWith(`${planned}, `) === true : part === planned;
}

const TIMES: readonly ArmSamples['unit'][] = ['ns-per-block'];

function faultOfReadings(
  { experiment }: PlannedProcess,
  { unit, workPerBlock, values }: ArmSamples,
  { units = TIMES, bytesReadings = 1 }: RecordRules,
): string | null {
  if (!units.includes(unit)) return `is in ${unit}; ${experiment} is measured in ${units.join(', ')}`;
  const counted = unit === 'extras' || unit === 'codes' || unit === 'wrong-answers';
  if (workPerBlock <= 0 && !counted) return `has work of ${workPerBlock}, expected more than 0`;
  const length = unit === 'bytes' ? bytesReadings : lengthOf(unit);
  if (length !== null && values.length !== length)
    return `has ${values.length} values in ${unit}, expected ${length}`;
  if (counted && !values.every((value) => Number.isInteger(value) && value >= 0 && value <= workPerBlock))
    return `counts ${values.join(', ')} of ${workPerBlock}`;
  const readings = unit === 'mb-until-gone' && values[0] === -1 ? values.slice(1) : values;
  if (unit !== 'bytes' && unit !== 'snapshot-bytes' && readings.some((value) => value < 0))
    return `has the value ${Math.min(...readings)} in ${unit}, expected none below 0`;
  if (unit === 'ns-quantiles' && !(values[0]! <= values[1]! && values[1]! <= values[2]!))
    return `has p50, p99 and largest of ${values.join(', ')}, expected an ascending order`;
  return null;
}

function lengthOf(unit: ArmSamples['unit']): number | null {
  switch (unit) {
    case 'snapshot-bytes':
    case 'wrong-answers':
      return 1;
    case 'mb-until-gone':
    case 'ns-quantiles':
      return 3;
    default:
      return null;
  }
}

function first<T>(items: readonly T[], faultOf: (item: T, index: number) => string | null): string | null {
  for (const [index, item] of items.entries()) {
    const fault = faultOf(item, index);
    if (fault !== null) return fault;
  }
  return null;
}

function onlyOf(names: ReadonlySet<string>, some: readonly string[]): boolean {
  return some.every((name) => names.has(name));
}
