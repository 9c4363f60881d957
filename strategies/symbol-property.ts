/**
 * Symbol property. The tool adds a property to whichever code object it likes, from outside, under a symbol that nobody else
 * has: the layout of code objects is not touched, and who has no extra carries nothing.
 *
 * A deleted extra leaves the property behind, with undefined in it. The delete operator would make V8 keep the whole object as a
 * dictionary from then on, and every field that the evaluator reads would be looked up by name.
 *
 * The price: a code object with an extra has another layout than one without, and the engine has to tell them apart wherever it reads
 * one; and the objects must be open to new properties, as JavaScript's are and C's are not.
 */

import type { CodeObject } from '../interpreter/code.ts';
import type { Storage, Strategy, Tool } from './contract.ts';

interface WithProperty<Extra> extends CodeObject {
  [key: symbol]: Extra | undefined;
}

class SymbolStorage<Extra extends object> implements Storage<Extra> {
  readonly #key: symbol;

  constructor(tool: Tool) {
    this.#key = Symbol(tool.name);
  }

  get(code: CodeObject): Extra | undefined {
    return (code as WithProperty<Extra>)[this.#key];
  }

  set(code: CodeObject, extra: Extra): void {
    (code as WithProperty<Extra>)[this.#key] = extra;
  }

  delete(code: CodeObject): void {
    if (this.get(code) !== undefined) (code as WithProperty<Extra>)[this.#key] = undefined;
  }

  inspect() {
    return { entries: null };
  }
}

const symbolProperty: Strategy = {
  name: 'symbol-property',
  title: 'Symbol property',
  summary: "A property added to the code object from outside, under a symbol of the tool's own.",
  origin: "JavaScript's expando properties; symbols (ES2015) made them safe from one another",
  role: 'strategy',
  promises: {
    fate: 'dies-with-code',
    means: 'the property is part of the object',
    tools: Number.POSITIVE_INFINITY,
    touches: ['[symbol]'],
  },
  beyond: 'candidate',
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>(tool: Tool) => new SymbolStorage<Extra>(tool),
    };
  },
};

export default symbolProperty;
