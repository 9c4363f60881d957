/** Arithmetic. In line are ints that a number holds exactly, and floats; what else there is, the core knows. */

import { BINARY_OPERATORS, Op } from '../../../interpreter/opcodes.ts';
import { all, type Case, type Entry, fits32, floatCases, floatOf, isFloat, isNumber } from '../entry.ts';
import type { Emitter, Emitters, Writer } from '../writer.ts';

const LARGEST = Number.MAX_SAFE_INTEGER;
const SMALLEST = Number.MIN_SAFE_INTEGER;

/** An operator in line: what is tried before the core is called, `r` being the result. */
type Fast = (a: Entry, b: Entry, r: string, pc: string) => Case[];

const numbers = (a: Entry, b: Entry) => all(isNumber(a), isNumber(b));

/** Is the result `x` of two ints one that a number holds exactly? */
function inRange(sign: string, a: Entry, b: Entry): string {
  const known = b.kind === 'int' ? b.number : a.kind === 'int' && sign === '+' ? a.number : 0;
  const up = sign === '-' ? known < 0 : known > 0;
  if (sign !== '*' && known !== 0) return up ? `x <= ${LARGEST}` : `x >= ${SMALLEST}`;
  return `x <= ${LARGEST} && x >= ${SMALLEST}`;
}

/** Of ints, by `exact` where a number does not hold the result `x`, and of floats. `int` is what becomes of `x`: no -0. */
function arithmetic(sign: '+' | '-' | '*', exact: string, int = 'x'): Fast {
  return (a, b, r) => [
    [
      numbers(a, b),
      `x = ${a.js} ${sign} ${b.js}; ${r} = ${inRange(sign, a, b)} ? ${int} : ${exact}(${a.js}, ${b.js});`,
    ],
    ...floatCases(a, b, (x, y) => `${r} = new PyFloat(${x} ${sign} ${y});`),
  ];
}

function bitwise(sign: '&' | '|' | '^'): Fast {
  return (a, b, r) => [[all(numbers(a, b), fits32(a), fits32(b)), `${r} = ${a.js} ${sign} ${b.js};`]];
}

/** Of ints that are not negative: there, JavaScript's remainder is Python's. */
function whole(quotient: (a: string, b: string) => string): Fast {
  return (a, b, r) => [
    [all(numbers(a, b), `${a.js} >= 0`, `${b.js} > 0`), `${r} = ${quotient(a.js, b.js)};`],
  ];
}

const isNotZero = (js: string) => `${js} !== 0`;

const FAST: Readonly<Record<string, Fast>> = {
  '+': arithmetic('+', 'addInts'),
  '-': arithmetic('-', 'subtractInts'),
  '*': arithmetic('*', 'multiplyInts', 'x + 0'),
  '%': whole((a, b) => `${a} % ${b}`),
  '//': whole((a, b) => `(${a} - ${a} % ${b}) / ${b}`),
  '/': (a, b, r) => [
    [all(numbers(a, b), isNotZero(b.js)), `${r} = new PyFloat(${a.js} / ${b.js});`],
    ...floatCases(a, b, (x, y) => `${r} = new PyFloat(${x} / ${y});`, isNotZero),
  ],
  '&': bitwise('&'),
  '|': bitwise('|'),
  '^': bitwise('^'),
  '<<': (a, b, r, pc) => [[all(numbers(a, b), `${b.js} >= 0`), `${pc} ${r} = shiftLeft(${a.js}, ${b.js});`]],
  '>>': (a, b, r) => [
    [
      all(numbers(a, b), `${b.js} >= 0`, `${b.js} < 32`, `(${a.js} | 0) === ${a.js}`),
      `${r} = ${a.js} >> ${b.js};`,
    ],
  ],
};

/** Calls the core with two operands that were popped. */
export function operate(w: Writer, operator: number, a: Entry, b: Entry): string {
  return `operate(vm, frame, ${w.at}, ${operator}, ${a.js}, ${b.js}, ${w.above()})`;
}

function binary(w: Writer, operator: number): void {
  const b = w.pop();
  const a = w.pop();
  const slow = operate(w, operator, a, b);
  const r = w.result();
  const fast = FAST[BINARY_OPERATORS[operator]!.replace(/=$/, '')];
  w.cases(fast?.(a, b, r, w.pc) ?? [], `${w.pc} ${r} = ${slow};`);
}

/** An operator that has an instruction of its own. */
function own(sign: '+' | '-' | '*'): Emitter {
  const operator = BINARY_OPERATORS.indexOf(sign);
  return (w) => binary(w, operator);
}

function negative(w: Writer): void {
  const a = w.pop();
  const r = w.result();
  w.cases(
    [
      [isNumber(a), `${r} = 0 - ${a.js};`],
      [isFloat(a), `${r} = new PyFloat(-${floatOf(a)});`],
    ],
    `${w.pc} ${r} = unaryOperator(vm, '-', ${a.js});`,
  );
}

export const OPERATORS: Emitters = {
  [Op.BINARY_ADD]: own('+'),
  [Op.BINARY_SUBTRACT]: own('-'),
  [Op.BINARY_MULTIPLY]: own('*'),
  [Op.BINARY_OP]: binary,
  [Op.UNARY_NEGATIVE]: negative,
  [Op.UNARY_POSITIVE]: (w) => w.attempt(`unaryOperator(vm, '+', ${w.pop().js})`),
  [Op.UNARY_INVERT]: (w) => w.attempt(`unaryOperator(vm, '~', ${w.pop().js})`),
};
