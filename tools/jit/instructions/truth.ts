/**
 * What is true or false, and the jumps that depend on it. A comparison does the jump behind it itself, so that its answer is
 * never a value.
 */

import { FIRST_COMPARISON } from '../../../interpreter/compiled.ts';
import { Op } from '../../../interpreter/opcodes.ts';
import { all, any, type Case, type Entry, floatCases, isNumber, isString } from '../entry.ts';
import type { Emitter, Emitters, Writer } from '../writer.ts';
import { operate } from './operators.ts';

/** The conditional jump that follows, when nobody else comes to it. It then belongs to the instruction in hand. */
function jumpBehind(w: Writer): { whenTrue: boolean; away: string } | null {
  const jump = w.following((op, target) =>
    op === Op.POP_JUMP_IF_FALSE || op === Op.POP_JUMP_IF_TRUE
      ? { whenTrue: op === Op.POP_JUMP_IF_TRUE, target }
      : null,
  );
  return jump === null ? null : { whenTrue: jump.whenTrue, away: w.jump(jump.target) };
}

/** A jump that depends on what is true or false in JavaScript. */
function jumpIf(holds: string, whenTrue: boolean, away: string): string {
  return `if (${whenTrue ? holds : `!(${holds})`}) { ${away} }`;
}

/** A jump that depends on any entry. */
function branch(w: Writer, a: Entry, whenTrue: boolean, away: string): string {
  if (a.kind === 'bool') return `if (${whenTrue ? '' : '!'}${a.js}) { ${away} }`;
  const asked = `((pc = ${w.at + 1}), isTrue(vm, ${a.js}))`;
  return whenTrue
    ? `if (${a.js} === true || (${a.js} !== false && ${asked})) { ${away} }`
    : `if (${a.js} === false || (${a.js} !== true && !${asked})) { ${away} }`;
}

/** Pushes what is true or false in JavaScript, or does the jump behind it. */
function decide(w: Writer, holds: string): void {
  const jump = jumpBehind(w);
  if (jump === null) w.give(holds, 'bool');
  else w.emit(jumpIf(holds, jump.whenTrue, jump.away));
}

function comparison(op: number, sign: '<' | '<=' | '===' | '!==' | '>' | '>='): Emitter {
  const operator = FIRST_COMPARISON + op - Op.COMPARE_LT;
  return (w) => {
    const b = w.pop();
    const a = w.pop();
    const compared = `${a.js} ${sign} ${b.js}`;
    const tests: Case[] = [[all(isNumber(a), isNumber(b)), compared]];
    if (sign === '===' || sign === '!==') tests.push([all(isString(a), isString(b)), compared]);
    tests.push(...floatCases(a, b, (x, y) => `${x} ${sign} ${y}`));
    const slow = `${w.pc} x = ${operate(w, operator, a, b)};`;
    const jump = jumpBehind(w);
    if (jump === null) {
      const r = w.result();
      w.cases(
        tests.map(([test, holds]) => [test, `${r} = ${holds};`]),
        `${slow} ${r} = x;`,
      );
      return;
    }
    const { whenTrue, away } = jump;
    w.cases(
      tests.map(([test, holds]) => [test, jumpIf(holds, whenTrue, away)]),
      `${slow} ${branch(w, any('x'), whenTrue, away)}`,
    );
  };
}

function jumpIfPopped(whenTrue: boolean): Emitter {
  return (w, target) => {
    const a = w.pop();
    w.emit(branch(w, a, whenTrue, w.jump(target)));
  };
}

function jumpOrPop(whenTrue: boolean): Emitter {
  return (w, target) => {
    w.emit(branch(w, w.peek(), whenTrue, w.jump(target)));
    w.pop();
  };
}

export const TRUTH: Emitters = {
  [Op.COMPARE_LT]: comparison(Op.COMPARE_LT, '<'),
  [Op.COMPARE_LE]: comparison(Op.COMPARE_LE, '<='),
  [Op.COMPARE_EQ]: comparison(Op.COMPARE_EQ, '==='),
  [Op.COMPARE_NE]: comparison(Op.COMPARE_NE, '!=='),
  [Op.COMPARE_GT]: comparison(Op.COMPARE_GT, '>'),
  [Op.COMPARE_GE]: comparison(Op.COMPARE_GE, '>='),
  [Op.IS_OP]: (w, not) => {
    const b = w.pop();
    const a = w.pop();
    if (b.kind === 'none') decide(w, `${a.js} ${not === 0 ? '===' : '!=='} null`);
    else decide(w, `${not === 0 ? '' : '!'}(${a.js} === ${b.js} || same(${a.js}, ${b.js}))`);
  },
  [Op.CONTAINS_OP]: (w, not) => {
    const b = w.pop().js;
    const a = w.pop().js;
    w.emit(`${w.writeBack()} ${w.pc}`);
    decide(w, `${not === 0 ? '' : '!'}contains(vm, ${b}, ${a})`);
  },
  [Op.UNARY_NOT]: (w) => {
    const a = w.pop();
    if (a.kind === 'bool') {
      decide(w, `!${a.js}`);
      return;
    }
    w.emit(w.pc);
    decide(w, `(${a.js} === false || (${a.js} !== true && !isTrue(vm, ${a.js})))`);
  },
  [Op.POP_JUMP_IF_FALSE]: jumpIfPopped(false),
  [Op.POP_JUMP_IF_TRUE]: jumpIfPopped(true),
  [Op.JUMP_IF_FALSE_OR_POP]: jumpOrPop(false),
  [Op.JUMP_IF_TRUE_OR_POP]: jumpOrPop(true),
};
