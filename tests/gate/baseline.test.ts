import { describe, expect, it } from 'vitest';
import { baselineComparisons, refusedOf, suspectsOf, unmeasuredIn } from '../../harness/gate/baseline.ts';
import type { Row, Run } from '../../harness/records/schema.ts';
import { numbersIn } from '../judge/made-records.ts';
import { madePrograms } from '../plan/made-options.ts';
import { blankRun } from '../records/blank-run.ts';
import { madeControl } from './made-gate.ts';

const fit = () => false;

/** A run whose strategies have these figures. `half`: half-width of the ratio's interval. */
function made({ ratio = 1.1, half = 0.005, bytes = 46, left = 1, environment = {} } = {}): Run {
  const blank = blankRun();
  const row = (also: Partial<Row>): Row =>
    ({
      experiment: 'call-cost',
      strategy: 'map-by-id',
      workload: 'fib',
      metric: 'ratio',
      unit: 'ratio',
      reference: 'none',
      level: 0.95,
      processes: 12,
      ...also,
    }) as Row;
  const population = { workload: 'population', population: 20_000 };
  return {
    ...blank,
    environment: { ...blank.environment, ...environment },
    rows: [
      row({ estimate: ratio, low: ratio - half, high: ratio + half }),
      row({ metric: 'ns', unit: 'ns', estimate: 90, low: 80, high: 100 }),
      row({
        ...population,
        experiment: 'memory',
        metric: 'bytes-per-code',
        unit: 'bytes',
        attachFraction: 1,
        estimate: bytes,
        low: bytes - 0.1,
        high: bytes + 0.1,
      }),
      row({
        ...population,
        experiment: 'cleanup',
        metric: 'left-fraction',
        unit: 'fraction',
        rounds: blank.plan.cleanupRounds,
        estimate: left,
        low: left,
        high: left,
      }),
    ],
  };
}

describe('a run against a kept one', () => {
  it('compares ratios, bytes and what is left, never nanoseconds', () => {
    const comparisons = baselineComparisons(made(), made(), null, fit);
    expect(comparisons.map(({ metric, unit }) => [metric, unit])).toEqual([
      ['time', 'ratio'],
      ['bytes-per-code', 'bytes'],
      ['left-fraction', 'fraction'],
    ]);
    expect(comparisons.map(({ verdict }) => verdict)).toEqual(['equivalent', 'equivalent', 'equivalent']);
    expect(refusedOf(made(), made()).map(({ what }) => what)).toContain('nanoseconds');
  });

  it('suspects a ratio that rose by more than the limit and both intervals, and is red when a second run agrees', () => {
    const now = made({ ratio: 1.2 });
    expect(suspectsOf(made(), now, fit).map(({ metric }) => metric)).toEqual(['ratio']);
    expect(baselineComparisons(made(), now, made({ ratio: 1.19 }), fit)[0]).toMatchObject({
      verdict: 'slower',
      confirmed: true,
    });
    expect(baselineComparisons(made(), now, made(), fit)[0]).toMatchObject({
      verdict: 'equivalent',
      confirmed: false,
    });
  });

  it('says what became faster, surely', () => {
    expect(baselineComparisons(made({ ratio: 1.2 }), made(), null, fit)[0]!.verdict).toBe('faster');
  });

  it('does not suspect what the intervals allow', () => {
    expect(suspectsOf(made({ half: 0.1 }), made({ ratio: 1.15, half: 0.1 }), fit)).toEqual([]);
  });

  it('suspects eight bytes more, and one extra in a hundred left', () => {
    const now = made({ bytes: 54, left: 1 });
    expect(suspectsOf(made(), now, fit).map(({ metric }) => metric)).toEqual(['bytes-per-code']);
    expect(suspectsOf(made({ left: 0 }), made({ left: 0.01 }), fit).map(({ metric }) => metric)).toEqual([
      'left-fraction',
    ]);
    expect(baselineComparisons(made(), now, now, fit)[1]).toMatchObject({ verdict: 'more', change: 8 });
  });

  it('refuses times for another processor, and bytes too for another engine, with the reason', () => {
    const processor = made({ environment: { cpu: 'another' } });
    expect(baselineComparisons(made(), processor, null, fit).map(({ metric }) => metric)).toEqual([
      'bytes-per-code',
      'left-fraction',
    ]);
    const [, ofRatios, ...more] = refusedOf(made(), processor);
    expect(more).toEqual([]);
    const { cpu } = made().environment;
    for (const each of [cpu, 'another']) expect(ofRatios!.because).toContain(each);
    const engine = made({ environment: { v8: '99' } });
    expect(baselineComparisons(made(), engine, null, fit).map(({ metric }) => metric)).toEqual([
      'left-fraction',
    ]);
    const [, ...reasons] = refusedOf(made(), engine);
    expect(reasons.map(({ what }) => what.split(' ')[0])).toEqual(['ratios', 'bytes']);
    for (const { because } of reasons) expect(numbersIn(because)).toContain(99);
  });

  it('refuses what the kept run does not have, or does not vouch for', () => {
    const kept = made();
    const without = { ...kept, rows: kept.rows.filter(({ metric }) => metric !== 'bytes-per-code') };
    const missing = refusedOf(without, made()).at(-1)!;
    for (const name of ['bytes-per-code', 'population', 'map-by-id']) expect(missing.what).toContain(name);
    expect(missing.because).toContain('blank');
    expect(missing.because).not.toContain('control');
    const control = madeControl({ passed: false, workload: 'fib' });
    const shaken = { ...kept, controls: [control] };
    const unfit = refusedOf(shaken, made()).at(-1)!;
    for (const name of ['ratio', 'fib', 'map-by-id']) expect(unfit.what).toContain(name);
    expect(unfit.because).toContain('control');
    expect(unfit.because).toContain('blank');
    expect(baselineComparisons(shaken, made(), null, fit).map(({ metric }) => metric)).not.toContain('time');
  });

  it('judges no ratio beside a failed control', () => {
    const [time] = baselineComparisons(made(), made({ ratio: 1.5 }), null, () => true);
    expect(time!.verdict).toBe('invalid');
  });
});

describe('what was asked for and not measured', () => {
  const planned = (run: Run): Run => ({
    ...run,
    plan: {
      ...run.plan,
      arms: run.plan.arms.filter(({ name }) => name === 'none' || name === 'map-by-id'),
      programs: madePrograms('fib'),
      replicates: { 'call-cost': 6, memory: 3, cleanup: 3 },
    },
    controls: [madeControl({ id: 'inline-twin', workload: 'fib' })],
  });
  const without = (metric: string) => {
    const now = planned(made());
    return { ...now, rows: now.rows.filter((row) => row.metric !== metric) };
  };

  it('is nothing where every figure is there', () => {
    expect(unmeasuredIn(made(), planned(made()))).toEqual([]);
  });

  it.each([
    ['ratio', 'time', 'fib'],
    ['bytes-per-code', 'bytes-per-code', ''],
    ['left-fraction', 'left-fraction', ''],
  ])('is each %s that a hung process left out, by its strategy', (metric, what, where) => {
    const [missing, ...others] = unmeasuredIn(made(), without(metric));
    expect(others).toEqual([]);
    for (const part of [what, 'map-by-id', where]) expect(missing).toContain(part);
  });

  it('is no time where times do not carry over, and no time that the kept run has not either', () => {
    const elsewhere = { environment: { cpu: 'another' } };
    expect(unmeasuredIn(made(elsewhere), without('ratio'))).toEqual([]);
    const kept = made();
    expect(
      unmeasuredIn({ ...kept, rows: kept.rows.filter(({ metric }) => metric !== 'ratio') }, without('ratio')),
    ).toEqual([]);
  });

  it('is a twin that was not measured', () => {
    const [missing] = unmeasuredIn(made(), { ...planned(made()), controls: [] });
    expect(missing).toContain('fib');
  });
});
