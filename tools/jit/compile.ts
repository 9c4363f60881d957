/**
 * From bytecode to a JavaScript function that does the same.
 *
 * Slots of the frame become variables (s0, s1, ...), and the stack mostly vanishes (writer.ts): an entry of it is a piece of
 * JavaScript that names a slot, a constant or a temporary. Each instruction (instructions/) first tries what is frequent, in
 * line; the rest is a call of the core. The engine compiles only what it has seen to happen, so a branch that never ran
 * costs nothing but its text. Jumps become loops and blocks (flow.ts), and all of it a function (function.ts).
 *
 * A compiled function is entered with a fresh frame and answers what the frame returns. It answers undefined when it gives
 * the frame up: everything is then in the frame, and the loop goes on at `frame.pc`. It does so at instructions that
 * only the loop has (flow.ts), and when an exception meets a handler of the frame: handlers are not compiled.
 *
 * Invariants: `pc` is right whenever something can throw. Slots are in the frame before every call (`changed` says which are
 * not); an operator that turns out to be a method of a program's class may find older values there. The text depends on
 * nothing but the code object's instructions, names and constants, and the function holds on to none of them but
 * strings and numbers, so that it keeps no code object alive.
 */

import { CORE } from '../../interpreter/compiled.ts';
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_OPTIMIZED,
  type CodeObject,
  type Frame,
  type Interpreter,
  type Value,
} from '../../interpreter/core.ts';
import { type Flow, flowOf } from './flow.ts';
import { functionBody } from './function.ts';

/** Undefined: the frame was given up. */
export type Compiled = (frame: Frame, vm: Interpreter) => Value | undefined;

/** Why a code object is not compiled. */
export type Refusal = 'generator' | 'body of a class or module' | 'too long' | 'jump into a loop';

/** V8 does not optimise functions beyond 60 KB of its own bytecode, and they are slower than the loop then. */
const MOST_INSTRUCTIONS = 1200;

const GENERATORS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;

/**
 * So that no two functions have the same text, those of another copy of this module neither: the engine would let them share
 * what it learns.
 */
let serial = 0;
const COPY = import.meta.url;

export function compile(code: CodeObject): Compiled | Refusal {
  const flow = flowOrRefusal(code);
  if (typeof flow === 'string') return flow;
  const body = functionBody(code, flow);
  const name = `${code.name.replace(/[^A-Za-z0-9_]/g, '_')}_${++serial}`;
  const source = `'use strict'; // of ${COPY}\nconst ${importsOf(body)} = core;\nreturn function ${name}(frame, vm) ${body}`;
  return new Function('core', source)(CORE) as Compiled;
}

function flowOrRefusal(code: CodeObject): Flow | Refusal {
  if ((code.flags & GENERATORS) !== 0) return 'generator';
  if ((code.flags & CO_OPTIMIZED) === 0) return 'body of a class or module';
  if (code.instructions.length > MOST_INSTRUCTIONS) return 'too long';
  return flowOf(code) ?? 'jump into a loop';
}

/** What of the core the text names. */
function importsOf(text: string): string {
  const words = new Set(text.match(/\b[A-Za-z_]+\b/g));
  const names = Object.keys(CORE).filter((name) => words.has(name));
  return `{ ${names.join(', ')} }`;
}
