/**
 * The module `dataclasses`. The methods that it adds are native: they take no frame and do not show in a traceback.
 * slots=True, weakref_slot, InitVar and make_dataclass() are absent; kw_only is known for whole classes and fields.
 */

import { attribute, constructorOf, method, native } from '../builtins/define.ts';
import type { Interpreter } from '../interpreter.ts';
import { builtinClass, PyClass } from '../objects/class.ts';
import { DICT, PyDict } from '../objects/dict.ts';
import { EXCEPTIONS, PyExceptionObject, typeError, valueError } from '../objects/exception.ts';
import { type Keywords, Native } from '../objects/function.ts';
import { type Attributed, setOwnAttribute } from '../objects/instance.ts';
import { LIST, PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { NOT_IMPLEMENTED, Singleton, typeOf } from '../objects/scalars.ts';
import { AnySet, SET } from '../objects/set.ts';
import {
  findAttribute,
  getAttribute,
  setAttribute,
  setPlainAttribute,
  setsPlainAttributes,
} from '../operations/attributes.ts';
import { callValue } from '../operations/call.ts';
import { compare } from '../operations/compare.ts';
import { hashOf } from '../operations/hash.ts';
import { reprOf } from '../operations/repr.ts';
import { isTrue } from '../operations/truth.ts';
import { PyTuple, type Value } from '../values.ts';
import { belongsTo, ClassNote, define, defineClasses, defineList } from './define.ts';

const FIELD = builtinClass('Field', undefined, 'dataclasses');
const FROZEN_ERROR = builtinClass('FrozenInstanceError', EXCEPTIONS.AttributeError, 'dataclasses');
const MISSING_TYPE = builtinClass('_MISSING_TYPE', undefined, 'dataclasses');
const MISSING = new Singleton(MISSING_TYPE, 'MISSING');
const KW_ONLY = new Singleton(builtinClass('_KW_ONLY_TYPE', undefined, 'dataclasses'), 'KW_ONLY');

class Field {
  name = '';
  type: Value = null;
  readonly fallback: Value;
  readonly factory: Value;
  readonly init: boolean;
  readonly repr: boolean;
  readonly compare: boolean;
  readonly hash: Value;
  readonly metadata: Value;
  keywordOnly: boolean | null;
  constructor(vm: Interpreter, keywords: Keywords | null) {
    const flag = (name: string) => isTrue(vm, keywords?.get(name) ?? true);
    this.fallback = keywords?.get('default') ?? (keywords?.has('default') === true ? null : MISSING);
    this.factory = keywords?.get('default_factory') ?? MISSING;
    this.init = flag('init');
    this.repr = flag('repr');
    this.compare = flag('compare');
    this.hash = keywords?.get('hash') ?? null;
    this.metadata = keywords?.get('metadata') ?? new PyDict();
    const keywordOnly = keywords?.get('kw_only');
    this.keywordOnly = keywordOnly === undefined ? null : isTrue(vm, keywordOnly);
  }
  get optional(): boolean {
    return this.fallback !== MISSING || this.factory !== MISSING;
  }
}
belongsTo(Field, FIELD);
constructorOf(FIELD, (vm, _args, keywords) => new Field(vm, keywords));
attribute(FIELD, 'name', (self: Field) => self.name);
attribute(FIELD, 'type', (self: Field) => self.type);
attribute(FIELD, 'default', (self: Field) => self.fallback);
attribute(FIELD, 'default_factory', (self: Field) => self.factory);
attribute(FIELD, 'init', (self: Field) => self.init);
attribute(FIELD, 'repr', (self: Field) => self.repr);
attribute(FIELD, 'compare', (self: Field) => self.compare);
attribute(FIELD, 'metadata', (self: Field) => self.metadata);

interface Parameters {
  readonly init: boolean;
  readonly repr: boolean;
  readonly eq: boolean;
  readonly order: boolean;
  readonly unsafeHash: boolean;
  readonly frozen: boolean;
  readonly keywordOnly: boolean;
}

const DATA = new ClassNote<{ fields: Field[]; frozen: boolean }>('dataclass');

function isClassVariable(annotation: Value): boolean {
  if (typeof annotation === 'string') return /^(?:typing\.)?ClassVar\b/.test(annotation);
  const name = (annotation as { name?: unknown } | null)?.name;
  return name === 'ClassVar';
}

function isUnhashable(value: Value): boolean {
  const cls = typeOf(value);
  return (
    cls.isSubclassOf(LIST) ||
    cls.isSubclassOf(DICT) ||
    cls.isSubclassOf(SET) ||
    cls.lookup('__hash__') === null
  );
}

/** The fields of a class: those of its bases, then its own, which may replace them. */
function collect(vm: Interpreter, cls: PyClass, keywordOnly: boolean): Field[] {
  const fields = new Map<string, Field>();
  for (const base of cls.mro.slice(1).reverse()) {
    for (const field of DATA.get(base)?.fields ?? []) fields.set(field.name, field);
  }
  const annotations = cls.attributes.get('__annotations__');
  let onlyByKeyword = keywordOnly;
  if (annotations instanceof PyDict) {
    for (const { key, value: type } of annotations.entries.values()) {
      const name = key as string;
      if (type === KW_ONLY) {
        onlyByKeyword = true;
        continue;
      }
      if (isClassVariable(type)) continue;
      const value = cls.attributes.get(name);
      const field =
        value instanceof Field
          ? value
          : new Field(vm, value === undefined ? null : new Map([['default', value]]));
      field.name = name;
      field.type = type;
      field.keywordOnly ??= onlyByKeyword;
      if (field.fallback !== MISSING && isUnhashable(field.fallback)) {
        const shown = reprOf(vm, typeOf(field.fallback));
        throw valueError(`mutable default ${shown} for field ${name} is not allowed: use default_factory`);
      }
      if (value instanceof Field) {
        if (field.fallback === MISSING) cls.deleteAttribute(name);
        else cls.setAttribute(name, field.fallback);
      }
      fields.set(name, field);
    }
  }
  for (const [name, value] of cls.attributes.entries()) {
    if (value instanceof Field && !fields.has(name))
      throw typeError(`${reprOf(vm, name)} is a field but has no type annotation`);
  }
  return [...fields.values()];
}

// --- The methods

type Code = (vm: Interpreter, args: readonly Value[], keywords: Keywords | null) => Value;

function put(cls: PyClass, name: string, run: Code): void {
  const made = new Native(name, 0, -1, run, cls);
  cls.setAttribute(name, made);
}

function missingArguments(owner: string, names: readonly string[], kind: string): PyExceptionObject {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.pop()!;
  const list = quoted.length === 0 ? last : `${quoted.join(', ')}${quoted.length > 1 ? ',' : ''} and ${last}`;
  const plural = names.length === 1 ? '' : 's';
  return typeError(`${owner}.__init__() missing ${names.length} required ${kind} argument${plural}: ${list}`);
}

function initializer(cls: PyClass, fields: readonly Field[], frozen: boolean): Code {
  const positional = fields.filter((field) => field.init && field.keywordOnly !== true);
  const taken = [...positional, ...fields.filter((field) => field.init && field.keywordOnly === true)];
  const places = new Map(taken.map((field, i) => [field.name, i]));
  const order = fields.map((field) => ({ field, at: places.get(field.name) ?? -1 }));
  const required = positional.filter((field) => !field.optional).length;
  const owner = cls.qualname;
  return (vm, args, keywords) => {
    const self = args[0] as Attributed;
    const given = args.length - 1;
    if (given > positional.length) {
      const takes =
        required < positional.length
          ? `from ${required + 1} to ${positional.length + 1}`
          : positional.length + 1;
      const plural = positional.length === 0 ? '' : 's';
      throw typeError(
        `${owner}.__init__() takes ${takes} positional argument${plural} but ${given + 1} were given`,
      );
    }
    const values: (Value | undefined)[] = args.slice(1);
    for (const [name, value] of keywords ?? []) {
      const at = places.get(name);
      if (at === undefined)
        throw typeError(`${owner}.__init__() got an unexpected keyword argument '${name}'`);
      if (values[at] !== undefined)
        throw typeError(`${owner}.__init__() got multiple values for argument '${name}'`);
      values[at] = value;
    }
    if (values.length < taken.length || keywords !== null) checkMissing(owner, taken, values);
    const own = typeOf(self);
    const direct = own.slotNames === null && (frozen || setsPlainAttributes(own));
    for (const { field, at } of order) {
      let value = at < 0 ? undefined : values[at];
      if (value === undefined) {
        if (field.factory !== MISSING) value = callValue(vm, field.factory, [], null);
        else if (field.fallback !== MISSING) value = field.fallback;
        else continue;
      }
      if (direct) setOwnAttribute(self, field.name, value);
      else if (frozen) setPlainAttribute(vm, self, field.name, value);
      else setAttribute(vm, self, field.name, value);
    }
    const after = typeOf(self).lookup('__post_init__');
    if (after !== undefined) callValue(vm, after, [self], null);
    return null;
  };
}

function checkMissing(owner: string, taken: readonly Field[], values: readonly (Value | undefined)[]): void {
  const missing = taken.filter((field, i) => values[i] === undefined && !field.optional);
  if (missing.length === 0) return;
  const positional = missing.filter((field) => field.keywordOnly !== true).map((field) => field.name);
  if (positional.length > 0) throw missingArguments(owner, positional, 'positional');
  throw missingArguments(
    owner,
    missing.map((field) => field.name),
    'keyword-only',
  );
}

function addMethods(cls: PyClass, fields: readonly Field[], given: Parameters): void {
  const own = (name: string) => cls.attributes.get(name) !== undefined;
  const compared = fields.filter((field) => field.compare).map((field) => field.name);
  const tupleOf = (vm: Interpreter, self: Value) =>
    new PyTuple(compared.map((name) => getAttribute(vm, self, name)));

  if (given.init) {
    let before: Field | null = null;
    for (const field of fields) {
      if (!field.init || field.keywordOnly === true) continue;
      if (!field.optional && before !== null) {
        throw typeError(`non-default argument '${field.name}' follows default argument`);
      }
      if (field.optional) before = field;
    }
    put(cls, '__init__', initializer(cls, fields, given.frozen));
  }
  if (given.repr && !own('__repr__')) {
    put(cls, '__repr__', (vm, args) => {
      const self = args[0] as object;
      if (vm.written.has(self)) return '...';
      vm.written.add(self);
      try {
        const parts = fields
          .filter((field) => field.repr)
          .map(({ name }) => `${name}=${reprOf(vm, getAttribute(vm, self, name))}`);
        return `${typeOf(self).qualname}(${parts.join(', ')})`;
      } finally {
        vm.written.delete(self);
      }
    });
  }
  const hadHash = own('__hash__') && !(cls.attributes.get('__hash__') === null && own('__eq__'));
  if (given.eq && !own('__eq__')) {
    put(cls, '__eq__', (vm, args) => {
      const [self, other] = args as [Value, Value];
      return typeOf(self) === typeOf(other)
        ? compare(vm, 2, tupleOf(vm, self), tupleOf(vm, other))
        : NOT_IMPLEMENTED;
    });
  }
  if (given.order) {
    if (!given.eq) throw valueError('eq must be true if order is true');
    for (const [op, name] of [
      [0, '__lt__'],
      [1, '__le__'],
      [4, '__gt__'],
      [5, '__ge__'],
    ] as const) {
      if (own(name)) {
        throw typeError(
          `Cannot overwrite attribute ${name} in class ${cls.name}. Consider using functools.total_ordering`,
        );
      }
      put(cls, name, (vm, args) => {
        const [self, other] = args as [Value, Value];
        return typeOf(self) === typeOf(other)
          ? compare(vm, op, tupleOf(vm, self), tupleOf(vm, other))
          : NOT_IMPLEMENTED;
      });
    }
  }
  if (given.frozen) freeze(cls, fields);
  if (given.unsafeHash || (given.eq && given.frozen && !hadHash)) {
    const hashed = fields.filter((field) => (field.hash === null ? field.compare : field.hash === true));
    put(cls, '__hash__', (vm, args) =>
      hashOf(vm, new PyTuple(hashed.map(({ name }) => getAttribute(vm, args[0]!, name)))),
    );
  } else if (given.eq && !given.frozen && !hadHash) {
    cls.setAttribute('__hash__', null);
  }
  if (!own('__match_args__')) {
    const names = fields
      .filter((field) => field.init && field.keywordOnly !== true)
      .map((field) => field.name);
    cls.setAttribute('__match_args__', new PyTuple(names));
  }
}

/** Setting and deleting raise. */
function freeze(cls: PyClass, fields: readonly Field[]): void {
  const names = new Set(fields.map((field) => field.name));
  for (const [name, verb] of [
    ['__setattr__', 'assign to'],
    ['__delattr__', 'delete'],
  ] as const) {
    if (cls.attributes.get(name) !== undefined)
      throw typeError(`Cannot overwrite attribute ${name} in class ${cls.name}`);
    put(cls, name, (vm, args) => {
      const [self, attributeName, value] = args as [Value, string, Value];
      if (typeOf(self) === cls || names.has(attributeName)) {
        const message = `cannot ${verb} field ${reprOf(vm, attributeName)}`;
        throw new PyExceptionObject(FROZEN_ERROR.rootShape, [message]);
      }
      setPlainAttribute(vm, self, attributeName, value);
      return null;
    });
  }
}

function decorate(vm: Interpreter, cls: Value, keywords: Keywords | null): Value {
  if (!(cls instanceof PyClass)) throw typeError('dataclass() should be used on a class');
  const flag = (name: string, usual: boolean) => isTrue(vm, keywords?.get(name) ?? usual);
  const given: Parameters = {
    init: flag('init', true),
    repr: flag('repr', true),
    eq: flag('eq', true),
    order: flag('order', false),
    unsafeHash: flag('unsafe_hash', false),
    frozen: flag('frozen', false),
    keywordOnly: flag('kw_only', false),
  };
  if (flag('slots', false))
    throw typeError('dataclass(slots=True) is outside the supported subset of Python');
  for (const base of cls.mro.slice(1)) {
    const data = DATA.get(base);
    if (data === undefined) continue;
    if (data.frozen && !given.frozen)
      throw typeError('cannot inherit non-frozen dataclass from a frozen one');
    if (!data.frozen && given.frozen)
      throw typeError('cannot inherit frozen dataclass from a non-frozen one');
  }
  const fields = collect(vm, cls, given.keywordOnly);
  DATA.set(cls, { fields, frozen: given.frozen });
  addMethods(cls, fields, given);
  const byName = new PyDict();
  for (const field of fields) byName.setString(field.name, field);
  cls.setAttribute('__dataclass_fields__', byName);
  return cls;
}

// --- Functions over instances

function fieldsOf(value: Value): Field[] {
  const cls = value instanceof PyClass ? value : typeOf(value);
  for (const base of cls.mro) {
    const data = DATA.get(base);
    if (data !== undefined) return data.fields;
  }
  throw typeError('must be called with a dataclass type or instance');
}

const isData = (value: Value) =>
  (value instanceof PyClass ? value : typeOf(value)).mro.some((cls) => DATA.get(cls) !== undefined);

/** Dataclasses inside containers too; `finish` makes the result of the values by name. */
function convert(vm: Interpreter, value: Value, finish: (values: Map<string, Value>) => Value): Value {
  const inner = (part: Value) => convert(vm, part, finish);
  if (!(value instanceof PyClass) && typeof value === 'object' && value !== null) {
    if (isData(value)) {
      return finish(new Map(fieldsOf(value).map(({ name }) => [name, inner(getAttribute(vm, value, name))])));
    }
    if (value instanceof PyList && typeOf(value).builtin) return new PyList(value.items.map(inner));
    if (value instanceof PyTuple && typeOf(value).builtin) return new PyTuple(value.items.map(inner));
    if (value instanceof PyDict && typeOf(value).builtin) {
      const dict = new PyDict();
      for (const { key, value: item } of value.entries.values()) dict.set(vm, inner(key), inner(item));
      return dict;
    }
    if (value instanceof AnySet || findAttribute(vm, value, '__deepcopy__') === undefined) return value;
  }
  return value;
}

export function makeDataclasses(): Module {
  const module = new Module('dataclasses');
  defineClasses(module, [FIELD, FROZEN_ERROR]);
  module.namespace.set('MISSING', MISSING);
  module.namespace.set('KW_ONLY', KW_ONLY);
  defineList(module, 'dataclass', (vm, args, keywords) => {
    if (args.length > 0 && args[0] !== null) return decorate(vm, args[0]!, keywords);
    return native('wrap', 1, 1, (vm, cls: Value) => decorate(vm, cls, keywords));
  });
  defineList(module, 'field', (vm, args, keywords) => {
    if (args.length > 0)
      throw typeError(`field() takes 0 positional arguments but ${args.length} were given`);
    if (keywords?.has('default') === true && keywords.has('default_factory')) {
      throw valueError('cannot specify both default and default_factory');
    }
    return new Field(vm, keywords);
  });
  define(module, 'fields', 1, 1, (_vm, value: Value) => new PyTuple(fieldsOf(value)));
  define(module, 'is_dataclass', 1, 1, (_vm, value: Value) => isData(value));
  define(module, 'asdict', 1, 1, (vm, value: Value) => {
    if (!isData(value) || value instanceof PyClass)
      throw typeError('asdict() should be called on dataclass instances');
    return convert(vm, value, (values) => {
      const dict = new PyDict();
      for (const [name, part] of values) dict.setString(name, part);
      return dict;
    });
  });
  define(module, 'astuple', 1, 1, (vm, value: Value) => {
    if (!isData(value) || value instanceof PyClass)
      throw typeError('astuple() should be called on dataclass instances');
    return convert(vm, value, (values) => new PyTuple([...values.values()]));
  });
  defineList(module, 'replace', (vm, args, keywords) => {
    const self = args[0]!;
    if (!isData(self) || self instanceof PyClass)
      throw typeError('replace() should be called on dataclass instances');
    const changes: Keywords = new Map(keywords ?? []);
    for (const field of fieldsOf(self)) {
      if (!field.init) {
        if (changes.has(field.name)) {
          throw valueError(
            `field ${field.name} is declared with init=False, it cannot be specified with replace()`,
          );
        }
        continue;
      }
      if (!changes.has(field.name)) changes.set(field.name, getAttribute(vm, self, field.name));
    }
    return callValue(vm, typeOf(self), [], changes);
  });
  return module;
}

method(FIELD, '__repr__', 0, 0, (vm, self: Field) => {
  return `Field(name=${reprOf(vm, self.name)},type=${reprOf(vm, self.type)},default=${reprOf(vm, self.fallback)})`;
});
