/**
 * What a replay does, worked out before anything is timed: a trace with the moments at which a tool attaches its extras.
 *
 * A tool's rule says when that is: `call-10`, from a code object's tenth call on, as a JIT with a threshold does;
 * `call-1`, every one that is called, as coverage does; `share-0.05`, a twentieth of all code objects, drawn at random,
 * from birth on.
 */

import { usageFailure } from '../failure.ts';
import { seededRandom } from '../random.ts';
import { BIRTH, DEATH, ENTRY, livingAtStart, type Trace } from './format.ts';

/** The tool attaches its extra to the code object: a kind of event that no recorded trace has. */
export const ATTACH = 3;

export interface Script {
  /** Bytes of each code object, by number. */
  readonly sizes: readonly number[];
  /** 1 for code objects that live when the replay begins. */
  readonly atStart: readonly number[];
  /** 1 for code objects that get an extra at some time: where room is decided at birth, a fraction's others have none. */
  readonly roomy: readonly number[];
  /**
   * By number: the freed code object whose identity number a new one gets, -1 for a number of its own. Empty if there is none.
   */
  readonly reuses: readonly number[];
  /** Events, as in a trace, with ATTACH among them; as plain numbers, to be written as JSON. */
  readonly words: readonly number[];
  readonly entries: number;
  /** Entries that find an extra. */
  readonly hits: number;
  /** Nothing is born and nothing dies: the trace may be entered again without going back to its start. */
  readonly steady: boolean;
}

export type Rule = { readonly fromCall: number } | { readonly share: number };

/** Throws Failure (exit code 5) for a text that is no rule. */
export function parseRule(text: string): Rule {
  const [, call, share] = /^(?:call-([1-9]\d{0,8})|share-(0\.(?!0+$)\d{1,6}|1))$/.exec(text) ?? [];
  if (call !== undefined) return { fromCall: Number(call) };
  if (share !== undefined) return { share: Number(share) };
  throw usageFailure(
    `Unknown rule "${text}". A tool's rule is call-N (an extra from a code object's Nth call on: call-1, call-10, ` +
      'call-1000) or share-F (that fraction of all code objects: share-0.05).',
  );
}

export function scriptOf(trace: Trace, rule: Rule, seed: number): Script {
  const { sizes } = trace;
  const alive = livingAtStart(trace);
  const calls = new Uint32Array(sizes.length);
  const chosen = 'share' in rule ? draw(sizes.length, rule.share, seed) : null;
  const attached = new Uint8Array(sizes.length);
  const words: number[] = [];
  let hits = 0;

  const attach = (number: number) => {
    words.push((number << 2) | ATTACH);
    attached[number] = 1;
  };
  if (chosen !== null)
    for (let n = 0; n < sizes.length; n++) if (alive[n] === 1 && chosen[n] === 1) attach(n);

  for (const word of trace.words) {
    const number = word >>> 2;
    switch (word & 3) {
      case ENTRY:
        calls[number]! += 1;
        if ('fromCall' in rule && calls[number] === rule.fromCall) attach(number);
        hits += attached[number]!;
        words.push(word);
        break;
      case BIRTH:
        words.push(word);
        if (chosen !== null && chosen[number] === 1) attach(number);
        break;
      case DEATH:
        attached[number] = 0;
        words.push(word);
        break;
    }
  }
  const steady = trace.words.every((word) => (word & 3) === ENTRY);
  const roomy = chosen === null ? new Uint8Array(sizes.length).fill(1) : chosen;
  return {
    sizes,
    atStart: [...alive],
    roomy: [...roomy],
    reuses: reusesOf(trace),
    words,
    entries: trace.entries,
    hits,
    steady,
  };
}

/**
 * As the trace knows it. An older trace knows no addresses: there a new code object gets the number of the one of its size that was
 * freed last, as CPython's allocator hands out blocks of a size class.
 */
function reusesOf({ words, sizes, reuses, addressesReused }: Trace): number[] {
  const earlier = new Array<number>(sizes.length).fill(-1);
  if (addressesReused !== undefined) {
    for (const [number, before] of reuses ?? []) earlier[number] = before;
  } else {
    const freed = new Map<number, number[]>();
    for (const word of words) {
      const number = word >>> 2;
      const sizeClass = Math.ceil(sizes[number]! / SIZE_CLASS_BYTES);
      if ((word & 3) === DEATH) pushTo(freed, sizeClass, number);
      else if ((word & 3) === BIRTH) earlier[number] = freed.get(sizeClass)?.pop() ?? -1;
    }
  }
  return earlier.every((each) => each === -1) ? [] : earlier;
}

function pushTo(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** CPython's small-object allocator rounds sizes up to multiples of it. */
const SIZE_CLASS_BYTES = 16;

/** 1 for each chosen number. Exactly the share, rounded, one at least. */
function draw(count: number, share: number, seed: number): Uint8Array {
  const chosen = new Uint8Array(count);
  const numbers = Array.from({ length: count }, (_, number) => number);
  for (const number of seededRandom(seed)
    .shuffled(numbers)
    .slice(0, Math.max(1, Math.round(count * share))))
    chosen[number] = 1;
  return chosen;
}
