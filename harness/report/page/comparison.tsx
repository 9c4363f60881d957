/** The one table: strategies down, costs across, each with its interval, the noise floor below. */

import type { Cell, Column } from '../comparison.ts';
import { type Comparison, type Line, quietest } from '../comparison-table.ts';
import { counted, figureText, outwards } from '../figure.ts';
import { isInvalid } from '../rows.ts';
import { Bodies } from './bodies.tsx';
import { ScrollBox } from './scroll-box.tsx';

export function ComparisonTable({ comparison }: { comparison: Comparison }) {
  const { shown, leftOut } = quietest(comparison);
  const { columns, strategies, controls, noise } = shown;
  return (
    <section id="comparison" aria-labelledby="comparison-title">
      <h2 id="comparison-title">The comparison</h2>
      {columns.length === 0 ? (
        <p class="missing">Not measured in this run.</p>
      ) : (
        <ScrollBox label="The comparison table">
          <table class="comparison">
            <caption>
              Time is added to the same hook without a look-up; bytes are added to code objects without a
              storage. Below each figure stands its interval. ≈ marks where no difference that counts is
              shown, † what stands beside a control that failed and is no result.
              {leftOut.length > 0 &&
                ` Of the programs and the replays those with the least noise stand here; ${leftOut.join(', ')} stand with the others, each by itself, under Programs.`}
            </caption>
            <GroupedHead of="strategy" columns={columns} />
            <Bodies
              lines={strategies}
              span={columns.length + 1}
              each={(line) => <TableLine line={line} columns={columns} key={line.arm} />}
            />
            <tbody class="controls">
              {controls.map((line) => (
                <TableLine line={line} columns={columns} key={line.arm} />
              ))}
              <tr>
                <th scope="row">noise floor</th>
                {noise.map((reach, index) => (
                  <td class={opens(columns, index)} key={columns[index]!.group + columns[index]!.heading}>
                    <NoiseReach reach={reach} />
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

/** How far noise reaches to either side, or that no twin told. */
export function NoiseReach({ reach }: { reach: number | null }) {
  return reach === null ? <span class="none">–</span> : <>± {outwards(reach)}</>;
}

function TableLine({ line, columns }: { line: Line; columns: readonly Column[] }) {
  return (
    <tr>
      <th scope="row">
        <code>{line.arm}</code>
      </th>
      <FigureCells cells={line.cells} columns={columns} />
    </tr>
  );
}

type Head = Pick<Column, 'group' | 'heading'>;

/** Two rows of headings: what a group of columns has in common, and what each has of its own. */
export function GroupedHead(props: { of: string; columns: readonly Head[]; words?: string | undefined }) {
  const { of, columns, words } = props;
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          {of}
        </th>
        {groupsOf(columns).map(({ group, span }) => (
          <th scope="colgroup" colSpan={span} class="first" key={group}>
            {group}
          </th>
        ))}
        {words === undefined ? null : (
          <th scope="col" rowSpan={2} class="words">
            {words}
          </th>
        )}
      </tr>
      <tr>
        {columns.map((column, index) => (
          <th scope="col" class={opens(columns, index)} key={column.heading + column.group}>
            {column.heading}
          </th>
        ))}
      </tr>
    </thead>
  );
}

export function FigureCells({ cells, columns }: { cells: readonly Cell[]; columns: readonly Head[] }) {
  return (
    <>
      {cells.map((cell, index) => (
        <td class={opens(columns, index)} key={columns[index]!.group + columns[index]!.heading}>
          <Figure cell={cell} />
        </td>
      ))}
    </>
  );
}

function Figure({ cell: { row, told } }: { cell: Cell }) {
  const text = figureText(row);
  if (text === null) {
    return row === undefined ? (
      <span class="none" title="Not measured in this run">
        –
      </span>
    ) : (
      <span title={row.because}>never</span>
    );
  }
  const inNoise = told === 'not told apart';
  const isNoResult = isInvalid(row);
  return (
    <span
      class={inNoise || isNoResult ? 'figure in-noise' : 'figure'}
      title={counted(text.processes, 'process')}
    >
      <span class="estimate">
        {inNoise && <abbr title="no difference that counts">≈</abbr>} {text.estimate}
        {isNoResult && <abbr title="a control beside it failed">†</abbr>}
      </span>
      <span class="interval">{text.interval ?? 'no interval'}</span>
      {text.level !== null && <span class="level">at {text.level}</span>}
    </span>
  );
}

function groupsOf(columns: readonly Head[]): { group: string; span: number }[] {
  const groups: { group: string; span: number }[] = [];
  for (const { group } of columns) {
    const last = groups.at(-1);
    if (last?.group === group) last.span++;
    else groups.push({ group, span: 1 });
  }
  return groups;
}

/** The first column of a group has a line at its left. */
function opens(columns: readonly Head[], index: number): string | undefined {
  return columns[index]!.group === columns[index - 1]?.group ? undefined : 'first';
}
