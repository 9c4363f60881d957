/** A table of plain figures: strategies down, settings across, and beside them what the figures do not say. */

import { type Member, nameParts } from '../arms.ts';
import { counted } from '../figure.ts';
import type { Table } from '../table.ts';
import { Bodies } from './bodies.tsx';
import { FigureCells, GroupedHead } from './comparison.tsx';
import { Folded } from './folded.tsx';
import { Prose } from './prose.tsx';
import { ScrollBox } from './scroll-box.tsx';

interface TableProps {
  readonly table: Table;
  /** Arms that stand below the others, as controls. */
  readonly controls?: readonly string[];
}

/** So few columns stay together, and do not fill the page. */
const FEW = 6;

export function FigureTable({ table, controls = [] }: TableProps) {
  const { title, aid, columns, lines, words, of = 'strategy' } = table;
  const isControl = ({ arm }: Table['lines'][number]) => controls.includes(arm.name);
  const lineOf = ({ arm, where, cells, words: said }: Table['lines'][number]) => (
    <tr key={arm.name + where}>
      <th scope="row">
        <Name arm={arm} />
        {where === null ? null : (
          <span class="where">
            <Prose text={where} />
          </span>
        )}
      </th>
      <FigureCells cells={cells} columns={columns} />
      {words === undefined ? null : <td class="words">{said}</td>}
    </tr>
  );
  const below = lines.filter(isControl);
  return (
    <Folded title={title} gist={counted(lines.length, 'line')}>
      <ScrollBox label={title}>
        <table class={`comparison life${columns.length < FEW && words === undefined ? ' few' : ''}`}>
          <caption>
            <Prose text={aid} />
          </caption>
          <GroupedHead of={of} columns={columns} words={words} />
          <Bodies
            lines={lines.filter((line) => !isControl(line))}
            span={columns.length + (words === undefined ? 1 : 2)}
            each={lineOf}
          />
          {below.length > 0 && <tbody class="controls">{below.map(lineOf)}</tbody>}
        </table>
      </ScrollBox>
    </Folded>
  );
}

/** A narrow screen leaves out what a form's name shares with the strategy above it. */
function Name({ arm }: { arm: Member }) {
  const { shared, own } = nameParts(arm);
  return (
    <code class={arm.formOf === null ? undefined : 'form'} title={arm.name}>
      {shared === '' ? null : <span class="shared">{shared}</span>}
      {own}
    </code>
  );
}
