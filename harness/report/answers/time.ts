/** Time: of replayed calls, of calls on programs, and of look-ups alone. */

import type { Run } from '../../records/schema.ts';
import { sameSetting } from '../../records/settings.ts';
import { isLossy, namesOfStrategies, originOf, replaysOf } from '../arms.ts';
import { largestPopulation } from '../comparison.ts';
import { counted, rangeText, whole } from '../figure.ts';
import { toldFromNoise } from '../noise.ts';
import { shareOfRealCall } from '../real-calls.ts';
import { isInvalid, isMeasured, type Measured, rowLike, rowsLike, settings, UNCROWDED } from '../rows.ts';
import {
  type Answer,
  FIELD,
  figure,
  firstBeyond,
  headed,
  inARow,
  kindRemark,
  leftOutRemark,
  listed,
  middleOf,
  NOT_MEASURED,
  noiseRemark,
  type Places,
  sound,
  vouched,
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
    return measured.length === 0 ? [] : [{ arm, rows: measured, shares: sharesOf(run, sound(measured)) }];
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
    const shares = rangeText(sound(rowsLike(run, { ...like, metric: 'ratio' })));
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
  found.sort((a, b) => middleOf(sound(a.rows)) - middleOf(sound(b.rows)));
  const valid = vouched(found);
  const compared = headed(run, valid);
  const [least] = compared;
  if (least === undefined) return { topic, headline: NOT_MEASURED, items: [] };
  const unseen = fieldFirst(compared.filter(({ rows }) => isUnseen(sound(rows))));
  const leaders = unseen.length > 0 ? unseen : [leaderOf(run, compared, least)];
  const range = rangeText(leaders.flatMap(({ rows }) => sound(rows)));
  const verb = leaders.length === 1 ? 'adds' : 'add';
  const first =
    unseen.length > 0
      ? `What ${listed(leaders)} ${verb} to ${to}, ${range}, is no difference that counts`
      : `${listed(leaders)} adds ${range} to ${to}`;
  const most = compared.at(-1)!;
  const last = leaders.includes(most)
    ? ''
    : `; \`${most.arm}\`, the dearest, adds ${rangeText(sound(most.rows))}`;
  const headline = `${first}${last}.${besidesText(run, valid)}${leftOutRemark(found)}`;
  return {
    topic,
    headline,
    items: found.map(({ arm, rows, shares }) => {
      const share = shares === null ? '' : `, ${shares}`;
      return {
        arm,
        says: `${rangeText(sound(rows))}${share}${noiseRemark(rows, places)}${kindRemark(run, arm)}`,
      };
    }),
  };
}

/** Of what the thread does not name: all that are within the noise, or else the one that adds least. */
function besidesText(run: Run, found: readonly Cost[]): string {
  const first = firstBeyond(run, found);
  if (first === undefined) return '';
  const beyond = found.filter(({ arm }) => originOf(run, arm) !== null && !isLossy(run, arm));
  const unseen = beyond.filter(({ rows }) => isUnseen(sound(rows)));
  const [says, which] =
    unseen.length > 0
      ? [`no difference that counts: ${listed(unseen)},`, unseen]
      : [`${listed([first])} adds least:`, [first]];
  return ` Of what the thread does not name, ${says} ${rangeText(which.flatMap(({ rows }) => sound(rows)))}.`;
}

function isUnseen(rows: readonly Measured[]): boolean {
  return rows.every((row) => toldFromNoise(row) === 'not told apart');
}

function fieldFirst(found: readonly Cost[]): Cost[] {
  return [...found].sort((a, b) => Number(b.arm === FIELD) - Number(a.arm === FIELD));
}

/** The field, unless the one with the least median is shown to add less somewhere. */
function leaderOf(run: Run, compared: readonly Cost[], least: Cost): Cost {
  const field = compared.find(({ arm }) => arm === FIELD);
  if (field === undefined) return least;
  const less = sound(least.rows).some((row) => {
    const { experiment, workload, metric, strategy } = row;
    const beside = rowsLike(run, { experiment, workload, metric, strategy, reference: FIELD }).find((each) =>
      sameSetting(each, row),
    );
    return beside !== undefined && toldFromNoise(beside) === 'less';
  });
  return less ? least : field;
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
  const valid = sound(found.map(({ hit }) => hit));
  const [least, ...others] = headed(
    run,
    found.filter(({ hit }) => valid.includes(hit)),
  );
  if (least === undefined) return { topic, headline: NOT_MEASURED, items: [] };
  const most = others.at(-1);
  const span =
    most === undefined
      ? `${figure(least.hit)} for a hit with \`${least.arm}\`.`
      : `A hit takes from ${figure(least.hit)} (\`${least.arm}\`) to ${figure(most.hit)} (\`${most.arm}\`).`;
  const beyond = firstBeyond(run, found);
  const besides =
    beyond === undefined
      ? ''
      : ` Of what the thread does not name, \`${beyond.arm}\` takes least: ${figure(beyond.hit)}.`;
  const headline = `${span}${besides}${beyondRemark(run, population)}${hitsRemark(found)}`;
  return {
    topic,
    headline,
    items: found.map(({ arm, hit, miss }) => ({
      arm,
      says: `hit ${figure(hit)}, ${isMeasured(miss) ? `miss ${figure(miss)}` : 'misses not measured'}${noiseRemark([hit, miss], 'figures')}${kindRemark(run, arm)}`,
    })),
  };
}

function hitsRemark(found: readonly { readonly arm: string; readonly hit: Measured }[]): string {
  const failed = found.filter(({ hit }) => isInvalid(hit));
  if (failed.length === 0) return '';
  return failed.length === found.length
    ? ' A control failed beside all of these.'
    : ` Left out, as a control failed beside them: ${listed(failed)}.`;
}

/** Larger populations do not decide where controls failed among them. */
function beyondRemark(run: Run, population: number): string {
  const all = settings(rowsLike(run, { experiment: 'look-up', ...UNCROWDED }), 'population');
  const larger = all.filter((each) => each > population).map(whole);
  return larger.length === 0 ? '' : ` Left out, as a control failed there: ${inARow(larger)} code objects.`;
}
