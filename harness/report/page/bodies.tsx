/** The lines of a table in groups by where their ideas come from. */

import type { ComponentChildren } from 'preact';

interface Bodied {
  readonly origin: string | null;
}

/** What the thread names comes first and needs no heading. */
export function Bodies<Line extends Bodied>(props: {
  lines: readonly Line[];
  span: number;
  each: (line: Line) => ComponentChildren;
}) {
  const { lines, span, each } = props;
  const origins = [...new Set(lines.map(({ origin }) => origin))].sort(
    (a, b) => Number(a !== null) - Number(b !== null),
  );
  return (
    <>
      {origins.map((origin) => (
        <tbody key={origin}>
          {origin === null ? null : (
            <tr class="origin">
              <th scope="rowgroup" colSpan={span}>
                {origin}
              </th>
            </tr>
          )}
          {lines.filter((line) => line.origin === origin).map(each)}
        </tbody>
      ))}
    </>
  );
}
