/** Breaks release-only-what-was-set: at a death it calls the release functions of tools that set nothing as well. */

import type { CodeObject } from 'coextra/code';
import { RELEASE_ROUNDS, type Storage, type Strategy, type Tool, throwAll } from 'coextra/contract';

class CarelessStorage<Extra extends object> implements Storage<Extra> {
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

/** In rounds, because release functions may set; but for all tools as soon as one has an extra. */
function releaseAll(storages: readonly CarelessStorage<object>[], dying: CodeObject): void {
  const errors: unknown[] = [];
  const isLeft = () => storages.some(({ extras }) => extras.has(dying.id));
  for (let round = 0; round < RELEASE_ROUNDS && isLeft(); round++) {
    for (const { extras, tool } of storages) {
      const extra = extras.get(dying.id);
      extras.delete(dying.id);
      try {
        tool.release?.(extra as object);
      } catch (error) {
        errors.push(error);
      }
    }
  }
  if (isLeft()) errors.push(new Error(`"${dying.name}" got extras without end`));
  for (const { extras } of storages) extras.delete(dying.id);
  throwAll(errors);
}

const brokenReleaseOnlyWhatWasSet: Strategy = {
  name: 'breaks-release-only-what-was-set',
  title: 'Breaks release-only-what-was-set',
  summary: 'Maps by number that release at a death what is there and what is not.',
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
    const storages: CarelessStorage<object>[] = [];
    watchers.add((dying) => releaseAll(storages, dying));
    return {
      layout: { plain: Code, roomy: Code },
      open<Extra extends object>(tool: Tool) {
        const storage = new CarelessStorage<Extra>(tool);
        storages.push(storage as unknown as CarelessStorage<object>);
        return storage;
      },
    };
  },
};

export default brokenReleaseOnlyWhatWasSet;
