import { describe, expect, it } from 'vitest';
import { type ClockReading, judgeClocks, readClock, readClockSource } from '../../harness/doctor/clock.ts';
import { madeSystem } from './made-system.ts';

const reading = (given: Partial<ClockReading>): ClockReading => ({
  name: 'clock',
  stepNs: 1,
  callNs: 1,
  wentBack: false,
  ...given,
});

/** A clock that goes on by `tickNs` with each call and shows multiples of `stepNs`. */
function madeClock(tickNs: number, stepNs: number): () => number {
  let ns = 0;
  return () => {
    ns += tickNs;
    return Math.floor(ns / stepNs) * stepNs;
  };
}

describe('reading a clock', () => {
  it('finds its step and what a call of it takes', () => {
    expect(readClock('made', madeClock(10, 1000))).toMatchObject({ stepNs: 1000, wentBack: false });
    const fine = readClock('made', madeClock(40, 1));
    expect(fine.stepNs).toBe(40);
    expect(fine.callNs).toBeCloseTo(40, 0);
  });

  it('finds one that stands still and one that goes backwards', () => {
    expect(readClock('still', () => 5).stepNs).toBeNull();
    let ns = 0;
    const jumping = () => (ns++ === 500 ? -1 : ns);
    expect(readClock('jumping', jumping).wentBack).toBe(true);
  });

  it('names the source of the kernel, as one plain line', () => {
    const path = '/sys/devices/system/clocksource/clocksource0/current_clocksource';
    expect(readClockSource(madeSystem({ [path]: 'tsc\n' }))).toBe('tsc');
    expect(readClockSource(madeSystem({ [path]: '\u001b[31mtsc\n' }))).toBe('?[31mtsc');
    expect(readClockSource(madeSystem({}))).toBeNull();
  });
});

describe('a clock', () => {
  it.each([
    [1000, 'fit'],
    [1001, 'watch'],
    [10_000, 'watch'],
    [10_001, 'unfit'],
  ])('with a step and a call of %d ns each is %s for blocks of 1 ms', (ns, standing) => {
    expect(judgeClocks([reading({}), reading({ stepNs: ns, callNs: ns })], 1, null).standing).toBe(standing);
  });

  it('is judged against the block: a longer one bears more', () => {
    const slow = [reading({ stepNs: 10_001, callNs: 10_001 })];
    expect(judgeClocks(slow, 20, null).standing).toBe('fit');
  });

  it('that stands still or goes backwards is unfit, whatever the other does', () => {
    const still = judgeClocks([reading({}), reading({ name: 'other', stepNs: null })], 1, 'hpet');
    expect(still.standing).toBe('unfit');
    expect(still.says).toMatch(/^other .*hpet/);
    const back = judgeClocks([reading({ name: 'other', wentBack: true })], 1, 'hpet');
    expect(back.standing).toBe('unfit');
    expect(back.says).toMatch(/^other .*hpet/);
    expect(back.says).not.toBe(still.says);
  });
});
