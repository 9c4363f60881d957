/**
 * Calls, and the making of what is called. Functions of the program are entered and natives run without a detour; their
 * arguments go straight from the entries to the data stack or into the native's parameters.
 */

import { stackEffect } from '../../../interpreter/compiled.ts';
import { Op } from '../../../interpreter/opcodes.ts';
import { type Case, type Entry, list } from '../entry.ts';
import type { Emitters, Writer } from '../writer.ts';

/** Native functions are called in line with as many arguments at most. */
const MOST_IN_LINE = 3;

/** Runs a native that takes so many arguments, when `also` holds. */
function nativeCases(f: string, also: string, args: readonly Entry[], r: string): Case[] {
  const n = args.length;
  if (n > MOST_IN_LINE) return [];
  const run = `${f}.run(${['vm', ...args.map(({ js }) => js)].join(', ')})`;
  return [[`${f} instanceof Native${also} && ${f}.min <= ${n} && ${f}.max >= ${n}`, `${r} = ${run};`]];
}

function call(w: Writer, n: number): void {
  const args = w.popMany(n);
  const f = w.pop().js;
  const first = w.above(1);
  const laid = w.laid(args, 1);
  w.emit(w.standing());
  const r = w.result();
  w.cases(
    [
      [`${f} instanceof PyFunction`, `${laid} ${r} = enter(vm, frame, ${f}, ${first}, ${n}, null, null);`],
      ...nativeCases(f, '', args, r),
    ],
    `${laid} ${r} = call(vm, frame, ${f}, ${first}, ${n}, null);`,
  );
}

/** Calls what LOAD_METHOD found; `self` is undefined for what needs none. */
function callMethod(w: Writer, n: number): void {
  const args = w.popMany(n);
  const self = w.pop();
  const f = w.pop().js;
  const isMethod = ` && ${self.js} !== undefined`;
  const withSelf = w.laid([self, ...args], 1);
  const [first, second] = [w.above(1), w.above(2)];
  const laid = w.laid(args, 2);
  w.emit(w.standing());
  const r = w.result();
  w.cases(
    [
      [
        `${f} instanceof PyFunction${isMethod}`,
        `${withSelf} ${r} = enter(vm, frame, ${f}, ${first}, ${n + 1}, null, null);`,
      ],
      ...nativeCases(f, isMethod, [self, ...args], r),
    ],
    `${laid} ${r} = callMethod(vm, frame, ${f}, ${self.js}, ${second}, ${n});`,
  );
}

function callWithKeywords(w: Writer, n: number): void {
  const names = w.pop().js;
  const args = w.popMany(n);
  const f = w.pop().js;
  const first = w.above(1);
  w.emit(`${w.standing()} ${w.laid(args, 1)}`);
  const r = w.result();
  w.emit(`if (${f} instanceof PyFunction) ${r} = enter(vm, frame, ${f}, ${first}, ${n}, ${names}, null);`);
  w.emit(`else ${r} = call(vm, frame, ${f}, ${first}, ${n}, ${names});`);
}

function callSpread(w: Writer, flags: number): void {
  const keywords = (flags & 1) !== 0 ? w.pop().js : 'null';
  const args = w.pop().js;
  const f = w.pop().js;
  w.emit(w.standing());
  w.give(`callSpread(vm, ${f}, ${args}, ${keywords})`);
}

export const CALLS: Emitters = {
  [Op.CALL]: call,
  [Op.CALL_METHOD]: callMethod,
  [Op.CALL_KW]: callWithKeywords,
  [Op.CALL_EX]: callSpread,
  [Op.MAKE_FUNCTION]: (w, flags) => {
    const parts = w.popMany(1 - stackEffect(Op.MAKE_FUNCTION, flags, false));
    w.give(`makeFunction(frame, ${list(parts)}, ${flags})`);
  },
  [Op.LOAD_BUILD_CLASS]: (w) => w.give('vm.buildClass'),
};
