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

test.each([
  ['more', 0.95, 'more'],
  ['less', 0.95, 'less'],
  ['same', 0.95, 'not told apart'],
  ['open', 0.95, 'not told apart'],
  ['open', 0.75, 'too few processes'],
  [undefined, 0.95, 'not told apart'],
] as const)('a difference that is %s at a level of %d is told as "%s"', (difference, level, told) => {
  const decided = difference === undefined ? {} : { difference };
  expect(toldFromNoise({ ...row('weakmap', 'none', 10, 12, level), ...decided })).toBe(told);
});
