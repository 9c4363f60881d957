/** The module `types`: names of classes that have no name in builtins, SimpleNamespace and MethodType. */

import { constructorOf, method } from '../builtins/define.ts';
import { builtinClass, OBJECT, type PyClass } from '../objects/class.ts';
import { GET_SET } from '../objects/descriptors.ts';
import { TRACEBACK, typeError } from '../objects/exception.ts';
import { BoundMethod, CELL, FUNCTION, METHOD, NATIVE } from '../objects/function.ts';
import { COROUTINE, GENERATOR } from '../objects/generator.ts';
import { dictionaryOf, PyInstance, setOwnAttribute } from '../objects/instance.ts';
import { MODULE, Module } from '../objects/module.ts';
import {
  ELLIPSIS_TYPE,
  NONE_TYPE,
  NOT_IMPLEMENTED,
  NOT_IMPLEMENTED_TYPE,
  typeOf,
} from '../objects/scalars.ts';
import { equals } from '../operations/compare.ts';
import { reprOf } from '../operations/repr.ts';
import type { Value } from '../values.ts';

const SIMPLE_NAMESPACE = builtinClass('SimpleNamespace', undefined, 'types');
SIMPLE_NAMESPACE.open = true;
constructorOf(SIMPLE_NAMESPACE, (_vm, args, keywords) => {
  if (args.length > 1) throw typeError('no positional arguments expected');
  const made = OBJECT.allocate!(args[0] as PyClass) as PyInstance;
  for (const [name, value] of keywords ?? []) setOwnAttribute(made, name, value);
  return made;
});
method(SIMPLE_NAMESPACE, '__repr__', 0, 0, (vm, self: PyInstance) => {
  const cls = typeOf(self);
  const name = cls === SIMPLE_NAMESPACE ? 'namespace' : cls.name;
  if (vm.written.has(self)) return `${name}(...)`;
  vm.written.add(self);
  try {
    const entries = [...dictionaryOf(self).entries.values()];
    return `${name}(${entries.map(({ key, value }) => `${String(key)}=${reprOf(vm, value)}`).join(', ')})`;
  } finally {
    vm.written.delete(self);
  }
});
method(SIMPLE_NAMESPACE, '__eq__', 1, 1, (vm, self: PyInstance, other: Value) =>
  other instanceof PyInstance && typeOf(other).isSubclassOf(SIMPLE_NAMESPACE)
    ? equals(vm, dictionaryOf(self), dictionaryOf(other))
    : NOT_IMPLEMENTED,
);
SIMPLE_NAMESPACE.attributes.set('__hash__', null);

const METHOD_TYPE = METHOD;
if (METHOD_TYPE.attributes.get('__new__') === undefined) {
  constructorOf(METHOD_TYPE, (_vm, args) => new BoundMethod(args[1]!, args[2]!));
}

export function makeTypes(): Module {
  const module = new Module('types');
  const names: Record<string, PyClass> = {
    SimpleNamespace: SIMPLE_NAMESPACE,
    FunctionType: FUNCTION,
    LambdaType: FUNCTION,
    GeneratorType: GENERATOR,
    CoroutineType: COROUTINE,
    MethodType: METHOD_TYPE,
    BuiltinFunctionType: NATIVE,
    BuiltinMethodType: NATIVE,
    ModuleType: MODULE,
    TracebackType: TRACEBACK,
    CellType: CELL,
    NoneType: NONE_TYPE,
    EllipsisType: ELLIPSIS_TYPE,
    NotImplementedType: NOT_IMPLEMENTED_TYPE,
    GetSetDescriptorType: GET_SET,
  };
  for (const [name, cls] of Object.entries(names)) module.namespace.set(name, cls);
  return module;
}
