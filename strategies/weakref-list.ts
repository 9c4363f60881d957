/**
 * Weak-reference list. The extra rides on a weak reference to the code object; a look-up walks the object's list of
 * weak references until it meets the one that belongs to this tool.
 *
 * As in CPython, the list does not own its references: it holds them weakly, and whoever made a reference keeps it.
 * So each step is a WeakRef.deref(). The tool keeps its references in a set, and the callback (a
 * FinalizationRegistry) takes a reference out of that set when its code object has died.
 *
 * Invariant: a living code object's list holds at most one reference of this tool, and every such reference is in
 * the tool's set. A link whose reference is gone (its tool died) stays until the next new reference sweeps the list.
 *
 * The price: a walk whose length other people decide, and a WeakRef, a link, a registration and a set entry each.
 */

import type { CodeObject, WeakReferenceLink } from '../interpreter/code.ts';
import type { Storage, Strategy, Tool } from './contract.ts';

/** A weak reference to a code object, with the data of whoever made it: CPython's subclass of weakref.ref. */
class Reference<Extra extends object> {
  readonly owner: Tool;
  extra: Extra;

  constructor(owner: Tool, extra: Extra) {
    this.owner = owner;
    this.extra = extra;
  }
}

/** An entry of the object's list; it does not keep its reference alive. */
class Link implements WeakReferenceLink {
  readonly reference: WeakRef<Reference<object>>;
  next: WeakReferenceLink | null;

  constructor(reference: Reference<object>, next: WeakReferenceLink | null) {
    this.reference = new WeakRef(reference);
    this.next = next;
  }
}

class WeakReferenceStorage<Extra extends object> implements Storage<Extra> {
  readonly #tool: Tool;
  readonly #kept = new Set<Reference<Extra>>();
  readonly #callback = new FinalizationRegistry<Reference<Extra>>((reference) =>
    this.#kept.delete(reference),
  );

  constructor(tool: Tool) {
    this.#tool = tool;
  }

  get(code: CodeObject): Extra | undefined {
    let link = code.weakrefs as Link | null;
    while (link !== null) {
      const reference = link.reference.deref();
      if (reference !== undefined && reference.owner === this.#tool) return reference.extra as Extra;
      link = link.next as Link | null;
    }
    return undefined;
  }

  set(code: CodeObject, extra: Extra): void {
    const existing = this.#find(code);
    if (existing !== undefined) {
      existing.extra = extra;
      return;
    }
    sweep(code);
    const reference = new Reference(this.#tool, extra);
    this.#kept.add(reference);
    this.#callback.register(code, reference, reference);
    code.weakrefs = new Link(reference, code.weakrefs);
  }

  delete(code: CodeObject): void {
    const reference = this.#find(code);
    if (reference === undefined) return;
    this.#kept.delete(reference);
    this.#callback.unregister(reference);
    unlink(code, (link) => link.reference.deref() === reference);
  }

  inspect() {
    return { entries: this.#kept.size };
  }

  #find(code: CodeObject): Reference<Extra> | undefined {
    for (let link = code.weakrefs as Link | null; link !== null; link = link.next as Link | null) {
      const reference = link.reference.deref();
      if (reference?.owner === this.#tool) return reference as Reference<Extra>;
    }
    return undefined;
  }
}

/** Takes links out of the list whose reference is gone. */
function sweep(code: CodeObject): void {
  unlink(code, (link) => link.reference.deref() === undefined);
}

function unlink(code: CodeObject, unwanted: (link: Link) => boolean): void {
  let before: Link | null = null;
  for (let link = code.weakrefs as Link | null; link !== null; link = link.next as Link | null) {
    if (!unwanted(link)) before = link;
    else if (before === null) code.weakrefs = link.next;
    else before.next = link.next;
  }
}

const weakrefList: Strategy = {
  name: 'weakref-list',
  title: 'Weak-reference list',
  summary: "The extra rides on a weak reference, found by walking the code object's list of weak references.",
  origin: 'the second alternative named on python-dev, June 2016',
  role: 'strategy',
  promises: {
    fate: 'dies-after-callback',
    means: "the weak reference's callback takes it out of the tool's set",
    tools: Number.POSITIVE_INFINITY,
    touches: ['weakrefs'],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>(tool: Tool) => new WeakReferenceStorage<Extra>(tool),
    };
  },
};

export default weakrefList;
