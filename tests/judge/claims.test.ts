import { describe, expect, it } from 'vitest';
import { CLAIM_RULES, claimsOf } from '../../harness/judge/claims/index.ts';
import type { Claim, Control, Plan, PlannedTrace, Row } from '../../harness/records/schema.ts';
import { blankRun } from '../records/blank-run.ts';

const TRACE: PlannedTrace = {
  name: 'web',
  file: 'web.gz',
  stresses: '',
  doesNotTell: '',
  recordedWith: '',
  ofProgram: false,
  truncated: false,
  entries: 10,
  population: 100,
  born: 0,
  died: 0,
  called: 30,
  nsPerCall: 200,
};
const plan: Plan = {
  ...blankRun().plan,
  traces: [TRACE, { ...TRACE, name: 'batch', nsPerCall: 400, called: 60 }],
};

/** A row of six processes: a figure and how far its interval reaches to either side. */
function row(
  experiment: Row['experiment'],
  strategy: string,
  metric: string,
  estimate: number | null,
  reach: number,
  also: Partial<Row> = {},
): Row {
  const unit =
    metric === 'ratio'
      ? 'ratio'
      : metric.startsWith('bytes')
        ? 'bytes'
        : metric.endsWith('ns')
          ? 'ns'
          : 'fraction';
  const low = estimate === null ? null : estimate - reach;
  const high = estimate === null ? null : estimate + reach;
  return {
    experiment,
    strategy,
    workload: 'population',
    metric,
    unit,
    estimate,
    low,
    high,
    level: 0.95,
    processes: 6,
    ...also,
  };
}

function verdictOf(id: string, rows: readonly Row[], controls: readonly Control[] = []): Claim {
  return claimsOf(plan, rows, controls).find((claim) => claim.id === id)!;
}

const OTHERS = [
  'trailing',
  'map-by-id',
  'map-by-address',
  'map-by-object',
  'weakmap',
  'weakref-list',
  'count-in-code',
];
const onTraces = (added: (strategy: string, workload: string) => number, reach = 0.5) =>
  ['web', 'batch'].flatMap((workload) =>
    OTHERS.map((strategy) =>
      row('replay', strategy, 'added-ns', added(strategy, workload), reach, {
        workload,
        reference: 'inline',
      }),
    ),
  );

const storing = (strategy: string, attachFraction: number, bytes: number, reach = 0.1) =>
  row('memory', strategy, 'bytes-per-code', bytes, reach, {
    reference: 'none',
    attachFraction,
    population: 12_000,
  });

const lookUp = (strategy: string, ns: number, also: Partial<Row>) =>
  row('look-up', strategy, 'added-ns', ns, 0.2, { reference: 'none', population: 1000, ...also });

const several = (strategy: string, tools: number, ns: number) =>
  row('several-tools', strategy, 'added-ns', ns, 0.2, { reference: 'none', population: 1000, tools });

const built = (strategy: string, ratio: number, reference: string, reach = 0.005) =>
  row('builds', strategy, 'ratio', ratio, reach, { workload: 'fib', reference });

const grains = (global: number, onCode: number, own = onCode) => [
  built('global-hook', global, 'none'),
  built('hook-on-code', onCode, 'none'),
  built('own-hooks', own, 'none'),
];

const left = (strategy: string, share: number, rounds = 6) =>
  row('cleanup', strategy, 'left-fraction', share, 0, { rounds, population: 10_000 });

/** A count in the code object of 8 bytes, and what it takes with its Map; the time of calls with a JIT to those with the field. */
const counted = (bytes: number, ratio: number, reach = 0.005) => [
  storing('count-in-code', 0, 8),
  storing('count-in-code', 0.05, bytes),
  storing('inline', 0.05, 8),
  row('tools', 'count-in-code', 'ratio', ratio, reach, { workload: 'fib', part: 'JIT', reference: 'inline' }),
];

type Case = readonly [id: string, verdict: Claim['verdict'], rows: readonly Row[]];

const CASES: readonly Case[] = [
  ['field-fastest', 'confirmed', onTraces(() => 8)],
  ['field-fastest', 'it depends', onTraces((strategy) => (strategy === 'trailing' ? 0.2 : 8))],
  ['field-fastest', 'refuted', onTraces((strategy) => (strategy === 'weakmap' ? -6 : 8))],
  ['field-fastest', 'not decided by this run', onTraces((strategy) => (strategy === 'weakmap' ? 2 : 8), 3)],
  [
    'hash-bearable',
    'confirmed',
    ['web', 'batch'].map((workload) =>
      row('replay', 'map-by-address', 'added-ns', 12, 2, { workload, reference: 'none' }),
    ),
  ],
  [
    'hash-bearable',
    'refuted',
    ['web', 'batch'].map((workload) =>
      row('replay', 'map-by-address', 'added-ns', 90, 2, { workload, reference: 'none' }),
    ),
  ],
  [
    'hash-bearable',
    'it depends',
    ['web', 'batch'].map((workload) =>
      row('replay', 'map-by-address', 'added-ns', 30, 2, { workload, reference: 'none' }),
    ),
  ],
  [
    'hash-bearable',
    'not decided by this run',
    ['web', 'batch'].map((workload) =>
      row('replay', 'map-by-address', 'added-ns', 20, 15, { workload, reference: 'none' }),
    ),
  ],
  ['hash-leaks', 'confirmed', [left('map-by-address', 1), left('map-by-id', 1)]],
  ['hash-leaks', 'refuted', [left('map-by-address', 0), left('map-by-id', 0)]],
  ['hash-leaks', 'it depends', [left('map-by-address', 1), left('map-by-id', 0)]],
  [
    'field-wastes',
    'confirmed',
    [storing('inline', 0, 8), storing('map-by-id', 0, 0), storing('weakmap', 0, 0)],
  ],
  ['field-wastes', 'refuted', [storing('inline', 0, 0.2), storing('map-by-id', 0, 0)]],
  ['field-wastes', 'it depends', [storing('inline', 0, 8), storing('map-by-id', 0, 16)]],
  [
    'trailing-saves',
    'confirmed',
    [storing('inline', 0, 8), storing('trailing', 0, 0), ...onTraces(() => 0.2)],
  ],
  [
    'trailing-saves',
    'it depends',
    [storing('inline', 0, 8), storing('trailing', 0, 0), ...onTraces(() => 9)],
  ],
  ['trailing-saves', 'refuted', [storing('inline', 0, 8), storing('trailing', 0, 8), ...onTraces(() => 0.2)]],
  ['trailing-jit-moot', 'confirmed', [storing('inline', 1, 8), storing('trailing', 1, 8)]],
  [
    'trailing-jit-moot',
    'refuted',
    [0.3, 1].flatMap((at) => [storing('inline', at, 8), storing('trailing', at, 8 * at - 2)]),
  ],
  [
    'trailing-jit-moot',
    'it depends',
    [0.3, 1].flatMap((at) => [storing('inline', at, 8), storing('trailing', at, 8 * at)]),
  ],
  [
    'weaklist-if-empty',
    'confirmed',
    [0, 1].flatMap((hitRatio) => [
      lookUp('weakref-list', 1, { hitRatio }),
      lookUp('map-by-id', 15, { hitRatio }),
    ]),
  ],
  [
    'weaklist-if-empty',
    'refuted',
    [0, 1].flatMap((hitRatio) => [
      lookUp('weakref-list', 35, { hitRatio }),
      lookUp('map-by-id', 15, { hitRatio }),
    ]),
  ],
  [
    'weaklist-if-empty',
    'it depends',
    [
      lookUp('weakref-list', 1, { hitRatio: 0 }),
      lookUp('map-by-id', 15, { hitRatio: 0 }),
      lookUp('weakref-list', 35, { hitRatio: 1 }),
      lookUp('map-by-id', 15, { hitRatio: 1 }),
    ],
  ],
  [
    'weaklist-unbounded',
    'confirmed',
    [0, 4, 16].flatMap((others) => [
      lookUp('weakref-list', 30 + 40 * others, { hitRatio: 1, others, perTurn: 4000 }),
      lookUp('map-by-address', 20, { hitRatio: 1, others, perTurn: 4000 }),
    ]),
  ],
  [
    'weaklist-unbounded',
    'refuted',
    [0, 4, 16].flatMap((others) => [
      lookUp('weakref-list', 12, { hitRatio: 1, others, perTurn: 4000 }),
      lookUp('map-by-address', 20, { hitRatio: 1, others, perTurn: 4000 }),
    ]),
  ],
  ['weaklist-cleans', 'confirmed', [left('weakref-list', 0)]],
  ['weaklist-cleans', 'refuted', [left('weakref-list', 1)]],
  [
    'weaklist-cleans',
    'it depends',
    [left('weakref-list', 0), row('cleanup', 'weakref-list', 'left-fraction', 0.3, 0, { death: 'churn' })],
  ],
  ['hook-granularity', 'confirmed', grains(1, 1.001)],
  ['hook-granularity', 'refuted', grains(0.9, 1)],
  [
    'hook-granularity',
    'it depends',
    [...grains(0.9, 1), { ...built('global-hook', 1.1, 'none'), workload: 'thousand' }],
  ],
  ['special-build', 'confirmed', [storing('unused-field', 1, 8)]],
  ['special-build', 'refuted', [storing('unused-field', 1, 0)]],
  ['count-elsewhere', 'confirmed', counted(10, 1.0)],
  ['count-elsewhere', 'it depends', counted(10, 1.3)],
  ['count-elsewhere', 'refuted', counted(17, 1.0)],
  ['count-elsewhere', 'not decided by this run', counted(10, 1.05, 0.2)],
  [
    'tuple-vs-index',
    'confirmed',
    [several('tuple', 1, 2), several('indexed', 1, 2.1), several('tuple', 8, 60), several('indexed', 8, 16)],
  ],
  [
    'tuple-vs-index',
    'refuted',
    [
      several('tuple', 1, 2),
      several('indexed', 1, 2.1),
      several('tuple', 8, 16),
      several('indexed', 8, 16.1),
    ],
  ],
  [
    'tuple-vs-index',
    'it depends',
    [several('tuple', 1, 9), several('indexed', 1, 2), several('tuple', 8, 60), several('indexed', 8, 16)],
  ],
];

describe('claims', () => {
  it.each(CASES)('%s is %s', (id, verdict, rows) => {
    const claim = verdictOf(id, rows);
    expect([claim.verdict, claim.because]).toEqual([verdict, expect.stringMatching(/\.$/)]);
    expect(claim.rows.length).toBeGreaterThan(0);
  });

  it.each(CLAIM_RULES.map(({ id }) => id))(
    '%s is not decided where nothing was measured, and says so',
    (id) => {
      const { verdict, because, rows } = verdictOf(id, []);
      expect([verdict, rows]).toEqual(['not decided by this run', []]);
      expect(because).not.toBe('');
    },
  );

  it('are those of the thread, each with its words and its rule', () => {
    expect(new Set(CLAIM_RULES.map(({ id }) => id)).size).toBe(13);
    for (const { claim, rule } of CLAIM_RULES) {
      expect(claim).toMatch(/\.$/);
      expect(rule).toMatch(/Confirmed: .*\.$/);
    }
  });

  it('tell the figures of the rows they rest on, and point at them', () => {
    const others = [storing('weakmap', 1, 99)];
    const rows = [...others, storing('unused-field', 1, 12.5)];
    const claim = verdictOf('special-build', rows);
    expect(claim.because).toContain('12.5 [12.4, 12.6] bytes');
    expect(claim.rows).toEqual([1]);
  });

  it('do not rest on figures beside a control that failed', () => {
    const rows = onTraces(() => 8);
    const failed = rows.map(
      ({ experiment, workload }): Control => ({
        id: 'inline-twin',
        experiment,
        workload,
        expected: 1,
        unit: 'ratio',
        estimate: 1.2,
        low: 1.1,
        high: 1.3,
        level: 0.95,
        processes: 6,
        passed: false,
        says: '',
      }),
    );
    expect(verdictOf('field-fastest', rows).verdict).toBe('confirmed');
    expect(verdictOf('field-fastest', rows, failed).verdict).toBe('not decided by this run');
  });

  it('do not rest on an interval of too few processes', () => {
    const rows = grains(0.9, 1).map((each) => ({ ...each, level: 0.75, processes: 3 }));
    expect(verdictOf('hook-granularity', rows).verdict).toBe('not decided by this run');
  });

  it('leave what nobody measured at the side: a user’s own strategy decides no claim of the thread', () => {
    const mine = { ...plan.arms.find(({ name }) => name === 'weakmap')!, name: 'mine', strategy: 'mine' };
    const rows = [
      ...onTraces(() => 8),
      row('replay', 'mine', 'added-ns', -20, 0.5, { workload: 'web', reference: 'inline' }),
    ];
    const claims = claimsOf({ ...plan, arms: [...plan.arms, mine] }, rows, []);
    expect(claims.find(({ id }) => id === 'field-fastest')!.verdict).toBe('confirmed');
  });
});
