import { expect, test } from 'vitest';
import type { Row } from '../../harness/records/schema.ts';
import { noiseFloor, toldFromNoise } from '../../harness/report/noise.ts';
import { madeRun } from './made-run.ts';

const row = (strategy: string, reference: string, low: number, high: number, level = 0.95): Row => ({
  experiment: 'call-cost',
  strategy,
  workload: 'fib',
  metric: 'added-ns',
  unit: 'ns',
  reference,
  estimate: (low + high) / 2,
  low,
  high,
  level,
  processes: 20,
});

const runWith = (...rows: Row[]) => ({ ...madeRun(), rows });

test('the noise floor is the farthest end of any twin', () => {
  const run = runWith(row('none-twin', 'none', -0.5, 1.2), row('inline-twin', 'inline', -2.1, 0.3));
  expect(noiseFloor(run, row('inline', 'none', 0, 0))).toBe(2.1);
});

test('an arm that is compared with another than its original is no twin', () => {
  const run = runWith(row('inline-twin', 'none', 3, 5));
  expect(noiseFloor(run, row('inline', 'none', 0, 0))).toBeNull();
});

test('an effect is told from noise only if its whole interval lies outside the floor', () => {
  const twin = row('none-twin', 'none', -1, 1);
  const told = (low: number, high: number) => toldFromNoise(runWith(twin), row('weakmap', 'none', low, high));
  expect(told(1.1, 3)).toBe('more');
  expect(told(1, 3)).toBe('not told apart');
  expect(told(-3, -1.1)).toBe('less');
});

test('a ratio is held against 1', () => {
  const ratio = (strategy: string, low: number, high: number): Row => ({
    ...row(strategy, 'none', low, high),
    metric: 'ratio',
    unit: 'ratio',
  });
  const run = runWith(ratio('none-twin', 0.98, 1.01));
  expect(toldFromNoise(run, ratio('weakmap', 1.03, 1.1))).toBe('more');
  expect(toldFromNoise(run, ratio('weakmap', 1.01, 1.1))).toBe('not told apart');
});

test('the range of two processes decides nothing', () => {
  expect(toldFromNoise(runWith(), row('weakmap', 'none', 10, 12, 0.5))).toBe('too few processes');
});
