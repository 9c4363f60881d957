/**
 * The rows of the run as they were recorded, for those who want to reckon themselves. A full run has thousands, which would make
 * the page as heavy as its record: then those that were judged stand here, and all of them in run.json.
 */

import type { Row } from '../../records/schema.ts';
import { counted } from '../figure.ts';
import { ScrollBox } from './scroll-box.tsx';

const COLUMNS = [
  'experiment',
  'strategy',
  'workload',
  'population',
  'attachFraction',
  'hitRatio',
  'others',
  'perTurn',
  'tools',
  'part',
  'death',
  'collections',
  'rule',
  'rounds',
  'metric',
  'reference',
  'unit',
  'estimate',
  'low',
  'high',
  'level',
  'processes',
  'because',
] as const satisfies readonly (keyof Row)[];

/** More rows than this are not for a page. */
const MOST_ROWS = 3000;

export function AllRows({ rows }: { rows: readonly Row[] }) {
  const all = rows.length <= MOST_ROWS;
  const shown = [...rows.entries()].filter(([, { verdict }]) => all || verdict !== undefined);
  const used = COLUMNS.filter((column) => rows.some((row) => row[column] !== undefined));
  return (
    <section id="rows" aria-labelledby="rows-title">
      <h2 id="rows-title">All rows</h2>
      <details>
        <summary>
          {counted(shown.length, 'row')}, as recorded
          {all ? '' : `: those that were judged, of ${counted(rows.length, 'row')} in run.json`}
        </summary>
        <ScrollBox label="All rows">
          <table class="rows">
            <caption>An empty cell: the row does not say, or has no figure.</caption>
            <thead>
              <tr>
                <th scope="col">row</th>
                {used.map((column) => (
                  <th scope="col" key={column}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(([index, row]) => (
                <tr id={`row-${index}`} key={index}>
                  <th scope="row">{index}</th>
                  {used.map((column) => (
                    <td class={typeof row[column] === 'number' ? 'number' : undefined} key={column}>
                      {row[column] ?? ''}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </details>
    </section>
  );
}
