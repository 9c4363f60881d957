import { expect, test } from 'vitest';
import type { Row } from '../../harness/records/schema.ts';
import { counted, figureLine, outwards, percent, rangeText, whole } from '../../harness/report/figure.ts';

const row = (
  estimate: number | null,
  low: number | null,
  high: number | null,
  more: Partial<Row> = {},
): Row => ({
  experiment: 'call-cost',
  strategy: 'inline',
  workload: 'fib',
  metric: 'added-ns',
  unit: 'ns',
  estimate,
  low,
  high,
  level: 0.95,
  processes: 20,
  ...more,
});

test('the interval decides the digits of a figure', () => {
  expect(figureLine(row(1.2345, 1.1012, 1.3098))).toBe('1.23 [1.10, 1.31] ns');
  expect(figureLine(row(123.45, 101.2, 139.8))).toBe('123 [101, 140] ns');
});

test('the ends of an interval are rounded outwards', () => {
  expect(figureLine(row(5, 3.149, 6.851))).toBe('5.0 [3.1, 6.9] ns');
  expect(figureLine(row(-5, -6.81, -3.19))).toBe('−5.0 [−6.9, −3.1] ns');
});

test('an end that is exact to its last digit is not pushed outwards by binary dust', () => {
  expect(figureLine(row(1.2, 1.1, 1.3))).toBe('1.20 [1.10, 1.30] ns');
});

test('a ratio is written as what it adds, in percent', () => {
  expect(figureLine(row(1.034, 1.02, 1.05, { unit: 'ratio' }))).toBe('3.4 [2.0, 5.0] %');
});

test('a figure without an interval says so, and on how many processes it stands', () => {
  expect(figureLine(row(1.26, null, null, { processes: 1, level: 0 }))).toBe(
    '1.3 ns (no interval, 1 process)',
  );
});

test('a level below 95 % stands beside its interval, never rounded up', () => {
  expect(figureLine(row(1.2, 1.1, 1.3, { level: 0.9375 }))).toBe('1.20 [1.10, 1.30] ns at 93 %');
});

test('a figure that was never reached gives the reason', () => {
  expect(figureLine(row(null, null, null, { because: 'never within 6 collections' }))).toBe(
    'never within 6 collections',
  );
  expect(figureLine(undefined)).toBe('not measured in this run');
});

test('a range runs from the least to the largest estimate', () => {
  expect(rangeText([row(9.4, 8, 11), row(1.44, 1.3, 1.6), row(4, 3, 5)])).toBe('1.44 to 9.40 ns');
  expect(rangeText([])).toBeNull();
});

test('the noise floor is never rounded down', () => {
  expect(outwards(1.01)).toBe('1.1');
  expect(outwards(1)).toBe('1.0');
});

test('counts and shares read as people write them', () => {
  expect(whole(40000)).toBe('40\u00a0000');
  expect(counted(1, 'process')).toBe('1 process');
  expect(counted(2, 'process')).toBe('2 processes');
  expect(percent(0.29)).toBe('29 %');
});
