/**
 * The records of a run, as a JSON schema and as types, written once. `run.json` is one Run; `samples.jsonl` holds
 * one ProcessRecord a line. The published copies, schema/run.schema.json and schema/process.schema.json, are made
 * from here (`npm run schema`); a test fails when they differ. JSON records are the only road from measuring to
 * judging.
 *
 * History of the format
 * 1  2026-11  first version
 */

import { type Static, type TSchema, Type } from 'typebox';
import { METRIC_NAMES, METRICS } from './metrics.ts';
import { EXPERIMENTS, type SettingName } from './settings.ts';

export { COUNTER_RULE, EXPERIMENTS, sameSetting, settingOf } from './settings.ts';

export const SCHEMA_VERSION = 1;

export const closed = { additionalProperties: false };
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const ExperimentName = Type.Enum([...EXPERIMENTS], {
  description: 'A folder of harness/experiments/: the first sentence of its index.ts says what is measured.',
});
export type ExperimentName = Static<typeof ExperimentName>;

/** Readings, amounts of work and seconds beyond it are no measurement: a double no longer counts one by one. */
const LARGEST = Number.MAX_SAFE_INTEGER;

const Instant = (description: string) =>
  Type.String({ description, pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$' });

const Seed = Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 });

const Seconds = Type.Number({ minimum: 0, maximum: LARGEST });

/** A process is tried again without the arms that are found to fail (run/execute.ts). */
export const MOST_ATTEMPTS = 8;

/** What a comparison comes to, by thresholds fixed beforehand (judge/thresholds.ts). */
export const Verdict = Type.Object(
  {
    is: Type.Enum(['slower', 'faster', 'more', 'less', 'equivalent', 'not decided', 'invalid'], {
      description:
        'slower, faster: of time. more, less: of bytes; the whole interval lies beyond the threshold. equivalent: wholly inside it. ' +
        'invalid: the controls beside it failed.',
    }),
    threshold: Type.Number({
      description: 'A difference up to this counts as none, in the unit of the row.',
    }),
    reach: Type.Optional(
      nullable(
        Type.Number({
          minimum: 0,
          description:
            'How far the intervals of the twins next to it reach from no difference; null where there is none. A difference lies beyond both.',
        }),
      ),
    ),
    pValue: nullable(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description: 'Two-sided signed-rank test of "no difference", adjusted by Benjamini and Hochberg.',
      }),
    ),
    wouldHaveSeen: nullable(
      Type.Number({
        description: 'The smallest difference that these processes would have shown in four of five runs.',
      }),
    ),
    moreProcesses: nullable(
      Type.Integer({
        minimum: 0,
        description: 'How many more would decide it, if the spread stays; 0 if decided.',
      }),
    ),
    says: Type.Optional(Type.String({ description: 'A sentence, in older records.' })),
  },
  closed,
);
export type Verdict = Static<typeof Verdict>;

/** When the tool of a replay attaches its extras. */
export const ToolRule = Type.String({
  description:
    'call-N: to a code object from its Nth call on. share-F: to that fraction of all code objects, from birth.',
});

/** Who dies of a population. */
export const Death = Type.Enum(['half', 'churn'], {
  description:
    'half: every other code object dies. churn: a steady population, a share of which dies and is replaced in each ' +
    'round. Absent: all die.',
});
export type Death = Static<typeof Death>;

export const Collections = Type.Literal('ordinary', {
  description: 'Collections come by themselves, as a program allocates. Absent: they are forced.',
});

/** What stands beside a figure, beyond experiment and workload: the setting that it was measured in. */
const SETTING = {
  population: Type.Optional(Type.Integer({ minimum: 1, description: 'Live code objects.' })),
  attachFraction: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  hitRatio: Type.Optional(
    Type.Number({ minimum: 0, maximum: 1, description: 'Share of look-ups that find an extra.' }),
  ),
  others: Type.Optional(
    Type.Integer({ minimum: 0, description: 'Other weak references on each code object.' }),
  ),
  perTurn: Type.Optional(
    Type.Integer({ minimum: 1, description: 'Look-ups per turn of the event loop, where they are varied.' }),
  ),
  tools: Type.Optional(
    Type.Integer({ minimum: 1, description: 'Tools that each look up an extra of their own.' }),
  ),
  part: Type.Optional(
    Type.String({
      description:
        'What of it, where an experiment measures several things: "attach", "full collection", "JIT", a constructor of a heap snapshot.',
    }),
  ),
  death: Type.Optional(Death),
  collections: Type.Optional(Collections),
  rule: Type.Optional(ToolRule),
} satisfies Record<SettingName, TSchema>;
const SettingSchema = Type.Object(SETTING);
export type Setting = Static<typeof SettingSchema>;

/** One figure with its spread. The interval is over processes, never over what was measured inside one. */
export const Row = Type.Object(
  {
    experiment: ExperimentName,
    strategy: Type.String({ description: 'The arm: a strategy, or a control such as "inline-twin".' }),
    workload: Type.String({ description: 'Program, trace, or "population" for synthetic populations.' }),
    metric: Type.Enum(METRIC_NAMES, {
      description: Object.entries(METRICS)
        .map(([name, { means }]) => `${name}: ${means}.`)
        .join(' '),
    }),
    unit: Type.Enum(['ratio', 'ns', 'bytes', 'fraction', 'rounds', 'MB', 'ms']),
    reference: Type.Optional(
      Type.String({ description: 'The arm compared with, where the metric is a comparison.' }),
    ),
    estimate: nullable(
      Type.Number({ description: 'Median over processes. Null: never reached (see `because`).' }),
    ),
    low: nullable(
      Type.Number({ description: 'Lower end of the interval; null where there are too few processes.' }),
    ),
    high: nullable(Type.Number({ description: 'Upper end of the interval.' })),
    level: Type.Number({
      minimum: 0,
      maximum: 1,
      description:
        'Coverage that the interval has for this many processes: 0.95, or less where they are too few.',
    }),
    processes: Type.Integer({ minimum: 1, description: 'Processes behind the figure.' }),
    ...SETTING,
    rounds: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Forced collections before the reading.' }),
    ),
    because: Type.Optional(Type.String({ description: 'Why the figure is missing or special.' })),
    difference: Type.Optional(
      Type.Enum(['more', 'less', 'same', 'open', 'invalid'], {
        description:
          'What the comparison with `reference` comes to, by the one rule of the project (samples/difference.ts). same: no difference that counts. open: not decided. ' +
          'invalid: a control next to it failed. Absent: nothing is compared.',
      }),
    ),
    verdict: Type.Optional(Verdict),
  },
  closed,
);
export type Row = Static<typeof Row>;

/** A control's answer in this run, judged. */
export const Control = Type.Object(
  {
    id: Type.Enum([
      'none-twin',
      'inline-twin',
      'no-hook-twin',
      'injected',
      'proof-of-work',
      'must-leak',
      'injected-leak',
      'snapshot',
      'no-calls',
    ]),
    experiment: ExperimentName,
    workload: Type.String(),
    strategy: Type.Optional(Type.String({ description: 'The one that was put to the test, of several.' })),
    ...SETTING,
    unit: Type.Enum(['ratio', 'ns', 'fraction', 'bytes']),
    expected: Type.Number({ description: 'The known answer.' }),
    estimate: Type.Number(),
    low: nullable(Type.Number()),
    high: nullable(Type.Number()),
    level: Type.Number({ minimum: 0, maximum: 1 }),
    processes: Type.Integer({ minimum: 1 }),
    passed: Type.Boolean(),
    reference: Type.Optional(Type.String({ description: 'Of a twin: the arm that it is a copy of.' })),
    vague: Type.Optional(Type.Literal(true, { description: 'Failed because its interval is too wide.' })),
    found: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Of a leak put in: the processes that found it.' }),
    ),
    says: Type.Optional(Type.String({ description: 'A sentence, in older records.' })),
  },
  closed,
);
export type Control = Static<typeof Control>;

/** A reason to distrust a figure, kept with it. */
export const Doubt = Type.Object(
  {
    code: Type.String({ description: 'Kebab case, stable: "worker-crashed", "not-steady".' }),
    says: Type.String({ description: 'One sentence: what was seen, with its number, and what to try.' }),
    experiment: Type.Optional(ExperimentName),
    strategy: Type.Optional(Type.String()),
    workload: Type.Optional(Type.String()),
    process: Type.Optional(Type.Integer({ minimum: 0, description: 'Number of the process in the plan.' })),
  },
  closed,
);
export type Doubt = Static<typeof Doubt>;

/** A claim of the thread, judged from the rows. */
export const Claim = Type.Object(
  {
    id: Type.String(),
    claim: Type.String({ description: 'What was claimed in the thread, in one sentence.' }),
    verdict: Type.Enum(['confirmed', 'refuted', 'it depends', 'not decided by this run']),
    because: Type.String({
      description: 'What was seen, with figures and intervals; names of strategies in backticks.',
    }),
    rule: Type.String({ description: 'The rule that judged it, in words.' }),
    standsIn: Type.Optional(
      Type.String({ description: 'What of this engine stands in for what in C, if it matters.' }),
    ),
    rows: Type.Array(Type.Integer({ minimum: 0 }), {
      description: 'Indices into `rows`: the figures it rests on.',
    }),
  },
  closed,
);
export type Claim = Static<typeof Claim>;

/** A program measured in two ways: run whole, and its recorded calls replayed. Do they agree on what a call costs more? */
export const Calibration = Type.Object(
  {
    program: Type.String(),
    strategy: Type.String(),
    real: Type.Object({
      estimate: Type.Number({ description: 'Added ns per call to `none`, in the program itself.' }),
      low: nullable(Type.Number()),
      high: nullable(Type.Number()),
      processes: Type.Integer({ minimum: 1 }),
    }),
    replayed: Type.Object({
      estimate: Type.Number({ description: 'The same in the replay of one run of it.' }),
      low: nullable(Type.Number()),
      high: nullable(Type.Number()),
      processes: Type.Integer({ minimum: 1 }),
    }),
    difference: Type.Object({
      estimate: Type.Number({ description: 'Replay less program, ns per call (Hodges and Lehmann).' }),
      low: nullable(Type.Number()),
      high: nullable(Type.Number()),
    }),
    is: Type.Enum(['agree', 'differ', 'not decided'], {
      description:
        'agree: the interval of the difference lies inside the threshold, or it holds no difference and is narrow ' +
        'enough to tell. not decided: it holds no difference, but would not have seen one that matters.',
    }),
    says: Type.String(),
  },
  closed,
);
export type Calibration = Static<typeof Calibration>;

export const Environment = Type.Object(
  {
    node: Type.String(),
    v8: Type.String(),
    platform: Type.String(),
    arch: Type.String(),
    kernel: Type.String(),
    cpu: Type.String(),
    cores: Type.Integer({ minimum: 1 }),
    memoryBytes: Type.Integer({ minimum: 0 }),
    ci: Type.Boolean(),
    sourceVersion: nullable(Type.String({ description: 'Git commit of the sources.' })),
    sourceChanged: nullable(
      Type.Boolean({ description: 'True if the work tree differed from that commit.' }),
    ),
  },
  { ...closed, description: 'The fingerprint of the machine and the sources.' },
);
export type Environment = Static<typeof Environment>;

/** An arm as the plan names it. */
export const PlannedArm = Type.Object(
  {
    name: Type.String({ description: 'Unique in the run: "inline", "inline-twin".' }),
    strategy: Type.String(),
    version: Type.Optional(
      Type.Literal('base', {
        description: 'Built from the version that a gate compares with, not the work tree.',
      }),
    ),
    title: Type.String(),
    summary: Type.String(),
    origin: Type.String(),
    role: Type.Enum(['strategy', 'control']),
    fate: Type.String({ description: 'What is promised to become of an extra when its code object dies.' }),
    tools: Type.Integer({ minimum: 0, description: 'Tools it serves at once; 0: any number.' }),
    hook: Type.Boolean({ description: 'False: runs without a frame-evaluation hook.' }),
    injectedShare: Type.Number({
      minimum: 0,
      description: 'Share of work done twice, a slowdown of known size; 0 in all arms but one.',
    }),
    injectedLeak: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1,
        description: 'Share of the extras that somebody else holds for ever, a leak of known size.',
      }),
    ),
    build: Type.Optional(
      Type.Object(
        {
          grain: Type.Enum(['interpreter', 'process', 'code'], {
            description: 'What has a hook of its own.',
          }),
          way: Type.Enum(['hook', 'own-hooks', 'idle', 'decorator'], {
            description: 'How the counter is installed.',
          }),
        },
        { ...closed, description: 'A special build of the core, for the experiment builds.' },
      ),
    ),
    lossy: Type.Optional(
      Type.Boolean({ description: 'Code objects share places by design, and are answered for one another.' }),
    ),
    beyond: Type.Optional(
      Type.Enum(['later', 'candidate'], {
        description:
          'Not named on python-dev in June 2016: what came later, or what a designer would ask for besides.',
      }),
    ),
    formOf: Type.Optional(
      Type.String({
        description: 'The strategy that it is a form of: the same look-up, and a way to clean up.',
      }),
    ),
    afterReuse: Type.Optional(
      Type.String({
        description:
          'What is promised to a newborn with the number of a dead object: nothing (absent), the-dead-until-cleaned, the-dead.',
      }),
    ),
    touches: Type.Optional(
      Type.Array(Type.String(), {
        description: 'Fields of the code object that it reads or writes. Absent: not recorded.',
      }),
    ),
  },
  closed,
);
export type PlannedArm = Static<typeof PlannedArm>;

/** One process of the plan: what it measures, with which arms. */
export const PlannedProcess = Type.Object(
  {
    number: Type.Integer({ minimum: 0 }),
    experiment: ExperimentName,
    workload: Type.String(),
    arms: Type.Array(Type.String(), { description: 'In the order in which they are loaded.' }),
    replicate: Type.Integer({ minimum: 0 }),
    seed: Seed,
    populations: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1 }), { description: 'Measured one after another.' }),
    ),
    attachFraction: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    growth: Type.Optional(
      Type.Array(Type.Number({ minimum: 0, maximum: 1 }), {
        description: 'Attach fractions that one population grows through, ascending.',
      }),
    ),
    others: Type.Optional(
      Type.Array(Type.Integer({ minimum: 0 }), {
        description: 'Other weak references on each code object, measured one after another.',
      }),
    ),
    perTurn: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1 }), {
        description: 'Look-ups per turn of the event loop, measured one after another.',
      }),
    ),
    tools: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1 }), { description: 'Tools, measured one number after another.' }),
    ),
    deaths: Type.Optional(
      Type.Array(Type.Union([Type.Literal('all'), Death]), { description: 'Absent: all die.' }),
    ),
    collections: Type.Optional(Collections),
    part: Type.Optional(
      Type.String({ description: 'Of an experiment in several parts: "warmed on one layout".' }),
    ),
    rule: Type.Optional(ToolRule),
  },
  closed,
);
export type PlannedProcess = Static<typeof PlannedProcess>;

export const Program = Type.Object(
  {
    name: Type.String(),
    file: Type.String({ description: 'File name without its folder.' }),
    stresses: Type.String(),
    doesNotTell: Type.String(),
    whole: Type.Optional(
      Type.Boolean({ description: 'It is run whole, as __main__; absent: its function `run()` is called.' }),
    ),
    control: Type.Optional(
      Type.Boolean({
        description: 'It makes almost no calls: a strategy that changes its time is being measured wrongly.',
      }),
    ),
  },
  closed,
);
export type Program = Static<typeof Program>;

/** A trace that is replayed: recorded by somebody, or in this run from one of its programs. */
export const PlannedTrace = Type.Object(
  {
    name: Type.String(),
    file: Type.String({ description: 'File name without its folder.' }),
    stresses: Type.String(),
    doesNotTell: Type.String(),
    recordedWith: Type.String(),
    ofProgram: Type.Boolean({
      description: 'One run of the program of the same name, recorded in this run: it calibrates the replay.',
    }),
    truncated: Type.Boolean(),
    entries: Type.Integer({ minimum: 1 }),
    population: Type.Integer({ minimum: 1, description: 'Living code objects, at the most.' }),
    born: Type.Integer({ minimum: 0 }),
    died: Type.Integer({ minimum: 0 }),
    called: Type.Integer({ minimum: 1, description: 'Code objects that are entered at all.' }),
    nsPerCall: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        description: 'A real call of the program, where it was recorded, ns.',
      }),
    ),
  },
  closed,
);
export type PlannedTrace = Static<typeof PlannedTrace>;

export const Plan = Type.Object(
  {
    quick: Type.Boolean(),
    budgetSeconds: Type.Number({ exclusiveMinimum: 0 }),
    precision: Type.Optional(
      nullable(
        Type.Number({
          exclusiveMinimum: 0,
          description:
            'Half-width wanted of the ratio of every arm on every program; null: as the budget allows.',
        }),
      ),
    ),
    arms: Type.Array(PlannedArm),
    programs: Type.Array(Program),
    traces: Type.Optional(Type.Array(PlannedTrace)),
    rules: Type.Optional(Type.Array(ToolRule)),
    populations: Type.Array(Type.Integer({ minimum: 1 })),
    attachFractions: Type.Array(Type.Number({ minimum: 0, maximum: 1 })),
    replicates: Type.Record(Type.String(), Type.Integer({ minimum: 0 }), {
      description: 'Processes per cell in the pilot, by experiment.',
    }),
    roundsPerProcess: Type.Integer({
      minimum: 1,
      description:
        'Rounds in a timed process; every arm has two blocks in each. Long blocks have fewer rounds.',
    }),
    builtRounds: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Rounds in a process of special builds or tools, if they differ.',
      }),
    ),
    replayRounds: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Rounds in a process of a replay, if they differ.' }),
    ),
    lookUpRounds: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Rounds in a process of look-ups, if they differ.' }),
    ),
    lifeRounds: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Rounds in a process of what attaching costs, if they differ.',
      }),
    ),
    blockMs: Type.Number({ exclusiveMinimum: 0, description: 'Length aimed at for one arm in one block.' }),
    warmupMs: Type.Number({ minimum: 0, description: 'Warm-up of each arm, at least.' }),
    cleanupRounds: Type.Integer({ minimum: 0, description: 'Forced collections after a death.' }),
    leftOut: Type.Array(Type.String(), { description: 'What a quick run does not measure, in words.' }),
    processes: Type.Array(PlannedProcess, {
      description: 'In the order in which they are started: the pilot, and in the end what the looks added.',
    }),
  },
  closed,
);
export type Plan = Static<typeof Plan>;

export const Run = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    schemaVersion: Type.Literal(SCHEMA_VERSION),
    id: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' }),
    startedAt: Instant('ISO 8601, UTC.'),
    finishedAt: nullable(Instant('ISO 8601, UTC; null while measuring.')),
    complete: Type.Boolean({ description: 'False while measuring, and for ever if it was interrupted.' }),
    seed: Seed,
    environment: Environment,
    given: Type.Optional(
      Type.Object(
        {
          strategies: Type.Array(Type.String()),
          programs: Type.Array(Type.String()),
          traces: Type.Optional(Type.Array(Type.String())),
          rules: Type.Optional(Type.Array(ToolRule)),
          full: Type.Optional(Type.Boolean()),
          experiments: Type.Optional(Type.Array(ExperimentName)),
          timeoutSeconds: Type.Number({ exclusiveMinimum: 0 }),
          digest: Type.String({ description: 'SHA-256 of all code that is measured, in hex.' }),
        },
        { ...closed, description: 'What the run was asked for, so that it can be resumed.' },
      ),
    ),
    plan: Plan,
    rows: Type.Array(Row),
    controls: Type.Array(Control),
    calibrations: Type.Optional(Type.Array(Calibration)),
    doubts: Type.Array(Doubt),
    claims: Type.Array(Claim),
  },
  { ...closed, $id: 'https://coextra.invalid/schema/run.schema.json', title: 'A run of coextra' },
);
export type Run = Static<typeof Run>;

/** What one measuring process reports of one arm in one cell. */
export const ArmSamples = Type.Object(
  {
    arm: Type.String(),
    ...SETTING,
    unit: Type.Enum([
      'ns-per-block',
      'bytes',
      'snapshot-bytes',
      'extras',
      'codes',
      'wrong-answers',
      'mb-until-gone',
      'ns-quantiles',
    ]),
    workPerBlock: Type.Number({
      minimum: 0,
      maximum: LARGEST,
      description:
        'Calls, look-ups or operations in a block of ns-per-block; code objects behind bytes; objects that died behind ' +
        'extras, codes and mb-until-gone; look-ups behind wrong-answers; single operations behind ns-quantiles.',
    }),
    values: Type.Array(Type.Number({ minimum: -LARGEST, maximum: LARGEST }), {
      minItems: 1,
      description:
        'ns-per-block: one value a round, all arms of the process in step. bytes: heap growth, one reading. ' +
        'snapshot-bytes: growth of own sizes between two heap snapshots. extras, codes: still held after 0, 1, 2, ... ' +
        'collections. wrong-answers: how many. mb-until-gone: megabytes allocated until none was left, collections by ' +
        'then, ms; the first is -1 if some were left in the end. ns-quantiles: p50, p99, largest, of single operations.',
    }),
    checksum: Type.Optional(Type.String({ description: 'Proof of work, equal for all arms.' })),
    injectedRatio: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: LARGEST,
        description: 'Time of an arm with an injected slowdown to its time without, known by construction.',
      }),
    ),
  },
  closed,
);
export type ArmSamples = Static<typeof ArmSamples>;

export const ProcessRecord = Type.Object(
  {
    run: Type.Optional(Type.String({ description: 'Id of the run. Absent in older ones.' })),
    process: PlannedProcess,
    attempt: Type.Integer({ minimum: 1, maximum: MOST_ATTEMPTS }),
    startedAt: Instant('ISO 8601, UTC.'),
    seconds: Seconds,
    outcome: Type.Enum(['measured', 'crashed', 'hung', 'stopped']),
    error: Type.Optional(Type.String()),
    leftOut: Type.Optional(
      Type.Array(Type.String(), { description: 'Arms left out because they failed in the attempt before.' }),
    ),
    samples: Type.Array(ArmSamples),
    notes: Type.Record(Type.String(), Type.Number({ minimum: 0, maximum: LARGEST }), {
      description: 'Counts the process kept of itself, e.g. rounds, doubledWorkRatio.',
    }),
  },
  {
    ...closed,
    $id: 'https://coextra.invalid/schema/process.schema.json',
    title: 'One measuring process of a run',
  },
);
export type ProcessRecord = Static<typeof ProcessRecord>;
