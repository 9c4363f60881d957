import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../harness/random.ts';
import { levelOfDepth, medianInterval } from '../../harness/statistics/interval.ts';

describe('the interval of the median', () => {
  it('has no ends for a single value', () => {
    expect(medianInterval([7])).toEqual({ estimate: 7, low: null, high: null, level: 0 });
  });

  it('is the whole range, with its true level, below six values', () => {
    expect(medianInterval([3, 1, 2])).toEqual({ estimate: 2, low: 1, high: 3, level: 0.75 });
    expect(medianInterval([1, 2, 3, 4, 5]).level).toBe(0.9375);
  });

  it('reaches 95 % from six values on', () => {
    expect(medianInterval([1, 2, 3, 4, 5, 6]).level).toBe(0.95);
  });

  it('stays inside the two order statistics it interpolates', () => {
    const { low, high } = medianInterval([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(low).toBeGreaterThan(2);
    expect(low).toBeLessThan(3);
    expect(low! + high!).toBeCloseTo(11, 12);
  });

  it('knows the exact levels of the sign test', () => {
    expect(levelOfDepth(1, 6)).toBeCloseTo(1 - 2 / 64, 12);
    expect(levelOfDepth(2, 10)).toBeCloseTo(1 - (2 * 11) / 1024, 12);
    expect(levelOfDepth(4, 7)).toBe(0);
  });

  it('has one for thousands of values, of the width that the normal approximation gives', () => {
    const n = 4001;
    const { low, high, level } = medianInterval(Array.from({ length: n }, (_, i) => i));
    expect(level).toBe(0.95);
    expect(high! - low!).toBeCloseTo(1.96 * Math.sqrt(n), -1);
  });

  it('does not depend on the order of the values', () => {
    const values = [5, 3, 9, 1, 7, 2, 8];
    expect(medianInterval(values)).toEqual(medianInterval([...values].reverse()));
  });
});

describe('coverage of the 95 % interval', () => {
  const trials = 2000;
  /** Three standard errors of the simulation. */
  const tolerance = 3 * Math.sqrt((0.95 * 0.05) / trials);
  const random = seededRandom(20160618);
  const uniform = () => (random.below(2 ** 30) + 0.5) / 2 ** 30;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const shapes: Record<string, { draw: () => number; median: number }> = {
    normal: { draw: normal, median: 0 },
    'heavy-tailed (Cauchy)': { draw: () => Math.tan(Math.PI * (uniform() - 0.5)), median: 0 },
    'skewed (exponential)': { draw: () => -Math.log(uniform()), median: Math.LN2 },
    'two-state, one 1.5 times the other': { draw: () => (uniform() < 0.5 ? -1.5 : 1) * uniform(), median: 0 },
  };
  for (const [name, { draw, median }] of Object.entries(shapes)) {
    for (const n of [6, 10, 20]) {
      it(`is 95 %, within the error of the simulation, for ${n} ${name} values`, () => {
        let held = 0;
        for (let i = 0; i < trials; i++) {
          const { low, high } = medianInterval(Array.from({ length: n }, draw));
          if (low! <= median && median <= high!) held += 1;
        }
        expect(Math.abs(held / trials - 0.95)).toBeLessThan(tolerance);
      });
    }
  }
});
