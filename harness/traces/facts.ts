/** What a trace is like, in numbers: how many code objects there are, and how the calls fall on them. */

import { BIRTH, DEATH, ENTRY, livingAtStart, type Trace } from './format.ts';

export interface TraceFacts {
  readonly entries: number;
  /** Living code objects when recording began, at the most, and at the end. */
  readonly atStart: number;
  readonly atMost: number;
  readonly atEnd: number;
  readonly born: number;
  readonly died: number;
  /** Code objects entered at least so many times. */
  readonly calledOften: ReadonlyMap<number, number>;
  /** Share of all entries that fall on so many of the most called code objects. */
  readonly shareOfTop: ReadonlyMap<number, number>;
}

/** From the how manieth call on: the thresholds that facts and tools' rules know. */
export const OFTEN = [1, 10, 100, 1000] as const;
const TOP = [1, 10, 100] as const;

export function factsOf(trace: Trace): TraceFacts {
  const calls = new Float64Array(trace.sizes.length);
  const atStart = livingAtStart(trace).reduce((sum, alive) => sum + alive, 0);
  let living = atStart;
  let atMost = atStart;
  let born = 0;
  let died = 0;
  for (const word of trace.words) {
    switch (word & 3) {
      case ENTRY:
        calls[word >>> 2]! += 1;
        break;
      case BIRTH:
        born += 1;
        living += 1;
        atMost = Math.max(atMost, living);
        break;
      case DEATH:
        died += 1;
        living -= 1;
        break;
    }
  }
  const sorted = calls.toSorted().toReversed();
  const top = (count: number) => sorted.subarray(0, count).reduce((sum, each) => sum + each, 0);
  return {
    entries: trace.entries,
    atStart,
    atMost,
    atEnd: living,
    born,
    died,
    calledOften: new Map(OFTEN.map((often) => [often, sorted.filter((each) => each >= often).length])),
    shareOfTop: new Map(TOP.map((count) => [count, top(count) / trace.entries])),
  };
}
