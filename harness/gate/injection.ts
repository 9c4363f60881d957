/** `--inject NAME=SHARE`: a slowdown put into the work tree's arm of one strategy, to see the gate find it. */

import { usageFailure } from '../failure.ts';

export interface Injection {
  readonly strategy: string;
  /** Of the work, done twice: 0.05 is 5 % slower. */
  readonly share: number;
}

/** Throws Failure (exit code 5) for a text that is no NAME=SHARE, or for a strategy that is not compared, once known. */
export function injectionFrom(text: string | undefined, known: readonly string[] | null): Injection | null {
  if (text === undefined) return null;
  const [, strategy, share] = /^([a-z0-9-]+)=(0?\.\d+)$/.exec(text) ?? [];
  if (strategy === undefined || !(Number(share) >= 0.01 && Number(share) <= 0.5)) {
    throw usageFailure(`--inject ${text}: expected NAME=SHARE, a share from 0.01 to 0.5, as in inline=0.05.`);
  }
  if (known !== null && !known.includes(strategy)) {
    throw usageFailure(
      `--inject ${text}: no strategy "${strategy}" is compared. Known: ${known.join(', ')}.`,
    );
  }
  return { strategy, share: Number(share) };
}
