/**
 * The counter: the smallest tool there is, and the part that every JIT, debugger and coverage tool has in common. On
 * each entry of a frame it finds its extra about the code object and counts. What the storage costs is then the
 * difference to `countWithoutLookUp`, which does the same work with the extra already in hand.
 */

import type { Frame, FrameHook, Interpreter } from '../interpreter/core.ts';
import type { Storage } from '../strategies/contract.ts';

export interface Count {
  entries: number;
}

/** Calls from which on a code object is hot, and gets an extra where it counts its calls itself. */
export const HOT_FROM = 100;

/** Installs a hook that counts frame entries per code object. */
export function countEntries(interpreter: Interpreter, storage: Storage<Count>): void {
  const hook = (frame: Frame, self: Interpreter) => {
    const count = storage.get(frame.code);
    if (count === undefined) storage.set(frame.code, { entries: 1 });
    else count.entries += 1;
    return self.evalFrame(frame);
  };
  interpreter.setHook(countsInCode(storage) ? countingUntilHot(storage, true) : hook);
}

/** Installs a hook that counts the entries of code objects that have an extra already: somebody else attaches it. */
export function countAttached(interpreter: Interpreter, storage: Storage<Count>): void {
  const hook = (frame: Frame, self: Interpreter) => {
    const count = storage.get(frame.code);
    if (count !== undefined) count.entries += 1;
    return self.evalFrame(frame);
  };
  interpreter.setHook(countsInCode(storage) ? countingUntilHot(storage, false) : hook);
}

type CountingStorage = Storage<Count> & Required<Pick<Storage<Count>, 'count'>>;

function countsInCode(storage: Storage<Count>): storage is CountingStorage {
  return storage.count !== undefined;
}

/** Each code object counts its own entries until it has an extra, which this hook attaches to hot ones, or somebody else. */
function countingUntilHot(storage: CountingStorage, attaches: boolean): FrameHook {
  return (frame: Frame, self: Interpreter) => {
    const count = storage.get(frame.code);
    if (count !== undefined) count.entries += 1;
    else if (storage.count(frame.code) === HOT_FROM && attaches)
      storage.set(frame.code, { entries: HOT_FROM });
    return self.evalFrame(frame);
  };
}

/** Installs a hook that counts all frame entries in one place, and returns it: the same work, nothing looked up. */
export function countWithoutLookUp(interpreter: Interpreter): Count {
  const count: Count = { entries: 0 };
  interpreter.setHook(countingIn(count));
  return count;
}

/** A hook that counts every entry in one place. */
export function countingIn(count: Count): FrameHook {
  return (frame: Frame, self: Interpreter) => {
    count.entries += 1;
    return self.evalFrame(frame);
  };
}
