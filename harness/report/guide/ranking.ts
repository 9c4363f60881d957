/**
 * The order of the strategies in the reader's situation. ORDER says the rule in words.
 *
 * "Not told apart" is not transitive: a may be as b, and b as c, and c more than a. So equals are always equals of one strategy, the
 * cheapest that is not yet ranked, and each strategy is in one group only.
 */

import type { PlannedArm, Run } from '../../records/schema.ts';
import { bytesOf, type Cost, commonPopulation, isCost, type Source, timeOf } from './costs.ts';
import { type Fitness, fitnessOf } from './fitness.ts';
import type { Situation } from './situation.ts';

export interface Ranked {
  readonly name: string;
  /** Where the idea comes from, if not from the thread: "a candidate". */
  readonly origin: string | null;
  readonly time: Cost;
  readonly memory: Cost;
  readonly restrictions: readonly string[];
  /** Rows on which it rests that it serves at all. */
  readonly sources: readonly Source[];
}

export interface LeftOut {
  readonly name: string;
  readonly origin: string | null;
  readonly because: readonly string[];
  /** It might serve: something was not measured. */
  readonly unranked: boolean;
  readonly sources: readonly Source[];
}

export interface Guidance {
  readonly situation: Situation;
  readonly ranked: readonly Ranked[];
  /** Those that could not be ranked, then those that cannot serve. */
  readonly leftOut: readonly LeftOut[];
}

export type Kind = 'time' | 'memory';

export const ORDER =
  'The cost that has priority comes first. Of the strategies not yet ranked the cheapest leads a group: all whose intervals meet its ' +
  'interval, or miss it by no more than counts as nothing, are as cheap as it is. Inside a group the other cost decides in the same ' +
  'way, then the number of restrictions, then the estimate. As nothing counts what twins of the same code differed by in this run, ' +
  'the threshold of the experiment (1 ns of a look-up, 1 byte of a code object), 1 ms of each second (0.1 % of a core), and 10 kB.';

const EXPERIMENTS_READ: readonly string[] = ['look-up', 'several-tools', 'memory', 'cleanup'];
const METRICS_READ: readonly string[] = [
  'added-ns',
  'bytes-per-code',
  'left-fraction',
  'wrong-answers',
  'bytes-left',
];

/** The part of a run that the guide reads, for those who ask it again and again. */
export function readByGuide(run: Run): Run {
  const rows = run.rows.filter(
    ({ experiment, metric }) => EXPERIMENTS_READ.includes(experiment) && METRICS_READ.includes(metric),
  );
  return { ...run, rows };
}

export function guidance(run: Run, situation: Situation): Guidance {
  const strategies = run.plan.arms.filter(({ role }) => role === 'strategy');
  const judged = strategies.map((arm) => ({ arm, fitness: fitnessOf(run, arm, situation) }));
  const fit = judged.filter(({ fitness }) => fitness.against.length === 0);
  const common = commonPopulation(
    run,
    fit.map(({ arm }) => arm.name),
    situation,
  );
  const placed = judged.map(({ arm, fitness }) => placedOf(run, arm, fitness, situation, common));
  const costed = placed.filter((each) => 'time' in each);
  const leftOut = placed.filter((each) => 'because' in each);
  const alternatives = new Set(costed.map(({ name }) => name));
  return {
    situation,
    ranked: inOrder(costed, situation.priority),
    leftOut: [
      ...leftOut.filter(({ unranked }) => unranked),
      ...leftOut.filter(({ unranked }) => !unranked).map((each) => withForm(strategies, alternatives, each)),
    ],
  };
}

/** Of a form, that of its strategy; null where the thread named it. */
function originOf({ plan }: Run, { formOf, beyond }: PlannedArm): string | null {
  const given = plan.arms.find(({ name }) => name === formOf)?.beyond ?? beyond;
  if (given === undefined) return null;
  return given === 'later' ? 'came later' : 'a candidate';
}

function placedOf(
  run: Run,
  arm: PlannedArm,
  { against, restrictions, sources }: Fitness,
  situation: Situation,
  common: number | undefined,
): Ranked | LeftOut {
  const { name } = arm;
  const origin = originOf(run, arm);
  if (against.length > 0) return { name, origin, because: against, unranked: false, sources };
  const time = timeOf(run, arm, situation);
  const memory = bytesOf(run, arm, situation, common);
  if (isCost(time) && isCost(memory)) return { name, origin, time, memory, restrictions, sources };
  const because = [time, memory].flatMap((each) => (isCost(each) ? [] : [each.missing]));
  return { name, origin, because, unranked: true, sources };
}

/** Where a form of it serves, the reader is led there. */
function withForm(strategies: readonly PlannedArm[], serving: ReadonlySet<string>, out: LeftOut): LeftOut {
  const forms = strategies.filter(({ name, formOf }) => formOf === out.name && serving.has(name));
  if (forms.length === 0) return out;
  const names = forms.map(({ name }) => `\`${name}\``).join(' and ');
  const says = forms.length === 1 ? `its form ${names} serves here` : `its forms ${names} serve here`;
  return { ...out, because: [...out.because, says] };
}

const OTHER: Readonly<Record<Kind, Kind>> = { time: 'memory', memory: 'time' };

export function inOrder(all: readonly Ranked[], first: Kind): Ranked[] {
  return groups(all, first).flatMap((equals) =>
    groups(equals, OTHER[first]).flatMap((same) =>
      [...same].sort(
        (a, b) =>
          a.restrictions.length - b.restrictions.length ||
          estimate(a, first) - estimate(b, first) ||
          byName(a, b),
      ),
    ),
  );
}

/** From the cheapest on: each group holds those that are not told apart from its first. */
function groups(all: readonly Ranked[], kind: Kind): Ranked[][] {
  const left = [...all].sort((a, b) => estimate(a, kind) - estimate(b, kind) || byName(a, b));
  const found: Ranked[][] = [];
  while (left.length > 0) {
    const leader = left[0]!;
    const rest = left.filter((each) => each !== leader && isMore(each, leader, kind));
    found.push(left.filter((each) => !rest.includes(each)));
    left.splice(0, left.length, ...rest);
  }
  return found;
}

/** Does one cost more than another, by more than counts as nothing? */
export function isMore(one: Ranked, other: Ranked, kind: Kind): boolean {
  const same = Math.max(one[kind].same, other[kind].same);
  return one[kind].total.low - other[kind].total.high > same;
}

/** The first of the ranking that is better in one cost and not worse in the other. */
export function betterThan(
  one: Ranked,
  ranked: readonly Ranked[],
): { by: Ranked; in: readonly Kind[] } | null {
  for (const other of ranked) {
    const better = (['time', 'memory'] as const).filter((kind) => isMore(one, other, kind));
    const worse = (['time', 'memory'] as const).some((kind) => isMore(other, one, kind));
    if (better.length > 0 && !worse) return { by: other, in: better };
  }
  return null;
}

function estimate(of: Ranked, kind: Kind): number {
  return of[kind].total.estimate;
}

/** By code units: the same everywhere. */
function byName(a: Ranked, b: Ranked): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}
