/**
 * The modules that programs can import, each made when first imported.
 *
 * To add one: write a file here that exports a ModuleMaker, and a line in the table.
 */

import type { Interpreter } from '../interpreter.ts';
import type { Module } from '../objects/module.ts';
import { makeMath } from './math.ts';
import { makeSys } from './sys.ts';
import { makeTime } from './time.ts';

export type ModuleMaker = (vm: Interpreter) => Module;

const MAKERS: ReadonlyMap<string, ModuleMaker> = new Map([
  ['math', makeMath],
  ['sys', makeSys],
  ['time', makeTime],
]);

export function findNativeModule(name: string): ModuleMaker | undefined {
  return MAKERS.get(name);
}
