import { describe, expect, it } from 'vitest';
import { controlsOf } from '../../harness/judge/controls.ts';
import { rowsOf } from '../../harness/judge/rows.ts';
import type { ArmSamples, ProcessRecord, Setting } from '../../harness/records/schema.ts';
import { controlSentence } from '../../harness/words/control.ts';
import { numbersIn, plan, record, rowOf, SIX } from './made-records.ts';

function cleanup(
  arm: string,
  replicate: number,
  unit: ArmSamples['unit'],
  values: number[],
  setting: Setting = {},
  workPerBlock = 100,
): ProcessRecord {
  return record({ experiment: 'cleanup', replicate }, [
    { arm, unit, population: 100, workPerBlock, values, ...setting },
  ]);
}

describe('bytes left', () => {
  it('are what is left beyond none of the same replicate, for each that died', () => {
    const records = [100, 900, 500].flatMap((bare, replicate) => [
      cleanup('none', replicate, 'bytes', [bare]),
      cleanup('map-by-id', replicate, 'bytes', [bare + 4000]),
    ]);
    const rows = rowsOf(plan, records);
    const row = rowOf(rows, { metric: 'bytes-left' });
    expect(row).toMatchObject({ strategy: 'map-by-id', estimate: 40, low: 40, high: 40, reference: 'none' });
  });

  it('leave out a replicate without none', () => {
    const records = [
      cleanup('none', 0, 'bytes', [0]),
      cleanup('map-by-id', 0, 'bytes', [4000]),
      cleanup('map-by-id', 1, 'bytes', [9000]),
    ];
    expect(rowOf(rowsOf(plan, records), { metric: 'bytes-left' })).toMatchObject({
      estimate: 40,
      processes: 1,
    });
  });

  it('are bytes held where some live on', () => {
    for (const death of ['half', 'churn'] as const) {
      const records = [
        cleanup('none', 0, 'bytes', [1000], { death }, 50),
        cleanup('inline', 0, 'bytes', [1400], { death }, 50),
      ];
      const rows = rowsOf(plan, records);
      expect(rowOf(rows, { metric: 'bytes-held' })).toMatchObject({ strategy: 'inline', death, estimate: 8 });
      expect(rows.map(({ metric }) => metric)).not.toContain('bytes-left');
    }
  });
});

describe('the share that is left', () => {
  it('has a round for each collection, also where half died', () => {
    for (const setting of [{}, { death: 'half' as const }]) {
      const rows = rowsOf(plan, [cleanup('weakmap', 0, 'extras', [100, 40, 0], setting)]);
      const left = rows.filter(({ metric }) => metric === 'left-fraction');
      expect(left.map(({ estimate, rounds, death }) => [estimate, rounds, death])).toEqual(
        [1, 0.4, 0].map((share, round) => [share, round, setting.death]),
      );
      expect(rowOf(rows, { metric: 'rounds-until-gone' })).toMatchObject({ estimate: 2 });
    }
  });

  it.each<Setting>([
    { death: 'churn' },
    { collections: 'ordinary' },
    { death: 'churn', collections: 'ordinary' },
  ])('is told once, without rounds, under %o', (setting) => {
    const rows = rowsOf(plan, [cleanup('map-by-id', 0, 'extras', [30], setting, 120)]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ metric: 'left-fraction', estimate: 0.25, ...setting });
    expect(rows[0]).not.toHaveProperty('rounds');
  });

  it('keeps what was forced and what was ordinary apart', () => {
    const rows = rowsOf(plan, [
      cleanup('inline', 0, 'extras', [0], { death: 'churn' }),
      cleanup('inline', 0, 'extras', [50], { death: 'churn', collections: 'ordinary' }),
    ]);
    expect(rows.map(({ collections, estimate }) => [collections, estimate])).toEqual([
      [undefined, 0],
      ['ordinary', 0.5],
    ]);
  });
});

describe('wrong answers', () => {
  it('are a share of the look-ups, of all and of those for newborns', () => {
    const churn = { death: 'churn' as const };
    const records = [4, 6, 8].flatMap((wrong, replicate) => [
      cleanup('map-by-id', replicate, 'wrong-answers', [wrong], churn, 1000),
      cleanup('map-by-id', replicate, 'wrong-answers', [wrong * 10], { ...churn, part: 'newborns' }, 100),
    ]);
    const rows = rowsOf(plan, records);
    expect(rowOf(rows, { metric: 'wrong-answers', part: undefined })).toMatchObject({
      unit: 'fraction',
      estimate: 0.006,
      low: 0.004,
      high: 0.008,
      processes: 3,
    });
    expect(rowOf(rows, { metric: 'wrong-answers', part: 'newborns' }).estimate).toBe(0.6);
  });
});

describe('deaths under ordinary allocation', () => {
  const ordinary = { collections: 'ordinary' as const };

  it('are told in megabytes, collections and milliseconds', () => {
    const records = [100, 300, 200].map((mb, i) =>
      cleanup('inline', i, 'mb-until-gone', [mb, mb / 10, mb * 2], ordinary),
    );
    const rows = rowsOf(plan, records);
    expect(rows.map(({ metric, unit, estimate }) => [metric, unit, estimate])).toEqual([
      ['mb-until-gone', 'MB', 200],
      ['collections-until-gone', 'rounds', 20],
      ['ms-until-gone', 'ms', 400],
    ]);
  });

  it('have no figure if some were left in one process, and say in how many', () => {
    const records = [100, -1, 200].map((mb, i) =>
      cleanup('inline', i, 'mb-until-gone', [mb, 9, 9], ordinary),
    );
    for (const row of rowsOf(plan, records)) {
      expect([row.estimate, row.low, row.high]).toEqual([null, null, null]);
      expect(numbersIn(row.because)).toEqual([1, 3]);
    }
  });
});

describe('a leak that was put in', () => {
  const found = (lefts: readonly number[], setting: Setting = {}) =>
    controlsOf(
      plan,
      lefts.map((left, i) => cleanup('inline-leaking', i, 'extras', [10_000, left], setting, 10_000)),
    ).filter(({ id }) => id === 'injected-leak');

  it('is found if every process has exactly its share', () => {
    expect(found([100, 100, 100])).toMatchObject([
      { passed: true, expected: 0.01, estimate: 0.01, processes: 3 },
    ]);
    expect(found([100, 100, 100], { death: 'half' })).toMatchObject([{ passed: true, death: 'half' }]);
  });

  it.each([
    ['missed', 0],
    ['found in part', 90],
    ['found with more', 110],
  ])('is not found if one process %s', (_, left) => {
    const [control, ...others] = found([100, 100, left]);
    expect(others).toEqual([]);
    expect(control!.passed).toBe(false);
    // The share that was put in, and in how many processes it was found.
    expect(numbersIn(controlSentence(control!))).toEqual([1, 2, 3]);
  });

  it('is not asked for under churn or ordinary allocation', () => {
    expect(found([3], { death: 'churn' })).toEqual([]);
    expect(found([3], { collections: 'ordinary' })).toEqual([]);
  });

  it('is asked of no other arm', () => {
    expect(controlsOf(plan, [cleanup('inline', 0, 'extras', [100, 0])])).toEqual([]);
  });
});

describe('a promised leak', () => {
  const seen = (left: number, setting: Setting) =>
    controlsOf(
      plan,
      SIX.map((i) => cleanup('map-by-id', i, 'extras', [100, i === 3 ? left : 100], setting)),
    ).filter(({ id }) => id === 'must-leak');

  it('must be seen whole, of all and of half, in every process', () => {
    for (const setting of [{}, { death: 'half' as const }]) {
      expect(seen(100, setting)).toMatchObject([{ passed: true, ...setting }]);
      expect(seen(99, setting)).toMatchObject([{ passed: false, ...setting }]);
    }
  });

  it('is not asked for where numbers are taken again, or nothing is forced', () => {
    expect(seen(3, { death: 'churn' })).toEqual([]);
    expect(seen(3, { collections: 'ordinary' })).toEqual([]);
  });

  it('is asked of what keeps the code object alive, and not of forms that clean up', () => {
    const one = (arm: string) =>
      controlsOf(plan, [cleanup(arm, 0, 'extras', [100, 0])]).map(({ passed }) => passed);
    expect(one('map-by-object')).toEqual([false]);
    for (const form of [
      'map-by-id-weak',
      'map-by-id-watched',
      'map-by-id-finalized',
      'map-by-object-watched',
    ])
      expect(one(form)).toEqual([]);
  });
});
