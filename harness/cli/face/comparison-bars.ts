/**
 * The comparison as bars: what each strategy costs in time, and in bytes, side by side, each with its figure. A wide terminal shows
 * more of the columns.
 */

import type { Run } from '../../records/schema.ts';
import type { Cell } from '../../report/comparison.ts';
import type { Comparison } from '../../report/comparison-table.ts';
import { outwards } from '../../report/figure.ts';
import { hasInterval, isMeasured } from '../../report/rows.ts';
import { type Bar, barText, blocksFor, noiseText, scaleFor } from './bars.ts';
import { coloursOf, type Ink, inksOf } from './colours.ts';
import { cellText, nameText } from './figures.ts';
import type { SummaryOptions } from './options.ts';
import { chosenColumns, type Panel, panelOf } from './panels.ts';
import { columnsOf, cut, padded, prose, spelled } from './text.ts';

const LEAST_BAR = 12;
const LONGEST_BAR = 36;
const GAP = '  ';

export function barsText(run: Run, compared: Comparison, options: SummaryOptions): string {
  const chosen = chosenColumns(compared);
  if (chosen.length === 0 || compared.strategies.length === 0) return '';
  const names = compared.strategies.map(({ arm }) => nameText(arm, options));
  const lead = Math.max(...[...names, 'noise floor'].map(columnsOf));
  const [panels, intervals] = thatFit(chosen, lead, compared, options);
  const bars = Math.min(LONGEST_BAR, Math.floor(roomOf(panels, intervals, lead, options) / panels.length));
  const inks = compared.strategies.map(({ arm }) => inksOf(run, coloursOf(options))(arm));
  const drawn = panels.map((panel) => panelLines(panel, intervals, bars, inks, options));
  const first = ['strategy', '', ...names, coloursOf(options).dim('noise floor')];
  const lines = first.map((name, line) =>
    [padded(name, lead), ...drawn.map((panel) => panel[line]!)].join(GAP).trimEnd(),
  );
  return [...lines, coloursOf(options).dim(legend(panels, options))].join('\n');
}

/** As many columns as have room, the first ones first; with their intervals in figures where two have room. */
function thatFit(
  chosen: readonly number[],
  lead: number,
  compared: Comparison,
  options: SummaryOptions,
): [Panel[], boolean] {
  const panelsOf = (count: number) => {
    const shown = chosen.slice(0, count).sort((a, b) => a - b);
    return shown.map((index) => panelOf(compared, index));
  };
  const counts = chosen.map((_, index) => chosen.length - index);
  const tries = [
    ...counts.filter((count) => count > 1).map((count) => [count, true] as const),
    ...counts.filter((count) => count === 2).map((count) => [count, false] as const),
    [1, true] as const,
  ];
  const fits = ([count, intervals]: readonly [number, boolean]) =>
    roomOf(panelsOf(count), intervals, lead, options) >= LEAST_BAR * count;
  const [count, intervals] = tries.find(fits) ?? [1, false];
  return [panelsOf(count), intervals];
}

/** Columns that are left for bars. */
function roomOf(panels: readonly Panel[], intervals: boolean, lead: number, options: SummaryOptions): number {
  const figures = panels.map((panel) => figureWidth(panel, intervals, options));
  return figures.reduce((room, width) => room - GAP.length - width - 1, options.width - lead);
}

function figureWidth(panel: Panel, intervals: boolean, options: SummaryOptions): number {
  const figures = panel.cells.map((cell) => figure(cell, intervals, options));
  return Math.max(...[...figures, reachText(panel)].map(columnsOf));
}

function reachText({ noise }: Panel): string {
  return noise === null ? '–' : outwards(noise);
}

function figure(cell: Cell, intervals: boolean, options: SummaryOptions): string {
  return spelled(cellText(cell, intervals, coloursOf(options)), options.ascii);
}

/** Head, a line for each strategy, and the noise floor; each as wide as the panel. */
function panelLines(
  panel: Panel,
  intervals: boolean,
  columns: number,
  inks: readonly Ink[],
  options: SummaryOptions,
): string[] {
  const { head, cells, noise } = panel;
  const before = figureWidth(panel, intervals, options);
  const width = before + 1 + columns;
  const scale = scaleFor(
    cells.map(barOf).filter((bar) => bar !== null),
    noise,
    columns,
  );
  const line = (text: string, bar: string) =>
    padded(`${' '.repeat(before - columnsOf(text))}${text} ${bar}`, width);
  const body = cells.map((cell, index) => {
    const bar = barOf(cell);
    const drawn = bar === null || scale === null ? '' : barText(bar, scale, options.ascii);
    return line(figure(cell, intervals, options), drawn === '' ? '' : inks[index]!(drawn));
  });
  const floor = spelled(reachText(panel), options.ascii);
  const { dim } = coloursOf(options);
  return [
    ...head.map((text) => padded(cut(text, width, options), width)),
    ...body,
    line(dim(floor), scale === null || noise === null ? '' : dim(noiseText(scale, options.ascii))),
  ];
}

function barOf({ row }: Cell): Bar | null {
  if (!isMeasured(row)) return null;
  return hasInterval(row) ? row : { estimate: row.estimate, low: null, high: null };
}

function legend(panels: readonly Panel[], options: SummaryOptions): string {
  const { solid, dense, light, notch } = blocksFor(options.ascii);
  const chosen = panels.some(({ ofSeveral }) => ofSeveral)
    ? ' Of programs and replays the one with the least noise.'
    : '';
  return prose(
    `Bars from zero: ${solid} to the low end of the interval, ${dense} to the estimate, ${light} to the high end; ` +
      `${notch} how far noise reaches.${chosen}`,
    { ...options, ascii: false },
  );
}
