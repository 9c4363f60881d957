/** Breaks release-may-reenter: what a release function sets on its dying code object is dropped without a release. */

import type { CodeObject } from 'coextra/code';
import { type Storage, type Strategy, type Tool, throwAll } from 'coextra/contract';

class HastyStorage<Extra extends object> implements Storage<Extra> {
  readonly extras = new Map<number, Extra>();
  readonly tool: Tool;

  constructor(tool: Tool) {
    this.tool = tool;
  }

  get(code: CodeObject): Extra | undefined {
    return this.extras.get(code.id);
  }

  set(code: CodeObject, extra: Extra): void {
    const before = this.extras.get(code.id);
    this.extras.set(code.id, extra);
    if (before !== undefined && before !== extra) this.tool.release?.(before);
  }

  delete(code: CodeObject): void {
    const extra = this.extras.get(code.id);
    this.extras.delete(code.id);
    if (extra !== undefined) this.tool.release?.(extra);
  }

  inspect() {
    return { entries: this.extras.size };
  }
}

function releaseAll(storages: readonly HastyStorage<object>[], dying: CodeObject): void {
  const errors: unknown[] = [];
  const released = storages.flatMap(({ extras, tool }) => {
    const extra = extras.get(dying.id);
    extras.delete(dying.id);
    return extra === undefined ? [] : [{ tool, extra }];
  });
  for (const { tool, extra } of released) {
    try {
      tool.release?.(extra);
    } catch (error) {
      errors.push(error);
    }
  }
  for (const { extras } of storages) extras.delete(dying.id);
  throwAll(errors);
}

const brokenReleaseMayReenter: Strategy = {
  name: 'breaks-release-may-reenter',
  title: 'Breaks release-may-reenter',
  summary: 'Maps by number that release at a death what was there when it began.',
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
    const storages: HastyStorage<object>[] = [];
    watchers.add((dying) => releaseAll(storages, dying));
    return {
      layout: { plain: Code, roomy: Code },
      open<Extra extends object>(tool: Tool) {
        const storage = new HastyStorage<Extra>(tool);
        storages.push(storage as unknown as HastyStorage<object>);
        return storage;
      },
    };
  },
};

export default brokenReleaseMayReenter;
