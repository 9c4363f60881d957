/**
 * A made run: what a whole run of the harness would have recorded, from figures that we know because we chose
 * them. Deterministic. The truths below are plausible and not measured; no test may depend on their size, only on
 * finding them again where they belong.
 */

import { asRun } from '../../harness/records/check.ts';
import {
  type Calibration,
  type Control,
  type PlannedArm,
  type PlannedTrace,
  type Row,
  type Run,
  SCHEMA_VERSION,
} from '../../harness/records/schema.ts';
import { decided } from './decided.ts';

export const PROGRAMS = ['fib', 'queens', 'scheduler', 'kernel'];
export const POPULATIONS = [1, 16, 1000, 40000];
export const ATTACH_FRACTIONS = [0, 0.1, 0.5, 1];
export const ROUNDS = 6;
const PROCESSES = 20;

/** Traces of a run that has any, and the rules by which they are replayed. */
export const TRACES = ['web', 'batch'];
export const RULES = ['call-1', 'call-10'];

interface Truth {
  readonly perCallNs: number;
  /** Isolated look-up at the four populations, hits then misses. */
  readonly hitNs: readonly number[];
  readonly missNs: readonly number[];
  readonly bytesEmpty: number;
  readonly bytesAttached: number;
  /** Collections until the extra is gone; null: never. */
  readonly goneAfter: number | null;
  readonly codeGoneAfter: number | null;
  readonly fate: string;
}

const truths: Record<string, Truth> = {
  inline: truth(1.4, [0.6, 0.7, 1.1, 3.2], [0.5, 0.6, 1.0, 3.0], 8, 8, 1, 1, 'dies-with-code'),
  trailing: truth(1.9, [0.9, 1.0, 1.5, 4.1], [0.7, 0.8, 1.2, 3.4], 0.1, 9.5, 1, 1, 'dies-with-code'),
  'map-by-id': truth(9.2, [4.2, 4.6, 8.8, 31], [3.8, 4.1, 7.9, 27], 0.4, 41, null, 1, 'leaks'),
  'map-by-address': truth(17.5, [9.1, 9.8, 18.2, 62], [8.3, 8.9, 16.4, 51], 24.3, 66, null, 1, 'leaks'),
  'map-by-object': truth(
    13.1,
    [6.4, 6.9, 14.1, 48],
    [5.9, 6.6, 12.8, 44],
    0.3,
    52,
    null,
    null,
    'keeps-code-alive',
  ),
  weakmap: truth(19.7, [8.0, 8.6, 19.5, 71], [7.1, 7.7, 17.0, 63], 0.5, 74, 1, 1, 'dies-with-code'),
  'weakref-list': truth(26.3, [14, 15, 22, 58], [1.2, 1.3, 2.1, 6.0], 8.1, 212, 2, 1, 'dies-after-callback'),
};
const ownStrategy = truth(5.2, [2.1, 2.4, 4.4, 12], [2.0, 2.2, 4.0, 11], 8, 20, 1, 1, 'dies-with-code');

const nsPerCall: Record<string, number> = { fib: 96, queens: 184, scheduler: 243, kernel: 312 };

function truth(
  perCallNs: number,
  hitNs: readonly number[],
  missNs: readonly number[],
  bytesEmpty: number,
  bytesAttached: number,
  goneAfter: number | null,
  codeGoneAfter: number | null,
  fate: string,
): Truth {
  return { perCallNs, hitNs, missNs, bytesEmpty, bytesAttached, goneAfter, codeGoneAfter, fate };
}

export interface Wish {
  readonly quick?: boolean;
  readonly complete?: boolean;
  /** Strategies of a user, by name. */
  readonly own?: readonly string[];
  /** Rows to leave out, as an interruption or a crash would. */
  readonly without?: (row: Row) => boolean;
  /** With recorded traces, replayed, and a program's own replay; without them it is as runs were before there were any. */
  readonly traces?: boolean;
  /** With forms, and rows of lives, deaths, the collector, other weak references and layouts. */
  readonly life?: boolean;
  /** Processes behind each figure; below 6 there is no interval, as in the real statistics. */
  readonly processes?: number;
}

export function madeRun(wish: Wish = {}): Run {
  return decided(undecidedRun(wish));
}

function undecidedRun(wish: Wish): Run {
  const processes = wish.processes ?? PROCESSES;
  const all = { ...truths };
  for (const name of wish.own ?? []) all[name] = ownStrategy;
  const wobble = wobbles();

  const spread = (estimate: number, half: number) =>
    processes < 6
      ? { estimate, low: null, high: null, level: 0, processes }
      : {
          estimate,
          low: estimate - half * (0.8 + wobble() * 0.4),
          high: estimate + half * (0.8 + wobble() * 0.4),
          level: processes < 8 ? 0.93 : 0.95,
          processes,
        };

  const rows: Row[] = [];
  const timed = (places: readonly TimedPlace[], strategy: string, addedNs: number) => {
    for (const { whole, ...place } of places) {
      const added = addedNs * (0.75 + wobble() * 0.5);
      const common = { ...place, strategy };
      const half = whole * 0.008;
      rows.push({ ...common, metric: 'ns', unit: 'ns', ...spread(whole + added, half * 3) });
      if (strategy !== 'none') {
        rows.push(
          { ...common, metric: 'added-ns', unit: 'ns', reference: 'none', ...spread(added, half) },
          {
            ...common,
            metric: 'ratio',
            unit: 'ratio',
            reference: 'none',
            ...spread(1 + added / whole, 0.008),
          },
        );
      }
      if (strategy === 'inline') continue;
      rows.push(
        { ...common, metric: 'added-ns', unit: 'ns', reference: 'inline', ...spread(added - 1.4, half) },
        {
          ...common,
          metric: 'ratio',
          unit: 'ratio',
          reference: 'inline',
          ...spread((whole + added) / (whole + 1.4), 0.008),
        },
      );
    }
  };
  const callCost = (strategy: string, addedNs: number) => timed(inPrograms, strategy, addedNs);
  callCost('no-hook', -38);
  callCost('none', 0);
  callCost('none-twin', 0.1);
  callCost('inline-twin', 1.45);
  callCost('inline-slowed', 21.4);
  for (const [name, { perCallNs }] of Object.entries(all)) callCost(name, perCallNs);

  const lookUp = (strategy: string, hitRatio: number, population: number, addedNs: number) => {
    const common = { experiment: 'look-up', strategy, workload: 'population', population, hitRatio } as const;
    rows.push({ ...common, metric: 'ns', unit: 'ns', ...spread(3 + addedNs, 0.2 + addedNs * 0.05) });
    if (strategy === 'none') return;
    rows.push({
      ...common,
      metric: 'added-ns',
      unit: 'ns',
      reference: 'none',
      ...spread(addedNs, 0.15 + addedNs * 0.04),
    });
  };
  for (const [index, population] of POPULATIONS.entries()) {
    for (const hitRatio of [1, 0]) {
      lookUp('none', hitRatio, population, 0);
      lookUp('none-twin', hitRatio, population, 0.05);
      for (const [name, { hitNs, missNs }] of Object.entries(all)) {
        lookUp(name, hitRatio, population, (hitRatio === 1 ? hitNs : missNs)[index]!);
      }
    }
  }

  for (const [name, { bytesEmpty, bytesAttached }] of Object.entries(all)) {
    for (const attachFraction of ATTACH_FRACTIONS) {
      const bytes = bytesEmpty + (bytesAttached - bytesEmpty) * attachFraction ** 0.9;
      rows.push({
        experiment: 'memory',
        strategy: name,
        workload: 'population',
        metric: 'bytes-per-code',
        unit: 'bytes',
        reference: 'none',
        population: 40000,
        attachFraction,
        ...spread(bytes, 0.2 + bytes * 0.004),
      });
    }
  }

  for (const [name, { goneAfter, codeGoneAfter, bytesAttached }] of Object.entries(all)) {
    const common = {
      experiment: 'cleanup',
      strategy: name,
      workload: 'population',
      population: 40000,
    } as const;
    for (let rounds = 0; rounds <= ROUNDS; rounds++) {
      const left = (after: number | null) => (after === null || rounds < after ? 1 : 0);
      const exactly = (value: number) => ({
        ...spread(value, 0),
        low: processes < 6 ? null : value,
        high: processes < 6 ? null : value,
      });
      rows.push(
        { ...common, metric: 'left-fraction', unit: 'fraction', rounds, ...exactly(left(goneAfter)) },
        {
          ...common,
          metric: 'code-left-fraction',
          unit: 'fraction',
          rounds,
          ...exactly(left(codeGoneAfter)),
        },
      );
    }
    rows.push(
      goneAfter === null
        ? {
            ...common,
            metric: 'rounds-until-gone',
            unit: 'rounds',
            estimate: null,
            low: null,
            high: null,
            level: 0.95,
            processes,
            because: `Never within ${ROUNDS} collections.`,
          }
        : { ...common, metric: 'rounds-until-gone', unit: 'rounds', ...spread(goneAfter, 0) },
      {
        ...common,
        metric: 'bytes-left',
        unit: 'bytes',
        ...spread(goneAfter === null ? bytesAttached : 0.1, 0.3),
      },
    );
  }

  if (wish.life === true) rows.push(...lifeRows(all, spread));

  const calibrations: Calibration[] = [];
  if (wish.traces === true) {
    const twinsAndAll = { none: 0, 'none-twin': 0.1, 'inline-twin': 1.45 };
    for (const [name, addedNs] of Object.entries(twinsAndAll)) timed(inReplays, name, addedNs);
    for (const [name, { perCallNs }] of Object.entries(all)) timed(inReplays, name, 1.2 * perCallNs);
    for (const [i, [strategy, { perCallNs }]] of Object.entries(all).entries()) {
      const real = spread(perCallNs, 0.5);
      const replayed = spread(perCallNs + OUTCOMES[i % 3]!.by, 0.5);
      calibrations.push({
        program: 'fib',
        strategy,
        real: figureOf(real),
        replayed: figureOf(replayed),
        difference: withoutProcesses(spread(OUTCOMES[i % 3]!.by, 0.7)),
        is: OUTCOMES[i % 3]!.is,
        says: `What was found of ${strategy}.`,
      });
    }
  }

  const kept = rows.filter((row) => !(wish.without?.(row) ?? false));
  return {
    schemaVersion: SCHEMA_VERSION,
    id: 'made-run',
    startedAt: '2026-11-02T09:00:00.000Z',
    finishedAt: wish.complete === false ? null : '2026-11-02T09:02:31.000Z',
    complete: wish.complete ?? true,
    seed: 42,
    environment: {
      node: 'v20.20.2',
      v8: '11.3.244.8-node.38',
      platform: 'linux',
      arch: 'x64',
      kernel: '6.1.0-18-amd64',
      cpu: 'A processor of no particular make',
      cores: 2,
      memoryBytes: 8 * 1024 ** 3,
      ci: false,
      sourceVersion: '57073d7a3f1e',
      sourceChanged: false,
    },
    plan: {
      quick: wish.quick ?? false,
      budgetSeconds: wish.quick ? 20 : 150,
      arms: [
        ...controlArms,
        ...Object.entries(all).map(([name, { fate }]) => strategyArm(name, fate)),
        ...(wish.life === true ? [{ ...strategyArm(FORM, 'dies-after-callback'), formOf: 'map-by-id' }] : []),
      ],
      programs: PROGRAMS.map((name) => ({
        name,
        file: `${name}.py`,
        stresses: `what ${name} does most`,
        doesNotTell: `what ${name} does not do`,
      })),
      ...(wish.traces === true ? { traces: plannedTraces, rules: RULES } : {}),
      populations: POPULATIONS,
      attachFractions: ATTACH_FRACTIONS,
      replicates: { 'call-cost': processes, 'look-up': processes, memory: processes, cleanup: processes },
      roundsPerProcess: 40,
      blockMs: 1,
      warmupMs: 150,
      cleanupRounds: ROUNDS,
      leftOut: wish.quick
        ? ['Populations of 16 and 1 000 code objects.', 'Attach fractions between 0 and 1.']
        : [],
      processes: [],
    },
    rows: kept,
    controls: controls(kept, processes),
    ...(wish.traces === true ? { calibrations } : {}),
    doubts: [
      {
        code: 'not-steady',
        says: 'In process 17 the blocks of weakmap were still becoming faster by 3 % at the end: raise the warm-up.',
        experiment: 'call-cost',
        strategy: 'weakmap',
        workload: 'kernel',
      },
    ],
    claims: [],
  };
}

/** A form of a strategy, in a run with lives: it cleans up. */
export const FORM = 'map-by-id-finalized';

type Figures = Pick<Row, 'estimate' | 'low' | 'high' | 'level' | 'processes'>;

/** Rows beside which those of every run must stay what they are: the same metrics in other settings. */
function lifeRows(
  all: Readonly<Record<string, Truth>>,
  spread: (estimate: number, half: number) => Figures,
): Row[] {
  const rows: Row[] = [];
  const add = (row: Omit<Row, keyof Figures>, estimate: number, half = estimate * 0.05) =>
    rows.push({ ...row, ...spread(estimate, half) });
  const population = 'population';
  const bare = { experiment: 'memory', workload: population, metric: 'bytes-in-all', unit: 'bytes' } as const;
  add({ ...bare, strategy: 'none', population: 40000, attachFraction: 0 }, 160);
  for (const [index, name] of [...Object.keys(all), FORM].entries()) {
    const leaks = name.startsWith('map-by') && name !== FORM;
    const common = { strategy: name, workload: population };
    const memory = { ...common, experiment: 'memory', reference: 'none', unit: 'bytes' } as const;
    add({ ...memory, metric: 'bytes-per-code', population: 1500, attachFraction: 1 }, 1e6 + index);
    add(
      {
        ...memory,
        workload: 'growing',
        metric: 'bytes-per-code',
        population: 40000,
        attachFraction: 1,
      },
      2e6 + index,
    );
    if (name !== 'inline') {
      const even = {
        ...memory,
        workload: 'growing',
        metric: 'break-even',
        unit: 'fraction',
        reference: 'inline',
        population: 12000,
      } as const;
      if (name === 'trailing')
        rows.push({
          ...even,
          ...spread(1, 0),
          estimate: null,
          low: null,
          high: null,
          because: 'it never does',
        });
      else add(even, 0.1 + index / 100, 0.01);
    }
    const cleanup = { ...common, experiment: 'cleanup', population: 40000 } as const;
    const left = { ...cleanup, metric: 'left-fraction', unit: 'fraction' } as const;
    if (name === FORM) {
      add({ ...left, rounds: ROUNDS }, 0);
      add({ ...cleanup, metric: 'rounds-until-gone', unit: 'rounds' }, 2, 0);
    }
    add({ ...left, rounds: ROUNDS, death: 'half' }, leaks ? 0.77 : 0.01, 0);
    add({ ...left, death: 'churn' }, leaks ? 0.33 : 0.02, 0);
    add({ ...left, collections: 'ordinary' }, leaks ? 0.99 : 0.03, 0);
    const wrong = { ...cleanup, metric: 'wrong-answers', unit: 'fraction', death: 'churn' } as const;
    const reuses = name === 'map-by-id';
    add({ ...wrong, part: 'newborns' }, reuses ? 0.68 : 0, 0);
    add({ ...wrong, part: 'newborns', collections: 'ordinary' }, reuses || name === FORM ? 0.56 : 0, 0);
    add({ ...cleanup, metric: 'bytes-held', unit: 'bytes', reference: 'none', death: 'churn' }, 50 + index);
    for (const [metric, unit] of [
      ['mb-until-gone', 'MB'],
      ['collections-until-gone', 'rounds'],
      ['ms-until-gone', 'ms'],
    ] as const)
      add({ ...cleanup, metric, unit, collections: 'ordinary' }, 8 + index);
    const life = { ...common, experiment: 'life', population: 1000, unit: 'ns' } as const;
    for (const part of ['attach', 'replace', 'detach', 'die'])
      add({ ...life, metric: 'added-ns', reference: 'none', part }, 20 + index);
    for (const metric of ['p99', 'max'] as const)
      add({ ...life, metric, part: 'attach, growing' }, 3000 + index, 100);
    const collector = { ...common, experiment: 'collector', reference: 'none' } as const;
    for (const live of [1500, 1_000_000]) {
      const full = { ...collector, population: live, part: 'full collection' } as const;
      add({ ...full, metric: 'added-ms', unit: 'ms' }, live / 1e4 + index);
    }
    const lookUp = {
      ...common,
      experiment: 'look-up',
      metric: 'added-ns',
      unit: 'ns',
      reference: 'none',
      population: 1000,
    } as const;
    for (const hitRatio of [1, 0]) {
      for (const others of [0, 16]) {
        const each = name === 'weakref-list' ? 70 : 0.1;
        add({ ...lookUp, hitRatio, others, perTurn: 4000 }, 5 + others * each);
      }
      add({ ...lookUp, hitRatio, others: 0, perTurn: 100 }, 9);
    }
  }
  for (const [when, slower] of [
    ['at first', 11],
    ['settled', 1.02],
  ] as const) {
    const layout = {
      experiment: 'layouts',
      strategy: 'trailing',
      workload: 'fib',
      part: `warmed on one layout, ${when}`,
      reference: 'inline',
    } as const;
    add({ ...layout, metric: 'ratio', unit: 'ratio' }, slower, 0.01);
    add({ ...layout, metric: 'hit-share', unit: 'fraction' }, slower > 2 ? 0.9 : 0.1, 0.1);
  }
  return rows;
}

/** A cell of calls, and what a call of it takes, ns. */
interface TimedPlace {
  readonly experiment: 'call-cost' | 'replay';
  readonly workload: string;
  readonly rule?: string;
  readonly whole: number;
}

const inPrograms = PROGRAMS.map((workload): TimedPlace => {
  return { experiment: 'call-cost', workload, whole: nsPerCall[workload]! };
});

const inReplays: readonly TimedPlace[] = [
  ...TRACES.flatMap((workload) =>
    RULES.map((rule): TimedPlace => ({ experiment: 'replay', workload, rule, whole: 25 })),
  ),
  { experiment: 'replay', workload: 'fib', rule: 'call-1', whole: 25 },
];

const plannedTrace = (name: string, rest: Partial<PlannedTrace>): PlannedTrace => ({
  name,
  file: `${name}.trace.gz`,
  stresses: `what ${name} stresses`,
  doesNotTell: `what ${name} does not tell`,
  recordedWith: 'cpython 3.11.2, sys.setprofile',
  ofProgram: false,
  truncated: false,
  entries: 300_000,
  population: 2_400,
  born: 0,
  died: 0,
  called: 950,
  ...rest,
});

const plannedTraces: PlannedTrace[] = [
  plannedTrace('web', { nsPerCall: 480 }),
  plannedTrace('batch', { truncated: true, born: 41_000, died: 40_500, population: 12_345 }),
  plannedTrace('fib', { file: 'fib.py', recordedWith: 'coextra, frame hook', ofProgram: true }),
];

/** Replay less program, ns, and what is made of it. */
const OUTCOMES = [
  { by: 0.2, is: 'agree' },
  { by: 4, is: 'differ' },
  { by: 1.5, is: 'not decided' },
] as const;

type Spread = Calibration['real'];
const figureOf = ({ estimate, low, high, processes }: Spread): Spread => ({ estimate, low, high, processes });
const withoutProcesses = ({ estimate, low, high }: Spread): Calibration['difference'] => ({
  estimate,
  low,
  high,
});

const control = (
  name: string,
  strategy: string,
  title: string,
  hook = true,
  injectedShare = 0,
): PlannedArm => ({
  name,
  strategy,
  title,
  summary: `${title}.`,
  origin: 'control',
  role: 'control',
  fate: 'nothing-stored',
  tools: 0,
  hook,
  injectedShare,
});

const controlArms: PlannedArm[] = [
  control('no-hook', 'none', 'No hook at all', false),
  control('none', 'none', 'A hook without a look-up'),
  control('none-twin', 'none', 'The same once more'),
  control('inline-twin', 'inline', 'The field once more'),
  control('inline-slowed', 'inline', 'The field, made slower on purpose', true, 0.1),
];

const strategyArm = (name: string, fate: string): PlannedArm => ({
  name,
  strategy: name,
  title: `Title of ${name}`,
  summary: `Summary of ${name}.`,
  origin: 'python-dev, June 2016',
  role: 'strategy',
  fate,
  tools: 1,
  hook: true,
  injectedShare: 0,
});

function controls(rows: readonly Row[], processes: number): Control[] {
  const found: Control[] = [];
  const twin = (id: 'none-twin' | 'inline-twin', reference: string) => {
    for (const row of rows) {
      if (row.experiment !== 'call-cost' || row.strategy !== id || row.metric !== 'ratio') continue;
      if (row.reference !== reference || row.estimate === null) continue;
      const { workload, estimate, low, high, level } = row;
      found.push({
        id,
        experiment: 'call-cost',
        workload,
        unit: 'ratio',
        expected: 1,
        estimate,
        low,
        high,
        level,
        processes,
        passed: true,
        says: `${id} is as fast as ${reference} on ${workload}.`,
      });
    }
  };
  twin('none-twin', 'none');
  twin('inline-twin', 'inline');
  for (const row of rows) {
    if (row.strategy !== 'inline-slowed' || row.metric !== 'added-ns' || row.reference !== 'inline') continue;
    if (row.estimate === null) continue;
    const { workload, estimate, low, high, level } = row;
    found.push({
      id: 'injected',
      experiment: 'call-cost',
      workload,
      unit: 'ns',
      expected: 20,
      estimate,
      low,
      high,
      level,
      processes,
      passed: true,
      says: `The injected 20 ns were found on ${workload}.`,
    });
  }
  found.push({
    id: 'must-leak',
    experiment: 'cleanup',
    workload: 'population',
    unit: 'fraction',
    expected: 1,
    estimate: 1,
    low: 1,
    high: 1,
    level: 0.95,
    processes,
    passed: true,
    says: 'map-by-id leaks, as it must.',
  });
  return found;
}

/** Numbers in 0..1 that look irregular and are the same each time. */
function wobbles(): () => number {
  let state = 1;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

/** Throws where a made run is not what a reader would accept. */
export function checked(run: Run): Run {
  return asRun(JSON.parse(JSON.stringify(run)), 'the made run');
}
