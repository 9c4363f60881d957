import { describe, expect, it } from 'vitest';
import { competitors, judgeLoad, judgeOthers, othersBusy } from '../../harness/doctor/load.ts';
import type { Moment } from '../../harness/doctor/stretch.ts';

/** Two cores; by default all counters at zero. */
function moment(given: Partial<Moment>): Moment {
  return {
    atMs: 0,
    ownMs: 0,
    busyMs: 0,
    cores: 2,
    stat: null,
    throttling: null,
    processes: [],
    ...given,
  };
}

/** A line of /proc/<pid>/stat. */
function processStat(pid: number, name: string, user: number, kernel: number): string {
  return `${pid} (${name}) R 1 1 1 0 -1 4194560 1 0 0 0 ${user} ${kernel} 0 0 20 0 1 0 100 1000 10\n`;
}

describe('the load of the last minute', () => {
  it('is compared with the cores and never decides: what made it may have ended', () => {
    expect(judgeLoad(0.5, 2).standing).toBe('fit');
    expect(judgeLoad(0.51, 2).standing).toBe('watch');
    expect(judgeLoad(500, 2).standing).toBe('watch');
  });
});

describe('other programs', () => {
  it('used what all cores did without our own share', () => {
    const before = moment({ busyMs: 10_000, ownMs: 500 });
    const after = moment({ atMs: 1000, busyMs: 11_800, ownMs: 1500 });
    expect(othersBusy({ before, after })).toBeCloseTo(0.8);
  });

  it('used nothing where the counters are coarser than our own, or no time passed', () => {
    expect(othersBusy({ before: moment({}), after: moment({ atMs: 1000, busyMs: 990, ownMs: 1000 }) })).toBe(
      0,
    );
    expect(othersBusy({ before: moment({}), after: moment({ busyMs: 50 }) })).toBe(0);
  });

  it('are named with what they used, most first, by their id and not by their name', () => {
    const before = moment({
      stat: 'cpu  0 0 0 1000 0 0 0 0 0 0\n',
      processes: [processStat(7, 'make', 10, 0), processStat(8, 'make', 10, 5), processStat(9, 'idle', 3, 3)],
    });
    const after = moment({
      stat: 'cpu  150 0 0 1050 0 0 0 0 0 0\n',
      processes: [
        processStat(7, 'make', 40, 0),
        processStat(8, 'make', 90, 25),
        processStat(9, 'idle', 3, 3),
      ],
    });
    expect(competitors({ before, after })).toEqual([
      { pid: 8, name: 'make', cores: 1 },
      { pid: 7, name: 'make', cores: 0.3 },
    ]);
  });

  it('may call themselves what they like', () => {
    const name = 'a) R 1 (\u001b[2J\n';
    const before = moment({ stat: 'cpu  0 0 0 0 0 0 0 0\n', processes: [processStat(7, name, 0, 0)] });
    const after = moment({ stat: 'cpu  100 0 0 100 0 0 0 0\n', processes: [processStat(7, name, 50, 50)] });
    expect(competitors({ before, after })).toEqual([{ pid: 7, name: 'a) R 1 (?[2J', cores: 1 }]);
  });

  it('are left unnamed where the system does not tell, and where they say nothing sensible', () => {
    expect(competitors({ before: moment({}), after: moment({}) })).toEqual([]);
    const stat = 'cpu  100 0 0 100 0 0 0 0\n';
    const broken = ['', '7', '7 (x', '7 (x) R', 'x (y) R 1', '\0'];
    const before = moment({ stat: 'cpu  0 0 0 0 0 0 0 0\n', processes: broken });
    expect(competitors({ before, after: moment({ stat, processes: broken }) })).toEqual([]);
  });

  it.each([
    [0.1, 'fit'],
    [0.11, 'watch'],
    [1, 'watch'],
    [1.01, 'unfit'],
  ])('that keep %d of two cores busy are %s', (busy, standing) => {
    expect(judgeOthers(busy, 2, []).standing).toBe(standing);
  });

  it('are what to end', () => {
    const finding = judgeOthers(1.5, 2, [{ pid: 7, name: 'make', cores: 1.5 }]);
    expect(finding.says).toMatch(/\bmake\b.*\b7\b.*\b1\.50\b/);
    expect(finding.tryThis).toMatch(/\bmake\b.*\b7\b/);
  });
});
