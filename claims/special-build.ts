/** A build without the field saves what those pay who do not need it. */

import { bareCode, bytesAt } from './bytes.ts';
import { type ClaimRule, farthest, sentences, shareOf, told, undecided } from './claim.ts';

export const specialBuild: ClaimRule = {
  id: 'special-build',
  claim: 'A special build without the field saves its eight bytes for those who do not need it.',
  rule:
    'The core with a field that nobody uses is held against the core without. Confirmed: the field takes more than 1 byte of each code object. Refuted: 1 byte or less. Whether an unused field ' +
    'costs time as well, with a hook and without, is told beside it.',
  judge(evidence) {
    const { unusedField, unusedFieldWithoutHook, noStorage, noHook } = evidence.roles;
    const bytes = bytesAt(evidence, unusedField, 1) ?? bytesAt(evidence, unusedField, 0);
    if (bytes === undefined) return undecided('The core with a field that nobody uses was not measured.');
    const bare = bareCode(evidence);
    const ratios = { experiment: 'builds', metric: 'ratio' } as const;
    const calls = [
      ...evidence.all({ ...ratios, strategy: unusedField, reference: noStorage }),
      ...evidence.all({ ...ratios, strategy: unusedFieldWithoutHook, reference: noHook }),
    ];
    const apart = calls.filter((row) => ['more', 'less'].includes(evidence.side(row)));
    const worst = farthest(evidence.sound(calls));
    const because = sentences(
      `The unused field takes ${told(bytes)} of a code object${bare?.estimate == null ? '' : `, ${told(shareOf(bytes, bare.estimate))} of it`}.`,
      calls.length > 0 &&
        (apart.length === 0
          ? 'No difference in calls is shown'
          : `Calls differ in ${apart.length} of ${calls.length} comparisons`) +
          `${worst === undefined ? '' : `; the largest is ${told(worst)} (${worst.workload})`}.`,
    );
    const rows = [bytes, bare, ...calls];
    const side = evidence.side(bytes);
    if (side === 'open') return undecided(because, rows);
    return { verdict: side === 'more' ? 'confirmed' : 'refuted', because, rows };
  },
};
