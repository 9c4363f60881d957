/** The life of a code object: bytes, death, birth, the collector, other weak references and layouts, a table each. */

import { type Member, nameParts } from '../arms.ts';
import { type LifeTable, NONE } from '../life.ts';
import { FigureCells, GroupedHead } from './comparison.tsx';
import { Prose } from './prose.tsx';
import { ScrollBox } from './scroll-box.tsx';

export function Life({ tables }: { tables: readonly LifeTable[] }) {
  return (
    <section id="life" aria-labelledby="life-title">
      <h2 id="life-title">The life of a code object</h2>
      {tables.length === 0 ? (
        <p class="missing">Not measured in this run.</p>
      ) : (
        <>
          <p>
            A code object is born, gets an extra, is looked up, and dies. Indented below a strategy stand its
            forms: the same look-up, and a way to clean up. ≈ marks what is not told apart from noise.
          </p>
          {tables.map((table) => (
            <OneTable table={table} key={table.title} />
          ))}
        </>
      )}
    </section>
  );
}

function OneTable({ table: { title, aid, columns, lines } }: { table: LifeTable }) {
  const controls = lines.filter(({ arm }) => arm.name === NONE);
  const strategies = lines.filter(({ arm }) => arm.name !== NONE);
  return (
    <>
      <h3 class="life-title">{title}</h3>
      <ScrollBox label={title}>
        <table class="comparison life">
          <caption>
            <Prose text={aid} />
          </caption>
          <GroupedHead of="strategy" columns={columns} />
          {[strategies, controls].map(
            (group, index) =>
              group.length > 0 && (
                <tbody class={group === controls ? 'controls' : undefined} key={index}>
                  {group.map(({ arm, where, cells }) => (
                    <tr key={arm.name + where}>
                      <th scope="row">
                        <Name arm={arm} />
                        {where === null ? null : <span class="where">{where}</span>}
                      </th>
                      <FigureCells cells={cells} columns={columns} />
                    </tr>
                  ))}
                </tbody>
              ),
          )}
        </table>
      </ScrollBox>
    </>
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
