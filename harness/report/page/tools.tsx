/** Who holds the hook, and what tools that need it keep where: two sections, each left out where nothing of it was measured. */

import { NONE, type Table } from '../table.ts';
import { FigureTable } from './table.tsx';

export function Hooks({ tables }: { tables: readonly Table[] }) {
  if (tables.length === 0) return null;
  return (
    <section id="hooks" aria-labelledby="hooks-title">
      <h2 id="hooks-title">Who holds the hook</h2>
      <p>
        The thread asked two things beside where the data go: why a hook belongs to an interpreter, and
        whether a build without the field would serve those who need none. ≈ marks where no difference that
        counts is shown.
      </p>
      {tables.map((table) => (
        <FigureTable table={table} key={table.title} />
      ))}
    </section>
  );
}

const CONTROLS = [NONE, 'no-hook', 'inline-twin'];

export function Tools({ tables }: { tables: readonly Table[] }) {
  if (tables.length === 0) return null;
  return (
    <section id="tools" aria-labelledby="tools-title">
      <h2 id="tools-title">Tools at work</h2>
      <p>
        What a storage costs a tool that does something with its data: alone, beside other tools, and where an
        answer may be wrong. ≈ marks where no difference that counts is shown.
      </p>
      {tables.map((table) => (
        <FigureTable table={table} controls={CONTROLS} key={table.title} />
      ))}
    </section>
  );
}
