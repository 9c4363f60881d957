import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantileOf } from '../../harness/statistics/quantile.ts';

const of = (...values: number[]) => Float64Array.from(values);

describe('a quantile', () => {
  it('is a value that occurred: the middle, the 99th percentile, the largest', () => {
    const hundred = Float64Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(quantileOf(hundred, 0.5)).toBe(50);
    expect(quantileOf(hundred, 0.99)).toBe(99);
    expect(quantileOf(hundred, 1)).toBe(100);
  });

  it('is the smallest value for no share, and the only one for any', () => {
    expect(quantileOf(of(3, 1, 2), 0)).toBe(1);
    for (const share of [0, 0.5, 0.99, 1]) expect(quantileOf(of(7), share)).toBe(7);
  });

  it('is the lower of two middles', () => {
    expect(quantileOf(of(4, 1, 3, 2), 0.5)).toBe(2);
  });

  it('sorts by size, not by how numbers are written, and keeps the values in their order', () => {
    const values = of(10, 9, 100, -1);
    expect(quantileOf(values, 0.5)).toBe(9);
    expect([...values]).toEqual([10, 9, 100, -1]);
  });

  it('is refused for no values', () => {
    expect(() => quantileOf(of(), 0.5)).toThrow(RangeError);
  });

  it('is the smallest value that at least the share do not exceed, as a sorted array has it', () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
      minLength: 1,
      maxLength: 60,
    });
    // In 64ths, which are exact: rounding moves no share across a value.
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 64 }), (array, of64) => {
        const share = of64 / 64;
        const found = quantileOf(Float64Array.from(array), share);
        const sorted = [...array].sort((a, b) => a - b);
        const enough = (value: number) =>
          sorted.filter((each) => each <= value).length >= share * sorted.length;
        expect(found).toBe(sorted.find(enough));
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
