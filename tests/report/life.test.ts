/** The life of a code object: its tables, and that its rows change no other figure. */

import { expect, test } from 'vitest';
import { answers } from '../../harness/report/answer.ts';
import { comparison } from '../../harness/report/comparison-table.ts';
import { figureText } from '../../harness/report/figure.ts';
import { lifeInShort, lifeTables } from '../../harness/report/life.ts';
import type { Table } from '../../harness/report/table.ts';
import { verdictTables } from '../../harness/report/verdicts.ts';
import { checked, FORM, madeRun } from './made-run.ts';
import { names, sentences, told } from './told.ts';

const run = checked(madeRun({ life: true }));
const tables = lifeTables(run);
const titled = (title: string): Table => tables.find((table) => table.title === title)!;

/** The figure in a cell, without its interval; "never" where it was not reached. */
function at(table: Table, arm: string, group: string, heading: string): string | undefined {
  const column = table.columns.findIndex((each) => each.group === group && each.heading === heading);
  expect(column, `${group}: ${heading}`).toBeGreaterThanOrEqual(0);
  const row = table.lines.find((line) => line.arm.name === arm)?.cells[column]?.row;
  return row === undefined ? undefined : (figureText(row)?.estimate ?? 'never');
}

test('there is a table for each part of a life', () => {
  expect(tables.map(({ title }) => title)).toEqual([
    'Bytes',
    'Death',
    'Birth and death',
    'The collector',
    'Beside other weak references',
    'Look-ups in a turn',
    'Two layouts',
  ]);
});

test('bytes are those of one population, and the bare code object is named', () => {
  const bytes = titled('Bytes');
  expect(told(bytes.aid).slice(0, 4)).toEqual(['160', '40000', 'inline', '5']);
  expect(at(bytes, 'weakref-list', 'Per code object, bytes, extras on', '100 %')).toBe('212.0');
  expect(at(bytes, 'trailing', 'Break-even with the field, %', 'among 12\u00a0000')).toBe('never');
  expect(at(bytes, 'inline', 'Break-even with the field, %', 'among 12\u00a0000')).toBeUndefined();
  expect(at(bytes, 'map-by-id', 'Break-even with the field, %', 'among 12\u00a0000')).toBe('12.0');
});

test('deaths of all, of half and under churn stand apart, and so do both kinds of collections', () => {
  const death = titled('Death');
  const left = (arm: string) =>
    ['all died', 'half died', 'churn'].map((heading) => at(death, arm, 'Extras left, %', heading));
  expect(left('map-by-id')).toEqual(['100', '77', '33']);
  expect(left('inline')).toEqual(['0', '1', '2']);
  const wrong = (arm: string) =>
    ['forced', 'as a program allocates'].map((heading) =>
      at(death, arm, 'Newborns answered wrongly, %', heading),
    );
  expect(wrong('map-by-id')).toEqual(['68', '56']);
  expect(wrong(FORM)).toEqual(['0', '56']);
});

test('a form stands below its strategy', () => {
  const { lines } = titled('Death');
  const form = lines.findIndex(({ arm }) => arm.name === FORM);
  expect(lines[form]!.arm.formOf).toBe('map-by-id');
  expect(lines[form - 1]!.arm.name).toBe('map-by-id');
});

test('the longest of single operations is in microseconds', () => {
  expect(at(titled('Birth and death'), 'inline', 'One attach, growing', 'longest, µs')).toMatch(/^3\.0/);
  expect(at(titled('Birth and death'), 'inline', 'One attach, growing', 'p99, ns')).toBe('3000');
});

test('look-ups beside others and by turn are told apart, and say how many there were in a turn', () => {
  const beside = titled('Beside other weak references');
  expect(told(beside.aid)).toContain('4000');
  expect(at(beside, 'weakref-list', 'Added to a hit, ns, beside', '16 others')).toBe('1125');
  expect(titled('Look-ups in a turn').columns.map(({ heading }) => heading)).toEqual([
    '100',
    '4\u00a0000',
    '100',
    '4\u00a0000',
  ]);
});

test('layouts have a line for each program and warm-up', () => {
  const layouts = titled('Two layouts');
  expect(layouts.lines.map(({ arm, where }) => [arm.name, where])).toEqual([
    ['trailing', 'fib, warmed on one layout'],
  ]);
  expect(at(layouts, 'trailing', 'Time added, %', 'at first')).toBe('1000.0');
  expect(at(layouts, 'trailing', 'Processes slowed, %', 'settled')).toBe('10');
});

test('a table, a column and a line without rows are left out', () => {
  const few = lifeTables(madeRun({ without: ({ strategy }) => strategy === 'weakmap' }));
  expect(few.map(({ title }) => title)).toEqual(['Bytes', 'Death']);
  expect(few[1]!.columns.map(({ heading }) => heading)).toEqual(['all died', 'collections', 'left per dead']);
  expect(few[1]!.lines.some(({ arm }) => arm.name === 'weakmap')).toBe(false);
  expect(lifeTables(madeRun({ without: () => true }))).toEqual([]);
});

test('in short, the worst of the wrong answers counts, and what the comparison says is not said again', () => {
  const short = lifeInShort(run)!;
  expect(at(short, FORM, 'wrong', '%')).toBe('56');
  expect(at(short, 'weakref-list', 'beside', 'ns')).toBe('1125');
  expect(at(short, 'inline', 'full', 'ms')).toMatch(/^100/);
  expect(lifeInShort(madeRun())).toBeNull();
});

test('the comparison and the verdicts are what they are without lives', () => {
  const shown = (wish: Parameters<typeof madeRun>[0]) =>
    comparison(madeRun(wish)).strategies.filter(({ arm }) => arm !== FORM);
  expect(shown({ life: true })).toEqual(shown({}));
  expect(comparison(run).columns.filter(({ wanted }) => wanted.experiment === 'memory')).toHaveLength(2);
  expect(verdictTables(run)).toEqual([]);
});

test('verdicts on bytes are of one population, those on look-ups of uncrowded lists', () => {
  const verdict = {
    is: 'slower',
    threshold: 1,
    pValue: 0.01,
    wouldHaveSeen: null,
    moreProcesses: 0,
    says: 'It is.',
  } as const;
  const judged = {
    ...run,
    rows: run.rows.map((row) =>
      row.reference === 'none' && row.metric !== 'ratio' ? { ...row, verdict } : row,
    ),
  };
  const columns = (title: string) => verdictTables(judged).find((table) => table.title === title)!.columns;
  expect(columns('Bytes on each code object')).toEqual(
    ['0 %', '10 %', '50 %', '100 %'].map((at) => `extras on ${at}`),
  );
  expect(columns('Time of a look-up alone')).toHaveLength(8);
  expect(columns('Time of attaching, detaching and dying')).toEqual(['attach', 'replace', 'detach', 'die']);
});

test('the answer names break-even, the forms that clean up, and wrong answers', () => {
  const [, , memory, cleanup] = answers(run);
  const breakEven = sentences(memory!.headline).find((sentence) => told(sentence).includes('12000'))!;
  expect(told(breakEven)).toEqual(['12000', '12.0', 'map-by-id', '16.0', 'weakref-list']);
  expect(memory!.items.find(({ arm }) => arm === 'trailing')!.says).toContain('it never does');
  const [, cleaning, wrong] = sentences(cleanup!.headline);
  expect(names(cleaning!)).toEqual([FORM]);
  expect(names(wrong!)).toEqual([FORM, 'map-by-id']);
  expect(told(cleanup!.items.find(({ arm }) => arm === 'map-by-id')!.says)).toContain('68');
});
