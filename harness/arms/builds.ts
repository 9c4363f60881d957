/**
 * Arms of special builds: the same program and the same work, counting calls, with the hook elsewhere or without a hook at all.
 * The bundle puts the grain's own file into the core (bundle.ts); what is here says how the counter is installed.
 *
 * | way          | the hook                                   | what it counts in              |
 * |--------------|--------------------------------------------|--------------------------------|
 * | `hook`       | as coarse as the grain allows              | one place, in hand             |
 * | `own-hooks`  | one of its own for each code object        | a place of each hook, in hand  |
 * | `idle`       | there could be one, and there is none      | nothing                        |
 * | `decorator`  | none: a callable in place of each function | a place of each, in hand       |
 */

import { type CodeObject, GrainCode, Interpreter, installHook } from '../../interpreter/core.ts';
import type { Strategy } from '../../strategies/contract.ts';
import { openPlace } from '../../strategies/place.ts';
import { type Count, countingIn } from '../../tools/counter.ts';
import { decorateFunctions } from '../../tools/decorator.ts';
import { type OpenProgram, type ProgramOptions, repeated } from './program.ts';

export type Way = 'hook' | 'own-hooks' | 'idle' | 'decorator';

export interface BuildArm {
  openProgram(options: ProgramOptions): BuiltProgram;
}

export interface BuiltProgram extends OpenProgram {
  /** Calls counted so far, by whoever counts. */
  counted(): number;
}

/** An arm of the build that it is bundled into. */
export function createBuildArm(strategy: Strategy, way: Way): BuildArm {
  return { openProgram: (options) => openBuilt(strategy, way, options) };
}

/** Only programs of ours can be decorated after they are loaded, and so no others are measured in special builds. */
function openBuilt(strategy: Strategy, way: Way, { name, code }: ProgramOptions): BuiltProgram {
  const place = openPlace(strategy, GrainCode);
  const made: CodeObject[] = [];
  const interpreter = new Interpreter({
    makeCode(spec) {
      const each = place.makeCode(spec);
      made.push(each);
      return each;
    },
  });
  const module = interpreter.runModule(interpreter.load(code), name);
  const counts: Count[] = [];
  const newCount = () => {
    const count: Count = { entries: 0 };
    counts.push(count);
    return count;
  };
  if (way === 'hook') installHook(interpreter, countingIn(newCount()), made);
  if (way === 'own-hooks') for (const each of made) installHook(interpreter, countingIn(newCount()), [each]);
  if (way === 'decorator') counts.push(...decorateFunctions(module).values());
  return {
    ...repeated(interpreter, module),
    counted: () => counts.reduce((total, { entries }) => total + entries, 0),
  };
}
