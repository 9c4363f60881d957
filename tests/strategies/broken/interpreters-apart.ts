/** Breaks interpreters-apart: deletes in the tables of all interpreters, where numbers mean other code objects. */

import type { CodeObject } from 'coextra/code';
import type { Storage, Strategy, Tool } from 'coextra/contract';

/** Tables of each tool, in all interpreters. */
const TABLES = new Map<string, Map<number, object>[]>();

class EverywhereStorage<Extra extends object> implements Storage<Extra> {
  #tables: Map<number, object>[];
  #extras = new Map<number, object>();

  constructor(tool: string) {
    this.#tables = TABLES.get(tool) ?? [];
    this.#tables.push(this.#extras);
    TABLES.set(tool, this.#tables);
  }

  get(code: CodeObject): Extra | undefined {
    return this.#extras.get(code.id) as Extra | undefined;
  }

  set(code: CodeObject, extra: Extra): void {
    this.#extras.set(code.id, extra);
  }

  delete(code: CodeObject): void {
    for (const table of this.#tables) table.delete(code.id);
  }

  inspect() {
    return { entries: this.#extras.size };
  }
}

const brokenInterpretersApart: Strategy = {
  name: 'breaks-interpreters-apart',
  title: 'Breaks interpreters-apart',
  summary: 'A Map by number whose deletions reach every interpreter.',
  origin: 'made for the tests',
  role: 'strategy',
  promises: {
    fate: 'leaks',
    means: 'nobody tells the table that an object died',
    afterReuse: 'the-dead',
    tools: Number.POSITIVE_INFINITY,
    touches: ['id'],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>({ name }: Tool) => new EverywhereStorage<Extra>(name),
    };
  },
};

export default brokenInterpretersApart;
