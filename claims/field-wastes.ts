/** Eight more bytes on each code object are waste for those who do not use them. */

import { listed, whole } from '../harness/figures/written.ts';
import type { Row } from '../harness/records/schema.ts';
import { bareCode, bytesAt } from './bytes.ts';
import { arm, type ClaimRule, most, sentences, shareOf, told, undecided } from './claim.ts';
import { DISCUSSED, type Role } from './roles.ts';

/** Without the table by address: an empty one takes the bytes of a number like an address here, and an address is free in C. */
const OUTSIDE: readonly Role[] = ['tableByNumber', 'tableByObject', 'weakMap', 'weakReferenceList'];

export const fieldWastes: ClaimRule = {
  id: 'field-wastes',
  claim: 'Eight more bytes on each code object are waste for most people, who do not use them.',
  rule:
    'Read with no extra anywhere. Confirmed: the field takes more than 1 byte of each code object and each of four storages outside takes 1 byte or less. Refuted: the field takes ' +
    '1 byte or less. It depends: a storage outside takes more as well. Not decided: one of them was not measured, or not well enough. From which share of code objects with an extra on each alternative takes ' +
    'more than the field is told beside it.',
  judge(evidence) {
    const field = bytesAt(evidence, evidence.roles.field, 0);
    if (field === undefined) return undecided('Bytes without any extra were not measured.');
    const found = evidence.arms(OUTSIDE).map((name) => bytesAt(evidence, name, 0));
    const outside = found.filter((row) => row !== undefined);
    const discussed = evidence.arms(DISCUSSED);
    const even = evidence
      .all({ experiment: 'memory', metric: 'break-even', population: field.population })
      .filter(({ strategy, estimate }) => estimate !== null && discussed.includes(strategy));
    const bare = bareCode(evidence);
    const largest = [...(evidence.plan.traces ?? [])].sort((a, b) => b.population - a.population)[0];
    const rows = [field, ...outside, bare, ...even];
    const because = sentences(
      `The field takes ${told(field)} of a code object${bare?.estimate == null ? '' : `, ${told(shareOf(field, bare.estimate))} of it`}, used or not${
        largest === undefined || field.estimate === null
          ? ''
          : `: ${whole(Math.round((field.estimate * largest.population) / 1000))} kB in the largest program replayed (${whole(largest.population)} code objects)`
      }.`,
      outside.length > 0 &&
        `${listed(outside.map(({ strategy }) => arm(strategy)))} take ${told(most(outside)!)} at the most.`,
      even.length > 0 && `More than the field is taken ${listed(even.map(fromWhere))}.`,
    );
    const side = evidence.side(field);
    if (side === 'open') return undecided(because, rows);
    if (side !== 'more') return { verdict: 'refuted', because, rows };
    const sides = found.map((row) => evidence.side(row));
    if (sides.includes('open')) return undecided(because, rows);
    return { verdict: sides.includes('more') ? 'it depends' : 'confirmed', because, rows };
  },
};

/** "from 17.4 [16.0, 18.0] % of extras on with `NAME`": the break-even of a storage with the field. */
function fromWhere(row: Row): string {
  return row.estimate === 0
    ? `always with ${arm(row.strategy)}`
    : `from ${told(row)} of extras on with ${arm(row.strategy)}`;
}
