import { describe, expect, it } from 'vitest';
import { CORE } from '../../claims/core.ts';
import { CLAIM_RULES, claimsOf } from '../../claims/index.ts';
import { ROLES, type Role, type Target } from '../../claims/roles.ts';
import { experimentOf } from '../../harness/experiments/index.ts';
import { contrastsOf } from '../../harness/judge/contrasts.ts';
import { nothing } from '../../harness/records/finding.ts';
import { METRICS, type MetricName } from '../../harness/records/metrics.ts';
import type { Claim, Control, Plan, Row } from '../../harness/records/schema.ts';
import { settingOf } from '../../harness/records/settings.ts';
import { type Difference, differenceOf } from '../../harness/samples/difference.ts';
import { EQUIVALENT } from '../../harness/samples/thresholds.ts';
import { madeTrace } from '../plan/made-options.ts';
import { blankRun } from '../records/blank-run.ts';

const TRACE = madeTrace({ name: 'web', population: 100, called: 30, nsPerCall: 200 });
const plan: Plan = {
  ...blankRun().plan,
  traces: [TRACE, { ...TRACE, name: 'batch', nsPerCall: 400, called: 60 }],
};

/** A row of six processes: a figure and how far its interval reaches to either side. */
function row(
  experiment: Row['experiment'],
  strategy: string,
  metric: MetricName,
  estimate: number | null,
  reach: number,
  also: Partial<Row> = {},
): Row {
  const { unit } = METRICS[metric];
  const low = estimate === null ? null : estimate - reach;
  const high = estimate === null ? null : estimate + reach;
  const bare = { experiment, strategy, workload: 'population', metric, unit, estimate, low, high };
  const made: Row = { ...bare, level: 0.95, processes: 6, ...also };
  return made.reference === undefined ? made : { ...made, difference: differenceIn(made) };
}

/** As the judge decides it, without controls. */
function differenceIn(made: Row): Difference {
  const threshold =
    made.unit === 'bytes' ? EQUIVALENT.bytes : (experimentOf(made.experiment).comparison?.threshold ?? 0);
  return differenceOf(made, { middle: nothing(made), threshold });
}

function verdictOf(
  id: string,
  rows: readonly Row[],
  controls: readonly Control[] = [],
  target: Target = CORE,
): Claim {
  return claimsOf({ plan, rows, controls, contrast: contrastsOf(rows, []) }, target).find(
    (claim) => claim.id === id,
  )!;
}

const ALTERNATIVES = ['trailing', 'map-by-id', 'map-by-address', 'map-by-object', 'weakmap', 'weakref-list'];
const MAPS = ['map-by-id', 'map-by-address'];
const OUTSIDE = ['map-by-id', 'map-by-object', 'weakmap', 'weakref-list'];

/** What each alternative adds to a replayed call of each trace beyond the field. */
const toField = (added: (strategy: string, workload: string) => number, reach = 0.5) =>
  ['web', 'batch'].flatMap((workload) =>
    ALTERNATIVES.map((strategy) =>
      row('replay', strategy, 'added-ns', added(strategy, workload), reach, {
        workload,
        reference: 'inline',
      }),
    ),
  );

/** The same of the trailing field alone. */
const trailingToField = (added: number, reach = 0.5) =>
  toField(() => added, reach).filter(({ strategy }) => strategy === 'trailing');

/** What both Maps add to a replayed call; a real one takes 200 ns on "web" and 400 ns on "batch". */
const mapsAdd = (ns: number, reach: number) =>
  ['web', 'batch'].flatMap((workload) =>
    MAPS.map((strategy) => row('replay', strategy, 'added-ns', ns, reach, { workload, reference: 'none' })),
  );

const storing = (strategy: string, attachFraction: number, bytes: number, reach = 0.1) =>
  row('memory', strategy, 'bytes-per-code', bytes, reach, {
    reference: 'none',
    attachFraction,
    population: 12_000,
  });

const outside = (bytes: number) => OUTSIDE.map((strategy) => storing(strategy, 0, bytes));

/** A field of 8 bytes, and what the trailing field takes with extras on none, on some and on all. */
const trailing = (...bytes: readonly number[]) =>
  [0, 0.3, 1].flatMap((fraction, i) => [
    storing('inline', fraction, 8),
    storing('trailing', fraction, bytes[i]!),
  ]);

const lookUp = (strategy: string, ns: number, also: Partial<Row>) =>
  row('look-up', strategy, 'added-ns', ns, 0.2, { reference: 'none', population: 1000, ...also });

/** Misses and hits of the list, beside both Maps at 15 ns. */
const emptyLists = (miss: number, hit: number) =>
  [miss, hit].flatMap((ns, hitRatio) => [
    lookUp('weakref-list', ns, { hitRatio }),
    ...MAPS.map((strategy) => lookUp(strategy, 15, { hitRatio })),
  ]);

const crowded = (ns: (others: number) => number) =>
  [0, 4, 16].flatMap((others) => [
    lookUp('weakref-list', ns(others), { hitRatio: 1, others, perTurn: 4000 }),
    lookUp('map-by-address', 20, { hitRatio: 1, others, perTurn: 4000 }),
  ]);

const several = (strategy: string, tools: number, ns: number) =>
  row('several-tools', strategy, 'added-ns', ns, 0.2, { reference: 'none', population: 1000, tools });

const tools = (tuple: readonly [number, number], indexed: readonly [number, number]) => [
  several('tuple', 1, tuple[0]),
  several('indexed', 1, indexed[0]),
  several('tuple', 8, tuple[1]),
  several('indexed', 8, indexed[1]),
];

const built = (strategy: string, ratio: number, workload = 'fib', reach = 0.005) =>
  row('builds', strategy, 'ratio', ratio, reach, { workload, reference: 'none' });

const grains = (global: number, onCode: number) => [
  built('global-hook', global),
  built('hook-on-code', onCode),
  built('own-hooks', onCode),
];

const left = (strategy: string, share: number, also: Partial<Row> = { rounds: 6 }) =>
  row('cleanup', strategy, 'left-fraction', share, 0, { population: 10_000, ...also });

/** What is left after all died, after a share died again and again, and how many newborns are answered wrongly. */
const listCleans = (all: number, churned: number, wrong = 0) => [
  left('weakref-list', all),
  left('weakref-list', churned, { death: 'churn' }),
  row('cleanup', 'weakref-list', 'wrong-answers', wrong, 0, { death: 'churn' }),
];

/** A count in the code object of 8 bytes, and what it takes with its Map; the time of calls with a JIT to those with the field. */
const counted = (bytes: number, ratio: number, reach = 0.005) => [
  storing('count-in-code', 0, 8),
  storing('count-in-code', 0.05, bytes),
  storing('inline', 0.05, 8),
  row('tools', 'count-in-code', 'ratio', ratio, reach, { workload: 'fib', part: 'JIT', reference: 'inline' }),
];

type Case = readonly [id: string, verdict: Claim['verdict'], rows: readonly Row[]];

const CASES: readonly Case[] = [
  ['field-fastest', 'confirmed', toField(() => 8)],
  ['field-fastest', 'it depends', toField((strategy) => (strategy === 'trailing' ? 0.2 : 8))],
  ['field-fastest', 'refuted', toField((strategy) => (strategy === 'weakmap' ? -6 : 8))],
  ['field-fastest', 'refuted', toField(() => 0.2)],
  ['field-fastest', 'not decided by this run', toField((strategy) => (strategy === 'weakmap' ? 2 : 8), 3)],
  ['hash-bearable', 'confirmed', mapsAdd(12, 2)],
  ['hash-bearable', 'refuted', mapsAdd(90, 2)],
  ['hash-bearable', 'it depends', mapsAdd(30, 2)],
  ['hash-bearable', 'not decided by this run', mapsAdd(20, 15)],
  ['hash-leaks', 'confirmed', MAPS.map((strategy) => left(strategy, 1))],
  ['hash-leaks', 'refuted', MAPS.map((strategy) => left(strategy, 0))],
  ['hash-leaks', 'it depends', [left('map-by-address', 1), left('map-by-id', 0)]],
  ['hash-leaks', 'not decided by this run', MAPS.map((strategy) => left(strategy, 1, { rounds: 0 }))],
  ['field-wastes', 'confirmed', [storing('inline', 0, 8), ...outside(0)]],
  ['field-wastes', 'refuted', [storing('inline', 0, 0.2), ...outside(0)]],
  ['field-wastes', 'it depends', [storing('inline', 0, 8), ...outside(16)]],
  ['field-wastes', 'not decided by this run', [storing('inline', 0, 0.85, 0.35), ...outside(0)]],
  ['trailing-saves', 'confirmed', [...trailing(0, 2.4, 8), ...trailingToField(0.2)]],
  ['trailing-saves', 'it depends', [...trailing(0, 2.4, 8), ...trailingToField(9)]],
  ['trailing-saves', 'refuted', [...trailing(8, 8, 8), ...trailingToField(0.2)]],
  ['trailing-saves', 'not decided by this run', [...trailing(0, 2.4, 8), ...trailingToField(30, 31)]],
  ['trailing-jit-moot', 'confirmed', trailing(8, 8, 8)],
  ['trailing-jit-moot', 'refuted', trailing(0, 0.4, 2)],
  ['trailing-jit-moot', 'it depends', trailing(0, 2.4, 8)],
  ['trailing-jit-moot', 'not decided by this run', trailing(0, 2.4, 8).slice(-2)],
  ['weaklist-if-empty', 'confirmed', emptyLists(1, 1)],
  ['weaklist-if-empty', 'refuted', emptyLists(35, 35)],
  ['weaklist-if-empty', 'it depends', emptyLists(1, 35)],
  ['weaklist-unbounded', 'confirmed', crowded((others) => 30 + 40 * others)],
  ['weaklist-unbounded', 'refuted', crowded(() => 12)],
  ['weaklist-unbounded', 'it depends', crowded(() => 40)],
  ['weaklist-cleans', 'confirmed', listCleans(0, 0)],
  ['weaklist-cleans', 'refuted', listCleans(1, 1)],
  ['weaklist-cleans', 'it depends', listCleans(0, 0.3)],
  ['weaklist-cleans', 'it depends', listCleans(0, 0, 0.05)],
  ['hook-granularity', 'confirmed', grains(1, 1.001)],
  ['hook-granularity', 'refuted', grains(0.9, 1)],
  ['hook-granularity', 'it depends', [...grains(0.9, 1), built('global-hook', 1.1, 'thousand')]],
  [
    'hook-granularity',
    'not decided by this run',
    ['global-hook', 'hook-on-code', 'own-hooks'].flatMap((name) => [
      built(name, 1),
      ...['b', 'c', 'd'].map((program) => built(name, 0.9, program, 0.2)),
    ]),
  ],
  ['special-build', 'confirmed', [storing('unused-field', 1, 8)]],
  ['special-build', 'refuted', [storing('unused-field', 1, 0)]],
  ['special-build', 'not decided by this run', [storing('unused-field', 1, 0.85, 0.35)]],
  ['count-elsewhere', 'confirmed', counted(10, 1)],
  ['count-elsewhere', 'it depends', counted(10, 1.3)],
  ['count-elsewhere', 'refuted', counted(20, 1)],
  ['count-elsewhere', 'not decided by this run', counted(10, 1.05, 0.2)],
  ['tuple-vs-index', 'confirmed', tools([2, 60], [2.1, 16])],
  ['tuple-vs-index', 'refuted', tools([2, 16], [2.1, 16.1])],
  ['tuple-vs-index', 'it depends', tools([9, 60], [2, 16])],
];

const DECIDED = CASES.filter(([, verdict]) => verdict !== 'not decided by this run');
const CONFIRMED = CASES.filter(([, verdict]) => verdict === 'confirmed');
const UNDECIDED = 'not decided by this run';

/** Another target: its arms are named by their roles, and it imitates nothing. */
const ELSEWHERE: Target = {
  roles: Object.fromEntries(Object.keys(ROLES).map((role) => [role, `the ${role}`])) as Record<Role, string>,
  standsIn: {},
};
const roleOf = new Map(Object.entries(CORE.roles).map(([role, name]) => [name, role as Role]));

function elsewhere(each: Row): Row {
  const name = (arm: string) => ELSEWHERE.roles[roleOf.get(arm)!];
  const reference = each.reference === undefined ? {} : { reference: name(each.reference) };
  return { ...each, strategy: name(each.strategy), ...reference };
}

/** A control in the place of each row, of each kind that there is, that failed. */
function failedBeside(rows: readonly Row[]): Control[] {
  const ids = ['inline-twin', 'injected', 'must-leak', 'snapshot', 'proof-of-work'] as const;
  return rows.flatMap((each) => {
    const { experiment, workload } = each;
    const found = {
      expected: 1,
      unit: 'ratio',
      estimate: 1.2,
      low: 1.1,
      high: 1.3,
      level: 0.95,
      processes: 6,
    } as const;
    return ids.map((id) => ({
      id,
      experiment,
      workload,
      ...settingOf(each),
      ...found,
      passed: false,
      says: '',
    }));
  });
}

describe('claims', () => {
  it.each(CASES)('%s is %s', (id, verdict, rows) => {
    const claim = verdictOf(id, rows);
    expect([claim.verdict, claim.because]).toEqual([verdict, expect.stringMatching(/\.$/)]);
    if (verdict !== UNDECIDED) expect(claim.rows.length).toBeGreaterThan(0);
  });

  it.each(CLAIM_RULES.map(({ id }) => id))(
    '%s is not decided where nothing was measured, and says so',
    (id) => {
      const { verdict, because, rows } = verdictOf(id, []);
      expect([verdict, rows]).toEqual([UNDECIDED, []]);
      expect(because).not.toBe('');
    },
  );

  it.each(CASES)('%s is %s on a target whose arms have other names', (id, verdict, rows) => {
    const claim = verdictOf(id, rows.map(elsewhere), [], ELSEWHERE);
    expect(claim).toEqual({ ...verdictOf(id, rows), standsIn: undefined, because: claim.because });
    expect(claim.verdict).toBe(verdict);
    const names = [...claim.because.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    expect(Object.values(ELSEWHERE.roles)).toEqual(expect.arrayContaining(names));
  });

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

  it.each(DECIDED)(
    '%s, which was %s, does not rest on figures beside controls that failed',
    (id, _, rows) => {
      expect(verdictOf(id, rows, failedBeside(rows)).verdict).toBe(UNDECIDED);
    },
  );

  it.each(DECIDED)(
    '%s, which was %s, rests on no figure without an interval of the usual level',
    (id, _, rows) => {
      const few = rows.map((each) => ({ ...each, level: 0.75, processes: 3 }));
      const none = rows.map((each) => ({ ...each, low: null, high: null, level: 0, processes: 1 }));
      expect(verdictOf(id, few).verdict).toBe(UNDECIDED);
      expect(verdictOf(id, none).verdict).toBe(UNDECIDED);
    },
  );

  it.each(CONFIRMED)(
    '%s is not %s while one of those that its rule names is missing',
    (id, verdict, rows) => {
      for (const missing of new Set(rows.map(({ strategy }) => strategy))) {
        const rest = rows.filter(({ strategy }) => strategy !== missing);
        expect([missing, verdictOf(id, rest).verdict]).not.toEqual([missing, verdict]);
      }
    },
  );

  it('weaklist-cleans tells of a process that kept extras, and is not confirmed', () => {
    const because = 'in 1 of 14 processes extras were left after 6 forced collections';
    const never = row('cleanup', 'weakref-list', 'rounds-until-gone', null, 0, { because });
    const claim = verdictOf('weaklist-cleans', [...listCleans(0, 0), never]);
    expect(claim.verdict).toBe('it depends');
    expect(claim.because).toContain(`But ${because}.`);
  });

  it('leave what nobody measured at the side: a user’s own strategy decides no claim of the thread', () => {
    const mine = { ...plan.arms.find(({ name }) => name === 'weakmap')!, name: 'mine', strategy: 'mine' };
    const rows = [
      ...toField(() => 8),
      row('replay', 'mine', 'added-ns', -20, 0.5, { workload: 'web', reference: 'inline' }),
    ];
    const arms = [...plan.arms, mine];
    const judged = { plan: { ...plan, arms }, rows, controls: [], contrast: contrastsOf(rows, []) };
    const claims = claimsOf(judged, CORE);
    expect(claims.find(({ id }) => id === 'field-fastest')!.verdict).toBe('confirmed');
  });
});
