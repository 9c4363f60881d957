/** What a check sees of a storage, and what it throws when that is not what is due. */

import type { CodeObject } from '../../interpreter/code.ts';
import type { Storage } from '../contract.ts';

/** Thrown by a check: the strategy broke the law. */
export class LawBroken extends Error {}

export interface Marked {
  readonly mark: number;
}

/** Code objects, so many that those of a lossy table have to share. */
export const MANY = 3000;

export function expectExtra(
  storage: Storage<Marked>,
  code: CodeObject,
  due: Marked | undefined,
  when: string,
): void {
  const seen = storage.get(code);
  if (seen !== due) {
    throw new LawBroken(`get() answered ${JSON.stringify(seen)} ${when}, expected ${JSON.stringify(due)}`);
  }
}

export function expectCount(storage: Storage<Marked>, code: CodeObject, due: number, when: string): void {
  const seen = storage.count!(code);
  if (seen !== due) throw new LawBroken(`count() answered ${seen} ${when}, expected ${due}`);
}
