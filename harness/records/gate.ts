/**
 * The record of a gate: `gate.json`, one GateRecord. The published copy, schema/gate.schema.json, is made from here
 * (`npm run schema`). Tracker exports and the Markdown summary are made from this record and from nothing else.
 */

import { type Static, Type } from 'typebox';
import { Control, closed, Doubt, Environment, ExperimentName, nullable } from './schema.ts';

export const GATE_SCHEMA_VERSION = 1;

/** One thing that was compared: a strategy, before and after, on one workload, in one metric. */
export const GateComparison = Type.Object(
  {
    experiment: ExperimentName,
    strategy: Type.String(),
    workload: Type.String(),
    metric: Type.Enum(['time', 'bytes-in-all', 'bytes-per-code', 'bytes-left', 'left-fraction'], {
      description:
        'bytes-in-all: of a code object with its storage. bytes-per-code: what storing takes beyond no storage.',
    }),
    unit: Type.Enum(['ns', 'ratio', 'bytes', 'fraction'], {
      description: 'Of `before` and `after`. ns: per call. ratio: to the control of the same process.',
    }),
    attachFraction: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    before: Type.Number({ description: 'Median over processes.' }),
    after: Type.Number({ description: 'Median over processes.' }),
    change: Type.Number({
      description:
        'After against before. time: the ratio less 1 (0.05: 5 % slower). All else: the difference in `unit`.',
    }),
    low: nullable(Type.Number({ description: 'Lower end of the interval of `change`.' })),
    high: nullable(Type.Number()),
    level: Type.Number({ minimum: 0, maximum: 1 }),
    processes: Type.Integer({ minimum: 1 }),
    limit: Type.Number({ description: 'A worsening up to this, in terms of `change`, is none.' }),
    pValue: nullable(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description: 'Of "it is not worse than the limit", adjusted for the number of comparisons.',
      }),
    ),
    verdict: Type.Enum(['slower', 'faster', 'more', 'less', 'equivalent', 'not decided', 'invalid'], {
      description: 'slower, faster: of time. more, less: of bytes and of what is left after death.',
    }),
    confirmed: nullable(
      Type.Boolean({
        description:
          'True, false: a second, fresh set of processes did, did not agree; the figures are then its. Null: nothing to confirm, or not measured again.',
      }),
    ),
    says: Type.String({ description: 'One sentence for the reader.' }),
  },
  closed,
);
export type GateComparison = Static<typeof GateComparison>;

export const GateRecord = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    gateSchemaVersion: Type.Literal(GATE_SCHEMA_VERSION),
    id: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' }),
    startedAt: Type.String(),
    finishedAt: Type.String(),
    seed: Type.Integer({ minimum: 0 }),
    base: Type.Union([
      Type.Object(
        { kind: Type.Literal('ref'), ref: Type.String(), commit: Type.String() },
        { ...closed, description: 'Another version of the sources, measured in the same processes.' },
      ),
      Type.Object(
        { kind: Type.Literal('baseline'), run: Type.String(), folder: Type.String() },
        { ...closed, description: 'A run that was kept.' },
      ),
    ]),
    environment: Environment,
    verdict: Type.Enum([
      'passed',
      'regressed',
      'not decided',
      'environment unfit',
      'strategy broken',
      'interrupted',
    ]),
    because: Type.String({ description: 'One sentence for the reader.' }),
    comparisons: Type.Array(GateComparison),
    refused: Type.Array(Type.Object({ what: Type.String(), because: Type.String() }, closed), {
      description: 'What was not compared, and why.',
    }),
    controls: Type.Array(Control),
    doubts: Type.Array(Doubt),
    seconds: Type.Number({ minimum: 0, description: 'The whole gate, wall clock.' }),
  },
  { ...closed, $id: 'https://coextra.invalid/schema/gate.schema.json', title: 'A gate of coextra' },
);
export type GateRecord = Static<typeof GateRecord>;
