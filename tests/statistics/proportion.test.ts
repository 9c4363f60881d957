import { describe, expect, it } from 'vitest';
import { shareInterval, wilsonInterval } from '../../harness/statistics/proportion.ts';

describe('bounds of a share', () => {
  it('of Wilson: 4 of 16 is 0.10 to 0.50', () => {
    const { low, high } = wilsonInterval(4, 16);
    expect(low).toBeCloseTo(0.1018, 4);
    expect(high).toBeCloseTo(0.495, 3);
    expect(wilsonInterval(0, 40).low).toBe(0);
    expect(wilsonInterval(40, 40).high).toBe(1);
  });

  it('of Clopper and Pearson: 8 of 10 is 0.44 to 0.97', () => {
    const { low, high } = shareInterval(8, 10);
    expect(low).toBeCloseTo(0.4439, 4);
    expect(high).toBeCloseTo(0.9748, 4);
  });

  it('of Clopper and Pearson are closed on one side for none and for all, and wider at a higher level', () => {
    const most = 1 - 0.025 ** (1 / 10);
    expect(shareInterval(0, 10)).toEqual({ low: 0, high: expect.closeTo(most, 9) });
    expect(shareInterval(10, 10)).toEqual({ low: expect.closeTo(1 - most, 9), high: 1 });
    expect(shareInterval(0, 10, 0.99).high).toBeCloseTo(1 - 0.005 ** (1 / 10), 9);
  });
});
