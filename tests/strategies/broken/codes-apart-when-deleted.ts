/** Breaks codes-apart: a hash table that empties a place and forgets who was pushed past it. */

import type { CodeObject } from 'coextra/code';
import type { Storage, Strategy } from 'coextra/contract';

const PLACES = 4096;

class ForgetfulTable<Extra extends object> implements Storage<Extra> {
  #owners = new Array<CodeObject | undefined>(PLACES).fill(undefined);
  #extras = new Array<Extra | undefined>(PLACES).fill(undefined);

  get(code: CodeObject): Extra | undefined {
    return this.#extras[this.#find(code)];
  }

  set(code: CodeObject, extra: Extra): void {
    const place = this.#find(code);
    this.#owners[place] = code;
    this.#extras[place] = extra;
  }

  delete(code: CodeObject): void {
    const place = this.#find(code);
    this.#owners[place] = undefined;
    this.#extras[place] = undefined;
  }

  inspect() {
    return { entries: null };
  }

  /** The first of 64 neighbours is home to 64 numbers that follow one another. */
  #find(code: CodeObject): number {
    let place = (code.id >> 6) * 64;
    while (this.#owners[place % PLACES] !== undefined && this.#owners[place % PLACES] !== code) place += 1;
    return place % PLACES;
  }
}

const brokenCodesApart: Strategy = {
  name: 'breaks-codes-apart-when-deleted',
  title: 'Breaks codes-apart when others are deleted',
  summary: 'A hash table that forgets who was pushed aside.',
  origin: 'made for the tests',
  role: 'strategy',
  promises: {
    fate: 'keeps-code-alive',
    means: 'the table holds the object',
    tools: Number.POSITIVE_INFINITY,
    touches: ['id'],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new ForgetfulTable<Extra>(),
    };
  },
};

export default brokenCodesApart;
