/**
 * The modules that programs can import, each made when first imported.
 *
 * To add one: write a file here that exports a ModuleMaker, and a line in the table.
 */

import type { Interpreter } from '../interpreter.ts';
import type { Module } from '../objects/module.ts';
import { EMPTY_TUPLE } from '../objects/scalars.ts';
import { makeAbc } from './abc.ts';
import { makeArray } from './array.ts';
import { makeAsyncio } from './asyncio.ts';
import { makeBisect } from './bisect.ts';
import { makeCollections } from './collections/index.ts';
import { makeContextlib } from './contextlib.ts';
import { makeCopy } from './copy.ts';
import { makeDataclasses } from './dataclasses.ts';
import { makeEnumModule } from './enum/index.ts';
import { makeFunctools } from './functools.ts';
import { makeGc } from './gc.ts';
import { makeHeapq } from './heapq.ts';
import { makeIo } from './io.ts';
import { makeItertools } from './itertools.ts';
import { makeMath } from './math.ts';
import { makeOperator } from './operator.ts';
import { makeArgparse } from './options/argparse.ts';
import { makeOptparse } from './options/optparse.ts';
import { makeOs } from './os.ts';
import { makePlatform } from './platform.ts';
import { makePyperf } from './pyperf.ts';
import { makeRandom } from './random/index.ts';
import { makeString } from './string.ts';
import { makeSys } from './sys.ts';
import { makeTime } from './time.ts';
import { makeTimeit } from './timeit.ts';
import { makeTypes } from './types.ts';
import { makeTyping } from './typing.ts';
import { makeWarnings } from './warnings.ts';

export type ModuleMaker = (vm: Interpreter) => Module;

/** A module that the maker of the package makes too. */
function part(of: string, name: string): ModuleMaker {
  return (vm) => (vm.importModule(of, EMPTY_TUPLE, 0) as Module).get(name) as Module;
}

const MAKERS: ReadonlyMap<string, ModuleMaker> = new Map<string, ModuleMaker>([
  ['abc', makeAbc],
  ['argparse', makeArgparse],
  ['array', makeArray],
  ['asyncio', makeAsyncio],
  ['bisect', makeBisect],
  ['collections', makeCollections],
  ['collections.abc', part('collections', 'abc')],
  ['contextlib', makeContextlib],
  ['copy', makeCopy],
  ['dataclasses', makeDataclasses],
  ['enum', makeEnumModule],
  ['functools', makeFunctools],
  ['gc', makeGc],
  ['heapq', makeHeapq],
  ['io', makeIo],
  ['itertools', makeItertools],
  ['math', makeMath],
  ['operator', makeOperator],
  ['optparse', makeOptparse],
  ['os', makeOs],
  ['os.path', part('os', 'path')],
  ['platform', makePlatform],
  ['pyperf', makePyperf],
  ['random', makeRandom],
  ['string', makeString],
  ['sys', makeSys],
  ['time', makeTime],
  ['timeit', makeTimeit],
  ['types', makeTypes],
  ['typing', makeTyping],
  ['warnings', makeWarnings],
]);

/** Everything that `import` finds, in order of name. */
export const MODULE_NAMES: readonly string[] = [...MAKERS.keys(), 'builtins'].sort();

/** Would `import name` find a module? */
export function isKnownModule(name: string): boolean {
  return name === 'builtins' || MAKERS.has(name);
}

export function findNativeModule(name: string): ModuleMaker | undefined {
  return MAKERS.get(name);
}
