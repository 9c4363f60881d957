/** Breaks release-may-throw: a release function that throws at a death silences the others. */

import type { CodeObject } from 'coextra/code';
import { RELEASE_ROUNDS, type Storage, type Strategy, type Tool } from 'coextra/contract';

class TrustingStorage<Extra extends object> implements Storage<Extra> {
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

function releaseAll(storages: readonly TrustingStorage<object>[], dying: CodeObject): void {
  const isLeft = () => storages.some(({ extras }) => extras.has(dying.id));
  for (let round = 0; round < RELEASE_ROUNDS && isLeft(); round++)
    for (const storage of storages) storage.delete(dying);
  if (!isLeft()) return;
  for (const { extras } of storages) extras.delete(dying.id);
  throw new Error(`"${dying.name}" got extras without end`);
}

const brokenReleaseMayThrow: Strategy = {
  name: 'breaks-release-may-throw',
  title: 'Breaks release-may-throw',
  summary: 'Maps by number whose release functions are trusted not to throw.',
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
    const storages: TrustingStorage<object>[] = [];
    watchers.add((dying) => releaseAll(storages, dying));
    return {
      layout: { plain: Code, roomy: Code },
      open<Extra extends object>(tool: Tool) {
        const storage = new TrustingStorage<Extra>(tool);
        storages.push(storage as unknown as TrustingStorage<object>);
        return storage;
      },
    };
  },
};

export default brokenReleaseMayThrow;
