/**
 * Promises held against what was measured. The laws (strategies/laws.ts) look at some hundred objects before anything is
 * measured; a run lets thousands die. What a strategy does only then is found here, under the name of the same law.
 */

import type { Doubt, Plan, PlannedArm, ProcessRecord } from '../records/schema.ts';
import { type Cell, cellsOf } from '../samples/cells.ts';
import { sharesOf } from '../samples/figure.ts';

/** The code of a doubt that says that a strategy broke a law. */
export const LAW_BROKEN = 'law-broken';

export function brokenPromises({ arms }: Plan, records: readonly ProcessRecord[]): Doubt[] {
  const cells = cellsOf(records).filter(({ condition }) => condition.experiment === 'cleanup');
  return arms
    .filter(({ role }) => role === 'strategy')
    .flatMap((arm) => {
      const says = cells.flatMap((cell) => [
        ...brokenAboutDeath(cell, arm),
        ...brokenAboutNumbers(cell, arm),
      ]);
      return says.map((each): Doubt => {
        return { code: LAW_BROKEN, says: each, experiment: 'cleanup', strategy: arm.name };
      });
    });
}

/** Share of the extras that must be left in the end; null where the promise allows several. */
function dueShare(fate: string): number | null {
  switch (fate) {
    case 'dies-with-code':
    case 'dies-after-callback':
    case 'dies-after-notice':
      return 0;
    case 'leaks':
    case 'keeps-code-alive':
      return 1;
    default:
      return null;
  }
}

/** Where collections are forced, and no number is handed out again, the promise is to be kept to the last extra. */
function brokenAboutDeath(cell: Cell, { name, fate }: PlannedArm): string[] {
  const { death, collections } = cell.condition;
  const due = dueShare(fate);
  if (cell.unit !== 'extras' || death === 'churn' || collections !== undefined || due === null) return [];
  const left = sharesOf(cell, name);
  const broken = left.filter((share) => share !== due);
  if (broken.length === 0) return [];
  const died = death === 'half' ? 'half of them' : 'all of them';
  return [
    `${name} breaks the law promise-about-death: it promises "${fate}", and of ${cell.condition.population} code objects ` +
      `${died} died; ${percent(Math.max(...broken))} of their extras were left after forced collections, expected ` +
      `${percent(due)} (in ${broken.length} of ${left.length} processes).`,
  ];
}

/** After a collection nobody may be answered with the extra of the dead, but where that is promised. */
function brokenAboutNumbers(cell: Cell, { name, afterReuse }: PlannedArm): string[] {
  if (cell.unit !== 'wrong-answers' || cell.condition.part === undefined || afterReuse === 'the-dead')
    return [];
  if (cell.condition.collections !== undefined && afterReuse !== undefined) return [];
  const wrong = sharesOf(cell, name, ([count]) => count!).filter((share) => share > 0);
  if (wrong.length === 0) return [];
  return [
    `${name} breaks the law promise-about-numbers: ${percent(Math.max(...wrong))} of newborn code objects were answered ` +
      `with the extra of a dead one (in ${wrong.length} processes).`,
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
