/**
 * What `compare` and `report` say at the end: the comparison in one table, the life of a code object in another, then the verdicts,
 * and the controls and doubts that tell how far to believe it all. The widest of three layouts that fits is taken; the narrowest
 * fits 80 columns.
 */

import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import pc from 'picocolors';
import type { Control, Row, Run } from '../../records/schema.ts';
import { isAt, nameParts, type TimedPlace, timedPlaces } from '../../report/arms.ts';
import { type Cell, type Column, type Comparison, comparison, type Line } from '../../report/comparison.ts';
import {
  controlPlace,
  controlRow,
  counted,
  figureText,
  outwards,
  rangeText,
  shownUnit,
  shownValue,
} from '../../report/figure.ts';
import { hooksInShort } from '../../report/hooks.ts';
import { lifeInShort } from '../../report/life.ts';
import type { Table as FigureTable } from '../../report/table.ts';
import { jitInShort, severalToolsInShort } from '../../report/tools.ts';
import { type VerdictCell, type VerdictTable, verdictCounts, verdictTables } from '../../report/verdicts.ts';
import { warnings } from '../../report/warnings.ts';

export interface SummaryOptions {
  readonly width: number;
  readonly colour: boolean;
}

type Colours = ReturnType<typeof pc.createColors>;

const LONGEST_NAME = 16;
const DOUBTS_SHOWN = 5;
const OPEN_SHOWN = 3;

/** How the standard output wants it: its width, and colours where it is a terminal that has them. */
export function terminalOptions(): SummaryOptions {
  return {
    width: Math.max(80, process.stdout.columns ?? 80),
    colour: process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '',
  };
}

export function summary(run: Run, { width, colour }: SummaryOptions): string {
  const colours = pc.createColors(colour);
  const parts = [
    ...warnings(run).map((says) =>
      colours.yellow(wrapped(`! ${printable(says).replaceAll('`', '')}`, width, '  ')),
    ),
    comparisonText(run, width, colours),
    lifeText(run, width, colours),
    ...[hooksInShort(run), jitInShort(run), severalToolsInShort(run)].map((table) =>
      figuresText(table, width, colours),
    ),
    verdictsText(run, width, colours),
    controlsText(run, width, colours),
    doubtsText(run, width, colours),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function comparisonText(run: Run, width: number, colours: Colours): string {
  const compared = comparison(run);
  if (compared.columns.length === 0) return '';
  const layouts = [everything, byRange(true), byRange(false)];
  const table = widestThatFits(
    layouts.map((layout) => layout(compared, colours)),
    width,
  );
  const note = 'Time added to a call or look-up, in ns. ≈ not told apart from noise. – not measured.';
  return `${table}\n${colours.dim(wrapped(note, width))}`;
}

type Layout = (compared: Comparison, colours: Colours) => string;

/** A column for each column of the comparison, with intervals. */
const everything: Layout = ({ columns, strategies, noise }, colours) => {
  const head = ['strategy', ...columns.map(headingOf)];
  const body = strategies.map(({ arm, cells }) => [
    nameText(arm, colours),
    ...cells.map((cell) => cellText(cell, true, colours)),
  ]);
  const floor = ['noise floor', ...noise.map((reach) => (reach === null ? '–' : `± ${outwards(reach)}`))];
  return tableText(head, [...body, floor.map((text) => colours.dim(text))]);
};

/** The programs in one column, from least to most; of the attach fractions the last; what is left in one word. */
const byRange =
  (intervals: boolean): Layout =>
  ({ columns, strategies }, colours) => {
    const calls = columns.flatMap(({ wanted }, index) => (wanted.experiment === 'call-cost' ? [index] : []));
    const replays = columns.flatMap(({ wanted }, index) => (wanted.experiment === 'replay' ? [index] : []));
    const lookUps = columns.flatMap(({ wanted }, index) => (wanted.experiment === 'look-up' ? [index] : []));
    const full = columns.findLastIndex(({ wanted }) => wanted.experiment === 'memory');
    const left = columns.findIndex(({ wanted }) => wanted.metric === 'left-fraction');
    const gone = columns.findIndex(({ wanted }) => wanted.metric === 'rounds-until-gone');
    const some = (indices: readonly number[]) => (each: Line) =>
      callsText(
        indices.map((index) => each.cells[index]!),
        colours,
      );
    const one = (index: number) => (each: Line) => cellText(each.cells[index]!, intervals, colours);
    const shown: readonly (readonly [string, (each: Line) => string])[] = [
      ['strategy', ({ arm }) => nameText(arm, colours)],
      ...(calls.length > 0 ? [['per call, ns', some(calls)] as const] : []),
      ...(replays.length > 0 ? [['replayed, ns', some(replays)] as const] : []),
      ...lookUps.map((index) => [`${columns[index]!.heading}, ns`, one(index)] as const),
      ...(full < 0 ? [] : [[`bytes at ${columns[full]!.heading}`, one(full)] as const]),
      ...(left < 0
        ? []
        : [
            [
              'after death',
              ({ cells }: Line) => fateText(cells[left]!.row, cells[gone]?.row, colours),
            ] as const,
          ]),
    ];
    return tableText(
      shown.map(([heading]) => heading),
      strategies.map((each) => shown.map(([, text]) => text(each))),
    );
  };

/** Strategies and their forms. */
function lifeText(run: Run, width: number, colours: Colours): string {
  return figuresText(lifeInShort(run), width, colours, 'life');
}

/** A table of the report: with intervals, in one piece or in two, one below the other; or without. */
function figuresText(table: FigureTable | null, width: number, colours: Colours, name = table?.title ?? '') {
  if (table === null) return '';
  const all = table.columns.map((_, index) => index);
  const half = Math.ceil(all.length / 2);
  const pieces = [[all], [all.slice(0, half), all.slice(half)].filter((piece) => piece.length > 0)];
  const drawn = [true, false].flatMap((intervals) =>
    pieces.map((some) =>
      some.map((shown) => figureColumns(table, shown, intervals, colours, name)).join('\n\n'),
    ),
  );
  return `${widestThatFits(drawn, width)}\n${colours.dim(wrapped(table.aid, width))}`;
}

function figureColumns(
  { columns, lines }: FigureTable,
  shown: readonly number[],
  intervals: boolean,
  colours: Colours,
  name: string,
): string {
  const head = [
    name,
    ...shown.map((at) => `${printable(columns[at]!.group)}\n${printable(columns[at]!.heading)}`),
  ];
  const filled = lines.filter(({ cells }) => shown.some((at) => cells[at]!.row !== undefined));
  const body = filled.map(({ arm, cells }) => [
    nameText(`${arm.formOf === null ? '' : '  '}${nameParts(arm).own}`, colours),
    ...shown.map((at) => cellText(cells[at]!, intervals, colours)),
  ]);
  return tableText(head, body);
}

function headingOf({ wanted, heading: given }: Column): string {
  const heading = printable(given);
  if (wanted.experiment === 'call-cost') return `${heading}, ns`;
  if (wanted.experiment === 'look-up' || wanted.experiment === 'replay') return `${heading}, ns`;
  return wanted.experiment === 'memory' ? `bytes at ${heading}` : heading;
}

function nameText(arm: string, colours: Colours): string {
  const plain = printable(arm);
  return colours.bold(plain.length > LONGEST_NAME ? `${plain.slice(0, LONGEST_NAME - 1)}…` : plain);
}

function cellText({ row, told }: Cell, intervals: boolean, colours: Colours): string {
  const text = figureText(row);
  if (text === null) return row === undefined ? colours.dim('–') : 'never';
  const level = text.level === null ? '' : ` at ${text.level}`;
  const interval = intervals && text.interval !== null ? ` ${text.interval}${level}` : '';
  return told === 'not told apart'
    ? colours.dim(`≈ ${text.estimate}${interval}`)
    : text.estimate + colours.dim(interval);
}

/** The range over programs; ≈ where on no program it stands out of the noise. */
function callsText(cells: readonly Cell[], colours: Colours): string {
  const range = rangeText(cells.map(({ row }) => row));
  if (range === null) return colours.dim('–');
  const plain = range.replace(' ns', '');
  const judged = cells.filter(({ told }) => told !== null);
  return judged.every(({ told }) => told === 'not told apart') ? colours.dim(`≈ ${plain}`) : plain;
}

function fateText(left: Row | undefined, gone: Row | undefined, colours: Colours): string {
  const share = figureText(left);
  if (share === null) return colours.dim('–');
  if (left!.estimate! > 0) return colours.yellow(`${share.estimate} % left`);
  const after = figureText(gone);
  return after === null ? 'gone' : `gone after ${after.estimate}`;
}

/** The first verdicts, those on programs as a rule, with their figures where they fit; of the others how many there are of each. */
function verdictsText(run: Run, width: number, colours: Colours): string {
  const [calls, ...others] = verdictTables(run);
  if (calls === undefined) return '';
  const head = ['verdicts', ...calls.columns.map(printable)];
  const lines = (cell: (each: VerdictCell) => string) =>
    calls.lines.map(({ arm, cells }) => [
      nameText(arm, colours),
      ...cells.map((each) => (each === null ? '–' : verdictColour(each, colours)(cell(each)))),
    ]);
  const full = tableText(
    head,
    lines(({ is, figure }) => `${is} ${figure}`),
  );
  const brief = tableText(
    head,
    lines(({ is }) => is),
  );
  const open = calls.lines.flatMap(({ arm, cells }) =>
    cells.flatMap((cell, index) =>
      cell?.is === 'not decided'
        ? [`${printable(arm)} on ${printable(calls.columns[index]!)}: ${cell.because}`]
        : [],
    ),
  );
  const shown = open.slice(0, OPEN_SHOWN);
  const rest = open.length - shown.length;
  const counts = (table: VerdictTable) => wrapped(`${table.title}: ${verdictCounts(table)}.`, width, '  ');
  return [
    widestThatFits([full, brief, counts(calls)], width),
    colours.dim(wrapped(`${calls.title}. ${calls.threshold} ${processesText(run)}`.trim(), width)),
    ...shown.map((line) => colours.dim(wrapped(`not decided: ${line}`, width, '  '))),
    ...(rest > 0 ? [colours.dim(`  and ${rest} more, in the report`)] : []),
    ...others.map(counts),
  ].join('\n');
}

/** "Over 6 to 14 processes." */
function processesText(run: Run): string {
  const counts = run.rows.filter(
    ({ verdict, experiment }) => verdict !== undefined && experiment === 'call-cost',
  );
  if (counts.length === 0) return '';
  const [fewest, most] = [Math.min, Math.max].map((pick) =>
    pick(...counts.map(({ processes }) => processes)),
  );
  return `Over ${fewest === most ? '' : `${fewest} to `}${counted(most!, 'process')}.`;
}

function verdictColour({ is }: VerdictCell, colours: Colours): (text: string) => string {
  if (is === 'equivalent') return colours.green;
  return is === 'not decided' || is === 'invalid' ? colours.dim : (text) => text;
}

/** Twins and the injected slowdown on each program and replay; all other controls by their count. */
function controlsText(run: Run, width: number, colours: Colours): string {
  if (run.controls.length === 0) return colours.yellow('No control was measured.');
  const places = timedPlaces(run).filter((place) => run.controls.some((control) => isAt(place, control)));
  const on = (place: TimedPlace, id: Control['id']) =>
    run.controls.find((control) => control.id === id && isAt(place, control));
  const lines = places.map((place) => [
    printable(place.heading),
    controlText(on(place, 'inline-twin'), colours),
    controlText(on(place, 'none-twin'), colours),
    controlText(on(place, 'injected'), colours, true),
  ]);
  const heads = ['controls on', 'twin of inline', 'twin of none', 'injected slowdown'];
  const wide = tableText(heads, lines);
  const table = widthOf(wide) <= width ? wide : lines.map((line) => listed(heads, line, width)).join('\n');
  const failed = run.controls.filter(({ passed }) => !passed);
  const passed = `${run.controls.length - failed.length} of ${counted(run.controls.length, 'control')} passed.`;
  const failures = failed.map((control) =>
    colours.red(
      wrapped(
        `failed: ${control.id}, ${printable(controlPlace(control))}. ${printable(control.says)}`,
        width,
        '  ',
      ),
    ),
  );
  return [
    ...(places.length > 0 ? [table] : []),
    failed.length === 0 ? colours.green(passed) : passed,
    ...failures,
  ].join('\n');
}

/** A line of a table that is too wide, as words. */
function listed(heads: readonly string[], [name = '', ...cells]: readonly string[], width: number): string {
  return wrapped(
    `${name}: ${cells.map((cell, index) => `${heads[index + 1]} ${cell}`).join('; ')}`,
    width,
    '  ',
  );
}

function controlText(control: Control | undefined, colours: Colours, withExpected = false): string {
  if (control === undefined) return colours.dim('–');
  const { unit, expected, passed } = control;
  const text = figureText(controlRow(control))!;
  const sought = withExpected ? ` for ${Number(shownValue(unit, expected).toPrecision(3))}` : '';
  const found = `${text.estimate}${text.interval === null ? '' : ` ${text.interval}`}${sought} ${shownUnit(unit)}`;
  return passed ? found : colours.red(`${found} ✗`);
}

function doubtsText(run: Run, width: number, colours: Colours): string {
  if (run.doubts.length === 0) return '';
  const shown = run.doubts.slice(0, DOUBTS_SHOWN);
  const rest = run.doubts.length - shown.length;
  return [
    colours.bold(counted(run.doubts.length, 'doubt')),
    ...shown.map(({ code, says }) => wrapped(`- ${printable(code)}: ${printable(says)}`, width, '  ')),
    ...(rest > 0 ? [`  and ${rest} more, in the report`] : []),
  ].join('\n');
}

/** Columns without rules: names left, figures right. */
export function tableText(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const table = new Table({
    head: [...head],
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: '  ',
    },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: head.map((_, index) => (index === 0 ? 'left' : 'right')),
  });
  table.push(...lines.map((line) => [...line]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Of texts from the widest to the narrowest. */
function widestThatFits(drawn: readonly string[], width: number): string {
  return drawn.find((text) => widthOf(text) <= width) ?? drawn.at(-1)!;
}

function widthOf(text: string): number {
  return Math.max(...text.split('\n').map((line) => stripVTControlCharacters(line).length));
}

/** Text from a record may not steer the terminal. */
export function printable(text = ''): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return stripVTControlCharacters(text).replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
}

/** Breaks at spaces; every line but the first is indented. */
export function wrapped(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && longer.length > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].join('\n');
}
