import { expect, it } from 'vitest';
import { Row } from '../../harness/records/schema.ts';
import { columnsOf, tabSeparated } from '../../harness/report/raw-rows.ts';

const row: Row = {
  experiment: 'memory',
  strategy: 'inline',
  workload: 'population',
  metric: 'bytes-per-code',
  unit: 'bytes',
  estimate: -8,
  low: null,
  high: null,
  level: 0.95,
  processes: 7,
};

const cellOf = (strategy: string) => {
  const [heads, line, end, ...more] = tabSeparated([[0, { ...row, strategy }]], columnsOf([row])).split('\n');
  expect([end, ...more]).toEqual(['']);
  expect(line!.split('\t')).toHaveLength(heads!.split('\t').length);
  return line!.split('\t')[heads!.split('\t').indexOf('strategy')];
};

it('every field of a row is a column, but for the verdict, which has columns of its own', () => {
  const fields = Object.keys(Row.properties).filter((name) => name !== 'verdict');
  const full = Object.fromEntries(fields.map((name) => [name, 'x'])) as unknown as Row;
  expect([...columnsOf([full])].sort()).toEqual(['row', ...fields].sort());
});

it('a column is left out that no row has', () => {
  expect(columnsOf([row])).not.toContain('population');
  expect(columnsOf([row, { ...row, population: 3 }])).toContain('population');
});

it.each(['=1+1', '+1', '-1', '@SUM(1)', '"=1', '"', ' =1', '\t=1', '＝1', '＋1', '－1', '＠A1'])(
  'a text that a spreadsheet takes for more than text is marked as text: %j',
  (text) => {
    expect(cellOf(text)).toBe(`'${text.replace('\t', ' ')}`);
  },
);

it.each(['\t', '\r', '\n', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029', '\0'])(
  'what would break the line does not: %j',
  (end) => {
    expect(cellOf(`a${end}b`)).toBe(`a${' '.repeat(end.length)}b`);
  },
);

it('names and numbers stand as they are', () => {
  expect(cellOf('map-by-id "quick"')).toBe('map-by-id "quick"');
  expect(tabSeparated([[0, row]], ['estimate'])).toBe('estimate\n-8\n');
});
