/** The module `builtins`: functions, classes, exceptions, constants. Each interpreter has its own module. */

import { BYTE_ARRAY } from '../objects/byte-array.ts';
import { OBJECT, TYPE } from '../objects/class.ts';
import { CLASS_METHOD, PROPERTY, STATIC_METHOD } from '../objects/descriptors.ts';
import { DICT } from '../objects/dict.ts';
import { EXCEPTIONS, pyError } from '../objects/exception.ts';
import { LIST } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { BOOL, BYTES, FLOAT, INT, NOT_IMPLEMENTED, RANGE, SLICE, STR, TUPLE } from '../objects/scalars.ts';
import { FROZENSET, SET } from '../objects/set.ts';
import { ELLIPSIS, type Value } from '../values.ts';
import { ATTRIBUTE_FUNCTIONS } from './attribute-functions.ts';
import './bytes.ts';
import { BUILD_CLASS } from './build-class.ts';
import './callables.ts';
import { native } from './define.ts';
import './descriptors.ts';
import './dict.ts';
import './exceptions.ts';
import { FUNCTIONS } from './functions.ts';
import './generators.ts';
import { ITERATION_CLASSES, ITERATION_FUNCTIONS } from './iteration.ts';
import './list.ts';
import './numbers.ts';
import './object.ts';
import './operators.ts';
import './set.ts';
import './str.ts';
import { REFUSED_FUNCTIONS } from './refused.ts';
import { SUPER } from './super.ts';
import './tuple.ts';
import './type-hints.ts';

const CLASSES = [
  OBJECT,
  TYPE,
  INT,
  BOOL,
  FLOAT,
  STR,
  BYTES,
  BYTE_ARRAY,
  TUPLE,
  LIST,
  DICT,
  SET,
  FROZENSET,
  RANGE,
  SLICE,
  PROPERTY,
  STATIC_METHOD,
  CLASS_METHOD,
  SUPER,
  ...ITERATION_CLASSES,
];

function exit(_vm: unknown, code: Value = null): never {
  throw pyError('SystemExit', code);
}

export function builtinsModule(): Module {
  const module = new Module('builtins');
  const { namespace } = module;
  for (const cls of CLASSES) namespace.set(cls.name, cls);
  for (const [name, cls] of Object.entries(EXCEPTIONS)) namespace.set(name, cls);
  for (const native of [
    ...FUNCTIONS,
    ...ATTRIBUTE_FUNCTIONS,
    ...ITERATION_FUNCTIONS,
    ...REFUSED_FUNCTIONS,
    BUILD_CLASS,
  ]) {
    namespace.set(native.name, native);
  }
  namespace.set('IOError', EXCEPTIONS.OSError);
  namespace.set('EnvironmentError', EXCEPTIONS.OSError);
  namespace.set('None', null);
  namespace.set('True', true);
  namespace.set('False', false);
  namespace.set('NotImplemented', NOT_IMPLEMENTED);
  namespace.set('Ellipsis', ELLIPSIS);
  namespace.set('__debug__', true);
  for (const name of ['exit', 'quit']) namespace.set(name, native(name, 0, 1, exit));
  return module;
}
