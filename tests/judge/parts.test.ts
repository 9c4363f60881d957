import { describe, expect, it } from 'vitest';
import { controlsOf } from '../../harness/judge/controls.ts';
import { doubtsOf } from '../../harness/judge/doubts.ts';
import { figuresOf, rowsOf } from '../../harness/judge/rows.ts';
import { withVerdicts } from '../../harness/judge/verdicts.ts';
import { wilsonInterval } from '../../harness/statistics/proportion.ts';
import { plan, record, rowOf, SIX, timed } from './made-records.ts';

describe('single operations', () => {
  it('have a row for the middle, the 99th percentile and the largest, each over processes', () => {
    const records = [1, 3, 2].map((more, replicate) =>
      record({ experiment: 'life', replicate }, [
        {
          arm: 'weakmap',
          part: 'attach, growing',
          population: 40_000,
          unit: 'ns-quantiles',
          workPerBlock: 40_000,
          values: [100 * more, 500 * more, 1e6 * more],
        },
      ]),
    );
    const rows = rowsOf(plan, records);
    expect(rows.map(({ metric, unit, estimate, low, high }) => [metric, unit, estimate, low, high])).toEqual([
      ['p50', 'ns', 200, 100, 300],
      ['p99', 'ns', 1000, 500, 1500],
      ['max', 'ns', 2e6, 1e6, 3e6],
    ]);
    for (const { part } of rows) expect(part).toBe('attach, growing');
  });
});

describe('the collector', () => {
  const at = (part: string) => ({ population: 1500, part });

  it.each(['full collection', 'scavenges', 'scavenge'])('has its pauses in milliseconds (%s)', (part) => {
    const records = SIX.map((i) => timed('collector', i, { none: 4e6, weakmap: 6e6 }, at(part)));
    const rows = rowsOf(plan, records);
    expect(rowOf(rows, { strategy: 'weakmap', metric: 'ms' })).toMatchObject({
      unit: 'ms',
      estimate: 6,
      part,
    });
    expect(rowOf(rows, { metric: 'added-ms', reference: 'none' })).toMatchObject({ unit: 'ms', estimate: 2 });
    expect(rowOf(rows, { metric: 'ratio', reference: 'none' }).estimate).toBeCloseTo(1.5, 9);
    expect(rows.map(({ unit }) => unit)).not.toContain('ns');
  });

  it('has calls with their collections in nanoseconds', () => {
    const part = at('call with collections');
    const records = SIX.map((i) =>
      timed('collector', i, { none: 50, weakmap: 80 }, part, { workPerBlock: 200_000 }),
    );
    const rows = rowsOf(plan, records);
    expect(rowOf(rows, { strategy: 'weakmap', metric: 'ns' }).estimate).toBe(80);
    expect(rowOf(rows, { metric: 'added-ns', reference: 'none' }).estimate).toBe(30);
    expect(rows.map(({ unit }) => unit)).not.toContain('ms');
  });

  it('has no ratio of what never came, and says how long it took all the same', () => {
    const records = SIX.map((i) => timed('collector', i, { none: 0, weakmap: 0 }, at('scavenge')));
    const rows = rowsOf(plan, records);
    expect(rowOf(rows, { strategy: 'weakmap', metric: 'ms' }).estimate).toBe(0);
    expect(rows.map(({ metric }) => metric)).not.toContain('ratio');
  });

  it('keeps its parts and populations apart', () => {
    const rows = rowsOf(plan, [
      timed('collector', 0, { none: 4e6 }, at('full collection')),
      timed('collector', 1, { none: 9e6 }, { ...at('full collection'), population: 10_000 }),
      timed('collector', 2, { none: 1e6 }, at('scavenges')),
    ]);
    expect(rows.map(({ population, part, estimate }) => [population, part, estimate])).toEqual([
      [1500, 'full collection', 4],
      [1500, 'scavenges', 1],
      [10_000, 'full collection', 9],
    ]);
  });
});

describe('a second layout', () => {
  const part = 'warmed on one layout, at first';
  const hits = (ratios: readonly number[]) =>
    rowsOf(
      plan,
      ratios.map((ratio, i) =>
        timed('layouts', i, { inline: 50, trailing: 50 * ratio }, { part }, { workload: 'fib' }),
      ),
    );

  it('hits a share of the processes, within Wilson’s bounds', () => {
    const row = rowOf(hits([1, 3, 1, 1.1, 2, 1, 1, 1.4, 1, 1]), { metric: 'hit-share' });
    const { low, high } = wilsonInterval(2, 10);
    expect(row).toMatchObject({
      strategy: 'trailing',
      reference: 'inline',
      unit: 'fraction',
      processes: 10,
      part,
    });
    expect(row.estimate).toBe(0.2);
    expect(row.low).toBeCloseTo(low, 9);
    expect(row.high).toBeCloseTo(high, 9);
    expect(row.level).toBe(0.95);
    // By hand: E. B. Wilson's bounds of two in ten.
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(['0.057', '0.510']);
  });

  it('has bounds also where none is hit, and where all are', () => {
    const none = rowOf(hits(SIX.map(() => 1)), { metric: 'hit-share' });
    expect([none.estimate, none.low]).toEqual([0, 0]);
    expect(none.high).toBeGreaterThan(0.2);
    const all = rowOf(hits(SIX.map(() => 3)), { metric: 'hit-share' });
    expect([all.estimate, all.high]).toEqual([1, 1]);
    expect(all.low).toBeLessThan(0.8);
  });

  it('is not counted for the one layout itself, nor without it in the process', () => {
    expect(
      hits(SIX).filter(({ metric, strategy }) => metric === 'hit-share' && strategy === 'inline'),
    ).toEqual([]);
    const alone = rowsOf(plan, [timed('layouts', 0, { trailing: 100 }, { part })]);
    expect(alone.filter(({ metric }) => metric === 'hit-share')).toEqual([]);
  });
});

describe('controls of one part', () => {
  /** Twins that agree on attaching and differ on detaching. */
  const records = SIX.flatMap((i) => {
    const times = (twin: number) => ({
      none: 20,
      inline: 100 + i,
      'inline-twin': (100 + i) * twin,
      weakmap: 400 + i,
    });
    return [
      timed('life', i, times(1), { population: 1000, part: 'attach' }),
      timed('life', i, times(1.5), { population: 1000, part: 'detach' }),
    ];
  });
  const controls = controlsOf(plan, records);

  it('are told with their part', () => {
    expect(controls.map(({ id, part, population, passed }) => [id, part, population, passed])).toEqual([
      ['inline-twin', 'attach', 1000, true],
      ['inline-twin', 'detach', 1000, false],
    ]);
  });

  it('make the rows of their own part invalid and no others', () => {
    const rows = withVerdicts(plan, figuresOf(plan, records), controls);
    const verdict = (part: string) =>
      rowOf(rows, { strategy: 'weakmap', metric: 'added-ns', reference: 'none', part }).verdict!.is;
    expect(verdict('attach')).toBe('slower');
    expect(verdict('detach')).toBe('invalid');
  });

  it('let twins pass that differ by less than a nanosecond in what life costs', () => {
    const twins = (ns: number) =>
      controlsOf(
        plan,
        SIX.map((i) =>
          timed('life', i, { inline: 10 + i / 100, 'inline-twin': 10 + i / 100 + ns }, { part: 'attach' }),
        ),
      )[0]!.passed;
    expect(twins(0.9)).toBe(true);
    expect(twins(1.1)).toBe(false);
  });

  it('are numbers, also of a collection that never came', () => {
    const never = SIX.map((i) =>
      timed('collector', i, { inline: 0, 'inline-twin': 0 }, { population: 1500, part: 'scavenge' }),
    );
    for (const { estimate } of controlsOf(plan, never)) expect(estimate).not.toBeNaN();
  });
});

describe('doubts about parts', () => {
  it('speak of no hits and misses where nothing is looked up', () => {
    const records = SIX.map((replicate) =>
      record({ experiment: 'life', replicate }, [
        {
          arm: 'none',
          part: 'attach',
          population: 1000,
          unit: 'ns-per-block',
          workPerBlock: 1,
          values: [50, 50],
        },
        {
          arm: 'weakmap',
          part: 'attach',
          population: 1000,
          unit: 'ns-per-block',
          workPerBlock: 1,
          values: [900, 600],
        },
      ]),
    );
    const doubts = doubtsOf(plan, records).filter(({ code }) => code === 'not-steady');
    for (const { says } of doubts) expect(says).not.toMatch(/\b(hits|misses)\b/);
  });
});
