/** Times of whole calls and of replayed calls, compared with the field. */

import type { Row } from '../harness/records/schema.ts';
import { CLAIM } from '../harness/samples/thresholds.ts';
import type { Evidence, Side } from './evidence.ts';

export interface Calls {
  readonly programs: readonly Row[];
  readonly replays: readonly Row[];
  /** Of the programs, then of the replays. */
  readonly sides: readonly Side[];
}

export function callsToField(evidence: Evidence, strategy: string): Calls {
  const wanted = { reference: evidence.roles.field, strategy };
  const programs = evidence.onPrograms({ metric: 'ratio', ...wanted });
  const replays = evidence.onTraces({ metric: 'added-ns', ...wanted });
  const sides = [...programs.map((row) => evidence.side(row)), ...replays.map((row) => evidence.side(row))];
  return { programs, replays, sides };
}

/** Is the side seen on more workloads than chance explains? */
export function isShown(side: Side, sides: readonly Side[]): boolean {
  return sides.filter((each) => each === side).length > sides.length * CLAIM.chance;
}
