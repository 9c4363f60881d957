/**
 * Keeps the answer in README.md what the committed reference run says: `npm run readme` writes the table between the
 * two marks anew; a test fails when it differs.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Row, Run } from '../records/schema.ts';
import { readRun } from '../records/store.ts';
import { type Cell, type Column, comparison, type Line } from './comparison.ts';
import { controlPlace, figureText, outwards } from './figure.ts';
import { realCalls } from './real-calls.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const BEGIN = '<!-- from results/reference, by npm run readme -->';
const END = '<!-- end -->';

/** The comparison as a table in Markdown, with a line that says how it was made. */
export function markdownTable(run: Run): string {
  const { columns, strategies, noise } = comparison(run);
  const rows = [
    ['', ...strategies.map(({ arm }) => `\`${arm}\``), 'noise floor'],
    ['---', ...strategies.map(() => '---:'), '---:'],
    ...columns.flatMap((column, at) => {
      const reach = noise[at]!;
      const floor = reach === null ? '' : `± ${outwards(reach)}`;
      const figures = strategies.map(({ cells }) => cellText(cells[at]!));
      return [[heading(column), ...figures, floor], ...shareOfRealCalls(run, column, strategies)];
    }),
  ];
  return `${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n\n${howMade(run)}`;
}

/** Below a replayed trace: what that is of a real call. */
function shareOfRealCalls(run: Run, { wanted }: Column, strategies: readonly Line[]): string[][] {
  if (wanted.experiment !== 'replay') return [];
  const { columns, lines } = realCalls(run);
  const at = columns.findIndex(({ trace, rule }) => trace.name === wanted.workload && rule === wanted.rule);
  const nsPerCall = columns[at]?.trace.nsPerCall;
  if (nsPerCall === undefined) return [];
  const shareOf = (arm: string) => lines.find((line) => line.arm === arm)?.cells[at]?.share ?? '';
  const shares = strategies.map(({ arm }) => shareOf(arm).replace(/ \[.*\]/, ''));
  return [[`of a real call (${Math.round(nsPerCall)} ns)`, ...shares, '']];
}

function heading({ group, heading: own }: Column): string {
  return `${group}: ${own}`.replaceAll('\u00a0', ' ');
}

/** Figure and interval; in italics where it cannot be told apart from noise. */
function cellText({ row, told }: Cell): string {
  const text = figureText(row);
  if (text === null) return row === undefined ? 'not measured' : 'never';
  const interval =
    text.interval === null || text.interval.includes(`[${text.estimate}, ${text.estimate}]`)
      ? ''
      : ` ${text.interval}`;
  const level = text.level === null ? '' : ` at ${text.level}`;
  const figure = `${text.estimate}${interval}${level}`;
  return told === 'not told apart' ? `*${figure}*` : figure;
}

function howMade(run: Run): string {
  const { node, cpu, cores } = run.environment;
  const processes = (experiment: Row['experiment']) => {
    const counts = run.rows.filter((row) => row.experiment === experiment).map((row) => row.processes);
    const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
    return fewest === most ? `${most}` : `${fewest} to ${most}`;
  };
  const replays = (run.plan.traces ?? []).length > 0 ? `${processes('replay')} for a replay, ` : '';
  return (
    'Medians over processes with their 95 % intervals; *italics*: not told apart from noise. Call and look-up times ' +
    `are what is added to the same work without a look-up. Run \`${run.id}\`, seed ${run.seed}: ` +
    `${processes('call-cost')} processes for a program, ${replays}${processes('memory')} for memory and cleanup, ` +
    `Node ${node}, ${cpu}, ${cores} cores, a budget of ${run.plan.budgetSeconds} s. ${controlsText(run)}`
  );
}

function controlsText(run: Run): string {
  const failed = run.controls.filter(({ passed }) => !passed);
  const passed = `${run.controls.length - failed.length} of ${run.controls.length} controls passed`;
  if (failed.length === 0) return `${passed}.`;
  const which = failed.map((control) => `${control.id} (${controlPlace(control)})`.replaceAll('\u00a0', ' '));
  return `${passed}; figures beside a failed one are not results: ${which.join(', ')}.`;
}

/** README.md with the table of a run between the marks. */
export function withTable(readme: string, run: Run): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin)
    throw new Error(`Internal error: README.md has lost its marks ${BEGIN} and ${END}`);
  return `${readme.slice(0, begin + BEGIN.length)}\n${markdownTable(run)}\n${readme.slice(end)}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = join(ROOT, 'README.md');
  writeFileSync(file, withTable(readFileSync(file, 'utf8'), readRun(join(ROOT, 'results', 'reference'))));
}
