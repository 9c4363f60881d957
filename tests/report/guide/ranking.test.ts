/** The order of strategies in a situation, on runs whose figures are chosen. */

import { describe, expect, it } from 'vitest';
import type { Row, Run } from '../../../harness/records/schema.ts';
import { nearest } from '../../../harness/report/guide/costs.ts';
import { ALL_LEFT, NONE_LEFT } from '../../../harness/report/guide/fitness.ts';
import { guidance } from '../../../harness/report/guide/ranking.ts';
import { memoryText, notes, timeText, why } from '../../../harness/report/guide/reasons.ts';
import type { Situation } from '../../../harness/report/guide/situation.ts';
import { CLAIM } from '../../../harness/samples/thresholds.ts';
import { names, told } from '../told.ts';
import { type Chosen, POPULATION, plain, SITUATION, smallRun } from './small-run.ts';

const guided = (run: Run, asked: Partial<Situation> = {}) => guidance(run, { ...SITUATION, ...asked });
const ranking = (chosen: readonly Chosen[], asked: Partial<Situation> = {}) =>
  guided(smallRun(chosen), asked).ranked.map(({ name }) => name);
const leftOut = (chosen: readonly Chosen[], asked: Partial<Situation> = {}) =>
  Object.fromEntries(
    guided(smallRun(chosen), asked).leftOut.map((out) => [out.name, out.because.join('; ')]),
  );

it('the guide calls the same shares all and none of the dead as the claims do', () => {
  expect({ kept: ALL_LEFT, gone: NONE_LEFT }).toEqual({ kept: CLAIM.kept, gone: CLAIM.gone });
});

const UNDECIDED = {
  is: 'not decided',
  threshold: 1,
  pValue: null,
  wouldHaveSeen: null,
  moreProcesses: null,
  says: '',
} as const;

describe('the order', () => {
  const fast = plain('fast', 2, 100);
  const small = plain('small', 20, 5);

  it('is that of the cost that has priority', () => {
    expect(ranking([small, fast])).toEqual(['fast', 'small']);
    expect(ranking([fast, small], { priority: 'memory' })).toEqual(['small', 'fast']);
  });

  it('asks the other cost where calls are too few for time to matter', () => {
    expect(ranking([fast, small], { callsPerSecond: 100 })).toEqual(['small', 'fast']);
    expect(ranking([fast, small], { callsPerSecond: 0 })).toEqual(['small', 'fast']);
  });

  it('asks time where there are too few code objects for bytes to matter', () => {
    expect(ranking([small, fast], { population: 10, priority: 'memory' })).toEqual(['fast', 'small']);
  });

  it('counts intervals that meet as the same, and lets the other cost decide', () => {
    const wide: Chosen = { ...plain('wide', 3, 10), hit: [1.9, 3, 9] };
    expect(ranking([fast, wide])).toEqual(['wide', 'fast']);
    const narrow: Chosen = { ...wide, name: 'narrow', hit: [2.9, 3, 3.1] };
    expect(ranking([fast, narrow])).toEqual(['fast', 'narrow']);
  });

  it('makes groups of equals of one, where sameness goes from one to the next', () => {
    const step = (name: string, ns: number, bytes: number): Chosen => ({
      ...plain(name, ns, bytes),
      hit: [ns - 3, ns, ns + 3],
    });
    // a is as b, b as c, c as d; not a as c.
    const chain = [step('a', 10, 90), step('b', 15, 50), step('c', 20, 70), step('d', 25, 20)];
    expect(ranking(chain)).toEqual(['b', 'a', 'd', 'c']);
    expect(ranking([...chain].reverse())).toEqual(['b', 'a', 'd', 'c']);
  });

  it('holds what twins differ by against a difference', () => {
    const run = smallRun([plain('a', 2, 50), plain('b', 6, 5), { name: 'a-twin', arm: { role: 'control' } }]);
    expect(guided(run).ranked.map(({ name }) => name)).toEqual(['a', 'b']);
    const rows = run.rows.map((row) =>
      row.experiment === 'look-up' ? { ...row, verdict: { ...UNDECIDED, reach: 7 } } : row,
    );
    expect(guided({ ...run, rows }).ranked.map(({ name }) => name)).toEqual(['b', 'a']);
  });

  it('lets fewer restrictions decide between equals in both', () => {
    const bound = plain('bound', 2, 100, { arm: { tools: 1, touches: ['extra'] } });
    expect(ranking([bound, plain('free', 2.001, 100)])).toEqual(['free', 'bound']);
  });

  it('ends, whatever stands in the rows', () => {
    const upside: Chosen = { ...plain('upside', 5, 10), hit: [9000, 5, -9000] };
    expect(ranking([upside, fast]).sort()).toEqual(['fast', 'upside']);
  });
});

const EIGHT = [8, 8, 8] as const;

describe('the figures', () => {
  const byAttach: Chosen = {
    name: 'one',
    hit: [90, 100, 110],
    miss: [9, 10, 11],
    bytes: [
      [7, 8, 9],
      [100, 108, 116],
    ],
  };

  it('weigh hits and misses by the attach fraction, and give bytes between two measured ones', () => {
    const [one] = guided(smallRun([byAttach]), { attachFraction: 0.25 }).ranked;
    expect(one!.time.each).toMatchObject({ estimate: 32.5, low: 29.25, high: 35.75 });
    expect(one!.time.total.estimate).toBeCloseTo(325);
    expect(one!.memory.each).toMatchObject({ estimate: 33, low: 30.25, high: 35.75 });
    expect(one!.memory.total.estimate).toBeCloseTo((33 * POPULATION) / 1e6);
  });

  it('need no row that has no weight', () => {
    const { miss: _, ...hitsOnly } = byAttach;
    expect(ranking([hitsOnly])).toEqual(['one']);
    expect(leftOut([hitsOnly], { attachFraction: 0.5 })).toEqual({
      one: 'no look-up (miss) was measured in this run',
    });
  });

  it('of several tools come from the nearest number of them, and name it', () => {
    const several = plain('one', 2, 10, { several: { 1: [2, 2, 2], 4: [20, 20, 20] } });
    const [four] = guided(smallRun([several]), { tools: 4 }).ranked;
    expect(four!.time.each.estimate).toBe(20);
    expect(four!.time.remarks).toEqual([]);
    expect(four!.memory.each.estimate).toBeCloseTo(40);
    const [six] = guided(smallRun([several]), { tools: 6 }).ranked;
    expect(told(six!.time.remarks.join())).toEqual(expect.arrayContaining(['4', '6']));
  });

  it('of several tools are lent to a form that is as fast alone, and to no other', () => {
    const base = plain('base', 2, 10, { several: { 2: [5, 5, 5] } });
    const like = plain('like', 2, 10, { arm: { formOf: 'base' } });
    const slow = plain('slow', 50, 10, { arm: { formOf: 'base' } });
    const { ranked, leftOut: out } = guided(smallRun([base, like, slow]), { tools: 2, die: true });
    expect(ranked.map(({ name }) => name)).toContain('like');
    expect(ranked.find(({ name }) => name === 'like')!.time.remarks.join()).toContain('`base`');
    const slower = out.find(({ name }) => name === 'slow');
    expect(slower).toMatchObject({ unranked: true });
    expect(names(slower!.because.join())).toContain('base');
  });

  it('of a miss come from where as many have an extra, for tables and fields alike', () => {
    const run = smallRun([plain('table', 2, 10), plain('field', 2, 10)]);
    const rows = run.rows.flatMap((row): Row[] => {
      if (row.hitRatio === undefined) return [row];
      const few = { ...row, population: 1, estimate: 1, low: 1, high: 1 };
      return [few, { ...few, population: 1000, estimate: 15, low: 15, high: 15 }];
    });
    const of = (attachFraction: number) => guided({ ...run, rows }, { population: 5000, attachFraction });
    for (const { time } of of(0.001).ranked) expect(time.each.estimate).toBeCloseTo(1);
    for (const { time } of of(0.1).ranked) expect(time.each.estimate).toBeCloseTo(15);
    for (const { time } of of(0).ranked) expect(time.each.estimate).toBeCloseTo(1);
    const ofMisses = (attachFraction: number) =>
      notes(of(attachFraction)).filter((note) => note.startsWith('Misses'));
    // With 1 extra, nearest to 5 of 5 000; the other 4 995 are not in it.
    expect(told(ofMisses(0.001).join()).slice(0, 2)).toEqual(['1', '5']);
    expect(told(ofMisses(0.001).join())).toContain('4995');
    expect(told(ofMisses(0.2).join())[0]).toBe('1000');
    expect(ofMisses(1)).toEqual([]);
  });

  it('of several tools count what is there without an extra once, at a population where it was measured', () => {
    const run = smallRun([
      plain('padded', 2, 64, { several: { 4: [2, 2, 2] }, bytes: [EIGHT, [64, 64, 64]] }),
    ]);
    const larger = run.rows
      .filter(({ attachFraction }) => attachFraction === 1)
      .map((row) => ({ ...row, population: 5000 }));
    const given = { population: 5000, tools: 4 };
    const [padded] = guided({ ...run, rows: [...run.rows, ...larger] }, given).ranked;
    expect(padded!.memory.each).toMatchObject({ estimate: 232, low: 232, high: 232 });
    const [alone] = guided({ ...run, rows: [...run.rows, ...larger] }, { ...given, tools: 1 }).ranked;
    expect(alone!.memory.sources.map(({ row }) => row.population)).toEqual([5000]);
    const full = run.rows.filter(({ attachFraction }) => attachFraction !== 0);
    const [out] = guided({ ...run, rows: full }, given).leftOut;
    expect(out).toMatchObject({ unranked: true });
    expect(out!.because).toEqual([expect.stringMatching(/without extras/)]);
  });

  it('of several tools that share a place on the code object lie between one and all, and say at most', () => {
    const several = { 4: [2, 2, 2] } as const;
    const bytes = [EIGHT, [64, 64, 64]] as const;
    const on = (name: string, touches: string[]) => plain(name, 2, 64, { several, bytes, arm: { touches } });
    const run = smallRun([on('array', ['extras']), on('list', ['weakrefs']), on('table', ['id'])]);
    const { ranked } = guided(run, { tools: 4 });
    const memory = (name: string) => ranked.find((each) => each.name === name)!;
    for (const name of ['array', 'list']) {
      expect(memory(name).memory.each).toMatchObject({ estimate: 232, low: 64, high: 232 });
      expect(memoryText(memory(name))).toBe('at most 232 [64, 232] kB');
    }
    expect(memory('table').memory.each).toMatchObject({ estimate: 232, low: 232, high: 232 });
    expect(memoryText(memory('table'))).toBe('232 kB');
    const [alone] = guided(run, { tools: 1 }).ranked;
    expect(memoryText(alone!)).toBe('64 kB');
  });

  it('of an interval that covers less say so, so that no share of a second is read', () => {
    const run = smallRun([{ ...plain('a', 2, 10), hit: [1, 2, 3] }]);
    const rows = run.rows.map((row) => ({ ...row, level: 0.75 }));
    expect(timeText(guided({ ...run, rows }).ranked[0]!)).toBe(
      '20 [10, 30] ms (75 % interval) of each second',
    );
  });

  it('are doubtful where a control failed beside one of their rows', () => {
    const run = smallRun([byAttach]);
    expect(guided(run).ranked[0]!.time.doubtful).toBe(false);
    const verdict = {
      is: 'invalid',
      threshold: 1,
      pValue: null,
      wouldHaveSeen: null,
      moreProcesses: null,
    } as const;
    const rows = run.rows.map((row) =>
      row.experiment === 'look-up' ? { ...row, verdict: { ...verdict, says: 'A control failed.' } } : row,
    );
    const [one] = guided({ ...run, rows }).ranked;
    expect(one!.time.doubtful).toBe(true);
    expect(one!.memory.doubtful).toBe(false);
  });

  it('without an interval stand by their estimates', () => {
    const run = smallRun([plain('b', 20, 10), plain('a', 2, 10)]);
    const rows = run.rows.map((row) => ({ ...row, low: null, high: null, level: 0 }));
    const { ranked } = guided({ ...run, rows });
    expect(ranked.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(ranked[0]!.time.total.sure).toBe(false);
  });

  it('come from the nearest population by ratio', () => {
    expect(nearest([1, 1000, 40_000], 5000)).toBe(1000);
    expect(nearest([1, 1000, 40_000], 7000)).toBe(40_000);
    expect(nearest([1, 1000], 0)).toBe(1);
    expect(nearest([], 5)).toBeUndefined();
  });
});

describe('left out', () => {
  const leaky = plain('leaky', 2, 10, { death: { left: 1, churn: 0.3, wrong: 0 }, arm: { fate: 'leaks' } });
  const wrong = plain('wrong', 2, 10, { death: { left: 0, churn: 0, wrong: 0.55 } });
  const clean = plain('clean', 9, 10, { death: { left: 0, churn: 0, wrong: 0 } });

  it('is who leaks or answers for the dead, if code objects die', () => {
    expect(ranking([leaky, wrong, clean])).toHaveLength(3);
    expect(ranking([leaky, wrong, clean], { die: true })).toEqual(['clean']);
    const out = leftOut([leaky, wrong, clean], { die: true });
    expect(told(out.leaky!)).toContain('100');
    expect(told(out.wrong!)).toEqual(['55']);
  });

  it('is not who sweeps: under churn its extras go', () => {
    const sweeps = plain('sweeps', 2, 10, {
      death: { left: 1, churn: 0, wrong: 0 },
      arm: { fate: 'dies-after-sweep' },
    });
    expect(ranking([sweeps], { die: true })).toEqual(['sweeps']);
  });

  it('is by its promise who was not measured when things died', () => {
    const promised = (name: string, fate: string) => plain(name, 2, 10, { arm: { fate } });
    const chosen = [promised('a', 'leaks'), promised('b', 'dies-with-code')];
    expect(ranking(chosen, { die: true })).toEqual(['b']);
    expect(guided(smallRun(chosen), { die: true }).ranked[0]!.restrictions.join()).toMatch(/promised/);
  });

  it('is a form where nothing dies, and its strategy is led to it where things do', () => {
    const form = plain('form', 3, 10, {
      death: { left: 0, churn: 0, wrong: 0 },
      arm: { formOf: 'leaky', fate: 'dies-after-notice' },
    });
    expect(ranking([leaky, form])).toEqual(['leaky']);
    expect(ranking([leaky, form], { die: true })).toEqual(['form']);
    expect(names(leftOut([leaky, form], { die: true }).leaky!)).toEqual(['form']);
  });

  it('is who changes the code object, and who is not known not to, if it may not be', () => {
    const chosen = [
      plain('field', 1, 8, { arm: { touches: ['flags', 'extra'] } }),
      plain('by-number', 5, 8, { arm: { touches: ['id'] } }),
      plain('list', 6, 8, { arm: { touches: ['weakrefs'] } }),
    ];
    const run = smallRun(chosen);
    const { touches: _, ...silent } = { ...run.plan.arms[0]!, name: 'silent', strategy: 'silent' };
    const older = { ...run, plan: { ...run.plan, arms: [...run.plan.arms, silent] } };
    const { ranked, leftOut: out } = guided(older, { mayChange: false });
    expect(ranked.map(({ name }) => name)).toEqual(['by-number', 'list']);
    const because = Object.fromEntries(out.map((each) => [each.name, each.because.join()]));
    expect(names(because.field!)).toEqual(['flags', 'extra']);
    expect(names(because.silent!)).toEqual([]);
  });

  it('is who serves fewer tools', () => {
    const one = plain('one', 2, 10, { several: { 1: [2, 2, 2] }, arm: { tools: 1 } });
    const many = plain('many', 9, 10, { several: { 2: [9, 9, 9] } });
    expect(ranking([one, many])).toEqual(['one', 'many']);
    expect(ranking([one, many], { tools: 2 })).toEqual(['many']);
    expect(told(leftOut([one, many], { tools: 2 }).one!)).toEqual(['1', '2']);
  });

  it('is who may answer with the data of another', () => {
    const lossy = plain('lossy', 0.1, 0, { arm: { lossy: true } });
    expect(ranking([lossy, clean])).toEqual(['clean']);
    expect(leftOut([lossy, clean]).lossy).toMatch(/another code object/);
  });

  it('is, before those, who was not measured', () => {
    const { bytes: _, ...timed } = plain('timed', 1, 1);
    const lossy = plain('lossy', 0.1, 0, { arm: { lossy: true } });
    const { leftOut: out } = guided(smallRun([lossy, timed, clean]));
    expect(out.map(({ name, unranked }) => [name, unranked])).toEqual([
      ['timed', true],
      ['lossy', false],
    ]);
    expect(out[0]!.because).toEqual([expect.stringMatching(/bytes/)]);
  });
});

describe('the reasons', () => {
  it('tell differences to the first, sameness, and who is better', () => {
    const found = guided(smallRun([plain('first', 2, 10), plain('alike', 2.05, 60), plain('last', 50, 80)]));
    const [first, alike, last] = found.ranked;
    expect(names(why(first!, found))).not.toContain('last');
    expect(why(first!, found)).toMatch(/\bleast memory\b/);
    // As fast, and so many bytes more.
    expect(why(alike!, found)).toMatch(/\bas fast\b.*\b50 bytes\b/);
    expect(names(why(alike!, found))).toContain('first');
    expect(why(last!, found)).toMatch(/\b48 ns\b.*\b70 bytes\b/);
    expect(why(last!, found)).toMatch(/`first`.*\bboth\b/);
  });

  it('name the one that was passed by the other cost', () => {
    const lean: Chosen = { ...plain('lean', 60, 10), hit: [40, 60, 80] };
    const quick: Chosen = { ...plain('quick', 50, 90), hit: [30, 50, 70] };
    const found = guided(smallRun([plain('first', 2, 10), lean, quick]));
    expect(found.ranked.map(({ name }) => name)).toEqual(['first', 'lean', 'quick']);
    const said = found.ranked.map((each) => why(each, found));
    expect(names(said[1]!)).toContain('quick');
    expect(names(said[2]!)).not.toContain('lean');
    expect(names(said[2]!)).not.toContain('quick');
  });

  it('name where the figures were measured', () => {
    const [nearest] = notes(guided(smallRun([plain('a', 2, 10)]), { population: 7000, attachFraction: 0.5 }));
    expect(nearest).toMatch(/look-up, miss, [a-z]+ 1\u00a0000\b/);
    expect(nearest).toMatch(/memory, .*\b100 % of 1\u00a0000\b/);
  });

  it('say so when nothing is left', () => {
    const found = guided(smallRun([plain('lossy', 1, 1, { arm: { lossy: true } })]));
    expect(found.ranked).toEqual([]);
  });
});
