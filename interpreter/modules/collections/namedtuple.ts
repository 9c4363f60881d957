/** namedtuple(): classes of tuples whose items have names. */

import { makeClass } from '../../builtins/build-class.ts';
import { nativeList, parse } from '../../builtins/define.ts';
import type { Interpreter } from '../../interpreter.ts';
import { PyClass } from '../../objects/class.ts';
import { ClassMethod, GetSet, StaticMethod } from '../../objects/descriptors.ts';
import { PyDict } from '../../objects/dict.ts';
import { pyError, typeError, valueError } from '../../objects/exception.ts';
import { type Keywords, Native } from '../../objects/function.ts';
import { PyList } from '../../objects/list.ts';
import { Namespace } from '../../objects/namespace.ts';
import { PyTupleInstance, TUPLE, typeOf } from '../../objects/scalars.ts';
import { listOf } from '../../operations/iteration.ts';
import { quote, reprOf } from '../../operations/repr.ts';
import { isTrue } from '../../operations/truth.ts';
import { PyTuple, type Value } from '../../values.ts';

const KEYWORDS = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
);
const IDENTIFIER = /^[\p{L}_][\p{L}\p{N}_]*$/u;

function namesOf(vm: Interpreter, given: Value): string[] {
  if (typeof given === 'string') return given.replaceAll(',', ' ').split(/\s+/).filter(Boolean);
  return listOf(vm, given).map((name) => vm.str(name));
}

/** Replaces names that will not do by their position. */
function renamed(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name, i) => {
    const bad = !IDENTIFIER.test(name) || KEYWORDS.has(name) || name.startsWith('_') || seen.has(name);
    seen.add(name);
    return bad ? `_${i}` : name;
  });
}

function check(typeName: string, fields: readonly string[], rename: boolean): void {
  for (const name of [typeName, ...fields]) {
    if (!IDENTIFIER.test(name)) {
      throw valueError(`Type names and field names must be valid identifiers: ${quote(name)}`);
    }
    if (KEYWORDS.has(name))
      throw valueError(`Type names and field names cannot be a keyword: ${quote(name)}`);
  }
  const seen = new Set<string>();
  for (const name of fields) {
    if (name.startsWith('_') && !rename)
      throw valueError(`Field names cannot start with an underscore: ${quote(name)}`);
    if (seen.has(name)) throw valueError(`Encountered duplicate field name: ${quote(name)}`);
    seen.add(name);
  }
}

/** The arguments of a call in the order of the fields. */
function itemsOf(
  typeName: string,
  fields: readonly string[],
  defaults: readonly Value[],
  args: readonly Value[],
  keywords: Keywords | null,
): Value[] {
  const count = fields.length;
  if (args.length > count) {
    const least = count - defaults.length + 1;
    const takes = defaults.length > 0 ? `from ${least} to ${count + 1}` : `${count + 1}`;
    const plural = count === 0 && defaults.length === 0 ? '' : 's';
    throw typeError(
      `${typeName}.__new__() takes ${takes} positional argument${plural} but ${args.length + 1} were given`,
    );
  }
  const items: (Value | undefined)[] = fields.map((_, i) => args[i]);
  for (const [name, value] of keywords ?? []) {
    const at = fields.indexOf(name);
    if (at < 0) throw typeError(`${typeName}.__new__() got an unexpected keyword argument '${name}'`);
    if (items[at] !== undefined)
      throw typeError(`${typeName}.__new__() got multiple values for argument '${name}'`);
    items[at] = value;
  }
  const missing: string[] = [];
  const required = count - defaults.length;
  for (let i = 0; i < count; i++) {
    if (items[i] !== undefined) continue;
    if (i >= required) items[i] = defaults[i - required]!;
    else missing.push(`'${fields[i]}'`);
  }
  if (missing.length > 0) {
    const last = missing.pop()!;
    const list =
      missing.length === 0 ? last : `${missing.join(', ')}${missing.length > 1 ? ',' : ''} and ${last}`;
    const number = missing.length + 1;
    throw typeError(
      `${typeName}.__new__() missing ${number} required positional argument${number === 1 ? '' : 's'}: ${list}`,
    );
  }
  return items as Value[];
}

/** The attributes of a class of named tuples, for a class with the tuple as its base. */
export function fillNamedTuple(
  names: Namespace,
  typeName: string,
  fields: readonly string[],
  defaults: readonly Value[],
): void {
  const owner = TUPLE;
  const count = fields.length;
  const fieldTuple = new PyTuple(fields);
  const makeOf = (cls: PyClass, items: readonly Value[]) => new PyTupleInstance(cls.rootShape, items);
  const list = (name: string, run: Native['run']) => new Native(name, 0, -1, run, owner);

  names.set('__slots__', new PyTuple([]));
  names.set('_fields', fieldTuple);
  const byName = new PyDict();
  defaults.forEach((value, i) => {
    byName.setString(fields[count - defaults.length + i]!, value);
  });
  names.set('_field_defaults', byName);
  names.set('__match_args__', fieldTuple);
  const code = (_vm: Interpreter, args: readonly Value[], keywords: Keywords | null) => {
    const cls = args[0] as PyClass;
    if (args.length === count + 1 && keywords === null) return makeOf(cls, args.slice(1));
    return makeOf(cls, itemsOf(typeName, fields, defaults, args.slice(1), keywords));
  };
  names.set('__new__', new StaticMethod(new Native('__new__', 0, -1, code, null)));
  const fromIterable = (vm: Interpreter, cls: PyClass, iterable: Value) => {
    const items = listOf(vm, iterable);
    if (items.length !== count) throw typeError(`Expected ${count} arguments, got ${items.length}`);
    return makeOf(cls, items);
  };
  names.set('_make', new ClassMethod(new Native('_make', 2, 2, fromIterable, null)));
  names.set(
    '_replace',
    list('_replace', (vm: Interpreter, args: readonly Value[], keywords: Keywords | null) => {
      const self = args[0] as PyTuple;
      const items = self.items.slice();
      const unknown: Value[] = [];
      for (const [name, value] of keywords ?? []) {
        const at = fields.indexOf(name);
        if (at < 0) unknown.push(name);
        else items[at] = value;
      }
      if (unknown.length > 0) {
        throw valueError(`Got unexpected field names: ${reprOf(vm, new PyList(unknown))}`);
      }
      return makeOf(typeOf(self), items);
    }),
  );
  names.set(
    '_asdict',
    list('_asdict', (_vm: Interpreter, args: readonly Value[]) => {
      const dict = new PyDict();
      for (let i = 0; i < count; i++) dict.setString(fields[i]!, (args[0] as PyTuple).items[i]!);
      return dict;
    }),
  );
  names.set(
    '__getnewargs__',
    list(
      '__getnewargs__',
      (_vm: Interpreter, args: readonly Value[]) => new PyTuple((args[0] as PyTuple).items),
    ),
  );
  names.set(
    '__repr__',
    list('__repr__', (vm: Interpreter, args: readonly Value[]) => {
      const parts = fields.map((name, i) => `${name}=${reprOf(vm, (args[0] as PyTuple).items[i]!)}`);
      return `${typeOf(args[0]!).name}(${parts.join(', ')})`;
    }),
  );
  fields.forEach((name, i) => {
    const get = (self: PyTuple) => self.items[i]!;
    const set = () => {
      throw pyError('AttributeError', "can't set attribute");
    };
    names.set(name, new GetSet(name, get, set));
  });
}

/** A class of named tuples for natives, shared by all interpreters; `make` makes an instance. */
export function namedTuple(
  name: string,
  fields: readonly string[],
  module: string,
): { readonly cls: PyClass; readonly make: (items: readonly Value[]) => PyTuple } {
  const names = new Namespace();
  fillNamedTuple(names, name, fields, []);
  const cls = new PyClass(name, [TUPLE], names, { mro: [...TUPLE.mro], module, builtin: false });
  cls.slotNames = new Set();
  cls.allocate = (wanted) => new PyTupleInstance(wanted.rootShape, []);
  return { cls, make: (items) => new PyTupleInstance(cls.rootShape, items) };
}

export const NAMED_TUPLE: Native = nativeList('namedtuple', (vm, args, keywords) => {
  const only = new Map(keywords ?? []);
  const [rename, defaults, module] = ['rename', 'defaults', 'module'].map((name) => {
    const value = only.get(name) ?? null;
    only.delete(name);
    return value;
  }) as [Value, Value, Value];
  if (args.length > 2)
    throw typeError(`namedtuple() takes 2 positional arguments but ${args.length} were given`);
  const [typeName, given] = parse('namedtuple', ['typename', 'field_names'], 2, args, only);
  const name = vm.str(typeName!);
  const loose = rename !== null && isTrue(vm, rename);
  const fields = loose ? renamed(namesOf(vm, given!)) : namesOf(vm, given!);
  check(name, fields, loose);
  const values = defaults === null ? [] : listOf(vm, defaults);
  if (values.length > fields.length) throw typeError('Got more default values than field names');
  const names = new Namespace();
  names.set('__doc__', `${name}(${fields.join(', ')})`);
  names.set('__module__', module ?? vm.frame?.globals.get('__name__') ?? 'builtins');
  fillNamedTuple(names, name, fields, values);
  return makeClass(vm, name, [TUPLE], names, null, null);
});
