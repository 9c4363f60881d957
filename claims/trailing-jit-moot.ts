/** For a JIT that counts every call the trailing field saves nothing. */

import { listed, setShare } from '../harness/figures/written.ts';
import { EQUIVALENT } from '../harness/samples/thresholds.ts';
import { bytesAt, bytesOnLine, neighbours } from './bytes.ts';
import { type ClaimRule, most, type Ruling, sentences, told, undecided } from './claim.ts';
import type { Evidence } from './evidence.ts';

export const trailingJitMoot: ClaimRule = {
  id: 'trailing-jit-moot',
  claim: 'For a JIT the trailing field saves nothing: it touches every code object to count its executions.',
  rule:
    'A tool that counts every call has an extra on each code object that is called at all. What the trailing field takes is read at the share of code objects that each recorded program calls (on the straight line ' +
    'between the two nearest shares that were measured), as if it were known when they are made, and with a field on all, as it is if nobody knows. Confirmed: on every recorded program it saves no more than 1 byte ' +
    'of what the field takes. It depends: it saves more on some, or on all but not with a field on all. Refuted: it saves more even then.',
  judge(evidence) {
    const { field: fieldArm, trailingField: trailingArm } = evidence.roles;
    const compared = programsOf(evidence).flatMap(({ name, share }) => {
      const trailing = bytesOnLine(evidence, trailingArm, share);
      const field = bytesOnLine(evidence, fieldArm, share);
      return trailing === undefined || field === undefined
        ? []
        : [{ name, share, trailing, field, side: evidence.between(trailing, field, EQUIVALENT.bytes) }];
    });
    const onAll = bytesAt(evidence, trailingArm, 1);
    const fieldOnAll = bytesAt(evidence, fieldArm, 1);
    if (compared.length === 0 || onAll === undefined || fieldOnAll === undefined)
      return undecided(
        'No program was replayed, or bytes with extras on all code objects were not measured.',
      );
    const shares = compared.map(({ share }) => share);
    const because = sentences(
      `Recorded programs call ${range(shares)} of their code objects: there it takes up to ${told(most(compared.map(({ trailing }) => trailing))!)}`,
      `of each, the field ${told(most(compared.map(({ field }) => field))!)}. With a field on all of them it takes ${told(onAll)}.`,
    );
    const rows = measuredFor(evidence, shares);
    const sides = compared.map(({ side }) => side);
    if (sides.includes('open')) return undecided(because, rows);
    const saves = compared.filter(({ side }) => side === 'less');
    if (saves.length === 0) return { verdict: 'confirmed', because, rows };
    if (saves.length < compared.length)
      return {
        verdict: 'it depends',
        because: `It saves on ${listed(saves.map(({ name }) => name))}. ${because}`,
        rows,
      };
    const stillSaves = evidence.between(onAll, fieldOnAll, EQUIVALENT.bytes);
    if (stillSaves === 'open') return undecided(because, rows);
    if (stillSaves === 'less') return { verdict: 'refuted', because, rows };
    return {
      verdict: 'it depends',
      because: `On whether it is known, when a code object is made, that it will be called. ${because}`,
      rows,
    };
  },
};

/** Share of the code objects that a recorded program calls at all. */
function programsOf({ plan }: Evidence): { readonly name: string; readonly share: number }[] {
  return (plan.traces ?? [])
    .filter(({ ofProgram }) => !ofProgram)
    .map(({ name, called, population }) => ({ name, share: Math.min(1, called / population) }));
}

function range(shares: readonly number[]): string {
  const written = (share: number) => setShare(Math.round(share * 100) / 100);
  const [least, largest] = [Math.min(...shares), Math.max(...shares)].map(written);
  return least === largest ? least! : `${least} to ${largest}`;
}

/** The measured bytes that the straight lines run between, and those with extras on all. */
function measuredFor(evidence: Evidence, shares: readonly number[]): Ruling['rows'] {
  return evidence
    .arms(['trailingField', 'field'])
    .flatMap((name) => [
      ...shares.flatMap((share) => neighbours(evidence, name, share)),
      bytesAt(evidence, name, 1),
    ]);
}
