/**
 * The ways through a code object: what is reached, how high the stack stands there, which slots have changed since they were
 * last written to the frame, and the loops and blocks of JavaScript that stand for its jumps.
 *
 * Bytecode jumps anywhere; JavaScript only leaves a labelled block or goes round in a loop. Python's compiler emits a statement's
 * code in one piece, so it is enough to find, for each target, the stretch of instructions that a label has to span:
 * a loop from a target of a jump back to the last such jump, a block from the first jump forward to its target. Stretches
 * that cross are widened until they nest.
 *
 * Not here: jumps into the middle of a loop, which no Python program compiles to. Such code is not compiled.
 */

import { stackEffect } from '../../interpreter/compiled.ts';
import type { CodeObject } from '../../interpreter/core.ts';
import { Op } from '../../interpreter/opcodes.ts';

/** A labelled statement around the instructions from `start` up to `end`. */
export interface Scope {
  readonly kind: 'loop' | 'block';
  start: number;
  end: number;
  /** Where a jump to it goes: the start of a loop, the end of a block. */
  readonly target: number;
}

export interface Flow {
  /** Height of the stack before each instruction; -1 where compiled code never comes. */
  readonly heights: Int32Array;
  /** Instructions that are come to from more than one place. */
  readonly leaders: ReadonlySet<number>;
  /** Slots whose value in the frame is out of date before each instruction, as bits. */
  readonly changed: readonly bigint[];
  /** Outermost first. */
  readonly scopes: readonly Scope[];
}

/** What handlers, generators, imports and class bodies need is left to the loop. */
const LEFT: ReadonlySet<number> = new Set([
  Op.LOAD_CLASSDEREF,
  Op.LOAD_NAME,
  Op.STORE_NAME,
  Op.DELETE_NAME,
  Op.RETURN_GENERATOR,
  Op.YIELD_VALUE,
  Op.GET_YIELD_FROM_ITER,
  Op.SEND,
  Op.GET_AWAITABLE,
  Op.PUSH_EXC_INFO,
  Op.POP_EXCEPT,
  Op.CHECK_EXC_MATCH,
  Op.RERAISE,
  Op.WITH_EXCEPT_START,
  Op.IMPORT_NAME,
  Op.IMPORT_FROM,
]);

const CALLS: ReadonlySet<number> = new Set([Op.CALL, Op.CALL_METHOD, Op.CALL_KW, Op.CALL_EX, Op.BEFORE_WITH]);

const JUMPS: ReadonlySet<number> = new Set([
  Op.JUMP,
  Op.POP_JUMP_IF_FALSE,
  Op.POP_JUMP_IF_TRUE,
  Op.JUMP_IF_FALSE_OR_POP,
  Op.JUMP_IF_TRUE_OR_POP,
  Op.FOR_ITER,
]);

/** Is the instruction one at which compiled code gives the frame up? */
export function isLeft(op: number): boolean {
  return LEFT.has(op);
}

/** Do slots have to be in the frame when the instruction is carried out? */
export function isCall(op: number): boolean {
  return CALLS.has(op);
}

/** Null when a jump leads into the middle of a loop. */
export function flowOf(code: CodeObject): Flow | null {
  const { heights, changed, jumps, leaders } = follow(code);
  const scopes = nest(stretches(jumps, leaders));
  return scopes === null ? null : { heights, changed, leaders, scopes };
}

type Jump = readonly [from: number, to: number];

function follow(code: CodeObject) {
  const { instructions, handlers } = code;
  const heights = new Int32Array(instructions.length).fill(-1);
  const changed: bigint[] = new Array(instructions.length).fill(0n);
  const jumps: Jump[] = [];
  const leaders = new Set<number>([0]);
  const waiting: number[] = [];
  const arrive = (at: number, height: number, slots: bigint) => {
    if (heights[at] !== -1 && (changed[at]! | slots) === changed[at]) return;
    heights[at] = height;
    changed[at]! |= slots;
    waiting.push(at);
  };
  arrive(0, 0, 0n);
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const op = instructions[at]! & 255;
    const arg = instructions[at]! >>> 8;
    const height = heights[at]!;
    const slots = changedBehind(code, op, arg, changed[at]!);
    if (isLeft(op) || op === Op.RETURN_VALUE || op === Op.RAISE_VARARGS) continue;
    if (JUMPS.has(op)) arrive(arg, op === Op.JUMP ? height : height + stackEffect(op, arg, true), slots);
    if (op !== Op.JUMP) arrive(at + 1, height + stackEffect(op, arg, false), slots);
  }
  for (let at = 0; at < instructions.length; at++) {
    if (heights[at] === -1 || !JUMPS.has(instructions[at]! & 255)) continue;
    jumps.push([at, instructions[at]! >>> 8]);
    leaders.add(instructions[at]! >>> 8);
  }
  // What a handler finds on the stack has to lie in its place from the first instruction on that the handler covers.
  for (let row = 0; row < handlers.length; row += 5) leaders.add(handlers[row]!);
  return { heights, changed, jumps, leaders };
}

function changedBehind(code: CodeObject, op: number, arg: number, before: bigint): bigint {
  if (isCall(op)) return 0n;
  if (op === Op.STORE_FAST || op === Op.DELETE_FAST || op === Op.MAKE_CELL)
    return before | (1n << BigInt(arg));
  if (op !== Op.COPY_FREE_VARS) return before;
  const first = code.slotNames.length - arg;
  return before | (((1n << BigInt(arg)) - 1n) << BigInt(first));
}

function stretches(jumps: readonly Jump[], leaders: ReadonlySet<number>): Scope[] {
  const loops = new Map<number, Scope>();
  const blocks = new Map<number, Scope>();
  for (const [from, to] of jumps) {
    if (to <= from) {
      const loop = loops.get(to) ?? { kind: 'loop', start: to, end: 0, target: to };
      loop.end = Math.max(loop.end, from + 1);
      loops.set(to, loop);
    } else {
      let start = from;
      while (!leaders.has(start)) start--;
      const block = blocks.get(to) ?? { kind: 'block', start, end: to, target: to };
      block.start = Math.min(block.start, start);
      blocks.set(to, block);
    }
  }
  return [...loops.values(), ...blocks.values()];
}

/** Widens stretches until none cross, loops first. Null when that cannot be. */
function nest(scopes: Scope[]): Scope[] | null {
  const isLoop = ({ kind }: Scope) => kind === 'loop';
  if (!widen(scopes.filter(isLoop)) || !widen(scopes)) return null;
  return scopes.sort((a, b) => a.start - b.start || b.end - a.end || Number(isLoop(a)) - Number(isLoop(b)));
}

function widen(scopes: readonly Scope[]): boolean {
  for (let crossing = true; crossing; ) {
    crossing = false;
    for (const a of scopes) {
      for (const b of scopes) {
        if (!(a.start < b.start && b.start < a.end && a.end < b.end)) continue;
        crossing = true;
        if (b.kind === 'block') b.start = a.start;
        else if (a.kind === 'loop') a.end = b.end;
        else return false;
      }
    }
  }
  return true;
}
