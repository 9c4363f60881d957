/** Constants, local variables, cells and globals; and the stack itself, on which most of this writes no line at all. */

import { Op } from '../../../interpreter/opcodes.ts';
import { any, constant } from '../entry.ts';
import type { Emitter, Emitters, Writer } from '../writer.ts';

const loadSlot: Emitter = (w, slot) => w.push(any(`s${slot}`));

function checkLocal(w: Writer, slot: number): void {
  w.emit(`if (s${slot} === undefined) { ${w.pc} throw unboundLocal(frame.code, ${slot}); }`);
}

function checkCell(w: Writer, value: string, slot: number): void {
  w.emit(`if (${value} === undefined) { ${w.pc} throw unboundCell(frame.code, ${slot}); }`);
}

function loadGlobal(w: Writer, index: number): void {
  const r = w.result();
  w.emit(`c = caches[${w.at}]; ${r} = undefined;`);
  w.emit(`if (c.globals === globals && (${r} = c.cell.value) === undefined) ${r} = c.fallback.value;`);
  w.emit(
    `if (${r} === undefined) { ${w.pc} ${r} = loadGlobal(vm, frame, caches, ${w.at}, ${w.name(index)}); }`,
  );
}

export const VARIABLES: Emitters = {
  [Op.NOP]: () => {},
  [Op.POP_TOP]: (w) => w.pop(),
  [Op.COPY]: (w, depth) => w.push(w.peek(depth)),
  [Op.SWAP]: (w, depth) => w.swap(depth),
  [Op.LOAD_CONST]: (w, index) => w.push(constant(w.code.consts[index]!, index)),

  [Op.LOAD_FAST]: loadSlot,
  [Op.LOAD_FAST_CHECK]: (w, slot) => {
    checkLocal(w, slot);
    loadSlot(w, slot);
  },
  [Op.STORE_FAST]: (w, slot) => {
    const { js } = w.pop();
    w.detach(slot);
    w.emit(`s${slot} = ${js};`);
  },
  [Op.DELETE_FAST]: (w, slot) => {
    w.detach(slot);
    checkLocal(w, slot);
    w.emit(`s${slot} = undefined;`);
  },

  [Op.MAKE_CELL]: (w, slot) => w.emit(`s${slot} = new Cell(s${slot});`),
  [Op.COPY_FREE_VARS]: (w, count) => {
    const first = w.code.slotNames.length - count;
    for (let i = 0; i < count; i++) w.emit(`s${first + i} = frame.func.closure.items[${i}];`);
  },
  [Op.LOAD_CLOSURE]: loadSlot,
  [Op.LOAD_DEREF]: (w, slot) => {
    w.give(`s${slot}.value`);
    checkCell(w, w.peek().js, slot);
  },
  [Op.STORE_DEREF]: (w, slot) => w.emit(`s${slot}.value = ${w.pop().js};`),
  [Op.DELETE_DEREF]: (w, slot) => {
    checkCell(w, `s${slot}.value`, slot);
    w.emit(`s${slot}.value = undefined;`);
  },

  [Op.LOAD_GLOBAL]: loadGlobal,
  [Op.STORE_GLOBAL]: (w, index) => w.emit(`globals.set(${w.name(index)}, ${w.pop().js});`),
  [Op.DELETE_GLOBAL]: (w, index) => {
    const name = w.name(index);
    w.emit(`if (!globals.delete(${name})) { ${w.pc} throw notDefined(${name}); }`);
  },
};
