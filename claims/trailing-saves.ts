/** A trailing field gated by a flag saves the memory of those who do not use it. */

import { listed } from '../harness/figures/written.ts';
import { UNCROWDED } from '../harness/records/finding.ts';
import { bytesAt } from './bytes.ts';
import { callsToField, isShown } from './calls.ts';
import { type ClaimRule, farthest, most, sentences, told, undecided } from './claim.ts';
import { mostlyDecided } from './evidence.ts';

export const trailingSaves: ClaimRule = {
  id: 'trailing-saves',
  claim: 'A field at the very end, present only if a flag is set, saves that memory.',
  rule:
    'Confirmed: without extras the trailing field takes 1 byte or less of a code object where the field takes more, and calls take no longer with it than with the field. It depends: it saves the bytes, and ' +
    'calls take longer. Refuted: it takes more than 1 byte without extras. Calls take longer if they do on more than one in ten of the programs and recorded traces, by more than 2 % of a program’s call or 2 ns ' +
    'of a replayed one; they take no longer if they do not and at least half of these comparisons are decided. What the flag costs a look-up alone, and a second layout an evaluator, is told beside it.',
  judge(evidence) {
    const { field: reference, trailingField: strategy } = evidence.roles;
    const without = bytesAt(evidence, strategy, 0);
    const field = bytesAt(evidence, reference, 0);
    if (without === undefined || field === undefined)
      return undecided('Bytes without any extra were not measured.');
    const { programs, replays, sides } = callsToField(evidence, strategy);
    const lookUps = evidence.sound(
      evidence.all({ experiment: 'look-up', metric: 'added-ns', reference, strategy, ...UNCROWDED }),
    );
    const second = evidence.all({ experiment: 'layouts', metric: 'ratio', reference, strategy });
    const rows = [without, field, ...programs, ...replays, ...lookUps, ...second];
    const calls = [farthest(evidence.sound(replays)), farthest(evidence.sound(programs))];
    const longest = most(lookUps);
    const slowest = most(evidence.sound(second));
    const because = sentences(
      `Without extras it takes ${told(without)} of a code object, the field ${told(field)}.`,
      calls.some((row) => row !== undefined) &&
        `The largest difference of a call from the field is ${listed(calls.flatMap((row) => (row === undefined ? [] : [`${told(row)} (${row.workload})`])))}.`,
      longest && `A look-up alone takes up to ${told(longest)} more.`,
      slowest &&
        `Where a second layout comes up, calls take up to ${told(slowest)} more (${slowest.workload}, ${slowest.part}).`,
    );
    const saved = evidence.side(without);
    if (saved === 'open' || evidence.side(field) !== 'more') return undecided(because, rows);
    if (saved === 'more') return { verdict: 'refuted', because, rows };
    if (isShown('more', sides))
      return { verdict: 'it depends', because: `It saves bytes and costs time: ${because}`, rows };
    return mostlyDecided(sides) ? { verdict: 'confirmed', because, rows } : undecided(because, rows);
  },
};
