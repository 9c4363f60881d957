import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../harness/statistics/benjamini-hochberg.ts';
import { standing } from '../../harness/statistics/equivalence.ts';
import { holm } from '../../harness/statistics/holm.ts';
import { halfWidth, nextLook, plannedLooks, processesFor } from '../../harness/statistics/looks.ts';
import { upperTail } from '../../harness/statistics/normal.ts';
import { signP } from '../../harness/statistics/sign-test.ts';
import { signedRankP } from '../../harness/statistics/signed-rank.ts';

const distinct = fc.uniqueArray(
  fc.double({ min: -10, max: 10, noNaN: true }).filter((x) => Math.abs(x) > 1e-6),
  {
    minLength: 1,
    maxLength: 40,
    selector: Math.abs,
  },
);

describe('the signed-rank test', () => {
  it('knows the published tail: 8 of 8 positive is 1 in 256', () => {
    expect(signedRankP([1, 2, 3, 4, 5, 6, 7, 8], 0, 'greater')).toBeCloseTo(1 / 256, 12);
  });

  it('knows the exact distribution for a mixed sample', () => {
    // Ranks 1, 2, 3, 4 with the second negative: the sum is 8; 8, 9 and 10 can be had in 1, 1 and 1 of 16 ways.
    expect(signedRankP([1, -2, 3, 4], 0, 'greater')).toBeCloseTo(3 / 16, 12);
  });

  it('gives tied values their mean rank', () => {
    // Ranks 1.5, 1.5, 3, the first negative: the sum is 4.5; 4.5 or more in 3 of 8 ways.
    expect(signedRankP([-1, 1, 2], 0, 'greater')).toBeCloseTo(3 / 8, 12);
  });

  it('is 1 without values, and leaves out values at the location', () => {
    expect(signedRankP([], 0, 'greater')).toBe(1);
    expect(signedRankP([5, 5, 6], 5, 'greater')).toBeCloseTo(1 / 2, 12);
  });

  it('joins the normal approximation without a step', () => {
    const values = Array.from({ length: 61 }, (_, i) => (i % 2 === 0 ? -1 : 1) * (i + 1));
    const exact = signedRankP(values.slice(0, 60), 0, 'greater');
    const approximate = signedRankP(values, 0, 'greater');
    expect(Math.abs(approximate - exact)).toBeLessThan(0.15);
  });

  it('is normal for many values, with half a step of the sum taken off', () => {
    const n = 100;
    const values = Array.from({ length: n }, (_, i) => (i < 55 ? -1 : 1) * (i + 1));
    const sum = (n * (n + 1)) / 2 - (55 * 56) / 2;
    const spread = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24);
    const expected = upperTail((sum - 0.5 - (n * (n + 1)) / 4) / spread);
    expect(signedRankP(values, 0, 'greater')).toBeCloseTo(expected, 12);
  });

  it('is the same test from the other side', () => {
    fc.assert(
      fc.property(distinct, (values) => {
        const mirrored = values.map((value) => -value);
        expect(signedRankP(values, 0, 'greater')).toBeCloseTo(signedRankP(mirrored, 0, 'less'), 10);
      }),
    );
  });

  it('does not depend on the unit', () => {
    fc.assert(
      fc.property(distinct, (values) => {
        const scaled = values.map((value) => value * 1000);
        expect(signedRankP(scaled, 0, 'greater')).toBeCloseTo(signedRankP(values, 0, 'greater'), 10);
      }),
    );
  });
});

describe('the sign test', () => {
  it('counts', () => {
    expect(signP([1, 2, 3, -4], 0, 'greater')).toBeCloseTo(5 / 16, 12);
    expect(signP([1, 2, 3, -4], 0, 'less')).toBeCloseTo(15 / 16, 12);
    expect(signP([], 0, 'less')).toBe(1);
  });
});

describe('the correction of Holm', () => {
  it('adjusts as in the paper: the smallest times m, never falling', () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    expect(holm([])).toEqual([]);
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
  });
});

describe('the correction of Benjamini and Hochberg', () => {
  it('adjusts from the largest down', () => {
    const [first, second, third] = benjaminiHochberg([0.01, 0.04, 0.03]);
    expect(first).toBeCloseTo(0.03, 12);
    expect(second).toBeCloseTo(0.04, 12);
    expect(third).toBeCloseTo(0.04, 12);
  });

  it('never says more than Holm', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (pValues) => {
        const strict = holm(pValues);
        benjaminiHochberg(pValues).forEach((adjusted, i) => {
          expect(adjusted).toBeLessThanOrEqual(strict[i]! + 1e-12);
          expect(adjusted).toBeGreaterThanOrEqual(pValues[i]! - 1e-12);
        });
      }),
    );
  });
});

describe('equivalence', () => {
  const threshold = { low: 0.98, high: 1.02 };

  it('is an interval wholly inside the threshold', () => {
    expect(standing({ low: 0.99, high: 1.01 }, threshold)).toBe('inside');
    expect(standing({ low: 1.005, high: 1.01 }, threshold)).toBe('inside');
  });

  it('is not an interval that merely holds the zero', () => {
    expect(standing({ low: 0.9, high: 1.1 }, threshold)).toBe('open');
    expect(standing({ low: null, high: null }, threshold)).toBe('open');
  });

  it('knows the sides', () => {
    expect(standing({ low: 1.03, high: 1.1 }, threshold)).toBe('above');
    expect(standing({ low: 0.9, high: 0.97 }, threshold)).toBe('below');
    expect(standing({ low: 1.01, high: 1.1 }, threshold)).toBe('open');
  });
});

describe('the stopping rule', () => {
  const spread = (n: number, half: number) =>
    Array.from({ length: n }, (_, i) => (half * (2 * i)) / (n - 1) - half);

  it('looks at numbers fixed beforehand', () => {
    expect(plannedLooks(6, 40)).toEqual([6, 9, 14, 21, 32, 40]);
  });

  it('stops when every comparison is as precise as wanted', () => {
    expect(nextLook([spread(6, 0.001), spread(6, 0.005)], 0.01, [6, 9, 14], 6)).toBe(null);
  });

  it('goes to the look that the least certain comparison needs', () => {
    const wide = spread(6, 0.015);
    const needed = processesFor(wide, 0.01);
    expect(needed).toBeGreaterThan(9);
    expect(nextLook([spread(6, 0.001), wide], 0.01, [6, 9, 14, 21], 6)).toBe(
      [9, 14, 21].find((look) => look >= needed),
    );
    expect(nextLook([wide], 0.01, [6, needed, needed + 5], 6)).toBe(needed);
  });

  it('does not care where the interval lies', () => {
    const here = spread(6, 0.02);
    const there = here.map((value) => value + 5);
    expect(nextLook([there], 0.01, [6, 9, 14], 6)).toBe(nextLook([here], 0.01, [6, 9, 14], 6));
  });

  it('ends at the last look', () => {
    expect(nextLook([spread(14, 1)], 0.01, [6, 9, 14], 14)).toBe(null);
    expect(nextLook([[1, 2]], 0.01, [6, 9, 14], 2)).toBe(14);
  });

  it('has no half-width below six values', () => {
    expect(halfWidth([1, 2, 3, 4, 5])).toBe(Number.POSITIVE_INFINITY);
    expect(halfWidth([1, 2, 3, 4, 5, 6])).toBeLessThan(2.51);
  });
});
