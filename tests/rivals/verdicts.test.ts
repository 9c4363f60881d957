import { describe, expect, it } from 'vitest';
import {
  coextraVerdict,
  mitataFactor,
  mitataVerdict,
  tinybenchVerdict,
} from '../../harness/rivals/verdicts.ts';

describe("tinybench's table", () => {
  it('shows no difference where the intervals meet', () => {
    expect(tinybenchVerdict({ mean: 100, moe: 2 }, { mean: 104, moe: 2 })).toBe('same');
    expect(tinybenchVerdict({ mean: 104, moe: 2 }, { mean: 100, moe: 2 })).toBe('same');
  });

  it('shows a difference, with its direction, where they do not', () => {
    expect(tinybenchVerdict({ mean: 100, moe: 1 }, { mean: 103, moe: 1 })).toBe('slower');
    expect(tinybenchVerdict({ mean: 103, moe: 1 }, { mean: 100, moe: 1 })).toBe('faster');
  });
});

describe("mitata's summary", () => {
  it('prints the ratio of the averages with two digits, the faster one first', () => {
    expect(mitataFactor(100, 105.4)).toBe(1.05);
    expect(mitataFactor(105.4, 100)).toBe(1.05);
    expect(mitataFactor(2, 3.2)).toBe(1.6);
  });

  it('shows no difference where it prints 1x', () => {
    expect(mitataVerdict(100, 100.4)).toBe('same');
    expect(mitataVerdict(100.4, 100)).toBe('same');
  });

  it('shows a difference, with its direction, from 1.01x on', () => {
    expect(mitataVerdict(100, 100.6)).toBe('slower');
    expect(mitataVerdict(100.6, 100)).toBe('faster');
  });
});

describe('the test over processes', () => {
  it('decides nothing below six processes', () => {
    expect(coextraVerdict([0.05, 0.06, 0.04, 0.05, 0.07])).toBe('same');
  });

  it('finds what six processes agree on, with its direction', () => {
    const logRatios = [0.05, 0.06, 0.04, 0.051, 0.07, 0.03];
    expect(coextraVerdict(logRatios)).toBe('slower');
    expect(coextraVerdict(logRatios.map((each) => -each))).toBe('faster');
  });

  it('finds nothing where processes disagree', () => {
    expect(coextraVerdict([0.05, -0.06, 0.04, -0.051, 0.07, -0.03])).toBe('same');
  });
});
