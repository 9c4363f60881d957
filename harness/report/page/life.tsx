/** The life of a code object: bytes, death, birth, the collector, other weak references and layouts, a table each. */

import { NONE, type Table } from '../table.ts';
import { FigureTable } from './table.tsx';

export function Life({ tables }: { tables: readonly Table[] }) {
  return (
    <section id="life" aria-labelledby="life-title">
      <h2 id="life-title">The life of a code object</h2>
      {tables.length === 0 ? (
        <p class="missing">Not measured in this run.</p>
      ) : (
        <>
          <p>
            A code object is born, gets an extra, is looked up, and dies. Indented below a strategy stand its
            forms: the same look-up, and a way to clean up. ≈ marks where no difference that counts is shown.
          </p>
          {tables.map((table) => (
            <FigureTable table={table} controls={[NONE]} key={table.title} />
          ))}
        </>
      )}
    </section>
  );
}
