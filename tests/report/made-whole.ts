/** A made run of every experiment, with something of everything that a page can tell: what a real run has, in a tenth of its rows. */

import type { Claim, PlannedArm, ProcessRecord, Row, Run } from '../../harness/records/schema.ts';
import { checked, FORM, madeRun } from './made-run.ts';
import { made, withBeyond, withTools } from './made-tools.ts';

const CLAIMS = (['confirmed', 'refuted', 'it depends', 'not decided by this run'] as const).map(
  (verdict, index): Claim => ({
    id: `claim-${index}`,
    claim: `What was claimed to be ${verdict}.`,
    verdict,
    because: '`weakmap` takes 4.4 [4.3, 4.5] ns more.',
    rule: 'The rule.',
    ...(index === 1 ? { standsIn: '`inline` stands in for what nobody built.' } : {}),
    rows: [index, index + 1],
  }),
);

/** What each strategy touches of a code object, where that is not its number. */
const TOUCHES: Readonly<Record<string, string[]>> = {
  inline: ['extra'],
  trailing: ['extras'],
  'weakref-list': ['weakrefs'],
};

export function wholeRun(): Run {
  const run = withTools(withBeyond(madeRun({ life: true, traces: true })));
  const [control, ...controls] = run.controls;
  return checked({
    ...run,
    plan: {
      ...run.plan,
      arms: run.plan.arms.map((arm) => ({ ...arm, tools: arm.name === 'inline' ? 1 : 0, ...touchesOf(arm) })),
      leftOut: ['What was left out of this run.'],
    },
    rows: [
      ...run.rows
        .filter((row) => !isDecoy(row))
        .map(smallButSlow)
        .map(judged),
      ...moreRows(),
    ],
    controls: [{ ...control!, passed: false, says: 'The twin ran away.' }, ...controls],
    claims: CLAIMS,
  });
}

function touchesOf({ role, name }: PlannedArm): Partial<PlannedArm> {
  return role === 'strategy' ? { touches: TOUCHES[name] ?? ['id'] } : {};
}

/** Bytes of no use but to show that they are not mistaken for those of another population. */
function isDecoy({ experiment, population }: Row): boolean {
  return experiment === 'memory' && population === 1500;
}

/** One strategy of many nanoseconds takes the fewest bytes: the fastest is not the smallest. */
function smallButSlow(row: Row): Row {
  if (row.metric !== 'bytes-per-code' || row.strategy !== 'weakmap') return row;
  const few = (value: number | null) => (value === null ? null : value / 20);
  return { ...row, estimate: few(row.estimate), low: few(row.low), high: few(row.high) };
}

/** Verdicts of every kind, from row to row; none beside the failed control. */
function judged(row: Row, index: number): Row {
  if (row.reference === undefined || row.estimate === null || row.unit === 'fraction') return row;
  const kinds = row.unit === 'bytes' ? (['more', 'less'] as const) : (['slower', 'faster'] as const);
  const is =
    row.workload === 'fib' && row.experiment === 'call-cost'
      ? 'invalid'
      : ([...kinds, 'equivalent', 'not decided'] as const)[index % 4]!;
  return {
    ...row,
    verdict: {
      is,
      threshold: 0.02,
      pValue: is === 'invalid' ? null : 0.01,
      wouldHaveSeen: 0.03,
      moreProcesses: is === 'not decided' ? 40 : 0,
      says: 'How it was judged.',
    },
  };
}

/** Of the charts that made runs do without: a doubling, and pauses of the collector. */
function moreRows(): Row[] {
  return ['inline', 'map-by-id', FORM, 'weakmap'].flatMap((strategy, index) => [
    ...[20_000, 40_000].map((population) =>
      made({
        experiment: 'memory',
        workload: 'doubling',
        metric: 'bytes-per-code',
        unit: 'bytes',
        reference: 'none',
        attachFraction: 1,
        population,
        strategy,
        estimate: 8 + index + 1e5 / population,
      }),
    ),
    ...[1500, 100_000].map((population) =>
      made({
        experiment: 'collector',
        workload: 'population',
        part: 'full collection',
        metric: 'ms',
        unit: 'ms',
        population,
        strategy,
        estimate: 18 + index + population / 1e4,
      }),
    ),
  ]);
}

/** Records of a few processes: two that measured, and one that crashed. */
export function fewRecords(): ProcessRecord[] {
  return [100, 300, null].map((ns, number): ProcessRecord => {
    const arms = ['none'];
    return {
      process: { number, experiment: 'look-up', workload: 'population', arms, replicate: number, seed: 1 },
      attempt: 1,
      startedAt: new Date(Date.UTC(2026, 10, 2, 9, number)).toISOString(),
      seconds: 1.5,
      outcome: ns === null ? 'crashed' : 'measured',
      samples:
        ns === null ? [] : [{ arm: 'none', unit: 'ns-per-block', workPerBlock: 100, values: [ns, ns] }],
      notes: {},
    };
  });
}
