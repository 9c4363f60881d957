/** Tools with a release function, and each way to let an extra go but death. */

import type { CodeObject } from '../../interpreter/code.ts';
import type { Storage, Strategy } from '../contract.ts';
import type { OpenPlace } from '../place.ts';
import { LawBroken, type Marked } from './seen.ts';

/** A tool that was opened with a release function, and what that function was told since it was last asked. */
export interface Releasing {
  readonly storage: Storage<Marked>;
  /** Checks that it was told of `due` and of nothing else, or of nothing where nothing is promised. */
  expectTold(due: readonly Marked[], when: string): void;
}

export function openReleasing(place: OpenPlace, name: string, { promises }: Strategy): Releasing {
  let told: object[] = [];
  const storage = place.open<Marked>({ name, release: (extra) => told.push(extra) });
  return {
    storage,
    expectTold(released, when) {
      const due = promises.releases === true ? released : [];
      if (told.length !== due.length || told.some((extra, i) => extra !== due[i])) {
        throw new LawBroken(
          `the release function of the ${name} was told of ${JSON.stringify(told)} ${when}, expected ${JSON.stringify(due)}`,
        );
      }
      told = [];
    },
  };
}

/** Each way to let an extra go but death, and some that let none go. */
export function letGo({ storage, expectTold }: Releasing, code: CodeObject): void {
  const first = { mark: 1 };
  storage.set(code, first);
  storage.set(code, first);
  expectTold([], 'after the same extra was set again');
  const second = { mark: 2 };
  storage.set(code, second);
  expectTold([first], 'after it was replaced');
  storage.delete(code);
  expectTold([second], 'after it was deleted');
  storage.delete(code);
  expectTold([], 'after deleting what was deleted already');
}
