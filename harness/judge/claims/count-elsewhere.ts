/** If the code object already counts its executions, the JIT needs the rest only for hot code. */

import { setShare } from '../../figures/written.ts';
import { CLAIM, EQUIVALENT } from '../thresholds.ts';
import { bytesAt, fractionsOf } from './bytes.ts';
import { arm, type ClaimRule, listed, most, sentences, told, undecided } from './claim.ts';

const COUNTED = 'count-in-code';
const TABLE = 'map-by-id';
const FIELD = 'inline';

export const countElsewhere: ClaimRule = {
  id: 'count-elsewhere',
  claim:
    'If the code object counts its executions already, a JIT needs the rest for hot code alone, and no field.',
  rule:
    'A count in the code object, with the rest in a Map for one code object in twenty, is held against the field; the count is there for another purpose, so its own bytes are taken off. Confirmed: it takes ' +
    'at least 1 byte less than the field, and with a JIT no program takes longer than with the field by more than 2 %. It depends: it saves the bytes and some program takes longer. ' +
    'Refuted: it saves nothing. Not decided: it saves, and nothing is known of the time.',
  standsIn: 'A Map of V8 stands in for the table of a JIT in C.',
  judge(evidence) {
    const fraction = fractionsOf(evidence, COUNTED).find((each) => each >= CLAIM.hot);
    const counted = bytesAt(evidence, COUNTED, fraction ?? Number.NaN);
    const field = bytesAt(evidence, FIELD, fraction ?? Number.NaN);
    const empty = bytesAt(evidence, COUNTED, 0);
    const withJit = { experiment: 'tools', part: 'JIT', metric: 'ratio', reference: FIELD } as const;
    const calls = evidence.all({ ...withJit, strategy: COUNTED });
    const tables = evidence.all({ ...withJit, strategy: TABLE });
    const eaten = evidence.all({ experiment: 'tools', part: 'JIT', metric: 'gain-eaten', strategy: COUNTED });
    if (counted?.estimate == null || empty?.estimate == null || field?.estimate == null || calls.length === 0)
      return undecided('A count in the code object was not measured in bytes and with a JIT.');
    const rows = [counted, empty, field, ...calls, ...tables, ...eaten];
    const sides = calls.map((row) => ({ row, side: evidence.side(row, EQUIVALENT.callShare) }));
    const slower = sides.filter(({ side }) => side === 'more').map(({ row }) => row);
    const worst = most(slower);
    const table = tables.find(({ workload }) => workload === worst?.workload);
    const lost = most(eaten.filter((row) => evidence.isSound(row)));
    const because = sentences(
      `With extras on ${setShare(fraction!)} it takes ${told(counted)} of a code object, ${told(empty)} of them the count; the field ${told(field)}.`,
      slower.length === 0
        ? 'With a JIT no program takes longer than with the field.'
        : `With a JIT ${listed(slower.map(({ workload }) => workload))} ${slower.length === 1 ? 'takes' : 'take'} longer, at the most ${told(worst!)} (${worst!.workload}${table === undefined ? '' : `; ${arm(TABLE)} alone ${told(table)}`}).`,
      lost && `Of what the JIT gains it takes back up to ${told(lost)} (${lost.workload}).`,
    );
    const beyondCount = counted.estimate - empty.estimate;
    if (beyondCount > field.estimate - EQUIVALENT.bytes) return { verdict: 'refuted', because, rows };
    if (slower.length > 0)
      return { verdict: 'it depends', because: `It saves bytes and costs time. ${because}`, rows };
    return sides.every(({ side }) => side === 'open')
      ? undecided(because, rows)
      : { verdict: 'confirmed', because, rows };
  },
};
