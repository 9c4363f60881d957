/** Time: of replayed calls, of calls on programs, and of look-ups alone. */

import type { Run } from '../../records/schema.ts';
import { namesOfStrategies, replaysOf } from '../arms.ts';
import { largestPopulation } from '../comparison.ts';
import { counted, rangeText } from '../figure.ts';
import { toldFromNoise } from '../noise.ts';
import { shareOfRealCall } from '../real-calls.ts';
import { isMeasured, type Measured, rowLike, rowsLike, UNCROWDED } from '../rows.ts';
import {
  type Answer,
  figure,
  firstBeyond,
  headed,
  kindRemark,
  middleOf,
  NOT_MEASURED,
  noiseRemark,
  type Places,
} from './words.ts';

/** Of real programs, by the first rule of the run; no answer where no trace was asked for. */
export function timeOfReplays(run: Run): Answer[] {
  const [rule] = run.plan.rules ?? [];
  const replays = replaysOf(run).filter((each) => !each.ofProgram && each.rule === rule);
  if (replays.length === 0) return [];
  const topic = 'Calls of real programs, replayed';
  const found = namesOfStrategies(run).flatMap((arm) => {
    const rows = replays.flatMap(({ workload }) => {
      const wanted = {
        experiment: 'replay',
        workload,
        rule: rule!,
        metric: 'added-ns',
        reference: 'none',
      } as const;
      return rowLike(run, { ...wanted, strategy: arm }) ?? [];
    });
    const measured = rows.filter(isMeasured);
    return measured.length === 0 ? [] : [{ arm, rows: measured, shares: sharesOf(run, measured) }];
  });
  return [costs(run, topic, 'a replayed call', 'traces', found)];
}

/** Of a real call, in words: "0.2 to 1.4 % of a call". Null where no trace knows what a call takes. */
function sharesOf(run: Run, rows: readonly Measured[]): string | null {
  const shares = rows.flatMap((row) => {
    const share = shareOfRealCall(run, row);
    return share === null ? [] : [share];
  });
  const range = rangeText(shares);
  return range === null ? null : `${range} of a real call`;
}

export function timeOfCalls(run: Run): Answer {
  const found = namesOfStrategies(run).flatMap((arm) => {
    const like = { experiment: 'call-cost', strategy: arm, reference: 'none' } as const;
    const rows = rowsLike(run, { ...like, metric: 'added-ns' }).filter(isMeasured);
    const shares = rangeText(rowsLike(run, { ...like, metric: 'ratio' }));
    return rows.length === 0 ? [] : [{ arm, rows, shares }];
  });
  return costs(run, 'Time of a call', 'a call', 'programs', found);
}

interface Cost {
  readonly arm: string;
  readonly rows: readonly Measured[];
  readonly shares: string | null;
}

function costs(run: Run, topic: string, to: string, places: Places, found: Cost[]): Answer {
  found.sort((a, b) => middleOf(a.rows) - middleOf(b.rows));
  const [least, ...others] = headed(run, found);
  if (least === undefined) return { topic, headline: NOT_MEASURED, items: [] };
  const most = others.at(-1);
  const unseen = least.rows.every((row) => toldFromNoise(run, row) === 'not told apart');
  const first = unseen
    ? `What \`${least.arm}\` adds to ${to}, ${rangeText(least.rows)}, is not told apart from noise`
    : `\`${least.arm}\` adds ${rangeText(least.rows)} to ${to}`;
  const last = most === undefined ? '' : `; \`${most.arm}\`, the dearest, adds ${rangeText(most.rows)}`;
  const beyond = firstBeyond(run, found);
  const besides =
    beyond === undefined
      ? ''
      : ` Of what the thread does not name, \`${beyond.arm}\` adds least: ${rangeText(beyond.rows)}.`;
  const headline = `${first}${last}.${besides}`;
  return {
    topic,
    headline,
    items: found.map(({ arm, rows, shares }) => {
      const share = shares === null ? '' : `, ${shares}`;
      return {
        arm,
        says: `${rangeText(rows)}${share}${noiseRemark(run, rows, places)}${kindRemark(run, arm)}`,
      };
    }),
  };
}

export function timeOfLookUps(run: Run): Answer {
  const population = largestPopulation(run);
  const topic =
    population === undefined
      ? 'Time of a look-up alone'
      : `A look-up among ${counted(population, 'code object')}`;
  if (population === undefined) return { topic, headline: NOT_MEASURED, items: [] };
  const found = namesOfStrategies(run).flatMap((arm) => {
    const like = {
      experiment: 'look-up',
      strategy: arm,
      metric: 'added-ns',
      reference: 'none',
      population,
      ...UNCROWDED,
    } as const;
    const hit = rowLike(run, { ...like, hitRatio: 1 });
    const miss = rowLike(run, { ...like, hitRatio: 0 });
    return isMeasured(hit) ? [{ arm, hit, miss }] : [];
  });
  found.sort((a, b) => a.hit.estimate - b.hit.estimate);
  const [least, ...others] = headed(run, found);
  if (least === undefined) return { topic, headline: NOT_MEASURED, items: [] };
  const most = others.at(-1);
  const span =
    most === undefined
      ? `${figure(least.hit)} for a hit with \`${least.arm}\`.`
      : `A hit takes from ${figure(least.hit)} (\`${least.arm}\`) to ${figure(most.hit)} (\`${most.arm}\`).`;
  const beyond = firstBeyond(run, found);
  const headline =
    beyond === undefined
      ? span
      : `${span} Of what the thread does not name, \`${beyond.arm}\` takes least: ${figure(beyond.hit)}.`;
  return {
    topic,
    headline,
    items: found.map(({ arm, hit, miss }) => ({
      arm,
      says: `hit ${figure(hit)}, ${isMeasured(miss) ? `miss ${figure(miss)}` : 'misses not measured'}${noiseRemark(run, [hit, miss], 'figures')}${kindRemark(run, arm)}`,
    })),
  };
}
