/** Attributes of functions, methods, natives, code objects and modules. */

import { CodeObject } from '../code.ts';
import { builtinClass } from '../objects/class.ts';
import { PyDict } from '../objects/dict.ts';
import { BoundMethod, FUNCTION, METHOD, NATIVE, type Native, type PyFunction } from '../objects/function.ts';
import { typeOf } from '../objects/scalars.ts';
import { findAttribute, noAttribute } from '../operations/attributes.ts';
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
attribute(NATIVE, '__name__', (f: Native) => f.name);
attribute(NATIVE, '__qualname__', (f: Native) => (f.owner === null ? f.name : `${f.owner.name}.${f.name}`));
attribute(NATIVE, '__doc__', () => null);
attribute(NATIVE, '__module__', () => 'builtins');
methodList(NATIVE, '__call__', (vm, args, keywords) => callValue(vm, args[0]!, args.slice(1), keywords));

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
attribute(CODE, 'co_varnames', (code: CodeObject) => {
  return new PyTuple(code.slotNames.slice(0, code.slotNames.length - code.freeCount));
});

/** Does calling make sense? */
export function isCallable(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const cls = typeOf(value);
  if (cls === METHOD) return true;
  return cls.lookup('__call__') !== undefined;
}
