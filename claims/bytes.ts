/** Bytes of storing, as the claims about memory read them. */

import type { Row } from '../harness/records/schema.ts';
import type { Evidence } from './evidence.ts';

/** The population whose bytes are read is the largest measured up to this: a program of some size. */
const PROGRAM_SIZE = 12_000;

const STORED = { experiment: 'memory', workload: 'population' } as const;

/** What storing takes with extras on a share of the code objects, per code object; undefined where that was not measured. */
export function bytesAt(evidence: Evidence, strategy: string, attachFraction: number): Row | undefined {
  return ofProgramSize(storing(evidence, strategy).filter((row) => row.attachFraction === attachFraction));
}

/**
 * The same at any share: on the straight line between the two nearest shares that were measured, low ends with low ends. Exact for
 * a field, whose bytes are proportional to the objects that have one; not used for tables, which grow by leaps.
 */
export function bytesOnLine(evidence: Evidence, strategy: string, share: number): Row | undefined {
  const [below, above] = neighbours(evidence, strategy, share);
  if (below === undefined || above === undefined || below === above) return above && below;
  const [from, to] = [below.attachFraction!, above.attachFraction!];
  const at = (a: number | null, b: number | null) =>
    a === null || b === null ? null : a + ((b - a) * (share - from)) / (to - from);
  return {
    ...above,
    attachFraction: share,
    estimate: at(below.estimate, above.estimate),
    low: at(below.low, above.low),
    high: at(below.high, above.high),
    level: Math.min(below.level, above.level),
    processes: Math.min(below.processes, above.processes),
  };
}

/** Bytes at the nearest share below and the nearest above; both the same where the share itself was measured. */
export function neighbours(
  evidence: Evidence,
  strategy: string,
  share: number,
): [Row | undefined, Row | undefined] {
  const fractions = fractionsOf(evidence, strategy);
  const below = fractions.findLast((fraction) => fraction <= share);
  const above = fractions.find((fraction) => fraction >= share);
  const at = (fraction: number | undefined) =>
    fraction === undefined ? undefined : bytesAt(evidence, strategy, fraction);
  return [at(below), at(above)];
}

/** A whole code object, without anything stored. */
export function bareCode(evidence: Evidence): Row | undefined {
  return ofProgramSize(
    evidence.all({
      ...STORED,
      metric: 'bytes-in-all',
      strategy: evidence.roles.noStorage,
      attachFraction: 0,
    }),
  );
}

/** The shares at which a strategy's bytes were measured, ascending. */
export function fractionsOf(evidence: Evidence, strategy: string): number[] {
  const found = storing(evidence, strategy).map(({ attachFraction }) => attachFraction!);
  return [...new Set(found)].sort((a, b) => a - b);
}

function storing(evidence: Evidence, strategy: string): Row[] {
  const reference = evidence.roles.noStorage;
  return evidence.all({ ...STORED, metric: 'bytes-per-code', reference, strategy });
}

function ofProgramSize(rows: readonly Row[]): Row | undefined {
  const sizes = rows.map(({ population }) => population!);
  const population = Math.max(...sizes.filter((size) => size <= PROGRAM_SIZE), Math.min(...sizes));
  return rows.find((row) => row.population === population);
}
