/** Made traces, written and read as text: "0 +2 2 -2" is an entry of 0, then birth, entry and death of 2; "!2" attaches. */

import fc from 'fast-check';
import { BIRTH, DEATH, ENTRY, type Trace } from '../../harness/traces/format.ts';

const KINDS = ['', '+', '-', '!'];

export function wordsOf(text: string): number[] {
  return text.split(' ').map((each) => {
    const kind = Math.max(ENTRY, KINDS.indexOf(each[0]!));
    return (Number(each.replace(/^\D/, '')) << 2) | kind;
  });
}

export function inText(words: Iterable<number>): string {
  return [...words].map((word) => `${KINDS[word & 3]}${word >>> 2}`).join(' ');
}

/** The first `atStart` of `codes` code objects are alive when recording begins. */
export function madeTrace(codes: number, atStart: number, text: string, rest: Partial<Trace> = {}): Trace {
  const words = Uint32Array.from(wordsOf(text));
  return {
    recordedWith: 'made',
    entries: words.filter((word) => (word & 3) === ENTRY).length,
    truncated: false,
    atStart: atStart === 0 ? [] : [[0, atStart]],
    sizes: Array.from({ length: codes }, (_, i) => 100 + i),
    names: [],
    words,
    ...rest,
  };
}

/** Traces of a few code objects, some of which are born and some of which die. */
export const traces: fc.Arbitrary<Trace> = fc
  .record({
    alive: fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
    steps: fc.array(fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 9 })), { maxLength: 120 }),
    truncated: fc.boolean(),
    recordedWith: fc.string(),
    names: fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 1 }),
    nsPerCall: fc.option(fc.double({ min: 0.1, max: 1e6, noNaN: true }), { nil: undefined }),
  })
  .map(({ alive, steps, nsPerCall, ...rest }) => {
    const state = alive.map((each): 'to come' | 'alive' | 'dead' => (each ? 'alive' : 'to come'));
    const words = steps.flatMap(([which, chance]) => {
      const number = which % alive.length;
      if (state[number] === 'dead') return [];
      if (state[number] === 'to come') {
        state[number] = 'alive';
        return [(number << 2) | BIRTH];
      }
      if (chance > 0) return [(number << 2) | ENTRY];
      state[number] = 'dead';
      return [(number << 2) | DEATH];
    });
    return {
      ...madeTrace(alive.length, 0, '0'),
      ...rest,
      ...(nsPerCall === undefined ? {} : { nsPerCall }),
      atStart: alive.flatMap((each, i): [number, number][] => (each ? [[i, 1]] : [])),
      entries: words.filter((word) => (word & 3) === ENTRY).length,
      words: Uint32Array.from(words),
    };
  })
  .filter(({ entries }) => entries > 0);
