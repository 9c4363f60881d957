/** A hook per interpreter is the right granularity. */

import { listed } from '../harness/figures/written.ts';
import type { Row } from '../harness/records/schema.ts';
import { arm, type ClaimRule, farthest, sentences, told, undecided } from './claim.ts';
import { type Evidence, mostlyDecided } from './evidence.ts';
import type { Role } from './roles.ts';

/** Coarser, and finer twice: the hook found on the code object, one for all code objects and one for each. */
const ALTERNATIVES: readonly Role[] = ['globalHook', 'sharedHookOnCode', 'ownHookOnCode'];

export const hookGranularity: ClaimRule = {
  id: 'hook-granularity',
  claim:
    'A hook per interpreter is the right grain: a global one is too coarse, one per code object is not needed.',
  rule:
    'A coarser hook cannot keep two interpreters’ tools apart, which tests show; time alone could speak for it, or for a finer one. Calls under a global hook and under hooks on code objects are held against ' +
    'calls under the interpreter’s hook on every program measured; a difference up to 2 % is none. Refuted: one is faster on some program and slower on none. It depends: one is faster on some and slower on ' +
    'others. Confirmed: none is shown to be faster on any, each is decided on one program at least, and at least half of all comparisons are decided. What hooks on code objects cost those who set none, and what a ' +
    'decorator costs, is told beside it.',
  judge(evidence) {
    const { noHook, noStorage, emptyHookOnCode, decorator } = evidence.roles;
    const ratios = (strategy: string, reference: string) =>
      evidence.all({ experiment: 'builds', metric: 'ratio', reference, strategy });
    const alternatives = evidence.arms(ALTERNATIVES).map((name) => ratios(name, noStorage));
    const idle = ratios(emptyHookOnCode, noHook);
    const wrapped = ratios(decorator, noStorage);
    const rows = [...alternatives.flat(), ...idle, ...wrapped];
    if (alternatives.some((found) => found.length === 0))
      return undecided('Special builds with other grains of the hook were not measured.');
    const sides = alternatives.map((found) => sidesOf(evidence, found));
    const open = alternatives.flatMap((found, i) =>
      found.filter((_, j) => sides[i]![j] === 'open').map((row) => `${arm(row.strategy)} on ${row.workload}`),
    );
    const farthestOf = (some: readonly Row[]) => {
      const row = farthest(some);
      return row === undefined ? [] : [`${arm(row.strategy)} ${told(row)} on ${row.workload}`];
    };
    const because = sentences(
      `The largest differences from the interpreter’s hook: ${listed(alternatives.flatMap(farthestOf))}.`,
      open.length > 0 && `Open: ${listed(open)}.`,
      idle.length > 0 && `To no hook at all: ${listed(farthestOf(idle))}.`,
      wrapped.length > 0 &&
        `A decorator: ${listed(wrapped.map((row) => `${told(row)} on ${row.workload}`))}.`,
    );
    const better = sides.filter((each) => each.includes('less'));
    if (better.some((each) => !each.includes('more'))) return { verdict: 'refuted', because, rows };
    if (better.length > 0) return { verdict: 'it depends', because: `On the program: ${because}`, rows };
    const each = sides.every((found) => found.some((side) => side !== 'open'));
    return each && mostlyDecided(sides.flat())
      ? { verdict: 'confirmed', because, rows }
      : undecided(because, rows);
  },
};

function sidesOf(evidence: Evidence, rows: readonly Row[]) {
  return rows.map((row) => evidence.side(row));
}
