/** The verdicts: what each comparison comes to, by thresholds that were fixed before anything was measured. */

import { type VerdictCell, type VerdictTable, verdictCounts } from '../verdicts.ts';
import { Bodies } from './bodies.tsx';
import { Folded } from './folded.tsx';
import { ScrollBox } from './scroll-box.tsx';

export function Verdicts({ tables }: { tables: readonly VerdictTable[] }) {
  return (
    <section id="verdicts" aria-labelledby="verdicts-title">
      <h2 id="verdicts-title">The verdicts</h2>
      <p>
        Each strategy against the same work without a look-up; with a tool, against the inline field. Special
        builds stand against the hook per interpreter, or, without a hook, against none. <em>Equivalent</em>:
        the whole interval lies within a threshold that was fixed beforehand. <em>Slower</em>, <em>faster</em>
        : the interval excludes no difference, and so does a test that is corrected for the number of
        comparisons, so that of what is called different one in twenty may be false. <em>Not decided</em>:
        neither. <em>Invalid</em>: a control beside it failed.
      </p>
      {tables.length === 0 ? (
        <p class="missing">No comparison of this run has a verdict.</p>
      ) : (
        tables.map((table) => (
          <Folded title={table.title} gist={verdictCounts(table)} key={table.title}>
            <OneTable table={table} />
          </Folded>
        ))
      )}
    </section>
  );
}

function OneTable({ table }: { table: VerdictTable }) {
  return (
    <ScrollBox label={table.title}>
      <table class="comparison verdicts">
        <caption>
          {table.title}. {table.threshold}
        </caption>
        <thead>
          <tr>
            <th scope="col">strategy</th>
            {table.columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <Bodies
          lines={table.lines}
          span={table.columns.length + 1}
          each={({ arm, cells }) => (
            <tr key={arm}>
              <th scope="row">
                <code>{arm}</code>
              </th>
              {cells.map((cell, index) => (
                <td key={table.columns[index]}>
                  {cell === null ? <span class="none">–</span> : <Cell cell={cell} />}
                </td>
              ))}
            </tr>
          )}
        />
      </table>
    </ScrollBox>
  );
}

function Cell({ cell: { is, figure, because, says } }: { cell: VerdictCell }) {
  return (
    <span class="figure" title={says}>
      <span class={`verdict ${is.replace(' ', '-')}`}>{is}</span>
      <span class="interval">{figure}</span>
      <span class="interval because">{because}</span>
    </span>
  );
}
