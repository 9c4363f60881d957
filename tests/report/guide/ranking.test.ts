/** The order of strategies in a situation, on runs whose figures are chosen. */

import { describe, expect, it } from 'vitest';
import { CLAIM } from '../../../harness/judge/thresholds.ts';
import type { Row, Run } from '../../../harness/records/schema.ts';
import { nearest } from '../../../harness/report/guide/costs.ts';
import { ALL_LEFT, NONE_LEFT } from '../../../harness/report/guide/fitness.ts';
import { guidance } from '../../../harness/report/guide/ranking.ts';
import { memoryText, notes, timeText, why } from '../../../harness/report/guide/reasons.ts';
import type { Situation } from '../../../harness/report/guide/situation.ts';
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
    const twin = { ...run.rows.find(({ strategy, hitRatio }) => strategy === 'a' && hitRatio === 1)! };
    const noisy = { ...twin, strategy: 'a-twin', reference: 'a', estimate: 0, low: -7, high: 7 };
    const withTwin = { ...run, rows: [...run.rows, noisy] };
    expect(guided(withTwin).ranked.map(({ name }) => name)).toEqual(['b', 'a']);
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
    expect(six!.time.remarks.join()).toContain('nearest to 6');
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
    expect(slower!.because.join()).toContain('alone is slower than `base`');
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
    expect(notes(of(0.001)).join()).toContain('Misses were timed with 1 extra, nearest to your 5,');
    expect(notes(of(0.001)).join()).toContain("what your 4\u00a0995 make of the processor's cache");
    expect(notes(of(0.2)).join()).toContain('timed with 1\u00a0000 extras and as many');
    expect(notes(of(1)).join()).not.toContain('Misses');
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
    expect(out!.because.join()).toContain('without extras were not measured');
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
    expect(out.leaky).toContain('kept 100 % of the extras when all had died');
    expect(out.wrong).toBe(
      'under churn, with an extra on each, answered 55 % of newborns with the extra of a dead one',
    );
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
    expect(guided(smallRun(chosen), { die: true }).ranked[0]!.restrictions.join()).toContain('only promised');
  });

  it('is a form where nothing dies, and its strategy is led to it where things do', () => {
    const form = plain('form', 3, 10, {
      death: { left: 0, churn: 0, wrong: 0 },
      arm: { formOf: 'leaky', fate: 'dies-after-notice' },
    });
    expect(leftOut([leaky, form]).form).toContain('nothing dies');
    expect(leftOut([leaky, form], { die: true }).leaky).toContain('its form `form` serves here');
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
    expect(because.field).toContain('`flags`, `extra`');
    expect(because.silent).toContain('not recorded');
  });

  it('is who serves fewer tools', () => {
    const one = plain('one', 2, 10, { several: { 1: [2, 2, 2] }, arm: { tools: 1 } });
    const many = plain('many', 9, 10, { several: { 2: [9, 9, 9] } });
    expect(ranking([one, many])).toEqual(['one', 'many']);
    expect(ranking([one, many], { tools: 2 })).toEqual(['many']);
    expect(leftOut([one, many], { tools: 2 }).one).toBe('serves 1 tool at once, not 2');
  });

  it('is who may answer with the data of another', () => {
    const lossy = plain('lossy', 0.1, 0, { arm: { lossy: true } });
    expect(ranking([lossy, clean])).toEqual(['clean']);
    expect(leftOut([lossy, clean]).lossy).toContain("another code object's data");
  });

  it('is, before those, who was not measured', () => {
    const { bytes: _, ...timed } = plain('timed', 1, 1);
    const lossy = plain('lossy', 0.1, 0, { arm: { lossy: true } });
    const { leftOut: out } = guided(smallRun([lossy, timed, clean]));
    expect(out.map(({ name, unranked }) => [name, unranked])).toEqual([
      ['timed', true],
      ['lossy', false],
    ]);
    expect(out[0]!.because).toEqual(['no bytes were measured in this run']);
  });
});

describe('the reasons', () => {
  it('tell differences to the first, sameness, and who is better', () => {
    const found = guided(smallRun([plain('first', 2, 10), plain('alike', 2.05, 60), plain('last', 50, 80)]));
    const [first, alike, last] = found.ranked;
    expect(why(first!, found)).toContain('takes the least memory');
    expect(why(alike!, found)).toContain(
      'as fast within what counts as a difference, 50 bytes a code object more',
    );
    expect(why(alike!, found)).toContain('`first` takes less');
    expect(why(last!, found)).toContain('48 ns a call more, 70 bytes a code object more');
    expect(why(last!, found)).toContain('`first` is better in both');
  });

  it('name the one that was passed by the other cost', () => {
    const lean: Chosen = { ...plain('lean', 60, 10), hit: [40, 60, 80] };
    const quick: Chosen = { ...plain('quick', 50, 90), hit: [30, 50, 70] };
    const found = guided(smallRun([plain('first', 2, 10), lean, quick]));
    expect(found.ranked.map(({ name }) => name)).toEqual(['first', 'lean', 'quick']);
    const said = found.ranked.map((each) => why(each, found));
    expect(said[1]).toContain('As fast as `quick` within what counts as a difference; takes less memory.');
    expect(said[2]).not.toContain('As fast as');
  });

  it('name where the figures were measured', () => {
    const [nearest] = notes(guided(smallRun([plain('a', 2, 10)]), { population: 7000, attachFraction: 0.5 }));
    expect(nearest).toContain('look-up, miss, among 1\u00a0000 code objects');
    expect(nearest).toContain('memory, extras on 100 % of 1\u00a0000 code objects');
  });

  it('say so when nothing is left', () => {
    const found = guided(smallRun([plain('lossy', 1, 1, { arm: { lossy: true } })]));
    expect(found.ranked).toEqual([]);
  });
});
