import { expect, test } from 'vitest';
import type { Row } from '../../harness/records/schema.ts';
import { answers, NOT_MEASURED } from '../../harness/report/answer.ts';
import { madeRun, TRACES } from './made-run.ts';

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
    "`map-by-id`, `map-by-address` and `map-by-object` had not let go 6 collections after the code objects' death; the rest had.",
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

const invalid = {
  is: 'invalid',
  threshold: 1,
  pValue: null,
  wouldHaveSeen: null,
  moreProcesses: null,
  says: 'A control failed.',
} as const;

test('figures beside a failed control decide no range of replays, and are said to be left out', () => {
  const run = madeRun({ traces: true });
  const [failed, other] = TRACES;
  const dearer = (row: Row): Row =>
    row.experiment === 'replay' && row.workload === failed && row.reference === 'none'
      ? { ...row, estimate: row.estimate! + 1000, verdict: invalid }
      : row;
  const [replays] = answers({ ...run, rows: run.rows.map(dearer) });
  expect(replays!.topic).toContain('replayed');
  expect(replays!.headline).toContain(`Left out, as a control failed there: ${failed}.`);
  for (const { says } of replays!.items) {
    expect(says).toContain('; a control failed on 1 of 2 traces, left out');
    expect(says).not.toMatch(/\d{4}|1\u00a00/);
  }
  const every = run.rows.map((row) =>
    row.experiment === 'replay' && [failed, other].includes(row.workload)
      ? { ...row, verdict: invalid }
      : row,
  );
  const [all] = answers({ ...run, rows: every });
  expect(all!.headline).toContain('A control failed beside all of these.');
  expect(all!.headline).not.toContain('Left out');
  for (const { says } of all!.items) expect(says).toMatch(/; a control failed(;|$)/);
});

test('a strategy beside whose figures all controls failed decides no headline', () => {
  const run = madeRun({ traces: true });
  const rows = run.rows.map((row): Row => {
    return row.experiment === 'replay' && row.strategy === 'weakref-list'
      ? { ...row, verdict: invalid }
      : row;
  });
  const [replays] = answers({ ...run, rows });
  expect(replays!.headline).not.toContain('`weakref-list`, the dearest');
  expect(replays!.headline).toContain(
    'Left out, as a control failed beside all its figures: `weakref-list`.',
  );
  expect(replays!.items.map(({ arm }) => arm)).toContain('weakref-list');
});

test('the field leads unless another is shown to add less, and equals in noise are told together', () => {
  const run = madeRun();
  const set = (adds: Readonly<Record<string, number>>, beside: number) =>
    answers({
      ...run,
      rows: run.rows.map((row): Row => {
        const { experiment, metric, reference, strategy } = row;
        if (experiment !== 'call-cost' || metric !== 'added-ns') return row;
        const to = (estimate: number) => ({ ...row, estimate, low: estimate - 0.5, high: estimate + 0.5 });
        if (reference === 'none' && adds[strategy] !== undefined) return to(adds[strategy]);
        return reference === 'inline' && strategy === 'trailing' ? to(beside) : row;
      }),
    })[0]!.headline;
  expect(set({ inline: 40, trailing: 39 }, 0)).toContain('`inline` adds 40.0 ns to a call');
  expect(set({ inline: 40, trailing: 9, 'map-by-id': 20 }, -31)).toContain(
    '`trailing` adds 9.0 ns to a call',
  );
  expect(set({ inline: 0, trailing: 0 }, 0)).toContain('What `inline` and `trailing` add to a call');
});

test('shares are rounded, and only all is said to be all', () => {
  const run = madeRun();
  const left = (estimate: number) =>
    answers({
      ...run,
      rows: run.rows.map((row) => (row.metric === 'left-fraction' ? { ...row, estimate } : row)),
    })[3]!.items[0]!.says;
  expect(left(0.67998)).toContain('68 % of the extras');
  expect(left(0.9996)).toContain('99 % of the extras');
  expect(left(1)).toContain('100 % of the extras');
  expect(left(0.002)).toContain('less than 1 %');
});

test('a break-even at none is always, and one that never comes is never', () => {
  const run = madeRun();
  const { attachFraction: _, ...like } = run.rows.find(({ experiment }) => experiment === 'memory')!;
  const even = (strategy: string, estimate: number | null): Row => ({
    ...like,
    strategy,
    workload: 'growing',
    population: 12_000,
    metric: 'break-even',
    unit: 'fraction',
    reference: 'inline',
    estimate,
    low: estimate,
    high: estimate,
    ...(estimate === null ? { because: 'it takes no more than the field at any attach fraction' } : {}),
  });
  const rows = [even('map-by-address', 0), even('weakmap', 0.229), even('trailing', null)];
  const { headline, items } = answers({ ...run, rows: [...run.rows, ...rows] })[2]!;
  expect(headline).toMatch(/^With an extra on each of [\d\u00a0]+ code objects?, /);
  expect(headline).toContain(
    'More than the field is taken, among 12\u00a0000 code objects, always with `map-by-address`, from ',
  );
  const says = (arm: string) => items.find((each) => each.arm === arm)!.says;
  expect(says('map-by-address')).toContain('; always more than the field');
  expect(says('trailing')).toContain('; never more than the field');
  expect(says('weakmap')).toContain('; more than the field with extras on ');
});

test('without intervals nothing is said about noise', () => {
  const [few] = answers(madeRun({ processes: 2 }));
  for (const { says } of few!.items) expect(says).toMatch(/; no interval$/);
});
