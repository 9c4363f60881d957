/** A run as small as the guide can rank: figures of each strategy as they are chosen, at one population, with extras on none and on all. */

import type { PlannedArm, Row, Run } from '../../../harness/records/schema.ts';
import type { Situation } from '../../../harness/report/guide/situation.ts';
import { madeRun } from '../made-run.ts';

export type Interval = readonly [low: number, estimate: number, high: number];

export interface Chosen {
  readonly name: string;
  /** Added ns of a hit and of a miss. */
  readonly hit?: Interval;
  readonly miss?: Interval;
  /** Bytes of a code object, with extras on none and on all. */
  readonly bytes?: readonly [none: Interval, all: Interval];
  /** Added ns of several tools, by their number. */
  readonly several?: Readonly<Record<number, Interval>>;
  /** Shares: of extras left when all have died, under churn, and of newborns answered wrongly. */
  readonly death?: { readonly left: number; readonly churn?: number; readonly wrong?: number };
  readonly arm?: Partial<PlannedArm>;
}

export const POPULATION = 1000;

export const SITUATION: Situation = {
  population: POPULATION,
  attachFraction: 1,
  callsPerSecond: 10_000_000,
  tools: 1,
  die: false,
  mayChange: true,
  priority: 'time',
};

export function smallRun(chosen: readonly Chosen[]): Run {
  const skeleton = madeRun();
  const [like] = skeleton.plan.arms.filter(({ role }) => role === 'strategy');
  const arms = chosen.map(({ name, arm }): PlannedArm => {
    return { ...like!, name, strategy: name, tools: 0, fate: 'dies-with-code', touches: [], ...arm };
  });
  return {
    ...skeleton,
    plan: { ...skeleton.plan, arms },
    rows: chosen.flatMap(rowsOf),
    controls: [],
    doubts: [],
  };
}

function rowsOf({ name, hit, miss, bytes, several = {}, death }: Chosen): Row[] {
  const common = { strategy: name, workload: 'population', population: POPULATION } as const;
  const added = { ...common, metric: 'added-ns', unit: 'ns', reference: 'none' } as const;
  const memory = {
    ...common,
    experiment: 'memory',
    metric: 'bytes-per-code',
    unit: 'bytes',
    reference: 'none',
  } as const;
  const fraction = { ...common, experiment: 'cleanup', unit: 'fraction' } as const;
  const exactly = (value: number): Interval => [value, value, value];
  const rows: (Row | null)[] = [
    figure({ ...added, experiment: 'look-up', hitRatio: 1 }, hit),
    figure({ ...added, experiment: 'look-up', hitRatio: 0 }, miss),
    figure({ ...memory, attachFraction: 0 }, bytes?.[0]),
    figure({ ...memory, attachFraction: 1 }, bytes?.[1]),
    ...Object.entries(several).map(([tools, interval]) =>
      figure({ ...added, experiment: 'several-tools', tools: Number(tools) }, interval),
    ),
  ];
  if (death !== undefined) {
    const { left, churn, wrong } = death;
    const of = (value: number | undefined) => (value === undefined ? undefined : exactly(value));
    rows.push(
      figure({ ...fraction, metric: 'left-fraction', rounds: 6 }, exactly(left)),
      figure({ ...fraction, metric: 'left-fraction', death: 'churn' }, of(churn)),
      figure({ ...fraction, metric: 'wrong-answers', part: 'newborns', death: 'churn' }, of(wrong)),
    );
  }
  return rows.filter((row) => row !== null);
}

type Named = Omit<Row, 'estimate' | 'low' | 'high' | 'level' | 'processes'>;

function figure(named: Named, interval: Interval | undefined): Row | null {
  if (interval === undefined) return null;
  const [low, estimate, high] = interval;
  return { ...named, estimate, low, high, level: 0.95, processes: 12 };
}

/** A plain strategy: so fast, hit or miss, and so many bytes with an extra; as sure as a tenth. */
export function plain(name: string, ns: number, bytes: number, rest: Partial<Chosen> = {}): Chosen {
  const around = (value: number): Interval => [value * 0.99, value, value * 1.01];
  return { name, hit: around(ns), miss: around(ns), bytes: [around(0), around(bytes)], ...rest };
}
