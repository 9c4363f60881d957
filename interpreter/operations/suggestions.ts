/**
 * "Did you mean": for a name that was not found, the most similar one that would have been, by CPython 3.11's measure.
 */

import { namesOf } from '../builtins/object.ts';
import type { Interpreter } from '../interpreter.ts';
import type { PyExceptionObject } from '../objects/exception.ts';

const MOST_CANDIDATES = 750;
const LONGEST = 40;
const MOVE = 2;
const CASE = 1;

/** What stands behind the message of an exception that nobody caught; empty for none. */
export function suggestionFor(vm: Interpreter, exception: PyExceptionObject): string {
  const { missing } = exception;
  if (missing === null) return '';
  const best =
    missing.object === undefined
      ? closestVariable(vm, exception, missing.name)
      : closest(missing.name, namesOf(missing.object, vm));
  return best === null ? '' : `. Did you mean: '${best}'?`;
}

/** Among the variables of the frame that raised, its globals, the built-ins: the first of these that has one. */
function closestVariable(vm: Interpreter, { traceback }: PyExceptionObject, name: string): string | null {
  if (traceback === null) return null;
  let last = traceback;
  while (last.next !== null) last = last.next;
  const names = (entries: Iterable<[string, unknown]>) => [...entries].map(([each]) => each);
  return (
    closest(name, last.code.slotNames) ??
    closest(name, names(last.globals.entries())) ??
    closest(name, names(vm.builtins.namespace.entries()))
  );
}

function closest(name: string, candidates: readonly string[]): string | null {
  if (candidates.length >= MOST_CANDIDATES) return null;
  let best: string | null = null;
  let least = Infinity;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const most = Math.min(Math.floor(((name.length + candidate.length + 3) * MOVE) / 6), least - 1);
    const cost = distance(name, candidate, most);
    if (cost > most) continue;
    best = candidate;
    least = cost;
  }
  return best;
}

/** Edits from one name to the other: 2 for a letter added, gone or changed, 1 for a change of case. */
function distance(a: string, b: string, most: number): number {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const [short, long] = [a.slice(start, endA), b.slice(start, endB)].sort((x, y) => x.length - y.length);
  if (short!.length === 0) return long!.length * MOVE;
  if (long!.length > LONGEST || (long!.length - short!.length) * MOVE > most) return most + 1;
  let row = Array.from(short!, (_, i) => (i + 1) * MOVE);
  for (let i = 0; i < long!.length; i++) {
    let diagonal = i * MOVE;
    let left = diagonal + MOVE;
    row = row.map((above, j) => {
      left = Math.min(diagonal + change(long![i]!, short![j]!), left + MOVE, above + MOVE);
      diagonal = above;
      return left;
    });
    if (Math.min(...row) > most) return most + 1;
  }
  return row.at(-1)!;
}

function change(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? CASE : MOVE;
}
