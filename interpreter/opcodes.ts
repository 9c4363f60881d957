/**
 * The instruction set: CPython 3.11's, told once. The evaluator, the compiler, the disassembler and the
 * check of stack depths all read this table.
 *
 * An instruction is one 32-bit word: the low 8 bits are the opcode, the upper 24 its argument (unsigned).
 *
 *     31                              8 7             0
 *    +---------------------------------+---------------+
 *    |            argument             |    opcode     |
 *    +---------------------------------+---------------+
 *
 * Where it departs from CPython 3.11, and why:
 * - Jumps go to an absolute instruction index: a decoded word has room for it, so there is no EXTENDED_ARG.
 * - No CACHE entries and no PRECALL: inline caches live beside the instructions, in `code.caches`.
 * - Arithmetic and comparisons that programs do most are opcodes of their own instead of BINARY_OP's argument:
 *   one dispatch instead of two, what CPython reaches by specialising at run time.
 * - Calls to plain callables push no NULL: CALL and CALL_METHOD are two instructions instead.
 *
 * Stack pictures are written "before -- after", top of the stack on the right.
 */

/** One row of the table: what an instruction is called, what its argument means, what it does to the stack. */
export interface Opcode {
  readonly name: string;
  /** What the argument means; the disassembler prints it accordingly. */
  readonly arg: ArgKind;
  /** The stack before and after, top on the right. */
  readonly stack: string;
  /** One sentence. */
  readonly does: string;
}

/**
 * - `none`: the argument is unused and 0.
 * - `const`: index into `code.consts`. `name`: index into `code.names`. `slot`: index into `code.slotNames`.
 * - `jump`: an absolute instruction index. `count`: a number of values.
 * - `binary`: index into BINARY_OPERATORS. `flag`: bits explained in the sentence.
 */
export type ArgKind = 'none' | 'const' | 'name' | 'slot' | 'jump' | 'count' | 'binary' | 'flag';

/** Opcode numbers. Order is free; numbers below 256. */
export const Op = {
  NOP: 0,
  POP_TOP: 1,
  COPY: 2,
  SWAP: 3,
  LOAD_CONST: 4,

  LOAD_FAST: 8,
  LOAD_FAST_CHECK: 9,
  STORE_FAST: 10,
  DELETE_FAST: 11,
  MAKE_CELL: 12,
  COPY_FREE_VARS: 13,
  LOAD_CLOSURE: 14,
  LOAD_DEREF: 15,
  STORE_DEREF: 16,
  DELETE_DEREF: 17,
  LOAD_CLASSDEREF: 18,
  LOAD_GLOBAL: 19,
  STORE_GLOBAL: 20,
  DELETE_GLOBAL: 21,
  LOAD_NAME: 22,
  STORE_NAME: 23,
  DELETE_NAME: 24,

  LOAD_ATTR: 28,
  STORE_ATTR: 29,
  DELETE_ATTR: 30,
  LOAD_METHOD: 31,
  BINARY_SUBSCR: 32,
  STORE_SUBSCR: 33,
  DELETE_SUBSCR: 34,

  BINARY_ADD: 40,
  BINARY_SUBTRACT: 41,
  BINARY_MULTIPLY: 42,
  BINARY_OP: 43,
  UNARY_NEGATIVE: 44,
  UNARY_POSITIVE: 45,
  UNARY_INVERT: 46,
  UNARY_NOT: 47,
  COMPARE_LT: 48,
  COMPARE_LE: 49,
  COMPARE_EQ: 50,
  COMPARE_NE: 51,
  COMPARE_GT: 52,
  COMPARE_GE: 53,
  IS_OP: 54,
  CONTAINS_OP: 55,

  JUMP: 60,
  POP_JUMP_IF_FALSE: 61,
  POP_JUMP_IF_TRUE: 62,
  JUMP_IF_FALSE_OR_POP: 63,
  JUMP_IF_TRUE_OR_POP: 64,
  GET_ITER: 65,
  FOR_ITER: 66,

  CALL: 70,
  CALL_METHOD: 71,
  CALL_KW: 72,
  CALL_EX: 73,
  MAKE_FUNCTION: 74,
  RETURN_VALUE: 75,
  LOAD_BUILD_CLASS: 76,

  RETURN_GENERATOR: 80,
  YIELD_VALUE: 81,
  GET_YIELD_FROM_ITER: 82,
  SEND: 83,
  GET_AWAITABLE: 84,

  BUILD_TUPLE: 90,
  BUILD_LIST: 91,
  BUILD_SET: 92,
  BUILD_MAP: 93,
  BUILD_SLICE: 94,
  BUILD_STRING: 95,
  FORMAT_VALUE: 96,
  LIST_APPEND: 97,
  SET_ADD: 98,
  MAP_ADD: 99,
  LIST_EXTEND: 100,
  SET_UPDATE: 101,
  DICT_UPDATE: 102,
  DICT_MERGE: 103,
  LIST_TO_TUPLE: 104,
  UNPACK_SEQUENCE: 105,
  UNPACK_EX: 106,

  PUSH_EXC_INFO: 110,
  POP_EXCEPT: 111,
  CHECK_EXC_MATCH: 112,
  RERAISE: 113,
  RAISE_VARARGS: 114,
  LOAD_ASSERTION_ERROR: 115,
  BEFORE_WITH: 116,
  WITH_EXCEPT_START: 117,

  IMPORT_NAME: 120,
  IMPORT_FROM: 121,
} as const;

/** Operators of BINARY_OP, by argument: CPython's order. From 13 on, the in-place forms. */
export const BINARY_OPERATORS = [
  '+',
  '&',
  '//',
  '<<',
  '@',
  '*',
  '%',
  '|',
  '**',
  '>>',
  '-',
  '/',
  '^',
  '+=',
  '&=',
  '//=',
  '<<=',
  '@=',
  '*=',
  '%=',
  '|=',
  '**=',
  '>>=',
  '-=',
  '/=',
  '^=',
] as const;

const rows: readonly [keyof typeof Op, ArgKind, string, string][] = [
  ['NOP', 'none', '--', 'Does nothing.'],
  ['POP_TOP', 'none', 'a --', 'Drops the top.'],
  ['COPY', 'count', 'x .. -- x .. x', 'Pushes the value at depth `arg` (1 is the top) once more.'],
  [
    'SWAP',
    'count',
    'x .. y -- y .. x',
    'Exchanges the top with the value at depth `arg` (2 is the next one).',
  ],
  ['LOAD_CONST', 'const', '-- a', 'Pushes a constant.'],

  ['LOAD_FAST', 'slot', '-- a', 'Pushes a local that the compiler knows to be bound.'],
  ['LOAD_FAST_CHECK', 'slot', '-- a', 'Pushes a local, or raises UnboundLocalError.'],
  ['STORE_FAST', 'slot', 'a --', 'Binds a local.'],
  ['DELETE_FAST', 'slot', '--', 'Unbinds a local, or raises UnboundLocalError.'],
  ['MAKE_CELL', 'slot', '--', 'Puts the slot (bound or not) into a new cell.'],
  ['COPY_FREE_VARS', 'count', '--', 'Copies the `arg` cells of the closure into the last `arg` slots.'],
  ['LOAD_CLOSURE', 'slot', '-- cell', 'Pushes the cell itself.'],
  ['LOAD_DEREF', 'slot', '-- a', "Pushes a cell's content, or raises NameError."],
  ['STORE_DEREF', 'slot', 'a --', 'Fills a cell.'],
  ['DELETE_DEREF', 'slot', '--', 'Empties a cell, or raises NameError.'],
  ['LOAD_CLASSDEREF', 'slot', '-- a', "Like LOAD_DEREF, but the class body's own names come first."],
  ['LOAD_GLOBAL', 'name', '-- a', 'Pushes a global or built-in name.'],
  ['STORE_GLOBAL', 'name', 'a --', 'Binds a global.'],
  ['DELETE_GLOBAL', 'name', '--', 'Unbinds a global.'],
  ['LOAD_NAME', 'name', '-- a', 'Pushes a name of the class or module body, a global, or a built-in.'],
  ['STORE_NAME', 'name', 'a --', 'Binds a name of the class or module body.'],
  ['DELETE_NAME', 'name', '--', 'Unbinds a name of the class or module body.'],

  ['LOAD_ATTR', 'name', 'o -- a', 'Replaces an object by its attribute.'],
  ['STORE_ATTR', 'name', 'a o --', "Sets an object's attribute."],
  ['DELETE_ATTR', 'name', 'o --', "Deletes an object's attribute."],
  [
    'LOAD_METHOD',
    'name',
    'o -- f o | a NULL',
    'For a method of the class: function and object, unbound. Otherwise the attribute and NULL.',
  ],
  ['BINARY_SUBSCR', 'none', 'o i -- a', 'o[i]'],
  ['STORE_SUBSCR', 'none', 'a o i --', 'o[i] = a'],
  ['DELETE_SUBSCR', 'none', 'o i --', 'del o[i]'],

  ['BINARY_ADD', 'none', 'a b -- c', 'a + b'],
  ['BINARY_SUBTRACT', 'none', 'a b -- c', 'a - b'],
  ['BINARY_MULTIPLY', 'none', 'a b -- c', 'a * b'],
  ['BINARY_OP', 'binary', 'a b -- c', 'Any other operator, and the in-place forms.'],
  ['UNARY_NEGATIVE', 'none', 'a -- b', '-a'],
  ['UNARY_POSITIVE', 'none', 'a -- b', '+a'],
  ['UNARY_INVERT', 'none', 'a -- b', '~a'],
  ['UNARY_NOT', 'none', 'a -- b', 'not a'],
  ['COMPARE_LT', 'none', 'a b -- c', 'a < b'],
  ['COMPARE_LE', 'none', 'a b -- c', 'a <= b'],
  ['COMPARE_EQ', 'none', 'a b -- c', 'a == b'],
  ['COMPARE_NE', 'none', 'a b -- c', 'a != b'],
  ['COMPARE_GT', 'none', 'a b -- c', 'a > b'],
  ['COMPARE_GE', 'none', 'a b -- c', 'a >= b'],
  ['IS_OP', 'flag', 'a b -- c', 'a is b; with 1, a is not b.'],
  ['CONTAINS_OP', 'flag', 'a b -- c', 'a in b; with 1, a not in b.'],

  ['JUMP', 'jump', '--', 'Goes to `arg`.'],
  ['POP_JUMP_IF_FALSE', 'jump', 'a --', 'Goes to `arg` if a is false.'],
  ['POP_JUMP_IF_TRUE', 'jump', 'a --', 'Goes to `arg` if a is true.'],
  ['JUMP_IF_FALSE_OR_POP', 'jump', 'a -- a | --', 'If a is false goes to `arg` and keeps it, else drops it.'],
  ['JUMP_IF_TRUE_OR_POP', 'jump', 'a -- a | --', 'If a is true goes to `arg` and keeps it, else drops it.'],
  ['GET_ITER', 'none', 'a -- it', 'iter(a)'],
  [
    'FOR_ITER',
    'jump',
    'it -- it a | --',
    'Pushes the next value; at the end drops the iterator and goes to `arg`.',
  ],

  ['CALL', 'count', 'f a1..an -- r', 'Calls with n positional arguments.'],
  [
    'CALL_METHOD',
    'count',
    'f o a1..an -- r',
    'Calls what LOAD_METHOD left: f(o, a1..an), or f(a1..an) over NULL.',
  ],
  [
    'CALL_KW',
    'count',
    'f a1..an names -- r',
    'Calls with n arguments, the last of them by keyword: names is the tuple of their names.',
  ],
  ['CALL_EX', 'flag', 'f args [kw] -- r', 'f(*args), with 1 f(*args, **kw).'],
  [
    'MAKE_FUNCTION',
    'flag',
    '[defaults] [kwdefaults] [annotations] [closure] code -- f',
    'A function; 1: tuple of defaults, 2: dict of keyword defaults, 4: tuple of names and annotations, 8: tuple of cells.',
  ],
  ['RETURN_VALUE', 'none', 'a --', 'Ends the frame with a.'],
  ['LOAD_BUILD_CLASS', 'none', '-- f', 'Pushes the function that makes classes: f(body, name, *bases).'],

  [
    'RETURN_GENERATOR',
    'none',
    '-- sent',
    'First instruction of a generator: ends the call with a generator that owns the frame. What is sent in first lies on the stack.',
  ],
  [
    'YIELD_VALUE',
    'flag',
    'a -- b',
    'Suspends with a; what is sent in stands in its place when resumed. With 1 it is a step of `yield from` or `await`: the iterator being driven lies beneath.',
  ],
  [
    'GET_YIELD_FROM_ITER',
    'none',
    'a -- it',
    'The iterator that `yield from` drives: a generator itself, else iter(a).',
  ],
  [
    'SEND',
    'jump',
    'it a -- it b | r',
    'Sends a into it: pushes what it yields; when it returns, replaces both by the result and goes to `arg`.',
  ],
  ['GET_AWAITABLE', 'none', 'a -- it', 'The iterator that `await` drives.'],

  ['BUILD_TUPLE', 'count', 'a1..an -- t', '(a1, .., an)'],
  ['BUILD_LIST', 'count', 'a1..an -- l', '[a1, .., an]'],
  ['BUILD_SET', 'count', 'a1..an -- s', '{a1, .., an}'],
  ['BUILD_MAP', 'count', 'k1 v1..kn vn -- d', '{k1: v1, .., kn: vn}'],
  ['BUILD_SLICE', 'count', 'a b [c] -- s', 'slice(a, b) or slice(a, b, c)'],
  ['BUILD_STRING', 'count', 's1..sn -- s', 'Joins n strings.'],
  [
    'FORMAT_VALUE',
    'flag',
    'a [spec] -- s',
    'Formats for an f-string; low two bits 1 str(), 2 repr(), 3 ascii() first; 4: a format spec lies on top.',
  ],
  ['LIST_APPEND', 'count', 'l .. a -- l ..', 'Appends a to the list at depth `arg`, counted after the pop.'],
  ['SET_ADD', 'count', 's .. a -- s ..', 'Adds a to the set at depth `arg`, counted after the pop.'],
  [
    'MAP_ADD',
    'count',
    'd .. k v -- d ..',
    'Sets d[k] = v in the dict at depth `arg`, counted after the pops.',
  ],
  ['LIST_EXTEND', 'count', 'l .. it -- l ..', 'Extends the list at depth `arg`, counted after the pop.'],
  ['SET_UPDATE', 'count', 's .. it -- s ..', 'Updates the set at depth `arg`, counted after the pop.'],
  ['DICT_UPDATE', 'count', 'd .. m -- d ..', 'Updates the dict at depth `arg`, counted after the pop.'],
  ['DICT_MERGE', 'count', 'd .. m -- d ..', 'Like DICT_UPDATE, and raises TypeError for a repeated keyword.'],
  ['LIST_TO_TUPLE', 'none', 'l -- t', 'tuple(l)'],
  ['UNPACK_SEQUENCE', 'count', 's -- an..a1', 'Unpacks exactly n values, the first on top.'],
  [
    'UNPACK_EX',
    'flag',
    's -- ..',
    'Unpacks around a starred target: low 8 bits values before it, the rest after it; the first on top.',
  ],

  ['PUSH_EXC_INFO', 'none', 'e -- old e', 'Makes e the exception being handled and keeps the one before.'],
  ['POP_EXCEPT', 'none', 'old --', 'Restores the exception handled before.'],
  ['CHECK_EXC_MATCH', 'none', 'e type -- e b', 'Does e match the type or tuple of types?'],
  [
    'RERAISE',
    'count',
    'e --',
    'Raises e again as it is; with n above 0, depth n + 1 holds the index of the instruction that raised it first.',
  ],
  ['RAISE_VARARGS', 'count', '[e [cause]] --', 'raise, raise e, raise e from cause.'],
  ['LOAD_ASSERTION_ERROR', 'none', '-- type', 'Pushes AssertionError.'],
  ['BEFORE_WITH', 'none', 'm -- exit a', 'Pushes the bound __exit__ and the value of __enter__().'],
  [
    'WITH_EXCEPT_START',
    'none',
    'exit lasti old e -- exit lasti old e b',
    'Calls exit(type, e, traceback) for the exception on top.',
  ],

  ['IMPORT_NAME', 'name', 'level fromlist -- module', 'Imports a module.'],
  ['IMPORT_FROM', 'name', 'module -- module a', 'Pushes a name of the module.'],
];

/** The table by opcode number; numbers that are not in use are missing. */
export const OPCODES: readonly (Opcode | undefined)[] = (() => {
  const table: (Opcode | undefined)[] = new Array(256).fill(undefined);
  for (const [name, arg, stack, does] of rows) table[Op[name]] = { name, arg, stack, does };
  return table;
})();

/** Packs an instruction word. */
export function pack(op: number, arg: number): number {
  return op | (arg << 8);
}
