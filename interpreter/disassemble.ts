/**
 * Code objects as text, in the manner of CPython's `dis`:
 *
 *     Disassembly of total, shop.py line 3:
 *       4        0 LOAD_CONST               1 (0)
 *                1 STORE_FAST               1 (sum)
 *       5        2 LOAD_FAST                0 (prices)
 *                3 GET_ITER
 *          >>    4 FOR_ITER                 9 (to 9)
 *
 * Columns: source line where it changes, `>>` at jump targets and handlers, index of the instruction, name, argument,
 * what the argument means. Below stand the handlers, then the code objects among the constants.
 */

import { CodeObject } from './code.ts';
import { BINARY_OPERATORS, OPCODES, Op } from './opcodes.ts';
import { PyBytes, PyEllipsis, PyFloat, PyTuple, type Value } from './values.ts';

/** The text of a code object and of all inside it. */
export function disassemble(code: CodeObject): string {
  const inner = code.consts.filter((value) => value instanceof CodeObject);
  return [disassembleOne(code), ...inner.map(disassemble)].join('\n');
}

/** The text of a code object alone. */
export function disassembleOne(code: CodeObject): string {
  const targets = targetsOf(code);
  const text = [`Disassembly of ${code.qualname}, ${code.filename} line ${code.firstLine}:`];
  let lastLine = -1;
  for (const [index, word] of code.instructions.entries()) {
    const line = code.lines[index]!;
    const shownLine = line === lastLine ? '' : String(line);
    lastLine = line;
    const mark = targets.has(index) ? '>>' : '';
    text.push(
      `${shownLine.padStart(5)} ${mark.padStart(4)} ${String(index).padStart(4)} ${instructionText(code, word)}`,
    );
  }
  if (code.handlers.length > 0) text.push('Handlers:', ...handlerLines(code));
  return `${text.join('\n')}\n`;
}

function targetsOf(code: CodeObject): Set<number> {
  const targets = new Set<number>();
  for (const word of code.instructions) {
    if (OPCODES[word & 0xff]?.arg === 'jump') targets.add(word >>> 8);
  }
  for (let i = 0; i < code.handlers.length; i += 5) targets.add(code.handlers[i + 2]!);
  return targets;
}

function handlerLines(code: CodeObject): string[] {
  const lines: string[] = [];
  for (let i = 0; i < code.handlers.length; i += 5) {
    const [start, end, target, depth, pushLasti] = code.handlers.slice(i, i + 5);
    lines.push(`  ${start} to ${end! - 1} -> ${target} [${depth}]${pushLasti ? ' lasti' : ''}`);
  }
  return lines;
}

function instructionText(code: CodeObject, word: number): string {
  const op = word & 0xff;
  const arg = word >>> 8;
  const opcode = OPCODES[op];
  if (!opcode) return `<unknown opcode ${op}> ${arg}`;
  if (opcode.arg === 'none') return opcode.name;
  const meaning = argumentText(code, op, arg);
  return `${opcode.name.padEnd(20)} ${String(arg).padStart(5)}${meaning === '' ? '' : ` (${meaning})`}`;
}

function argumentText(code: CodeObject, op: number, arg: number): string {
  switch (OPCODES[op]!.arg) {
    case 'const':
      return constantText(code.consts[arg]!);
    case 'name':
      return code.names[arg]!;
    case 'slot':
      return code.slotNames[arg]!;
    case 'jump':
      return `to ${arg}`;
    case 'binary':
      return BINARY_OPERATORS[arg]!;
    case 'flag':
      return flagText(op, arg);
    case 'none':
    case 'count':
      return '';
  }
}

function flagText(op: number, arg: number): string {
  switch (op) {
    case Op.IS_OP:
      return arg ? 'is not' : 'is';
    case Op.CONTAINS_OP:
      return arg ? 'not in' : 'in';
    case Op.CALL_EX:
      return arg ? '*, **' : '*';
    case Op.YIELD_VALUE:
      return arg ? 'from below' : '';
    case Op.FORMAT_VALUE:
      return [['', 'str', 'repr', 'ascii'][arg & 3], arg & 4 ? 'with format' : ''].filter(Boolean).join(', ');
    case Op.MAKE_FUNCTION:
      return [arg & 1 ? 'defaults' : '', arg & 2 ? 'kwdefaults' : '', arg & 8 ? 'closure' : '']
        .filter(Boolean)
        .join(', ');
    case Op.UNPACK_EX:
      return `${arg & 0xff} before, ${arg >> 8} after`;
    default:
      return '';
  }
}

/** A constant as Python would write it. */
function constantText(value: Value): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return quoted(value);
  if (value instanceof PyFloat) return floatText(value.value);
  if (value instanceof PyBytes) return `b${quoted(Buffer.from(value.bytes).toString('latin1'))}`;
  if (value instanceof PyTuple) {
    const items = value.items.map(constantText);
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
  }
  if (value instanceof PyEllipsis) return 'Ellipsis';
  if (value instanceof CodeObject) return `<code object ${value.name}, line ${value.firstLine}>`;
  return String(value);
}

const ESCAPES: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const hex = (character: string) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  const inside = text
    .replace(/[\n\r\t\\]/g, (character) => ESCAPES[character]!)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it shows.
    .replace(/[\x00-\x1f\x7f]/g, hex);
  return quote + (quote === "'" ? inside.replaceAll("'", "\\'") : inside) + quote;
}

function floatText(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value).replace('Infinity', 'inf');
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}
