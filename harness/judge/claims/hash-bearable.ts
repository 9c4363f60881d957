/** A hash look-up on each call is not the end of the world. */

import { CLAIM } from '../thresholds.ts';
import { arm, type ClaimRule, farthest, most, sentences, shareOf, told, undecided } from './claim.ts';

const TABLES = ['map-by-address', 'map-by-id'];

export const hashBearable: ClaimRule = {
  id: 'hash-bearable',
  claim: 'A hash look-up on each call is not desirable, but not the end of the world.',
  rule:
    'What the Maps by address and by number add to a replayed call is taken as a share of a call of the recorded program, as long as that call was ' +
    'where it was recorded. Confirmed: for both Maps, on every trace whose controls passed, the whole interval lies below 10 %. Refuted: on every such ' +
    'trace it lies above. It depends: below on some traces and above on others. Not decided: otherwise. What the same Maps add to the calls of this core, ' +
    'and to a look-up alone, is told beside it.',
  standsIn: 'V8’s Map stands in for a hash table in C; the call that its share is taken of is CPython’s own.',
  judge(evidence) {
    const nsPerCall = new Map((evidence.plan.traces ?? []).map((trace) => [trace.name, trace.nsPerCall]));
    const shares = TABLES.flatMap((strategy) =>
      evidence.all({ experiment: 'replay', metric: 'added-ns', reference: 'none', strategy }),
    ).flatMap((row) => {
      const call = nsPerCall.get(row.workload);
      return call === undefined || !evidence.isSound(row) ? [] : [{ row, call, share: shareOf(row, call) }];
    });
    const worst = most(shares.map(({ share }) => share));
    if (worst === undefined)
      return undecided(
        'No trace was replayed whose real calls have a known length and whose controls passed.',
      );
    const from = shares.find(({ share }) => share === worst)!;
    const programs = TABLES.flatMap((strategy) =>
      evidence.all({ experiment: 'call-cost', metric: 'ratio', reference: 'none', strategy }),
    ).filter((row) => evidence.isSound(row));
    const dearest = farthest(programs);
    const because = sentences(
      `At the most ${told(worst)} of a real call: ${told(from.row)} of ${Math.round(from.call)} ns (${arm(worst.strategy)} on ${worst.workload}).`,
      dearest && `On this core’s own calls up to ${told(dearest)} (${dearest.workload}).`,
    );
    const rows = [...shares.map(({ row }) => row), ...programs];
    const below = shares.filter(({ share }) => share.high! < CLAIM.bearable).length;
    const above = shares.filter(({ share }) => share.low! > CLAIM.bearable).length;
    if (below === shares.length) return { verdict: 'confirmed', because, rows };
    if (above === shares.length) return { verdict: 'refuted', because, rows };
    if (below > 0 && above > 0) return { verdict: 'it depends', because: `On the program: ${because}`, rows };
    return undecided(because, rows);
  },
};
