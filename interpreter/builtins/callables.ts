/** Attributes of functions, methods, natives, code objects and modules. */

import { CO_VARARGS, CO_VARKEYWORDS, CodeObject } from '../code.ts';
import { builtinClass, PyClass } from '../objects/class.ts';
import { PyDict } from '../objects/dict.ts';
import { valueError } from '../objects/exception.ts';
import {
  BoundMethod,
  CELL,
  type Cell,
  FUNCTION,
  METHOD,
  METHOD_DESCRIPTOR,
  NATIVE,
  type Native,
  type PyFunction,
} from '../objects/function.ts';
import { typeOf } from '../objects/scalars.ts';
import { Op } from '../opcodes.ts';
import { bind, findAttribute, noAttribute } from '../operations/attributes.ts';
import { callValue } from '../operations/call.ts';
import { PyTuple, type Value } from '../values.ts';
import { attribute, method, methodList } from './define.ts';

attribute(
  FUNCTION,
  '__name__',
  (f: PyFunction) => f.name,
  (f: PyFunction, name) => {
    f.name = name as string;
  },
);
attribute(
  FUNCTION,
  '__qualname__',
  (f: PyFunction) => f.qualname,
  (f: PyFunction, name) => {
    f.qualname = name as string;
  },
);
attribute(
  FUNCTION,
  '__defaults__',
  (f: PyFunction) => f.defaults,
  (f: PyFunction, defaults) => {
    f.defaults = defaults as PyTuple | null;
  },
);
attribute(
  FUNCTION,
  '__kwdefaults__',
  (f: PyFunction) => f.keywordDefaults,
  (f: PyFunction, defaults) => {
    f.keywordDefaults = defaults as PyDict | null;
  },
);
attribute(
  FUNCTION,
  '__doc__',
  (f: PyFunction) => f.attributes?.getString('__doc__') ?? docstring(f),
  (f: PyFunction, doc) => {
    f.attributes ??= new PyDict();
    f.attributes.setString('__doc__', doc);
  },
);
attribute(
  FUNCTION,
  '__module__',
  (f: PyFunction) => f.attributes?.getString('__module__') ?? f.globals.get('__name__') ?? null,
  (f: PyFunction, name) => {
    f.attributes ??= new PyDict();
    f.attributes.setString('__module__', name);
  },
);
attribute(
  FUNCTION,
  '__annotations__',
  (f: PyFunction) => {
    if (f.annotations instanceof PyDict) return f.annotations;
    const dict = new PyDict();
    const items = f.annotations === null ? [] : f.annotations.items;
    for (let i = 0; i < items.length; i += 2) dict.setString(items[i] as string, items[i + 1]!);
    f.annotations = dict;
    return dict;
  },
  (f: PyFunction, annotations) => {
    f.annotations = annotations as PyDict | null;
  },
);
attribute(FUNCTION, '__code__', (f: PyFunction) => f.code);
attribute(FUNCTION, '__closure__', (f: PyFunction) => f.closure);
method(FUNCTION, '__get__', 1, 2, (_vm, f: PyFunction, object: Value) =>
  object === null ? f : new BoundMethod(f, object),
);
methodList(FUNCTION, '__call__', (vm, args, keywords) => callValue(vm, args[0]!, args.slice(1), keywords));

/** As in 3.11 the first constant is the docstring, when it is a string. */
function docstring(f: PyFunction): Value {
  const first = f.code.consts[0];
  return typeof first === 'string' ? first : null;
}

attribute(METHOD, '__func__', (m: BoundMethod) => m.func);
attribute(METHOD, '__self__', (m: BoundMethod) => m.self);
for (const name of ['__name__', '__qualname__', '__doc__', '__module__', '__code__']) {
  attribute(METHOD, name, (m: BoundMethod, vm) => {
    const value = findAttribute(vm, m.func, name);
    if (value === undefined) throw noAttribute(m, name);
    return value;
  });
}
/** Functions written in JavaScript, methods read from their class, and those bound to an object. */
const nativeOf = (f: Native | BoundMethod) => (f instanceof BoundMethod ? (f.func as Native) : f);
for (const cls of [NATIVE, METHOD_DESCRIPTOR]) {
  attribute(cls, '__name__', (f: Native | BoundMethod) => nativeOf(f).name);
  attribute(cls, '__qualname__', (f: Native | BoundMethod) => {
    const { name, owner } = nativeOf(f);
    if (owner !== null) return `${owner.name}.${name}`;
    return f instanceof BoundMethod && f.self instanceof PyClass ? `${f.self.name}.${name}` : name;
  });
  attribute(cls, '__doc__', () => null);
  methodList(cls, '__call__', (vm, args, keywords) => callValue(vm, args[0]!, args.slice(1), keywords));
}
attribute(NATIVE, '__module__', (f: Native | BoundMethod) => (f instanceof BoundMethod ? null : 'builtins'));
attribute(NATIVE, '__self__', (f: Native | BoundMethod, vm) =>
  f instanceof BoundMethod ? f.self : vm.builtins,
);
attribute(METHOD_DESCRIPTOR, '__objclass__', (f: Native) => f.owner);
method(METHOD_DESCRIPTOR, '__get__', 1, 2, (vm, f: Native, object: Value) =>
  object === null ? f : bind(vm, f, object, typeOf(object)),
);

const CODE = builtinClass('code');
Object.defineProperty(CodeObject.prototype, 'cls', { value: CODE });
attribute(CODE, 'co_name', (code: CodeObject) => code.name);
attribute(CODE, 'co_qualname', (code: CodeObject) => code.qualname);
attribute(CODE, 'co_filename', (code: CodeObject) => code.filename);
attribute(CODE, 'co_firstlineno', (code: CodeObject) => code.firstLine);
attribute(CODE, 'co_argcount', (code: CodeObject) => code.argCount);
attribute(CODE, 'co_kwonlyargcount', (code: CodeObject) => code.kwOnlyArgCount);
attribute(CODE, 'co_flags', (code: CodeObject) => code.flags);
attribute(CODE, 'co_consts', (code: CodeObject) => new PyTuple(code.consts));
attribute(CODE, 'co_names', (code: CodeObject) => new PyTuple(code.names));
const parameterCount = (code: CodeObject) =>
  code.argCount +
  code.kwOnlyArgCount +
  ((code.flags & CO_VARARGS) === 0 ? 0 : 1) +
  ((code.flags & CO_VARKEYWORDS) === 0 ? 0 : 1);
/** The slots that MAKE_CELL turns into cells. */
const cellNames = (code: CodeObject) =>
  [...code.instructions]
    .filter((word) => (word & 255) === Op.MAKE_CELL)
    .map((word) => code.slotNames[word >>> 8]!);
attribute(CODE, 'co_varnames', (code: CodeObject) => {
  const own = code.slotNames.slice(0, code.slotNames.length - code.freeCount);
  const cells = cellNames(code);
  return new PyTuple(own.filter((name, i) => i < parameterCount(code) || !cells.includes(name)));
});
attribute(CODE, 'co_nlocals', (code: CodeObject) => code.slotNames.length - code.freeCount);
attribute(CODE, 'co_posonlyargcount', (code: CodeObject) => code.posOnlyArgCount);
attribute(CODE, 'co_stacksize', (code: CodeObject) => code.stackSize);
attribute(CODE, 'co_cellvars', (code: CodeObject) => new PyTuple(cellNames(code)));
attribute(CODE, 'co_freevars', (code: CodeObject) => {
  return new PyTuple(code.slotNames.slice(code.slotNames.length - code.freeCount));
});

attribute(
  CELL,
  'cell_contents',
  (cell: Cell) => {
    if (cell.value === undefined) throw valueError('Cell is empty');
    return cell.value;
  },
  (cell: Cell, value) => {
    cell.value = value;
  },
);

/** Does calling make sense? */
export function isCallable(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const cls = typeOf(value);
  if (cls === METHOD) return true;
  return cls.lookup('__call__') !== undefined;
}
