/** Attributes, methods and subscripts: of instances by the shape that the cache expects, of lists and tuples by the index. */

import { Op } from '../../../interpreter/opcodes.ts';
import { all, isNumber } from '../entry.ts';
import type { Emitters, Writer } from '../writer.ts';

function loadAttribute(w: Writer, index: number): void {
  const a = w.pop().js;
  const slow = `attribute(vm, frame, ${w.at}, ${w.name(index)}, ${a}, ${w.above()})`;
  const r = w.result();
  w.emit(`c = caches[${w.at}];`);
  w.emit(
    `if (${a} instanceof PyInstance && ${a}.shape === c.shape && c.index >= 0 && c.epoch === CLASSES.epoch) ${r} = ${a}.slots[c.index];`,
  );
  w.emit(`else { ${w.pc} ${r} = ${slow}; }`);
}

function storeAttribute(w: Writer, index: number): void {
  const a = w.pop().js;
  const b = w.pop().js;
  w.emit(`c = caches[${w.at}];`);
  w.emit(`if (${a} instanceof PyInstance && ${a}.shape === c.shape && c.epoch === CLASSES.epoch) {`);
  w.emit(
    `if (c.nextShape === null) ${a}.slots[c.index] = ${b}; else addAttribute(${a}, c.nextShape, c.index, ${b});`,
  );
  w.emit(`} else { ${w.pc} storeAttributeOf(vm, frame, ${w.at}, ${w.name(index)}, ${a}, ${b}); }`);
}

function loadMethod(w: Writer, index: number): void {
  const a = w.pop().js;
  const first = w.above();
  const f = w.result();
  const self = w.result();
  const known = `(${a} instanceof PyInstance ? ${a}.shape === c.shape : ${a} instanceof PyList && ${a}.cls === c.cls)`;
  w.emit(`c = caches[${w.at}];`);
  w.cases(
    [[`c.index === -1 && c.epoch === CLASSES.epoch && ${known}`, `${f} = c.cell.value; ${self} = ${a};`]],
    `${w.pc} method(vm, frame, ${w.at}, ${w.name(index)}, ${a}, ${first}); ${f} = stack[${first}]; ${self} = stack[${first} + 1];`,
  );
}

function loadItem(w: Writer): void {
  const b = w.pop();
  const a = w.pop().js;
  const item = `item(vm, frame, ${w.at}, ${a}, ${b.js}, ${w.above()})`;
  if (isNumber(b) === 'false') {
    w.attempt(item);
    return;
  }
  const items = `${a}.items`;
  let index = `${b.js} < 0 ? ${b.js} + ${items}.length : ${b.js}`;
  if (b.kind === 'int') index = b.number < 0 ? `${items}.length - ${-b.number}` : b.js;
  const r = w.result();
  const take = `${r} = ${items}[${index}];`;
  w.emit(`${r} = undefined;`);
  w.cases(
    [
      [
        isNumber(b),
        `if (${a} instanceof PyList) { if (${a}.cls === LIST) ${take} } else if (${a} instanceof PyTuple) ${take}`,
      ],
    ],
    '',
  );
  w.emit(`if (${r} === undefined) { ${w.pc} ${r} = ${item}; }`);
}

function storeItem(w: Writer): void {
  const b = w.pop();
  const a = w.pop().js;
  const v = w.pop().js;
  const within = `${a} instanceof PyList && ${b.js} >= 0 && ${b.js} < ${a}.items.length && ${a}.cls === LIST`;
  w.cases(
    [[all(isNumber(b), within), `${a}.items[${b.js}] = ${v};`]],
    `${w.pc} setItem(vm, ${a}, ${b.js}, ${v});`,
  );
}

export const MEMBERS: Emitters = {
  [Op.LOAD_ATTR]: loadAttribute,
  [Op.STORE_ATTR]: storeAttribute,
  [Op.DELETE_ATTR]: (w, index) => w.emit(`${w.pc} deleteAttribute(vm, ${w.pop().js}, ${w.name(index)});`),
  [Op.LOAD_METHOD]: loadMethod,
  [Op.BINARY_SUBSCR]: loadItem,
  [Op.STORE_SUBSCR]: storeItem,
  [Op.DELETE_SUBSCR]: (w) => {
    const b = w.pop().js;
    w.emit(`${w.pc} deleteItem(vm, ${w.pop().js}, ${b});`);
  },
};
