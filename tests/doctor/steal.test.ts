import { describe, expect, it } from 'vitest';
import { judgeSteal, parseTicks, stealShare } from '../../harness/doctor/steal.ts';

describe('steal', () => {
  it('is the eighth number of the first line; idle time and waiting for disks were not wanted', () => {
    const stat = 'cpu  100 10 20 5000 300 4 5 6 50 0\ncpu0 1 1 1 1 1 1 1 1 0 0\nintr 5\n';
    expect(parseTicks(stat)).toEqual({ wanted: 145, stolen: 6 });
  });

  it.each([
    ['a missing file', null],
    ['an empty file', ''],
    ['an old kernel without steal', 'cpu  1 2 3 4 5 6 7\n'],
    ['one core only', 'cpu0 1 2 3 4 5 6 7 8\n'],
    ['letters', 'cpu  1 2 3 4 5 6 7 x\n'],
    ['negative numbers', 'cpu  1 2 3 4 5 6 7 -8\n'],
    ['numbers beyond all measure', `cpu  1 2 3 4 5 6 7 ${'9'.repeat(400)}\n`],
  ])('is unknown for %s', (_, stat) => {
    expect(parseTicks(stat)).toBeNull();
  });

  it('is a share of the time that was wanted in between', () => {
    expect(stealShare({ wanted: 100, stolen: 50 }, { wanted: 300, stolen: 60 })).toBe(0.05);
    expect(stealShare({ wanted: 1, stolen: 0 }, { wanted: 9, stolen: 8 })).toBe(1);
  });

  it('is unknown where nothing was wanted or a counter ran backwards', () => {
    expect(stealShare({ wanted: 1, stolen: 0 }, { wanted: 1, stolen: 0 })).toBeNull();
    expect(stealShare({ wanted: 1, stolen: 5 }, { wanted: 9, stolen: 4 })).toBeNull();
    expect(stealShare({ wanted: 1, stolen: 0 }, { wanted: 2, stolen: 9 })).toBeNull();
    expect(stealShare(null, { wanted: 1, stolen: 0 })).toBeNull();
  });

  it.each([
    [0.02, 'fit'],
    [0.0201, 'watch'],
    [0.0999, 'watch'],
    [0.1, 'unfit'],
  ])('at %d is %s', (share, standing) => {
    expect(judgeSteal(share).standing).toBe(standing);
  });

  it('that cannot be seen is worth a word, and no share is made up', () => {
    expect(judgeSteal(null).standing).toBe('watch');
    expect(judgeSteal(null).says).not.toContain('%');
  });
});
