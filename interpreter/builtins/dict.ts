/** Methods of dict, and its views. */

import type { Interpreter } from '../interpreter.ts';
import { builtinClass, type PyClass } from '../objects/class.ts';
import { ClassMethod } from '../objects/descriptors.ts';
import { DICT, PyDict } from '../objects/dict.ts';
import { pyError, typeError, valueError } from '../objects/exception.ts';
import type { Keywords } from '../objects/function.ts';
import { StepIterator } from '../objects/iterators.ts';
import { NOT_IMPLEMENTED } from '../objects/scalars.ts';
import { AnySet, PySet } from '../objects/set.ts';
import { findAttribute } from '../operations/attributes.ts';
import { dictUpdate } from '../operations/cold.ts';
import { compare, contains, equals } from '../operations/compare.ts';
import { listOf, tableIterator } from '../operations/iteration.ts';
import { builtinRepr, reprOf } from '../operations/repr.ts';
import { addAll, differenceUpdate, setOperation, symmetricUpdate } from '../operations/sets.ts';
import { builtinItem, deleteBuiltinItem } from '../operations/subscripts.ts';
import { PyTuple, type Value } from '../values.ts';
import { constructorOf, method, methodList, native } from './define.ts';

/** What dict(...) and update(...) take: a mapping or pairs, then keywords. */
export function updateDict(
  vm: Interpreter,
  dict: PyDict,
  args: readonly Value[],
  keywords: Keywords | null,
): void {
  const [source] = args;
  if (args.length > 1) throw typeError(`dict expected at most 1 argument, got ${args.length}`);
  if (source !== undefined) {
    if (source instanceof PyDict || findAttribute(vm, source, 'keys') !== undefined) {
      dictUpdate(vm, dict, source);
    } else {
      listOf(vm, source).forEach((pair, i) => {
        if (typeof pair !== 'string' && findAttribute(vm, pair, '__iter__') === undefined) {
          throw typeError(`cannot convert dictionary update sequence element #${i} to a sequence`);
        }
        const items = listOf(vm, pair);
        if (items.length !== 2) {
          throw valueError(
            `dictionary update sequence element #${i} has length ${items.length}; 2 is required`,
          );
        }
        dict.set(vm, items[0]!, items[1]!);
      });
    }
  }
  for (const [name, value] of keywords ?? []) dict.setString(name, value);
}

constructorOf(DICT, (vm, args, keywords) => {
  const cls = args[0] as PyClass;
  const dict = cls.allocate!(cls) as PyDict;
  if (cls === DICT) updateDict(vm, dict, args.slice(1), keywords);
  return dict;
});
methodList(DICT, '__init__', (vm, args, keywords) => {
  const self = args[0] as PyDict;
  if (self.cls !== DICT) updateDict(vm, self, args.slice(1), keywords);
  return null;
});
method(DICT, '__len__', 0, 0, (_vm, self: PyDict) => self.size);
method(DICT, '__iter__', 0, 0, (_vm, self: PyDict) => tableIterator(self, 'dictionary'));
method(DICT, '__contains__', 1, 1, (vm, self: PyDict, key: Value) => self.has(vm, key));
method(DICT, '__getitem__', 1, 1, (vm, self: PyDict, key: Value) => builtinItem(vm, self, key));
method(DICT, '__setitem__', 2, 2, (vm, self: PyDict, key: Value, value: Value) => {
  self.set(vm, key, value);
  return null;
});
method(DICT, '__delitem__', 1, 1, (vm, self: PyDict, key: Value) => {
  deleteBuiltinItem(vm, self, key);
  return null;
});
method(DICT, '__repr__', 0, 0, (vm, self: PyDict) => builtinRepr(vm, self));

method(DICT, 'get', 1, 2, (vm, self: PyDict, key: Value, fallback: Value = null) => {
  const value = self.get(vm, key);
  return value === undefined ? fallback : value;
});
method(DICT, 'setdefault', 1, 2, (vm, self: PyDict, key: Value, fallback: Value = null) => {
  const value = self.get(vm, key);
  if (value !== undefined) return value;
  self.set(vm, key, fallback);
  return fallback;
});
method(DICT, 'pop', 1, 2, (vm, self: PyDict, key: Value, fallback?: Value) => {
  const entry = self.remove(vm, key);
  if (entry !== undefined) return entry.value;
  if (fallback === undefined) throw pyError('KeyError', key);
  return fallback;
});
method(DICT, 'popitem', 0, 0, (vm, self: PyDict) => {
  const key = self.keys().pop();
  if (key === undefined) throw pyError('KeyError', 'popitem(): dictionary is empty');
  return new PyTuple([key, self.remove(vm, key)!.value]);
});
methodList(DICT, 'update', (vm, args, keywords) => {
  updateDict(vm, args[0] as PyDict, args.slice(1), keywords);
  return null;
});
method(DICT, 'copy', 0, 0, (_vm, self: PyDict) => {
  const copy = new PyDict();
  copy.copyFrom(self);
  return copy;
});
method(DICT, 'clear', 0, 0, (_vm, self: PyDict) => {
  self.clear();
  return null;
});

const fromKeys = native('fromkeys', 2, 3, (vm, _cls: Value, keys: Value, value: Value = null) => {
  const dict = new PyDict();
  for (const key of listOf(vm, keys)) dict.set(vm, key, value);
  return dict;
});
DICT.attributes.set('fromkeys', new ClassMethod(fromKeys));

// --- Views

type Part = 'keys' | 'values' | 'items';

const VIEWS: Record<Part, PyClass> = {
  keys: builtinClass('dict_keys'),
  values: builtinClass('dict_values'),
  items: builtinClass('dict_items'),
};

const PICK: Record<Part, (key: Value, value: Value) => Value> = {
  keys: (key) => key,
  values: (_key, value) => value,
  items: (key, value) => new PyTuple([key, value]),
};

/** What keys(), values() and items() yield: a window on the dict. */
export class DictView {
  readonly cls: PyClass;
  readonly dict: PyDict;
  readonly part: Part;
  constructor(dict: PyDict, part: Part) {
    this.cls = VIEWS[part];
    this.dict = dict;
    this.part = part;
  }
}

function asSet(vm: Interpreter, value: Value): PySet {
  const set = new PySet();
  addAll(vm, set, value instanceof DictView && value.part === 'keys' ? value.dict : value);
  return set;
}

/** |, - and ^ change the set that was made of the left side. */
function viewOperation(vm: Interpreter, op: number, left: PySet, right: Value): PySet {
  if (op === 7) addAll(vm, left, right);
  else if (op === 10) differenceUpdate(vm, left, right);
  else symmetricUpdate(vm, left, right);
  return left;
}

/** `view & other`: of two sizes the smaller is gone through. */
function commonWith(vm: Interpreter, view: DictView, other: Value): Value {
  if (other instanceof PySet && view.dict.size <= other.size) return setOperation(vm, 1, other, view);
  const swap = other instanceof DictView && other.dict.size > view.dict.size;
  const [tested, gone] = swap ? [other, view] : [view, other];
  const result = new PySet();
  for (const item of listOf(vm, gone)) if (contains(vm, tested, item)) result.add(vm, item);
  return result;
}

for (const part of ['keys', 'values', 'items'] as const) {
  const cls = VIEWS[part];
  method(DICT, part, 0, 0, (_vm, self: PyDict) => new DictView(self, part));
  method(cls, '__len__', 0, 0, (_vm, view: DictView) => view.dict.size);
  method(cls, '__iter__', 0, 0, (_vm, view: DictView) => tableIterator(view.dict, 'dictionary', PICK[part]));
  method(cls, '__repr__', 0, 0, (vm, view: DictView) => {
    return `dict_${part}([${listOf(vm, view)
      .map((item) => reprOf(vm, item))
      .join(', ')}])`;
  });
  method(cls, '__reversed__', 0, 0, (vm, view: DictView) => {
    const items = listOf(vm, view);
    return new StepIterator(() => items.pop());
  });
  if (part === 'values') continue;
  method(cls, '__contains__', 1, 1, (vm, view: DictView, item: Value) => {
    if (part === 'keys') return view.dict.has(vm, item);
    if (!(item instanceof PyTuple) || item.items.length !== 2) return false;
    const value = view.dict.get(vm, item.items[0]!);
    return value !== undefined && equals(vm, value, item.items[1]!);
  });
  method(cls, 'isdisjoint', 1, 1, (vm, view: DictView, other: Value) =>
    listOf(vm, other).every((item) => !contains(vm, view, item)),
  );
  method(cls, '__and__', 1, 1, commonWith);
  method(cls, '__rand__', 1, 1, commonWith);
  for (const [name, op] of [
    ['or', 7],
    ['sub', 10],
    ['xor', 12],
  ] as const) {
    method(cls, `__${name}__`, 1, 1, (vm, view: DictView, other: Value) =>
      viewOperation(vm, op, asSet(vm, view), other),
    );
    method(cls, `__r${name}__`, 1, 1, (vm, view: DictView, other: Value) =>
      viewOperation(vm, op, asSet(vm, other), view),
    );
  }
  for (const [op, name] of ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'].entries()) {
    method(cls, name, 1, 1, (vm, view: DictView, other: Value) =>
      other instanceof AnySet || other instanceof DictView
        ? compare(vm, op, asSet(vm, view), asSet(vm, other))
        : NOT_IMPLEMENTED,
    );
  }
}
