/** Containers and strings: building them, adding to them, taking them apart. */

import { Op } from '../../../interpreter/opcodes.ts';
import { list } from '../entry.ts';
import type { Emitter, Emitters, Writer } from '../writer.ts';

/** Adds the top entry to a container below it. What is iterated, hashed or compared may be of the program's classes. */
function into(does: string): Emitter {
  return (w, depth) => {
    const a = w.pop().js;
    w.emit(`${w.writeBack()} ${w.pc} ${does}(vm, ${w.peek(depth).js}, ${a});`);
  };
}

/** As `into`, for the keywords of a call; the function, which a failure names, lies below them. */
function mergeKeywords(w: Writer, depth: number): void {
  const a = w.pop().js;
  const f = w.peek(depth + 2).js;
  w.emit(`${w.writeBack()} ${w.pc} dictMerge(vm, ${w.peek(depth).js}, ${a}, ${f});`);
}

function unpack(w: Writer, count: number): void {
  const a = w.pop().js;
  const results = Array.from({ length: count }, () => w.result());
  const take = (index: (i: number) => number) => results.map((r, i) => `${r} = x[${index(i)}];`).join(' ');
  // The first value comes to lie on top.
  const items = `x = ${a}.items; ${take((i) => count - 1 - i)}`;
  w.cases(
    [
      [`${a} instanceof PyTuple && ${a}.items.length === ${count}`, items],
      [`${a} instanceof PyList && ${a}.items.length === ${count} && ${a}.cls === LIST`, items],
    ],
    `${w.writeBack()} ${w.pc} x = unpacked(vm, ${a}, ${count}); ${take((i) => i)}`,
  );
}

function unpackAround(w: Writer, arg: number): void {
  const a = w.pop().js;
  w.emit(`${w.writeBack()} ${w.pc} x = unpackedAround(vm, ${a}, ${arg});`);
  const count = (arg & 255) + 1 + (arg >>> 8);
  for (let i = 0; i < count; i++) w.give(`x[${i}]`);
}

export const CONTAINERS: Emitters = {
  [Op.BUILD_TUPLE]: (w, n) => w.give(`new PyTuple(${list(w.popMany(n))})`),
  [Op.BUILD_LIST]: (w, n) => w.give(`new PyList(${list(w.popMany(n))})`),
  [Op.BUILD_SET]: (w, n) => w.attempt(`buildSet(vm, ${list(w.popMany(n))}, 0, ${n})`),
  [Op.BUILD_MAP]: (w, n) => w.attempt(`buildMap(vm, ${list(w.popMany(2 * n))}, 0, ${2 * n})`),
  [Op.BUILD_SLICE]: (w, n) => w.give(`buildSlice(${list(w.popMany(n))}, 0, ${n})`),
  [Op.BUILD_STRING]: (w, n) => w.attempt(`${list(w.popMany(n))}.join('')`),
  [Op.FORMAT_VALUE]: (w, flags) => {
    const spec = (flags & 4) !== 0 ? w.pop().js : "''";
    w.attempt(`formatValue(vm, ${flags & 3}, ${w.pop().js}, ${spec})`);
  },

  [Op.LIST_APPEND]: (w, depth) => {
    const a = w.pop().js;
    w.emit(`${w.pc} ${w.peek(depth).js}.items.push(${a});`);
  },
  [Op.MAP_ADD]: (w, depth) => {
    const [key, value] = w.popMany(2);
    w.emit(`${w.pc} ${w.peek(depth).js}.set(vm, ${key!.js}, ${value!.js});`);
  },
  [Op.SET_ADD]: into('setAdd'),
  [Op.LIST_EXTEND]: into('listExtend'),
  [Op.SET_UPDATE]: into('setUpdate'),
  [Op.DICT_UPDATE]: into('dictUpdate'),
  [Op.DICT_MERGE]: mergeKeywords,
  [Op.LIST_TO_TUPLE]: (w) => w.give(`new PyTuple(${w.pop().js}.items)`),

  [Op.UNPACK_SEQUENCE]: unpack,
  [Op.UNPACK_EX]: unpackAround,
};
