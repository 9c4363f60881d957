import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../harness/random.ts';
import { shiftInterval } from '../../harness/statistics/shift.ts';

/** All differences, ascending. */
function differencesOf(values: readonly number[], others: readonly number[]): number[] {
  const found: number[] = [];
  for (const value of values) for (const other of others) found.push(value - other);
  return found.sort((a, b) => a - b);
}

/** Samples whose differences are 0, 1, 2, ... each once: an end of the interval then tells its own rank. */
function ranked(n: number, m: number): [number[], number[]] {
  return [Array.from({ length: n }, (_, i) => i * m), Array.from({ length: m }, (_, j) => -j)];
}

/** From the how manieth smallest difference to the how manieth largest the interval goes; 0 if it has no 95 %. */
function depthOf(n: number, m: number): number {
  const { low, high, level } = shiftInterval(...ranked(n, m));
  if (level < 0.95) return 0;
  expect(low! + high!).toBe(n * m - 1);
  return low! + 1;
}

const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 12 });

describe('the estimate of a shift', () => {
  it('is the median of all pairwise differences', () => {
    fc.assert(
      fc.property(values, values, (some, others) => {
        const all = differencesOf(some, others);
        const middle = (all[Math.floor((all.length - 1) / 2)]! + all[Math.floor(all.length / 2)]!) / 2;
        expect(shiftInterval(some, others).estimate).toBe(middle);
      }),
      { seed: 8 },
    );
  });

  it('moves with the values, and turns round with the samples', () => {
    fc.assert(
      fc.property(values, values, fc.integer({ min: -9, max: 9 }), (some, others, shift) => {
        const here = shiftInterval(some, others);
        const moved = shiftInterval(
          some.map((each) => each + shift),
          others,
        );
        const turned = shiftInterval(others, some);
        expect(moved.estimate).toBe(here.estimate + shift);
        expect(turned.estimate + here.estimate).toBe(0);
        expect(turned.level).toBeCloseTo(here.level, 12);
        if (here.low === null) return;
        expect([moved.low, moved.high]).toEqual([here.low + shift, here.high! + shift]);
        expect([turned.low! + here.high!, turned.high! + here.low]).toEqual([0, 0]);
      }),
      { seed: 9 },
    );
  });

  it('does not depend on the order of the values', () => {
    const [some, others] = [
      [3, 1, 4, 1, 5, 9],
      [2, 6, 5, 3, 5, 8],
    ];
    const reversed = shiftInterval(some.toReversed(), others.toReversed());
    expect(reversed).toEqual(shiftInterval(some, others));
  });
});

describe('the interval of a shift', () => {
  /** Largest U that a two-sided test at 5 % refuses, as tables of Mann and Whitney's test print it. */
  const table: readonly (readonly [n: number, m: number, critical: number])[] = [
    [4, 4, 0],
    [3, 5, 0],
    [5, 5, 2],
    [6, 6, 5],
    [7, 7, 8],
    [8, 8, 13],
    [10, 10, 23],
    [5, 12, 11],
    [12, 12, 37],
    [20, 20, 127],
  ];

  it.each(table)('of %i and %i values ends where the table has its critical value %i', (n, m, critical) => {
    expect(depthOf(n, m)).toBe(critical + 1);
    expect(depthOf(m, n)).toBe(critical + 1);
  });

  it('holds every shift that a test by enumeration does not refuse, and no other', () => {
    for (const [n, m] of [
      [3, 3],
      [4, 4],
      [3, 6],
      [5, 4],
      [6, 5],
    ] as const) {
      const tail = tailsByEnumeration(n, m);
      let depth = 0;
      while (2 * tail(depth + 1) <= 0.05) depth += 1;
      expect([n, m, depthOf(n, m)]).toEqual([n, m, depth]);
    }
  });

  it('is the whole range, with its true level, where values are too few for 95 %', () => {
    const { low, high, level } = shiftInterval([10, 20, 30], [1, 2, 3]);
    expect([low, high]).toEqual([7, 29]);
    expect(level).toBeCloseTo(1 - 2 / 20, 12);
  });

  it('has no ends for one value beside another', () => {
    expect(shiftInterval([5], [3])).toEqual({ estimate: 2, low: null, high: null, level: 0 });
  });

  it('is narrower at a lower level', () => {
    const [some, others] = ranked(8, 8);
    const wide = shiftInterval(some, others, 0.99);
    const narrow = shiftInterval(some, others, 0.8);
    expect(wide.low).toBeLessThan(narrow.low!);
    expect([wide.level, narrow.level]).toEqual([0.99, 0.8]);
  });

  it('hardly changes where the normal approximation takes over', () => {
    const exact = depthOf(50, 50);
    expect(Math.abs(exact - normalDepth(50, 50))).toBeLessThanOrEqual(1);
    expect(Math.abs(depthOf(50, 51) - normalDepth(50, 51))).toBeLessThanOrEqual(1);
    expect(depthOf(50, 51) - exact).toBeGreaterThan(0);
    expect(depthOf(50, 51) - exact).toBeLessThan(50);
  });
});

/** P(U < count), from all ways to deal n + m ranks. */
function tailsByEnumeration(n: number, m: number): (count: number) => number {
  const found: number[] = [];
  const deal = (left: number, others: number, u: number) => {
    if (left === 0) found.push(u);
    else {
      // The next rank is one of the n, above `others` of the m, or one of the m.
      deal(left - 1, others, u + others);
      if (others < m) deal(left, others + 1, u);
    }
  };
  deal(n, 0, 0);
  return (count) => found.filter((u) => u < count).length / found.length;
}

/** The textbook formula for large samples: nm / 2 - 1.96 sqrt(nm (n + m + 1) / 12). */
function normalDepth(n: number, m: number): number {
  return Math.round((n * m) / 2 - 1.959964 * Math.sqrt((n * m * (n + m + 1)) / 12));
}

describe('coverage of the 95 % interval of a shift', () => {
  const trials = 800;
  const random = seededRandom(19630601);
  const uniform = () => (random.below(2 ** 30) + 0.5) / 2 ** 30;
  const shapes: Record<string, () => number> = {
    normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
    'heavy-tailed (Cauchy)': () => Math.tan(Math.PI * (uniform() - 0.5)),
    'skewed (exponential)': () => -Math.log(uniform()),
  };
  for (const [n, m] of [
    [6, 6],
    [8, 8],
    [6, 14],
  ] as const) {
    const tail = tailsByEnumeration(n, m);
    let depth = 1;
    while (2 * tail(depth + 1) <= 0.05) depth += 1;
    const exact = 1 - 2 * tail(depth);

    it(`is at least 0.95 for ${n} and ${m} values, by enumeration`, () => {
      expect(depthOf(n, m)).toBe(depth);
      expect(exact).toBeGreaterThanOrEqual(0.95);
      expect(exact).toBeLessThan(0.965);
    });

    for (const [name, draw] of Object.entries(shapes)) {
      it(`is what enumeration says, within three standard errors, for ${n} and ${m} ${name} values`, () => {
        let held = 0;
        for (let i = 0; i < trials; i++) {
          const some = Array.from({ length: n }, () => 3 + draw());
          const { low, high } = shiftInterval(some, Array.from({ length: m }, draw));
          if (low! <= 3 && 3 <= high!) held += 1;
        }
        const error = Math.sqrt((exact * (1 - exact)) / trials);
        expect(Math.abs(held / trials - exact)).toBeLessThan(3 * error);
      });
    }
  }
});
