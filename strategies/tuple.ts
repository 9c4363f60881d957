/**
 * Tuple. Every code object has one field more, empty or holding a tuple that all tools share; each tool goes through it for
 * the entry of its own.
 *
 * A tuple is never changed: to set or to delete makes a copy, with one entry more, another or less. In Python the class of an
 * entry tells whose it is; an extra here may be any object, so an entry names its owner.
 *
 * The price: everybody carries the field, a walk whose length is the number of tools, and for each extra a tuple and an entry.
 * Not here: a list, which PEP 523 found slower, and a dict, slower where one tool is the common case.
 */

import type { CodeObject } from '../interpreter/code.ts';
import type { Storage, Strategy, Tool } from './contract.ts';

class Entry {
  readonly owner: Tool;
  readonly extra: object;

  constructor(owner: Tool, extra: object) {
    this.owner = owner;
    this.extra = extra;
  }
}

interface WithTuple extends CodeObject {
  extras: readonly Entry[] | undefined;
}

class TupleStorage<Extra extends object> implements Storage<Extra> {
  readonly #tool: Tool;

  constructor(tool: Tool) {
    this.#tool = tool;
  }

  get(code: CodeObject): Extra | undefined {
    const { extras } = code as WithTuple;
    if (extras === undefined) return undefined;
    for (let i = 0; i < extras.length; i++) {
      const entry = extras[i]!;
      if (entry.owner === this.#tool) return entry.extra as Extra;
    }
    return undefined;
  }

  set(code: CodeObject, extra: Extra): void {
    const { extras } = code as WithTuple;
    const entry = new Entry(this.#tool, extra);
    (code as WithTuple).extras = extras === undefined ? [entry] : copyWith(extras, entry);
  }

  delete(code: CodeObject): void {
    const { extras } = code as WithTuple;
    if (extras === undefined) return;
    const others = extras.filter(({ owner }) => owner !== this.#tool);
    // The slice has no room to spare: V8 leaves some at the end of a filtered array.
    if (others.length < extras.length)
      (code as WithTuple).extras = others.length === 0 ? undefined : others.slice();
  }

  inspect() {
    return { entries: null };
  }
}

/** A copy in which the entry stands where its owner's was, or at the end; as long as it must be, which a spread is not. */
function copyWith(extras: readonly Entry[], entry: Entry): readonly Entry[] {
  const at = extras.findIndex(({ owner }) => owner === entry.owner);
  if (at < 0) return extras.concat([entry]);
  const copy = extras.slice();
  copy[at] = entry;
  return copy;
}

const tuple: Strategy = {
  name: 'tuple',
  title: 'Tuple in the field',
  summary: 'One more field on every code object holds a tuple that all tools share and go through.',
  origin: 'what the text of PEP 523 advised users of co_extra in September 2016',
  role: 'strategy',
  promises: {
    fate: 'dies-with-code',
    means: 'the field is part of the object',
    tools: Number.POSITIVE_INFINITY,
    touches: ['extras'],
  },
  beyond: 'later',
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    class TupleCode extends Code {
      extras: readonly Entry[] | undefined = undefined;
    }
    return {
      layout: { plain: TupleCode, roomy: TupleCode },
      open: <Extra extends object>(tool: Tool) => new TupleStorage<Extra>(tool),
    };
  },
};

export default tuple;
