import { expect, test } from 'vitest';
import type { Row } from '../../harness/records/schema.ts';
import { answers, NOT_MEASURED } from '../../harness/report/answer.ts';
import { madeRun } from './made-run.ts';

const [calls, lookUps, memory, cleanup] = answers(madeRun());

test('strategies stand in the order of their cost', () => {
  expect(lookUps!.items.map(({ arm }) => arm)).toEqual([
    'inline',
    'trailing',
    'map-by-id',
    'map-by-object',
    'weakref-list',
    'map-by-address',
    'weakmap',
  ]);
  expect(memory!.items.at(-1)!.arm).toBe('weakref-list');
});

test('a cost inside the noise floor is said to be not told apart from it', () => {
  expect(calls!.items.find(({ arm }) => arm === 'inline')!.says).toMatch(/not told apart from noise/);
  expect(calls!.items.find(({ arm }) => arm === 'weakmap')!.says).not.toMatch(/noise/);
});

test('whoever takes bytes without extras is named', () => {
  expect(memory!.headline).toContain('Without any extra, `inline` takes 8.0 bytes');
  expect(memory!.headline).not.toContain('`trailing`');
});

test('leaks are named, and strategies that keep the code objects alive say so', () => {
  expect(cleanup!.headline).toBe(
    "`map-by-id`, `map-by-address` and `map-by-object` did not let go within 6 collections of the code objects' death; the rest did.",
  );
  expect(cleanup!.items.find(({ arm }) => arm === 'map-by-object')!.says).toContain(
    '100 % of the code objects',
  );
  expect(cleanup!.items.find(({ arm }) => arm === 'weakref-list')!.says).toBe('gone after 2 collections');
});

test('other figures give another answer', () => {
  const run = madeRun();
  const swap: Record<string, string> = { inline: 'weakmap', weakmap: 'inline' };
  const rows: Row[] = run.rows.map((row) => ({ ...row, strategy: swap[row.strategy] ?? row.strategy }));
  const [, swapped] = answers({ ...run, rows });
  expect(swapped!.headline).toBe('A hit takes from 3.20 ns (`weakmap`) to 71.0 ns (`inline`).');
});

test('what was not measured is said to be not measured', () => {
  for (const answer of answers({ ...madeRun(), rows: [] })) {
    expect(answer.headline).toBe(NOT_MEASURED);
    expect(answer.items).toEqual([]);
  }
});

test('without intervals nothing is said about noise', () => {
  const [few] = answers(madeRun({ processes: 2 }));
  for (const { says } of few!.items) expect(says).toMatch(/; no interval$/);
});
