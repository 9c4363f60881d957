/** Histories of extras: one object alone, many in no order, and many that share places by promise. */

import { bareSpec, type CodeObject } from '../../interpreter/code.ts';
import type { Storage } from '../contract.ts';
import type { OpenPlace } from '../place.ts';
import { expectExtra, LawBroken, MANY, type Marked } from './seen.ts';

export function setIsGot(storage: Storage<Marked>, code: CodeObject): void {
  expectExtra(storage, code, undefined, 'before anything was set');
  storage.delete(code);
  expectExtra(storage, code, undefined, 'after deleting what was never set');
  const first = { mark: 1 };
  storage.set(code, first);
  expectExtra(storage, code, first, 'after it was set');
  expectExtra(storage, code, first, 'when asked a second time');
  const second = { mark: 2 };
  storage.set(code, second);
  expectExtra(storage, code, second, 'after it was replaced');
  storage.delete(code);
  expectExtra(storage, code, undefined, 'after it was deleted');
  storage.set(code, first);
  expectExtra(storage, code, first, 'after it was set again');
}

/** What is promised where code objects share places: the last extra set in a place is what is answered there, and some do share. */
export function placesAreShared(storage: Storage<Marked>, codes: readonly CodeObject[]): void {
  const extras = codes.map((code, i) => {
    const extra = { mark: i };
    storage.set(code, extra);
    expectExtra(storage, code, extra, `after it was set for object ${i} of ${codes.length}`);
    return extra;
  });
  const known = new Set(extras);
  let others = 0;
  for (const [i, code] of codes.entries()) {
    const seen = storage.get(code);
    if (seen !== undefined && !known.has(seen))
      throw new LawBroken(`object ${i} answered ${JSON.stringify(seen)}, which was never set`);
    if (seen !== extras[i]) others += 1;
  }
  if (others === 0) {
    throw new LawBroken(
      `promised to be lossy, but all of ${codes.length} code objects answered their own extra`,
    );
  }
  const counted = storage.inspect().entries;
  if (counted !== null && (counted < 1 || counted > codes.length - others)) {
    throw new LawBroken(
      `inspect() counted ${counted} extras where ${codes.length - others} answered for themselves`,
    );
  }
}

/** How far apart the numbers of the objects are that get extras: a table of low bits meets its collisions there. */
export const STRIDES = [1, 7, 16, 64] as const;
const STEPS = 2000;

/**
 * Extras come and go in no order, and each step looks at two objects: what a table pushed aside for one of them must be found when
 * that one is gone.
 */
export function inAnyOrder(
  { place, storage }: { place: OpenPlace; storage: Storage<Marked> },
  stride: number,
): void {
  const population = Array.from({ length: MANY }, () => place.makeCode(bareSpec('twin')));
  const codes = population.filter((_, i) => i % stride === 0).slice(0, 200);
  const model = new Array<Marked | undefined>(codes.length).fill(undefined);
  const numbers = stride === 1 ? 'follow one another' : `lie ${stride} apart`;
  let drawn = 1;
  const draw = (below: number) => {
    // The linear congruential generator of "Numerical Recipes": any order will do, so long as it is always the same.
    drawn = (Math.imul(drawn, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((drawn / 2 ** 32) * below);
  };
  for (let step = 1; step <= STEPS; step++) {
    const i = draw(codes.length);
    if (draw(3) === 0) {
      storage.delete(codes[i]!);
      model[i] = undefined;
    } else {
      model[i] = { mark: step };
      storage.set(codes[i]!, model[i]!);
    }
    for (const at of [i, draw(codes.length)]) {
      const when = `for object ${at} of ${codes.length} whose numbers ${numbers}, after ${step} of them were set and deleted in no order`;
      expectExtra(storage, codes[at]!, model[at], when);
    }
  }
}
