/**
 * The module `typing`: names for annotations, which subscripting and `|` leave as they are; NamedTuple, Generic,
 * Protocol and TypedDict as bases. What annotations say is never checked, and aliases do not print as CPython's do.
 */

import { makeClass } from '../builtins/build-class.ts';
import { attribute, constructorOf, method, methodList, native } from '../builtins/define.ts';
import { updateDict } from '../builtins/dict.ts';
import type { Interpreter } from '../interpreter.ts';
import { builtinClass, OBJECT, PyClass, TYPE } from '../objects/class.ts';
import { ClassMethod } from '../objects/descriptors.ts';
import { DICT, PyDict } from '../objects/dict.ts';
import { typeError } from '../objects/exception.ts';
import { type Keywords, Native } from '../objects/function.ts';
import { LIST } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { Namespace } from '../objects/namespace.ts';
import { STR, TUPLE, typeOf } from '../objects/scalars.ts';
import { FROZENSET, SET } from '../objects/set.ts';
import { findAttribute } from '../operations/attributes.ts';
import { listOf } from '../operations/iteration.ts';
import { PyTuple, type Value } from '../values.ts';
import { ABC_META, belongs, namespaceOf } from './abc.ts';
import { COLLECTION, ITERABLE, MAPPING, MUTABLE_MAPPING, SEQUENCE } from './collections/abstract.ts';
import { DEQUE } from './collections/deque.ts';
import { COUNTER, DEFAULT_DICT, ORDERED_DICT } from './collections/dicts.ts';
import { fillNamedTuple } from './collections/namedtuple.ts';
import { belongsTo } from './define.ts';

/** A name for annotations: subscripting it and joining it with `|` yields itself. */
const FORM = builtinClass('_SpecialForm', undefined, 'typing');
class Form {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}
belongsTo(Form, FORM);
method(FORM, '__getitem__', 1, 1, (_vm, self: Form) => self);
for (const name of ['__or__', '__ror__']) method(FORM, name, 1, 1, (_vm, self: Form) => self);
method(FORM, '__repr__', 0, 0, (_vm, self: Form) => `typing.${self.name}`);
attribute(FORM, '__name__', (self: Form) => self.name);

const FORMS = [
  ...['Any', 'AnyStr', 'Optional', 'Union', 'Callable', 'Type', 'ClassVar', 'Final', 'Literal', 'Annotated'],
  ...[
    'NoReturn',
    'Never',
    'Self',
    'Concatenate',
    'TypeAlias',
    'TypeGuard',
    'Required',
    'NotRequired',
    'LiteralString',
  ],
  ...[
    'Awaitable',
    'Coroutine',
    'AsyncIterator',
    'AsyncIterable',
    'AsyncGenerator',
    'Hashable',
    'Sized',
    'Text',
  ],
  ...['SupportsInt', 'SupportsFloat', 'SupportsAbs', 'SupportsIndex', 'IO', 'TextIO', 'BinaryIO', 'Unpack'],
];

/** Aliases that can be called or derived from, as the classes they stand for. */
const ALIASES: Record<string, PyClass> = {
  List: LIST,
  Dict: DICT,
  Set: SET,
  FrozenSet: FROZENSET,
  Tuple: TUPLE,
  Text: STR,
  Deque: DEQUE,
  DefaultDict: DEFAULT_DICT,
  OrderedDict: ORDERED_DICT,
  Counter: COUNTER,
  Iterable: ITERABLE,
  Collection: COLLECTION,
  Sequence: SEQUENCE,
  Mapping: MAPPING,
  MutableMapping: MUTABLE_MAPPING,
};
const ABSTRACT = [
  'Iterator',
  'Generator',
  'Container',
  'Reversible',
  'MutableSequence',
  'MutableSet',
  'KeysView',
  'ItemsView',
  'ValuesView',
];

// --- Bases

/** A class that programs derive from only to say something to type checkers. */
function markerClass(name: string): PyClass {
  const cls = builtinClass(name, undefined, 'typing');
  cls.open = true;
  const same = new Native('__class_getitem__', 2, 2, (_vm: Interpreter, self: Value) => self, null);
  cls.attributes.set('__class_getitem__', new ClassMethod(same));
  return cls;
}
const GENERIC = markerClass('Generic');

/** Classes that name Protocol among their bases: whatever has their attributes is an instance. */
const PROTOCOL_META = builtinClass('_ProtocolMeta', ABC_META, 'typing');
const PROTOCOL = new PyClass('Protocol', [GENERIC], new Namespace(), {
  module: 'typing',
  metaclass: PROTOCOL_META,
});
PROTOCOL.open = true;
const NO_MEMBERS =
  /^(?:__module__|__qualname__|__doc__|__annotations__|__dict__|__slots__|__init__|__new__|__hash__)$/;

function protocolMembers(cls: PyClass): Set<string> {
  const names = new Set<string>();
  for (const base of cls.mro) {
    if (base.builtin) continue;
    const annotations = base.attributes.get('__annotations__');
    if (annotations instanceof PyDict) for (const name of annotations.keys()) names.add(name as string);
    for (const [name] of base.attributes.entries()) if (!NO_MEMBERS.test(name)) names.add(name);
  }
  return names;
}
method(PROTOCOL_META, '__instancecheck__', 1, 1, (vm, self: PyClass, value: Value) => {
  if (belongs(typeOf(value), self)) return true;
  if (!self.bases.includes(PROTOCOL)) return false;
  return [...protocolMembers(self)].every((name) => findAttribute(vm, value, name) !== undefined);
});

const TYPE_VAR = builtinClass('TypeVar', FORM, 'typing');
class TypeVar extends Form {}
belongsTo(TypeVar, TYPE_VAR);
constructorOf(TYPE_VAR, (vm, args) => new TypeVar(vm.str(args[1] ?? '')));
method(TYPE_VAR, '__repr__', 0, 0, (_vm, self: TypeVar) => `~${self.name}`);

/** class P(NamedTuple): the annotated names become the fields of a named tuple. */
const NAMED_TUPLE_META = builtinClass('NamedTupleMeta', TYPE, 'typing');
const NAMED_TUPLE = new PyClass('NamedTuple', [OBJECT], new Namespace(), {
  module: 'typing',
  metaclass: NAMED_TUPLE_META,
});
NAMED_TUPLE.open = true;
constructorOf(NAMED_TUPLE_META, (vm, args) => {
  const [, name, , dict] = args as [PyClass, string, PyTuple, Value];
  const names = namespaceOf(vm, dict);
  const annotations = names.get('__annotations__');
  const fields = annotations instanceof PyDict ? (annotations.keys() as string[]) : [];
  const defaults: Value[] = [];
  for (const field of fields) {
    const value = names.get(field);
    if (value !== undefined) defaults.push(value);
    else if (defaults.length > 0) {
      throw typeError(
        `non-default namedtuple field ${field} cannot follow default field${defaults.length === 1 ? '' : 's'} ${fields
          .filter((one) => names.get(one) !== undefined)
          .join(', ')}`,
      );
    }
    names.delete(field);
  }
  return namedTupleClass(vm, name, fields, defaults, names);
});

function namedTupleClass(
  vm: Interpreter,
  name: string,
  fields: readonly string[],
  defaults: readonly Value[],
  body: Namespace,
): PyClass {
  const names = new Namespace();
  names.set('__doc__', `${name}(${fields.join(', ')})`);
  fillNamedTuple(names, name, fields, defaults);
  for (const [key, value] of body.entries()) names.set(key, value);
  return makeClass(vm, name, [TUPLE], names, null, null);
}

/** NamedTuple('P', [('x', int)]) */
constructorOf(NAMED_TUPLE, (vm, args, keywords: Keywords | null) => {
  const [, name, given] = args as [PyClass, string, Value?];
  const fields =
    given === undefined
      ? [...(keywords?.keys() ?? [])]
      : listOf(vm, given).map((pair) => vm.str(listOf(vm, pair)[0]!));
  const body = new Namespace();
  body.set('__module__', vm.frame?.globals.get('__name__') ?? 'builtins');
  return namedTupleClass(vm, name, fields, [], body);
});

/** class D(TypedDict): instances are plain dicts. */
const TYPED_DICT = builtinClass('TypedDict', DICT, 'typing');
TYPED_DICT.open = true;
TYPED_DICT.allocate = () => new PyDict();
methodList(TYPED_DICT, '__init__', (vm, args, keywords) => {
  updateDict(vm, args[0] as PyDict, args.slice(1), keywords);
  return null;
});
constructorOf(TYPED_DICT, (vm, args, keywords) => {
  const dict = new PyDict();
  updateDict(vm, dict, args.slice(1), keywords);
  return dict;
});

export function makeTyping(vm: Interpreter): Module {
  const module = new Module('typing');
  const { namespace } = module;
  for (const name of FORMS) namespace.set(name, new Form(name));
  for (const [name, cls] of Object.entries(ALIASES)) namespace.set(name, cls);
  const abstract = vm.importModule('collections.abc', new PyTuple([]), 0) as Module;
  for (const name of ABSTRACT) namespace.set(name, abstract.get(name)!);
  for (const cls of [GENERIC, PROTOCOL, TYPE_VAR, NAMED_TUPLE, TYPED_DICT]) namespace.set(cls.name, cls);
  namespace.set('ParamSpec', TYPE_VAR);
  namespace.set('TYPE_CHECKING', false);
  const same = (name: string, at: number, count: number) =>
    namespace.set(
      name,
      native(name, count, count, (_vm, ...args: Value[]) => args[at]!),
    );
  same('cast', 1, 2);
  for (const name of [
    'overload',
    'final',
    'no_type_check',
    'runtime_checkable',
    'override',
    'assert_never',
  ]) {
    same(name, 0, 1);
  }
  namespace.set(
    'NewType',
    native('NewType', 2, 2, (_vm, name: string) => native(name, 1, 1, (_vm, value: Value) => value)),
  );
  namespace.set(
    'get_type_hints',
    native(
      'get_type_hints',
      1,
      1,
      (vm, value: Value) => findAttribute(vm, value, '__annotations__') ?? new PyDict(),
    ),
  );
  return module;
}
