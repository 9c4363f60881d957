/**
 * A Python program loaded twice into one interpreter: with room for an extra on each of its code objects, and without. The tool
 * counts the entries of those that have an extra; the others have none and are asked in vain.
 */

import type { CodeClass, CodeObject } from '../../interpreter/code.ts';
import { Interpreter, type MarshalledCode } from '../../interpreter/core.ts';
import type { Strategy } from '../../strategies/contract.ts';
import { openPlace } from '../../strategies/place.ts';
import { type Count, countAttached } from '../../tools/counter.ts';

export interface LayoutsOptions {
  readonly name: string;
  readonly code: MarshalledCode;
}

export interface OpenLayouts {
  /** Runs the program whose code objects have room, and extras. */
  runRoomy(): void;
  /** Runs the same program, whose code objects have neither. */
  runPlain(): void;
}

export function openLayouts(
  strategy: Strategy,
  Code: CodeClass,
  { name, code }: LayoutsOptions,
): OpenLayouts {
  const place = openPlace(strategy, Code);
  const roomy: CodeObject[] = [];
  let withRoom = true;
  const interpreter = new Interpreter({
    makeCode(spec) {
      if (!withRoom) return place.makeCodeWithoutRoom(spec);
      const made = place.makeCode(spec);
      roomy.push(made);
      return made;
    },
    write: () => {},
  });
  const load = (as: string) =>
    interpreter.getAttribute(interpreter.runModule(interpreter.load(code), as), 'run');
  const first = load(`${name} with room`);
  withRoom = false;
  const second = load(`${name} without`);
  const storage = place.open<Count>({ name: 'counter' });
  for (const each of roomy) storage.set(each, { entries: 0 });
  countAttached(interpreter, storage);
  return {
    runRoomy: () => void interpreter.call(first),
    runPlain: () => void interpreter.call(second),
  };
}
