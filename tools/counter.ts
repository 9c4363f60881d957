/**
 * The counter: the smallest tool there is, and the part that every JIT, debugger and coverage tool has in common. On
 * each entry of a frame it finds its extra about the code object and counts. What the storage costs is then the
 * difference to `countWithoutLookUp`, which does the same work with the extra already in hand.
 */

import type { Frame, Interpreter } from '../interpreter/core.ts';
import type { Storage } from '../strategies/contract.ts';

export interface Count {
  entries: number;
}

/** Calls from which on a code object is hot, and gets an extra where it counts its calls itself. */
export const HOT_FROM = 100;

/** Installs a hook that counts frame entries per code object. */
export function countEntries(interpreter: Interpreter, storage: Storage<Count>): void {
  if (storage.count !== undefined) return countInCode(interpreter, storage as CountingStorage);
  interpreter.setHook((frame: Frame, self: Interpreter) => {
    const count = storage.get(frame.code);
    if (count === undefined) storage.set(frame.code, { entries: 1 });
    else count.entries += 1;
    return self.evalFrame(frame);
  });
}

type CountingStorage = Storage<Count> & Required<Pick<Storage<Count>, 'count'>>;

/** The code object counts; only a hot one has an extra. */
function countInCode(interpreter: Interpreter, storage: CountingStorage): void {
  interpreter.setHook((frame: Frame, self: Interpreter) => {
    const count = storage.get(frame.code);
    if (count !== undefined) count.entries += 1;
    else if (storage.count(frame.code) === HOT_FROM) storage.set(frame.code, { entries: HOT_FROM });
    return self.evalFrame(frame);
  });
}

/** Installs a hook that counts the entries of code objects that have an extra already: somebody else attaches it. */
export function countAttached(interpreter: Interpreter, storage: Storage<Count>): void {
  if (storage.count !== undefined) return countBoth(interpreter, storage as CountingStorage);
  interpreter.setHook((frame: Frame, self: Interpreter) => {
    const count = storage.get(frame.code);
    if (count !== undefined) count.entries += 1;
    return self.evalFrame(frame);
  });
}

/** The code object counts until it has an extra. */
function countBoth(interpreter: Interpreter, storage: CountingStorage): void {
  interpreter.setHook((frame: Frame, self: Interpreter) => {
    const count = storage.get(frame.code);
    if (count !== undefined) count.entries += 1;
    else storage.count(frame.code);
    return self.evalFrame(frame);
  });
}

/** Installs a hook that counts all frame entries in one place, and returns it: the same work, nothing looked up. */
export function countWithoutLookUp(interpreter: Interpreter): Count {
  const count: Count = { entries: 0 };
  interpreter.setHook((frame: Frame, self: Interpreter) => {
    count.entries += 1;
    return self.evalFrame(frame);
  });
  return count;
}
