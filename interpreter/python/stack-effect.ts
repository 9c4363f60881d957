/**
 * What each instruction does to the height of the stack; `jumps` asks for the way of the jump.
 */

import { OPCODES, Op } from '../opcodes.ts';

/** Opcodes whose effect is one number on both ways. */
const FIXED: Partial<Record<number, number>> = {
  [Op.NOP]: 0,
  [Op.POP_TOP]: -1,
  [Op.COPY]: 1,
  [Op.SWAP]: 0,
  [Op.LOAD_CONST]: 1,
  [Op.LOAD_FAST]: 1,
  [Op.LOAD_FAST_CHECK]: 1,
  [Op.STORE_FAST]: -1,
  [Op.DELETE_FAST]: 0,
  [Op.MAKE_CELL]: 0,
  [Op.COPY_FREE_VARS]: 0,
  [Op.LOAD_CLOSURE]: 1,
  [Op.LOAD_DEREF]: 1,
  [Op.STORE_DEREF]: -1,
  [Op.DELETE_DEREF]: 0,
  [Op.LOAD_CLASSDEREF]: 1,
  [Op.LOAD_GLOBAL]: 1,
  [Op.STORE_GLOBAL]: -1,
  [Op.DELETE_GLOBAL]: 0,
  [Op.LOAD_NAME]: 1,
  [Op.STORE_NAME]: -1,
  [Op.DELETE_NAME]: 0,
  [Op.LOAD_ATTR]: 0,
  [Op.STORE_ATTR]: -2,
  [Op.DELETE_ATTR]: -1,
  [Op.LOAD_METHOD]: 1,
  [Op.BINARY_SUBSCR]: -1,
  [Op.STORE_SUBSCR]: -3,
  [Op.DELETE_SUBSCR]: -2,
  [Op.BINARY_ADD]: -1,
  [Op.BINARY_SUBTRACT]: -1,
  [Op.BINARY_MULTIPLY]: -1,
  [Op.BINARY_OP]: -1,
  [Op.UNARY_NEGATIVE]: 0,
  [Op.UNARY_POSITIVE]: 0,
  [Op.UNARY_INVERT]: 0,
  [Op.UNARY_NOT]: 0,
  [Op.COMPARE_LT]: -1,
  [Op.COMPARE_LE]: -1,
  [Op.COMPARE_EQ]: -1,
  [Op.COMPARE_NE]: -1,
  [Op.COMPARE_GT]: -1,
  [Op.COMPARE_GE]: -1,
  [Op.IS_OP]: -1,
  [Op.CONTAINS_OP]: -1,
  [Op.JUMP]: 0,
  [Op.POP_JUMP_IF_FALSE]: -1,
  [Op.POP_JUMP_IF_TRUE]: -1,
  [Op.GET_ITER]: 0,
  [Op.RETURN_VALUE]: -1,
  [Op.LOAD_BUILD_CLASS]: 1,
  [Op.RETURN_GENERATOR]: 1,
  [Op.YIELD_VALUE]: 0,
  [Op.GET_YIELD_FROM_ITER]: 0,
  [Op.GET_AWAITABLE]: 0,
  [Op.LIST_APPEND]: -1,
  [Op.SET_ADD]: -1,
  [Op.MAP_ADD]: -2,
  [Op.LIST_EXTEND]: -1,
  [Op.SET_UPDATE]: -1,
  [Op.DICT_UPDATE]: -1,
  [Op.DICT_MERGE]: -1,
  [Op.LIST_TO_TUPLE]: 0,
  [Op.PUSH_EXC_INFO]: 1,
  [Op.POP_EXCEPT]: -1,
  [Op.CHECK_EXC_MATCH]: 0,
  [Op.RERAISE]: -1,
  [Op.LOAD_ASSERTION_ERROR]: 1,
  [Op.BEFORE_WITH]: 1,
  [Op.WITH_EXCEPT_START]: 1,
  [Op.IMPORT_NAME]: -1,
  [Op.IMPORT_FROM]: 1,
};

/** By how much the stack grows (or, negative, shrinks). */
export function stackEffect(op: number, arg: number, jumps: boolean): number {
  const fixed = FIXED[op];
  if (fixed !== undefined) return fixed;
  switch (op) {
    case Op.JUMP_IF_FALSE_OR_POP:
    case Op.JUMP_IF_TRUE_OR_POP:
      return jumps ? 0 : -1;
    case Op.FOR_ITER:
      return jumps ? -1 : 1;
    case Op.SEND:
      return jumps ? -1 : 0;
    case Op.CALL:
      return -arg;
    case Op.CALL_METHOD:
    case Op.CALL_KW:
      return -arg - 1;
    case Op.CALL_EX:
      return -1 - (arg & 1);
    case Op.MAKE_FUNCTION:
      return -((arg & 1) + ((arg >> 1) & 1) + ((arg >> 2) & 1) + ((arg >> 3) & 1));
    case Op.BUILD_TUPLE:
    case Op.BUILD_LIST:
    case Op.BUILD_SET:
    case Op.BUILD_SLICE:
    case Op.BUILD_STRING:
      return 1 - arg;
    case Op.BUILD_MAP:
      return 1 - 2 * arg;
    case Op.FORMAT_VALUE:
      return arg & 4 ? -1 : 0;
    case Op.UNPACK_SEQUENCE:
      return arg - 1;
    case Op.UNPACK_EX:
      return (arg & 0xff) + (arg >> 8);
    case Op.RAISE_VARARGS:
      return -arg;
    default:
      throw new Error(`Internal error: no stack effect for opcode ${OPCODES[op]?.name ?? op}`);
  }
}

/** How many values below the top an instruction looks at: the least height it needs. */
export function stackNeed(op: number, arg: number): number {
  if (op === Op.COPY || op === Op.SWAP) return arg;
  const grown = stackEffect(op, arg, false);
  return grown < 0 ? -grown : 0;
}
