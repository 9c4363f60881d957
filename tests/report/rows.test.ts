/** Rows are found by an index as they are found without it. */

import { expect, test } from 'vitest';
import { rowsLike as rowsAmong } from '../../harness/records/finding.ts';
import type { Row } from '../../harness/records/schema.ts';
import { noiseFloor } from '../../harness/report/noise.ts';
import { ALL_DIED, onceForRows, rowLike, rowsLike, type Wanted } from '../../harness/report/rows.ts';
import { madeRun } from './made-run.ts';

const run = madeRun({ life: true, traces: true });

test.each<Wanted>([
  {},
  { strategy: 'weakmap' },
  { experiment: 'memory' },
  { experiment: 'memory', strategy: 'weakmap' },
  { experiment: 'cleanup', strategy: 'map-by-id', ...ALL_DIED },
  { experiment: 'memory', strategy: undefined },
  { experiment: undefined, strategy: 'weakmap' },
  { experiment: 'layouts', strategy: 'weakmap' },
  { experiment: 'memory', strategy: 'nobody' },
])('%j finds the same rows in the same order', (wanted) => {
  expect(rowsLike(run, wanted)).toEqual(rowsAmong(run, wanted));
  expect(rowLike(run, wanted)).toBe(rowsAmong(run, wanted)[0]);
});

test('rows that are added are found', () => {
  const rows = [...run.rows];
  const wanted = { experiment: 'memory', strategy: 'none-twin' } as const;
  expect(rowsLike({ rows }, wanted)).toEqual([]);
  const like = rowLike(run, { experiment: 'memory', metric: 'bytes-per-code', strategy: 'inline' })!;
  const added: Row = { ...like, strategy: 'none-twin', low: -3, high: 3 };
  expect(noiseFloor({ ...run, rows }, added)).toBeNull();
  rows.push(added);
  expect(rowsLike({ rows }, wanted)).toEqual([added]);
  expect(noiseFloor({ ...run, rows }, added)).toBe(3);
});

test('what is made of rows is made once', () => {
  let made = 0;
  const count = onceForRows((rows) => {
    made++;
    return rows.length;
  });
  expect([count(run.rows), count(run.rows), made]).toEqual([run.rows.length, run.rows.length, 1]);
});
