import { expect, test } from 'vitest';
import type { Row } from '../../harness/records/schema.ts';
import { answers, NOT_MEASURED } from '../../harness/report/answer.ts';
import { madeRun, TRACES } from './made-run.ts';
import { names, sentences, told } from './told.ts';

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

test('a cost that counts as none is said to show no difference, and a larger one is not', () => {
  expect(calls!.items.find(({ arm }) => arm === 'inline')!.says).toMatch(/no difference that counts/);
  expect(calls!.items.find(({ arm }) => arm === 'weakmap')!.says).not.toMatch(/no difference that counts/);
});

test('whoever takes bytes without extras is named', () => {
  const [, without] = sentences(memory!.headline);
  expect(told(without!).slice(0, 2)).toEqual(['inline', '8.0']);
  // Less than a byte is none.
  expect(names(without!)).toEqual(['inline', 'map-by-address', 'weakref-list']);
});

test('leaks are named, and strategies that keep the code objects alive say so', () => {
  expect(told(cleanup!.headline)).toEqual(['map-by-id', 'map-by-address', 'map-by-object', '6']);
  const says = (name: string) => cleanup!.items.find(({ arm }) => arm === name)!.says;
  // Of the extras after 6 collections, and of the code objects.
  expect(told(says('map-by-object'))).toEqual(['100', '6', '100']);
  expect(told(says('map-by-id'))).toEqual(['100', '6']);
  expect(told(says('weakref-list'))).toEqual(['2']);
});

test('other figures give another answer', () => {
  const run = madeRun();
  const swap: Record<string, string> = { inline: 'weakmap', weakmap: 'inline' };
  const rows: Row[] = run.rows.map((row) => ({ ...row, strategy: swap[row.strategy] ?? row.strategy }));
  const [, swapped] = answers({ ...run, rows });
  expect(told(swapped!.headline)).toEqual(['3.20', 'weakmap', '71.0', 'inline']);
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
      ? { ...row, estimate: row.estimate! + 1000, difference: 'invalid', verdict: invalid }
      : row;
  const [replays] = answers({ ...run, rows: run.rows.map(dearer) });
  expect(replays!.topic).toContain('replayed');
  const last = (text: string) => sentences(text).at(-1)!;
  expect(last(replays!.headline)).toMatch(new RegExp(`\\bcontrol\\b.*\\b${failed}\\.$`));
  for (const { says } of replays!.items) {
    expect(says).toMatch(/\bcontrol\b.*\b1 of 2\b/);
    expect(says).not.toMatch(/\d{4}|1\u00a00/);
  }
  const every = run.rows.map(
    (row): Row =>
      row.experiment === 'replay' && [failed, other].includes(row.workload)
        ? { ...row, difference: 'invalid', verdict: invalid }
        : row,
  );
  const [all] = answers({ ...run, rows: every });
  // It is said of all of them together, and no trace is named.
  expect(last(all!.headline)).toMatch(/\bcontrol\b/);
  expect(all!.headline).not.toContain(failed);
  for (const { says } of all!.items) {
    expect(says).toMatch(/\bcontrol\b/);
    expect(says).not.toMatch(/\d of \d/);
  }
});

test('a strategy beside whose figures all controls failed decides no headline', () => {
  const run = madeRun({ traces: true });
  const rows = run.rows.map((row): Row => {
    return row.experiment === 'replay' && row.strategy === 'weakref-list'
      ? { ...row, difference: 'invalid', verdict: invalid }
      : row;
  });
  const [replays] = answers({ ...run, rows });
  const named = sentences(replays!.headline).map((sentence) => names(sentence));
  // The range has another at its upper end, and the last sentence says who was left out.
  expect(named[0]!.at(-1)).toBe('weakmap');
  expect(named.at(-1)).toEqual(['weakref-list']);
  expect(replays!.headline).toMatch(/\bcontrol\b/);
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
        const to = (estimate: number): Row => {
          const difference = estimate > 0.5 ? 'more' : estimate < -0.5 ? 'less' : 'same';
          return { ...row, estimate, low: estimate - 0.5, high: estimate + 0.5, difference };
        };
        if (reference === 'none' && adds[strategy] !== undefined) return to(adds[strategy]);
        return reference === 'inline' && strategy === 'trailing' ? to(beside) : row;
      }),
    })[0]!.headline;
  expect(told(set({ inline: 40, trailing: 39 }, 0)).slice(0, 2)).toEqual(['inline', '40.0']);
  const shown = set({ inline: 40, trailing: 9, 'map-by-id': 20 }, -31);
  expect(told(shown).slice(0, 2)).toEqual(['trailing', '9.0']);
  expect(told(set({ inline: 0, trailing: 0 }, 0)).slice(0, 2)).toEqual(['inline', 'trailing']);
});

test('shares are rounded, and only all is said to be all', () => {
  const run = madeRun();
  const left = (estimate: number) =>
    answers({
      ...run,
      rows: run.rows.map((row) => (row.metric === 'left-fraction' ? { ...row, estimate } : row)),
    })[3]!.items[0]!.says;
  expect(left(0.67998)).toMatch(/^68 % /);
  expect(left(0.9996)).toMatch(/^99 % /);
  expect(left(1)).toMatch(/^100 % /);
  expect(left(0.002)).toMatch(/^[a-z]+ [a-z]+ 1 % /);
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
  const breakEven = sentences(headline).find((sentence) => told(sentence).includes('12000'))!;
  expect(told(breakEven)).toEqual(['12000', 'map-by-address', '23', 'weakmap']);
  expect(breakEven).toMatch(/always/);
  const says = (arm: string) => items.find((each) => each.arm === arm)!.says;
  expect(says('map-by-address')).toMatch(/always/);
  expect(says('trailing')).toMatch(/never/);
  expect(says('weakmap')).toMatch(/\b23 %/);
  expect(says('weakmap')).not.toMatch(/always|never/);
});

test('without intervals nothing is said about noise', () => {
  const [few] = answers(madeRun({ processes: 2 }));
  for (const { says } of few!.items) {
    expect(says).toMatch(/\bno interval\b/);
    expect(says).not.toMatch(/no difference that counts/);
  }
});
