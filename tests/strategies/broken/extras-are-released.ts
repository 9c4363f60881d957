/** Breaks extras-are-released: promises to tell of each extra that is let go, and forgets those that are replaced. */

import type { CodeObject } from 'coextra/code';
import type { Storage, Strategy, Tool } from 'coextra/contract';

class HalfTellingStorage<Extra extends object> implements Storage<Extra> {
  #extras = new Map<number, Extra>();
  #tool: Tool;

  constructor(tool: Tool) {
    this.#tool = tool;
  }

  get(code: CodeObject): Extra | undefined {
    return this.#extras.get(code.id);
  }

  set(code: CodeObject, extra: Extra): void {
    this.#extras.set(code.id, extra);
  }

  delete(code: CodeObject): void {
    const extra = this.#extras.get(code.id);
    if (extra === undefined) return;
    this.#extras.delete(code.id);
    this.#tool.release?.(extra);
  }

  inspect() {
    return { entries: this.#extras.size };
  }
}

const brokenExtrasAreReleased: Strategy = {
  name: 'breaks-extras-are-released',
  title: 'Breaks extras-are-released',
  summary: 'A Map by number that tells of what is deleted or dies, not of what is replaced.',
  origin: 'made for the tests',
  role: 'strategy',
  promises: {
    fate: 'dies-after-notice',
    means: 'the interpreter announces the death',
    releases: true,
    tools: Number.POSITIVE_INFINITY,
    touches: ['id'],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code, watchers) {
    return {
      layout: { plain: Code, roomy: Code },
      open<Extra extends object>(tool: Tool) {
        const storage = new HalfTellingStorage<Extra>(tool);
        watchers.add((dying) => storage.delete(dying));
        return storage;
      },
    };
  },
};

export default brokenExtrasAreReleased;
