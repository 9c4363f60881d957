/**
 * What `compare --json` and `report --json` print: a run in short, for programs. Its published copy is
 * schema/summary.schema.json.
 */

import { type Static, Type } from 'typebox';
import { Claim, Control, closed, Doubt, ExperimentName, nullable, Row, SCHEMA_VERSION } from './schema.ts';

const SummaryCell = Type.Object(
  {
    estimate: nullable(Type.Number({ description: 'Null: never reached.' })),
    low: nullable(Type.Number()),
    high: nullable(Type.Number()),
    level: Type.Number({ minimum: 0, maximum: 1, description: 'Coverage of the interval.' }),
    processes: Type.Integer({ minimum: 1 }),
    told: nullable(
      Type.Enum(['more', 'less', 'not told apart', 'too few processes', 'invalid'], {
        description: 'Whether it stands out of the noise; null where nothing is compared.',
      }),
    ),
  },
  closed,
);

const SummaryLine = Type.Object(
  {
    name: Type.String(),
    cells: Type.Array(nullable(SummaryCell), {
      description: 'One for each column; null where nothing was measured.',
    }),
  },
  closed,
);

export const Summary = Type.Object(
  {
    schemaVersion: Type.Literal(SCHEMA_VERSION),
    run: Type.String({ description: 'Its id.' }),
    complete: Type.Boolean(),
    folder: Type.String({ description: 'Where its records lie.' }),
    report: Type.String({ description: 'The page.' }),
    claims: Type.Array(Claim),
    comparison: Type.Object(
      {
        columns: Type.Array(
          Type.Object(
            {
              group: Type.String(),
              heading: Type.String(),
              experiment: ExperimentName,
              metric: Row.properties.metric,
              unit: Row.properties.unit,
              noise: nullable(
                Type.Number({ description: 'How far noise reaches to either side, in the unit.' }),
              ),
            },
            closed,
          ),
        ),
        strategies: Type.Array(SummaryLine),
        controls: Type.Array(SummaryLine, { description: 'Arms with a known answer, in the same columns.' }),
      },
      closed,
    ),
    controls: Type.Object({ passed: Type.Integer({ minimum: 0 }), failed: Type.Array(Control) }, closed),
    doubts: Type.Array(Doubt),
  },
  {
    ...closed,
    $id: 'https://coextra.invalid/schema/summary.schema.json',
    title: 'A run of coextra in short',
  },
);
export type Summary = Static<typeof Summary>;
