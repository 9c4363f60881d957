/** Per program and per trace: what it stresses, how large it is, and what each strategy costs there. */

import type { Run } from '../../records/schema.ts';
import { figureText } from '../figure.ts';
import { type PlaceLine, type PlaceTable, type Workload, workloads } from '../programs.ts';
import type { Measured } from '../rows.ts';
import { Bodies } from './bodies.tsx';
import { FigureCells } from './comparison.tsx';
import { Prose } from './prose.tsx';
import { ScrollBox } from './scroll-box.tsx';
import { RealCalls } from './traces.tsx';

export function Programs({ run }: { run: Run }) {
  const all = workloads(run);
  return (
    <section id="programs" aria-labelledby="programs-title">
      <h2 id="programs-title">Program by program, trace by trace</h2>
      {all.length === 0 ? (
        <p class="missing">No program and no trace was timed in this run.</p>
      ) : (
        <>
          <p>
            What each program and each recorded trace is about, and what a strategy adds to a call there,
            beside the same work without a look-up. ≈ marks where no difference that counts is shown.
          </p>
          {all.map((workload) => (
            <OneWorkload workload={workload} key={workload.name} />
          ))}
          <RealCalls run={run} />
        </>
      )}
    </section>
  );
}

function OneWorkload({ workload }: { workload: Workload }) {
  const { name, isControl, stresses, doesNotTell, facts, tables } = workload;
  return (
    <details class="workload">
      <summary>
        <h3>{name}</h3> <Ends table={tables[0]!} />
      </summary>
      {isControl ? (
        <p>A control: it makes almost no calls, so that no strategy may change its time.</p>
      ) : null}
      {stresses === null ? null : (
        <p>
          <strong>It stresses</strong> <Prose text={stresses} />
        </p>
      )}
      {doesNotTell === null ? null : (
        <p>
          <strong>It does not tell</strong> <Prose text={doesNotTell} />
        </p>
      )}
      {facts.length === 0 ? null : <p>{facts.map((fact) => `${fact}.`).join(' ')}</p>}
      {tables.map((table) => (
        <CostTable of={name} table={table} key={table.heading} />
      ))}
    </details>
  );
}

/** Medians that may be noise: the table below says so. */
function Ends({ table: { cheapest, dearest } }: { table: PlaceTable }) {
  return (
    <span class="ends">
      from <End row={cheapest} /> to <End row={dearest} />
    </span>
  );
}

function End({ row }: { row: Measured }) {
  const { estimate, unit } = figureText(row)!;
  return (
    <>
      <code>{row.strategy}</code> {estimate} {unit}
    </>
  );
}

const GROUP = 'cost';
const COLUMNS = [
  { group: GROUP, heading: 'added to a call, ns' },
  { group: GROUP, heading: 'added, % of a call' },
];

function CostTable({ of, table: { heading, lines } }: { of: string; table: PlaceTable }) {
  return (
    <ScrollBox label={`${of}: ${heading}`}>
      <table class="comparison few">
        <caption>{heading}.</caption>
        <thead>
          <tr>
            <th scope="col">strategy</th>
            {COLUMNS.map((column) => (
              <th scope="col" key={column.heading}>
                {column.heading}
              </th>
            ))}
            <th scope="col">told from noise</th>
          </tr>
        </thead>
        <Bodies
          lines={lines}
          span={COLUMNS.length + 2}
          each={(line) => <CostLine line={line} key={line.arm} />}
        />
      </table>
    </ScrollBox>
  );
}

function CostLine({ line: { arm, added, share, told } }: { line: PlaceLine }) {
  return (
    <tr>
      <th scope="row">
        <code>{arm}</code>
      </th>
      <FigureCells cells={[added, share]} columns={COLUMNS} />
      <td>{told === null ? '–' : told}</td>
    </tr>
  );
}
