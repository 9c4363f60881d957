import { describe, expect, it } from 'vitest';
import { controlsOf } from '../../harness/judge/controls.ts';
import { rowsOf } from '../../harness/judge/rows.ts';
import type { ArmSamples, ProcessRecord, Row } from '../../harness/records/schema.ts';
import { controlSentence } from '../../harness/words/control.ts';
import { numbersIn, plan, record, rowOf, SIX } from './made-records.ts';

const SIZE = 100;

type Curve = Readonly<Record<number, number>>;

/** A population that grew, one arm a process: bytes per code object at each attach fraction. */
function grown(arm: string, replicate: number, curve: Curve, population = SIZE): ProcessRecord {
  const samples = Object.entries(curve).map(
    ([fraction, bytes]): ArmSamples => ({
      arm,
      unit: 'bytes',
      population,
      attachFraction: Number(fraction),
      workPerBlock: population,
      values: [0, bytes * population],
    }),
  );
  return record({ experiment: 'memory', workload: 'growing', replicate }, samples);
}

function breakEven(curves: readonly Curve[], field: Curve): Row | undefined {
  const records = curves.flatMap((curve, replicate) => [
    grown('map-by-id', replicate, curve),
    grown('inline', replicate, field),
  ]);
  return rowsOf(plan, records).find(({ metric }) => metric === 'break-even');
}

describe('the attach fraction where a strategy begins to take more than a field', () => {
  const field = { 0.1: 108, 0.2: 108, 0.3: 108, 0.4: 108 };

  it('lies between two readings, where a straight line would cross', () => {
    const row = breakEven([{ 0.1: 102, 0.2: 104, 0.3: 110, 0.4: 120 }], field)!;
    // 4 less at 0.2, 2 more at 0.3.
    expect(row.estimate).toBeCloseTo(0.2 + (0.1 * 4) / 6, 9);
    expect(row).toMatchObject({
      unit: 'fraction',
      reference: 'inline',
      population: SIZE,
      workload: 'growing',
    });
    expect(row).not.toHaveProperty('attachFraction');
  });

  it('is not known better than the readings before and after', () => {
    const curves = SIX.map((i) => ({ 0.1: 102, 0.2: 104 + i / 10, 0.3: 110 + i / 10, 0.4: 120 }));
    const row = breakEven(curves, field)!;
    expect([row.low, row.high, row.processes]).toEqual([0.2, 0.3, 6]);
    expect(row.estimate).toBeGreaterThan(0.2);
    expect(row.estimate).toBeLessThan(0.3);
  });

  it('has an interval over processes that cross between other readings', () => {
    const early = { 0.1: 102, 0.2: 110, 0.3: 112, 0.4: 120 };
    const late = { 0.1: 102, 0.2: 104, 0.3: 106, 0.4: 120 };
    const row = breakEven([early, early, early, late, late, late], field)!;
    expect(row.low).toBeCloseTo(0.1, 9);
    expect(row.high).toBeCloseTo(0.4, 9);
  });

  it('begins at nothing where it takes more from the first reading on', () => {
    const row = breakEven(
      SIX.map(() => ({ 0.1: 112, 0.2: 114, 0.3: 116, 0.4: 118 })),
      field,
    )!;
    expect([row.estimate! + 0, row.low, row.high]).toEqual([0, 0, 0.1]);
  });

  it('is none where it never takes more, and says so', () => {
    const row = breakEven(
      SIX.map(() => ({ 0.1: 100, 0.2: 101, 0.3: 102, 0.4: 104 })),
      field,
    )!;
    expect([row.estimate, row.low, row.high]).toEqual([null, null, null]);
    // Of all processes: no number of some of them.
    expect(row.because).not.toBe('');
    expect(numbersIn(row.because)).toEqual([]);
  });

  it('is none where it takes no more than counts as none', () => {
    const row = breakEven(
      SIX.map(() => ({ 0.1: 108.5, 0.2: 108.9, 0.3: 108, 0.4: 108 })),
      field,
    )!;
    expect(row.estimate).toBeNull();
  });

  it('is none where some processes never crossed, and says how many', () => {
    const never = { 0.1: 100, 0.2: 101, 0.3: 102, 0.4: 104 };
    const crosses = { 0.1: 102, 0.2: 104, 0.3: 110, 0.4: 120 };
    const row = breakEven([crosses, crosses, crosses, crosses, never, never], field)!;
    expect(row.estimate).toBeNull();
    expect(numbersIn(row.because)).toEqual([2, 6]);
  });

  it('compares with the field in the same replicate, and has no figure without one', () => {
    const curve = { 0.1: 102, 0.2: 104, 0.3: 110, 0.4: 120 };
    const alone = rowsOf(plan, [grown('map-by-id', 0, curve), grown('inline', 1, field)]);
    expect(alone.filter(({ metric }) => metric === 'break-even')).toEqual([]);
    const shifted = [0, 50].flatMap((more, replicate) => {
      const by = (of: Curve) => Object.fromEntries(Object.entries(of).map(([k, v]) => [k, v + more]));
      return [grown('map-by-id', replicate, by(curve)), grown('inline', replicate, by(field))];
    });
    const row = rowOf(rowsOf(plan, shifted), { metric: 'break-even' });
    expect([row.low, row.high]).toEqual([0.2, 0.3]);
  });

  it('is given for each population apart, to no control and not to the field itself', () => {
    const records = [SIZE, 2 * SIZE].flatMap((population) => [
      grown('none', 0, { 0.1: 100, 0.4: 100 }, population),
      grown('inline', 0, { 0.1: 108, 0.4: 108 }, population),
      grown('weakmap', 0, { 0.1: 100, 0.4: 108 + population }, population),
    ]);
    const rows = rowsOf(plan, records).filter(({ metric }) => metric === 'break-even');
    expect(rows.map(({ strategy, population }) => [strategy, population])).toEqual([
      ['weakmap', SIZE],
      ['weakmap', 2 * SIZE],
    ]);
  });
});

describe('bytes by heap snapshot', () => {
  const common = { population: SIZE, attachFraction: 1, workPerBlock: SIZE };
  const bySnapshot = (arm: string, replicate: number, bytes: number, part?: string) =>
    record({ experiment: 'memory', workload: 'snapshot', replicate }, [
      {
        arm,
        ...common,
        unit: 'snapshot-bytes',
        values: [bytes * SIZE],
        ...(part === undefined ? {} : { part }),
      },
    ]);
  const byCount = (arm: string, replicate: number, bytes: number) =>
    record({ experiment: 'memory', replicate }, [
      { arm, ...common, unit: 'bytes', values: [0, bytes * SIZE] },
    ]);
  const both = (counted: number, seen: number) =>
    SIX.flatMap((replicate) => [
      byCount('none', replicate, 180 + replicate),
      byCount('weakmap', replicate, 180 + replicate + counted),
      bySnapshot('none', replicate, 300),
      bySnapshot('weakmap', replicate, 300 + seen),
    ]);

  it('are what storing takes, beyond none of the same replicate', () => {
    const row = rowOf(rowsOf(plan, both(40, 40.5)), { metric: 'bytes-by-snapshot' });
    expect(row).toMatchObject({ strategy: 'weakmap', estimate: 40.5, reference: 'none', unit: 'bytes' });
  });

  it('of one constructor are told as they are', () => {
    const row = rowOf(rowsOf(plan, [bySnapshot('inline', 0, 184, 'InlineCode')]), { metric: 'own-bytes' });
    expect(row).toMatchObject({ strategy: 'inline', estimate: 184, part: 'InlineCode' });
  });

  it('are a control: the two roads agree to a byte, or one of them is wrong', () => {
    const control = (seen: number) => controlsOf(plan, both(40, seen)).filter(({ id }) => id === 'snapshot');
    expect(control(40.75)).toMatchObject([
      { strategy: 'weakmap', expected: 40, estimate: 40.75, passed: true },
    ]);
    expect(control(41.25)).toMatchObject([{ strategy: 'weakmap', passed: false }]);
    // By snapshot, by count, and the limit, which is not mentioned where it is kept.
    const [agree, differ] = [controlSentence(control(40.75)[0]!), controlSentence(control(38)[0]!)];
    expect([numbersIn(agree), numbersIn(differ)]).toEqual([
      [40.8, 40],
      [38, 40, 1],
    ]);
    expect(differ).toContain('weakmap');
  });

  it('are no control where nothing was counted beside them', () => {
    const snapshots = both(40, 40).filter(({ process }) => process.workload === 'snapshot');
    expect(controlsOf(plan, snapshots)).toEqual([]);
  });
});
