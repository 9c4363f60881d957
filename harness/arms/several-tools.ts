/**
 * Several tools at once: each has a storage of its own in one place, and an extra on every code object. At each entry of a frame every
 * one of them looks its own up, as tools do whose hooks are called one after another.
 */

import { bareSpec, type CodeClass, type CodeObject } from '../../interpreter/code.ts';
import type { Strategy } from '../../strategies/contract.ts';
import { openPlace } from '../../strategies/place.ts';
import type { Count } from '../../tools/counter.ts';

export interface SeveralToolsOptions {
  /** Code objects to make. */
  readonly size: number;
  readonly tools: number;
}

export interface OpenSeveralTools {
  /** The code objects at `indices`, in that order. */
  sequence(indices: Int32Array): readonly CodeObject[];
  /** Enters the first `count` objects of a sequence: every tool looks up its extra. Returns how many were found. */
  enter(sequence: readonly CodeObject[], count: number): number;
}

/** @throws Error when the strategy cannot serve so many. */
export function openSeveralTools(
  strategy: Strategy,
  Code: CodeClass,
  { size, tools }: SeveralToolsOptions,
): OpenSeveralTools {
  const place = openPlace(strategy, Code);
  const storages = Array.from({ length: tools }, (_, i) => place.open<Count>({ name: `tool ${i + 1}` }));
  const codes = Array.from({ length: size }, () => place.makeCode(bareSpec('f')));
  for (const storage of storages) for (const code of codes) storage.set(code, { entries: 0 });
  return {
    sequence: (indices) => Array.from(indices, (index) => codes[index]!),
    enter(sequence, count) {
      let found = 0;
      for (let i = 0; i < count; i++) {
        const code = sequence[i]!;
        for (let tool = 0; tool < storages.length; tool++) {
          if (storages[tool]!.get(code) !== undefined) found += code.firstLine;
        }
      }
      return found;
    },
  };
}
