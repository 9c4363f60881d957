/** Methods and attributes of `list[int]` and `int | None`. */

import type { Interpreter } from '../interpreter.ts';
import { PyClass, TYPE } from '../objects/class.ts';
import { NONE_TYPE, NOT_IMPLEMENTED } from '../objects/scalars.ts';
import { GENERIC_ALIAS, GenericAlias, UNION_TYPE, UnionType } from '../objects/type-hints.ts';
import { getAttribute } from '../operations/attributes.ts';
import { callValue } from '../operations/call.ts';
import { equals } from '../operations/compare.ts';
import { hashOf } from '../operations/hash.ts';
import { reprOf } from '../operations/repr.ts';
import { ELLIPSIS, PyTuple, type Value } from '../values.ts';
import { attribute, method, methodList } from './define.ts';

/** How a type is written inside another one. */
function nameOf(vm: Interpreter, type: Value): string {
  if (type === ELLIPSIS) return '...';
  if (type === NONE_TYPE) return 'None';
  if (!(type instanceof PyClass)) return reprOf(vm, type);
  return type.module === 'builtins' ? type.qualname : `${type.module}.${type.qualname}`;
}

const namesOf = (vm: Interpreter, types: PyTuple) => types.items.map((type) => nameOf(vm, type));

method(GENERIC_ALIAS, '__repr__', 0, 0, (vm, alias: GenericAlias) => {
  const args = alias.args.items.length === 0 ? '()' : namesOf(vm, alias.args).join(', ');
  return `${nameOf(vm, alias.origin)}[${args}]`;
});
method(GENERIC_ALIAS, '__eq__', 1, 1, (vm, alias: GenericAlias, other: Value) =>
  other instanceof GenericAlias
    ? alias.origin === other.origin && equals(vm, alias.args, other.args)
    : NOT_IMPLEMENTED,
);
method(GENERIC_ALIAS, '__hash__', 0, 0, (vm, alias: GenericAlias) => hashOf(vm, alias.args));
method(GENERIC_ALIAS, '__getattr__', 1, 1, (vm, alias: GenericAlias, name: string) =>
  getAttribute(vm, alias.origin, name),
);
methodList(GENERIC_ALIAS, '__call__', (vm, args, keywords) =>
  callValue(vm, (args[0] as GenericAlias).origin, args.slice(1), keywords),
);
attribute(GENERIC_ALIAS, '__origin__', (alias: GenericAlias) => alias.origin);
attribute(GENERIC_ALIAS, '__args__', (alias: GenericAlias) => alias.args);

method(UNION_TYPE, '__repr__', 0, 0, (vm, union: UnionType) => namesOf(vm, union.args).join(' | '));
method(UNION_TYPE, '__eq__', 1, 1, (vm, union: UnionType, other: Value) => {
  if (!(other instanceof UnionType)) return NOT_IMPLEMENTED;
  const among = (a: PyTuple, b: PyTuple) => a.items.every((x) => b.items.some((y) => equals(vm, x, y)));
  return among(union.args, other.args) && among(other.args, union.args);
});
method(UNION_TYPE, '__hash__', 0, 0, (vm, union: UnionType) =>
  union.args.items.reduce((hash: number, type) => hash ^ Number(hashOf(vm, type)), 0),
);
attribute(UNION_TYPE, '__args__', (union: UnionType) => union.args);

/** The classes that a side of `|` stands for; null when it is no type. */
function alternatives(type: Value): readonly Value[] | null {
  if (type === null) return [NONE_TYPE];
  if (type instanceof UnionType) return type.args.items;
  return type instanceof PyClass || type instanceof GenericAlias ? [type] : null;
}

function union(a: Value, b: Value): Value {
  const [left, right] = [alternatives(a), alternatives(b)];
  if (left === null || right === null) return NOT_IMPLEMENTED;
  const all = [...new Set([...left, ...right])];
  return all.length === 1 ? all[0]! : new UnionType(new PyTuple(all));
}

for (const cls of [TYPE, GENERIC_ALIAS, UNION_TYPE]) {
  method(cls, '__or__', 1, 1, (_vm, a: Value, b: Value) => union(a, b));
  method(cls, '__ror__', 1, 1, (_vm, a: Value, b: Value) => union(b, a));
}
