/** Jumps, iteration and `with`, and the ends of a frame. */

import { Op } from '../../../interpreter/opcodes.ts';
import { any } from '../entry.ts';
import type { Emitters, Writer } from '../writer.ts';

function getIterator(w: Writer): void {
  const a = w.pop().js;
  const r = w.result();
  w.cases(
    [[`${a} instanceof PyList && ${a}.cls === LIST`, `${r} = new ListIterator(${a});`]],
    `${w.pc} frame.pc = pc; ${r} = getIterator(vm, ${a});`,
  );
}

/** The iterator stays on the stack as long as there is a next one. */
function forIter(w: Writer, end: number): void {
  const iterator = w.pop();
  const away = w.jump(end);
  w.push(iterator);
  const it = iterator.js;
  const r = w.result();
  w.emit(
    `if (${it} instanceof RangeIterator) { if (${it}.left <= 0) { ${away} } ${it}.left--; ${r} = ${it}.current; ${it}.current = ${r} + ${it}.step; }`,
  );
  w.emit(`else { if (${it} instanceof ListIterator || ${it} instanceof ArrayIterator) ${r} = ${it}.next();`);
  w.emit(
    `else { ${w.writeBack()} ${w.pc} frame.pc = pc; ${r} = ${it} instanceof NativeIterator ? ${it}.next(vm) : iterateNext(vm, ${it}); }`,
  );
  w.emit(`if (${r} === undefined) { ${away} } }`);
}

export const CONTROL: Emitters = {
  [Op.JUMP]: (w, target) => {
    w.emit(w.jump(target));
    w.live = false;
  },
  [Op.GET_ITER]: getIterator,
  [Op.FOR_ITER]: forIter,
  [Op.BEFORE_WITH]: (w) => {
    const a = w.pop().js;
    w.emit(`${w.standing(1)} ${w.result()} = boundExit(vm, ${a});`);
    w.give(`enterContext(vm, ${a})`);
  },
  [Op.LOAD_ASSERTION_ERROR]: (w) => w.push(any('ASSERTION_ERROR')),
  [Op.RAISE_VARARGS]: (w, count) => {
    const [exception, cause] = w.popMany(count).map(({ js }) => js);
    w.emit(`${w.writeBack()} ${w.pc} throw raised(vm, ${exception}, ${cause});`);
    w.live = false;
  },
  [Op.RETURN_VALUE]: (w) => {
    w.emit(`vm.frame = back; vm.depth--; if (back === null) vm.settle(); return ${w.pop().js};`);
    w.live = false;
  },
};
