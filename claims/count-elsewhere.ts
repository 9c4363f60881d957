/** If the code object already counts its executions, the JIT needs the rest only for hot code. */

import { listed, setShare } from '../harness/figures/written.ts';
import type { Row } from '../harness/records/schema.ts';
import { CLAIM, EQUIVALENT } from '../harness/samples/thresholds.ts';
import { bytesAt, fractionsOf } from './bytes.ts';
import { arm, type ClaimRule, most, sentences, told, undecided } from './claim.ts';
import { type Evidence, mostlyDecided, type Side } from './evidence.ts';

interface Bytes {
  readonly fraction: number;
  readonly counted: Row;
  readonly empty: Row;
  readonly field: Row;
}

export const countElsewhere: ClaimRule = {
  id: 'count-elsewhere',
  claim:
    'If the code object counts its executions already, a JIT needs the rest for hot code alone, and no field.',
  rule:
    'A count in the code object, with the rest in a Map for one code object in twenty (in ten at the most), is held against the field; the count is there for another purpose, so its own bytes are taken off. Confirmed: it surely takes ' +
    'at least 1 byte less than the field, with a JIT no program takes longer than with the field by more than 2 %, and at least half of the programs are decided. It depends: it saves the bytes and some program takes longer. ' +
    'Refuted: it surely saves less than that. Not decided: otherwise.',
  judge(evidence) {
    const { countInCode, field, tableByNumber } = evidence.roles;
    const bytes = bytesOf(evidence);
    const withJit = { experiment: 'tools', part: 'JIT' } as const;
    const ratios = { ...withJit, metric: 'ratio', reference: field } as const;
    const calls = evidence.all({ ...ratios, strategy: countInCode });
    if (bytes === null || calls.length === 0)
      return undecided(
        'A count in the code object was not measured in bytes, with extras on one object in twenty, and with a JIT.',
      );
    const tables = evidence.all({ ...ratios, strategy: tableByNumber });
    const eaten = evidence.all({ ...withJit, metric: 'gain-eaten', strategy: countInCode });
    const rows = [bytes.counted, bytes.empty, bytes.field, ...calls, ...tables, ...eaten];
    const sides = calls.map((row) => evidence.side(row));
    const slower = calls.filter((_, i) => sides[i] === 'more');
    const because = sentences(bytesInWords(bytes), timeInWords(slower, tables), gainInWords(evidence, eaten));
    const saved = savedOn(evidence, bytes);
    if (saved === 'more' || saved === 'same') return { verdict: 'refuted', because, rows };
    if (saved === 'open') return undecided(because, rows);
    if (slower.length > 0)
      return { verdict: 'it depends', because: `It saves bytes and costs time. ${because}`, rows };
    return mostlyDecided(sides) ? { verdict: 'confirmed', because, rows } : undecided(because, rows);
  },
};

function bytesOf(evidence: Evidence): Bytes | null {
  const { countInCode, field: fieldArm } = evidence.roles;
  const fraction = fractionsOf(evidence, countInCode).find(
    (each) => each >= CLAIM.hot && each <= 2 * CLAIM.hot,
  );
  if (fraction === undefined) return null;
  const counted = bytesAt(evidence, countInCode, fraction);
  const field = bytesAt(evidence, fieldArm, fraction);
  const empty = bytesAt(evidence, countInCode, 0);
  return counted && field && empty ? { fraction, counted, empty, field } : null;
}

/** Beyond its count against the field: the ends of the intervals that are farthest apart. */
function savedOn(evidence: Evidence, { counted, empty, field }: Bytes): Side {
  const minus = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b);
  const sound = [counted, empty, field].every((row) => evidence.isSound(row));
  if (!sound) return 'open';
  const beyond = { ...counted, low: minus(counted.low, empty.high), high: minus(counted.high, empty.low) };
  return evidence.between(beyond, field, EQUIVALENT.bytes);
}

function bytesInWords({ fraction, counted, empty, field }: Bytes): string {
  return `With extras on ${setShare(fraction)} it takes ${told(counted)} of a code object, ${told(empty)} of them the count; the field ${told(field)}.`;
}

function timeInWords(slower: readonly Row[], tables: readonly Row[]): string {
  const worst = most(slower);
  if (worst === undefined) return 'With a JIT no program is shown to take longer than with the field.';
  const table = tables.find(({ workload }) => workload === worst.workload);
  const names = listed(slower.map(({ workload }) => workload));
  return `With a JIT ${names} ${slower.length === 1 ? 'takes' : 'take'} longer than with the field, at the most ${told(worst)} (${worst.workload}${
    table === undefined ? '' : `; ${arm(table.strategy)} alone ${told(table)}`
  }).`;
}

function gainInWords(evidence: Evidence, eaten: readonly Row[]): string | null {
  const lost = most(evidence.sound(eaten));
  return lost === undefined
    ? null
    : `Where the JIT gains, it takes back up to ${told(lost)} of that (${lost.workload}).`;
}
