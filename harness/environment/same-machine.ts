/**
 * May two runs be compared? What must agree is what changes a figure while the sources stay the same: the
 * engine, down to the patch, because V8 changes its compilers in any release; and the machine, its processor
 * above all. The kernel alone is a note: it moves no block of a millisecond, and it changes with every
 * update.
 *
 * Not compared: memory (a run that fits does not get faster with more), CI, and the version of the sources,
 * which is what two runs are often compared for.
 */

import type { Environment } from '../records/schema.ts';

/** `engine`: other machine code. `machine`: other hardware. `note`: worth telling, decides nothing. */
export type Weight = 'engine' | 'machine' | 'note';

/** Fields that should agree, the weightiest first. */
export const SHOULD_AGREE = {
  node: 'engine',
  v8: 'engine',
  arch: 'machine',
  platform: 'machine',
  cpu: 'machine',
  cores: 'machine',
  kernel: 'note',
} as const satisfies Partial<Record<keyof Environment, Weight>>;

export type AgreeingField = keyof typeof SHOULD_AGREE;

export interface Difference {
  readonly field: AgreeingField;
  readonly one: string;
  readonly other: string;
  readonly weight: Weight;
}

/**
 * Where two environments differ that should agree, in the order of SHOULD_AGREE; empty for the same machine.
 */
export function differences(one: Environment, other: Environment): Difference[] {
  return (Object.keys(SHOULD_AGREE) as AgreeingField[])
    .filter((field) => one[field] !== other[field])
    .map((field) => ({
      field,
      one: String(one[field]),
      other: String(other[field]),
      weight: SHOULD_AGREE[field],
    }));
}

const WORDS: Record<AgreeingField, string> = {
  node: 'Node',
  v8: 'V8',
  arch: 'the architecture',
  platform: 'the operating system',
  cpu: 'the processor',
  cores: 'the number of cores',
  kernel: 'the kernel',
};

/** A difference in words, to stand inside a sentence: "Node differs (20.19.0 and 22.1.0)". */
export function differenceText({ field, one, other }: Difference): string {
  return `${WORDS[field]} differs (${one} and ${other})`;
}
