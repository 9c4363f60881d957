/** What of a code object a strategy touches, as the plan recorded it: whether it changes it, and whether several tools share a place there. */

import type { PlannedArm } from '../../records/schema.ts';

/** A field that is only read, with any strategy. */
const NUMBER = 'id';

/** A weak reference may be put on this list by anybody who has the object. */
const LIST = 'weakrefs';

/** Undefined where the plan of an older run did not record it. */
export function changedFields({ touches }: PlannedArm): readonly string[] | undefined {
  return touches?.filter((field) => field !== NUMBER && field !== LIST);
}

export function usesList({ touches = [] }: PlannedArm): boolean {
  return touches.includes(LIST);
}

/** Do tools share what a code object holds: a list, a tuple, a store of properties? What is not recorded is not ruled out. */
export function sharesPlace({ touches }: PlannedArm): boolean {
  return touches === undefined || touches.some((field) => field !== NUMBER);
}
