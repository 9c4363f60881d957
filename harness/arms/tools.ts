/**
 * Arms with real tools: a Python program in an interpreter where a JIT, coverage or a debugger keeps its data by the strategy. They are
 * bundled apart from the others (bundle.ts), because a JIT knows more of the interpreter than any version of it promises.
 */

import { CodeObject, type Interpreter } from '../../interpreter/core.ts';
import type { Strategy } from '../../strategies/contract.ts';
import type { OpenPlace } from '../../strategies/place.ts';
import { Coverage } from '../../tools/coverage.ts';
import { Debugger } from '../../tools/debugger.ts';
import { Jit } from '../../tools/jit.ts';
import { type OpenProgram, openProgram, type ProgramOptions } from './program.ts';

export interface ToolArm {
  openProgram(options: ProgramOptions): OpenProgram;
}

export function createToolArm(strategy: Strategy): ToolArm {
  return {
    openProgram: (options) =>
      openProgram(strategy, CodeObject, options, (interpreter, place) =>
        install(options.tool!, interpreter, place),
      ),
  };
}

/** As a tool is used while nothing happens: all lines are covered soon, and the breakpoint is on a line that no program has. */
function install(tool: string, interpreter: Interpreter, place: OpenPlace): void {
  switch (tool) {
    case 'JIT':
      new Jit(interpreter, place.open({ name: tool }));
      return;
    case 'coverage':
      new Coverage(interpreter, place.open({ name: tool }));
      return;
    case 'debugger':
      new Debugger(interpreter, place.open({ name: tool }), () => 'continue').breakAt({ line: NO_LINE });
      return;
    default:
      throw new Error(`Internal error: there is no tool "${tool}"`);
  }
}

const NO_LINE = 1_000_000;
