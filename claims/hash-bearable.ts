/** A hash look-up on each call is not the end of the world. */

import { listed } from '../harness/figures/written.ts';
import { CLAIM } from '../harness/samples/thresholds.ts';
import { arm, type ClaimRule, most, sentences, shareOf, told, undecided } from './claim.ts';
import { unmeasured } from './evidence.ts';

export const hashBearable: ClaimRule = {
  id: 'hash-bearable',
  claim: 'A hash look-up on each call is not desirable, but not the end of the world.',
  rule:
    'What the Maps by address and by number add to a replayed call is taken as a share of a call of the recorded program, as long as that call was ' +
    'where it was recorded. Confirmed: both Maps were measured, and on every trace whose controls passed the whole interval lies below 10 %. Refuted: both were, and on every such ' +
    'trace it lies above. It depends: below on some traces and above on others. Not decided: otherwise. What the same Maps add to the calls of this core is told beside it.',
  judge(evidence) {
    const tables = evidence.arms(['tableByAddress', 'tableByNumber']);
    const reference = evidence.roles.noStorage;
    const nsPerCall = new Map((evidence.plan.traces ?? []).map((trace) => [trace.name, trace.nsPerCall]));
    const replays = tables.flatMap((strategy) =>
      evidence.onTraces({ metric: 'added-ns', reference, strategy }),
    );
    const shares = replays.flatMap((row) => {
      const call = nsPerCall.get(row.workload);
      return call === undefined || call <= 0 || !evidence.isSound(row)
        ? []
        : [{ row, call, share: shareOf(row, call) }];
    });
    const worst = most(shares.map(({ share }) => share));
    if (worst === undefined)
      return undecided(
        'No trace was replayed whose real calls have a known length and whose controls passed.',
      );
    const from = shares.find(({ share }) => share === worst)!;
    const programs = evidence.sound(
      tables.flatMap((strategy) => evidence.onPrograms({ metric: 'ratio', reference, strategy })),
    );
    const slowest = most(programs);
    const counted = shares.map(({ row }) => row);
    const names = new Set(counted.map(({ workload }) => workload));
    const leftOut = replays.map(({ workload }) => workload).filter((name) => !names.has(name));
    const missing = unmeasured(tables, counted);
    const because = sentences(
      `At the most ${told(worst)} of a real call: ${told(from.row)} of ${Math.round(from.call)} ns (${arm(worst.strategy)} on ${worst.workload}).`,
      slowest && `On this core’s own calls up to ${told(slowest)} (${slowest.workload}).`,
      leftOut.length > 0 &&
        `Left out, as controls failed or the length of a real call is not known: ${listed([...new Set(leftOut)])}.`,
      missing.length > 0 && `Not measured: ${listed(missing.map(arm))}.`,
    );
    const rows = [...counted, ...programs];
    const below = shares.filter(({ share }) => share.high! < CLAIM.bearable).length;
    const above = shares.filter(({ share }) => share.low! > CLAIM.bearable).length;
    if (below > 0 && above > 0) return { verdict: 'it depends', because: `On the program: ${because}`, rows };
    if (missing.length > 0) return undecided(because, rows);
    if (below === shares.length) return { verdict: 'confirmed', because, rows };
    if (above === shares.length) return { verdict: 'refuted', because, rows };
    return undecided(because, rows);
  },
};
