/** Every row of the run as it was recorded, for those who want to reckon themselves. */

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

export function AllRows({ rows }: { rows: readonly Row[] }) {
  const used = COLUMNS.filter((column) => rows.some((row) => row[column] !== undefined));
  return (
    <section id="rows" aria-labelledby="rows-title">
      <h2 id="rows-title">All rows</h2>
      <details>
        <summary>{counted(rows.length, 'row')}, as recorded</summary>
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
              {rows.map((row, index) => (
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
