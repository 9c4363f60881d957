/**
 * The comparison in one table. Of several layouts the widest that fits is taken: every column with its interval; programs and replays
 * each in one column, from least to most; the same in two pieces, one below the other.
 */

import { experimentOf, views } from '../../experiments/index.ts';
import type { Row, Run } from '../../records/schema.ts';
import type { Column } from '../../report/comparison.ts';
import { type Comparison, columnsOf, comparison, type Line } from '../../report/comparison-table.ts';
import { figureText, outwards } from '../../report/figure.ts';
import { type Colours, coloursOf } from './colours.ts';
import { barsText } from './comparison-bars.ts';
import { cellText, inTwo, nameText, rangeOf } from './figures.ts';
import type { SummaryOptions } from './options.ts';
import { tableText, widestThatFits } from './table.ts';
import { printable, prose } from './text.ts';

const NOTE = 'Time added to a call or look-up, in ns. ≈ no difference that counts. – not measured.';

/** Bars of what decides, then every figure. */
export function comparisonText(run: Run, options: SummaryOptions): string {
  const compared = comparison(run);
  if (compared.columns.length === 0) return '';
  const { dim } = coloursOf(options);
  const figures = widestThatFits(layouts(compared, options), options.width);
  return [barsText(run, compared, options), `${figures}\n${dim(prose(NOTE, options))}`]
    .filter((part) => part !== '')
    .join('\n\n');
}

function layouts(compared: Comparison, options: SummaryOptions): string[] {
  const drawn = (shown: readonly Shown[]) => rangesText(compared, shown, options);
  const [wide, narrow] = [true, false].map((intervals) => ranges(compared, intervals, coloursOf(options)));
  return [
    everything(compared, options),
    drawn(wide!),
    drawn(narrow!),
    ...[wide!, narrow!].map((shown) => inTwo(shown).map(drawn).join('\n\n')),
  ];
}

/** A column for each column of the comparison, with intervals. */
function everything({ columns, strategies, noise }: Comparison, options: SummaryOptions): string {
  const colours = coloursOf(options);
  const head = ['strategy', ...columns.map(headingOf)];
  const body = strategies.map(({ arm, cells }) => [
    nameText(arm, options),
    ...cells.map((cell) => cellText(cell, true, colours)),
  ]);
  const floor = ['noise floor', ...noise.map((reach) => (reach === null ? '–' : `± ${outwards(reach)}`))];
  return tableText(head, [...body, floor.map((text) => colours.dim(text))], options.ascii);
}

function headingOf({ wanted, heading: given }: Column): string {
  const heading = printable(given);
  return experimentOf(wanted.experiment!).view!.terminal?.alone(heading) ?? heading;
}

/** A column and what stands in it. */
interface Shown {
  readonly heading: string;
  readonly text: (line: Line) => string;
}

/** The programs in one column, from least to most; of the attach fractions the last; what is left in one word. */
function ranges(compared: Comparison, intervals: boolean, colours: Colours): Shown[] {
  const { columns } = compared;
  const some = (heading: string, indices: readonly number[]): Shown[] =>
    indices.length === 0
      ? []
      : [
          {
            heading,
            text: ({ cells }) =>
              rangeOf(
                indices.map((index) => cells[index]!),
                colours,
              ),
          },
        ];
  const one = (index: number): Shown => ({
    heading: headingOf(columns[index]!),
    text: ({ cells }) => cellText(cells[index]!, intervals, colours),
  });
  const left = columns.findIndex(({ wanted }) => wanted.metric === 'left-fraction');
  const gone = columns.findIndex(({ wanted }) => wanted.metric === 'rounds-until-gone');
  const fate = ({ cells }: Line) => fateText(cells[left]!.row, cells[gone]?.row, colours);
  const narrow = views().flatMap(([experiment, { terminal }]) => {
    if (terminal === undefined) return [];
    const indices = columnsOf(compared, experiment);
    if (terminal.narrow === 'each') return indices.map(one);
    return terminal.narrow === 'last' ? indices.slice(-1).map(one) : some(terminal.narrow.heading, indices);
  });
  return [...narrow, ...(left < 0 ? [] : [{ heading: 'after death', text: fate }])];
}

function rangesText({ strategies }: Comparison, shown: readonly Shown[], options: SummaryOptions): string {
  const head = ['strategy', ...shown.map(({ heading }) => heading)];
  const body = strategies.map((line) => [
    nameText(line.arm, options),
    ...shown.map(({ text }) => text(line)),
  ]);
  return tableText(head, body, options.ascii);
}

function fateText(left: Row | undefined, gone: Row | undefined, colours: Colours): string {
  const share = figureText(left);
  if (share === null) return colours.dim('–');
  if (left!.estimate! > 0) return colours.yellow(`${share.estimate} % left`);
  const after = figureText(gone);
  return after === null ? 'gone' : `gone after ${after.estimate}`;
}
