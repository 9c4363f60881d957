/**
 * The decorator: granularity at the level of the function object, what Numba and others without a frame hook do. It puts a callable
 * of its own in the place of a function, which counts and calls the function. No hook is needed, and no look-up: the callable has
 * its data in hand.
 *
 * The price: a call through one object more, and it sees what is called by the replaced name alone. Methods, generators that are
 * resumed, functions made while a program runs and references taken before are not seen.
 */

import { callValue, type Module, Native, PyFunction } from '../interpreter/core.ts';
import type { Count } from './counter.ts';

/** Replaces the functions that a module binds; returns their counts, by name. */
export function decorateFunctions(module: Module): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const [name, cell] of module.namespace.cells) {
    const { value } = cell;
    if (!(value instanceof PyFunction)) continue;
    const count: Count = { entries: 0 };
    counts.set(name, count);
    module.namespace.set(name, decorated(value, count));
  }
  return counts;
}

function decorated(func: PyFunction, count: Count): Native {
  return new Native(
    func.name,
    0,
    -1,
    (vm, args, keywords) => {
      count.entries += 1;
      return callValue(vm, func, args, keywords);
    },
    null,
  );
}
