/**
 * Private field, added from outside. A constructor may return an object that was there before, and the fields of a derived class are
 * then put onto that one: so a code object gets a field that only the body of this class can see, and no list of keys shows.
 *
 * Each tool has a class of its own, and so a private name of its own. The class itself is the storage.
 *
 * The price: as for symbol-property, the second layout; and a field once added can never be taken off: a deleted extra leaves undefined.
 */

import type { CodeObject } from '../interpreter/code.ts';
import type { Storage, Strategy } from './contract.ts';

/** Constructs nothing: it hands back what it was given. */
class Given {
  constructor(code: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the returned object is the one that gets the fields.
    return code;
  }
}

function privateStorage<Extra extends object>(): Storage<Extra> {
  return class Stamp extends Given {
    #extra: Extra | undefined = undefined;

    static get(code: CodeObject): Extra | undefined {
      return #extra in code ? code.#extra : undefined;
    }

    static set(code: CodeObject, extra: Extra): void {
      if (!(#extra in code)) new Stamp(code);
      (code as unknown as Stamp).#extra = extra;
    }

    static delete(code: CodeObject): void {
      if (#extra in code) code.#extra = undefined;
    }

    static inspect() {
      return { entries: null };
    }
  };
}

const privateField: Strategy = {
  name: 'private-field',
  title: 'Private field from outside',
  summary: "A private field stamped onto the code object by a class of the tool's own.",
  origin: 'the returning constructor and private fields (ES2022)',
  role: 'strategy',
  promises: {
    fate: 'dies-with-code',
    means: 'the field is part of the object',
    tools: Number.POSITIVE_INFINITY,
    touches: ['#extra'],
  },
  beyond: 'candidate',
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => privateStorage<Extra>(),
    };
  },
};

export default privateField;
