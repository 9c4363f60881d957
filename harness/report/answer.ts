/**
 * The answer in words, from the rows by plain rules:
 *
 * - a cost is given as the smallest and the largest median over the programs, never as an average of programs;
 * - a cost whose interval reaches into the noise floor is said to be not told apart from noise;
 * - what was not measured is said to be not measured.
 *
 * Names of strategies stand in backticks.
 */

import type { Row, Run } from '../records/schema.ts';
import { families, namesOfStrategies, replaysOf } from './arms.ts';
import { bytesOfOne, largestPopulation, lastRound } from './comparison.ts';
import { counted, figureText, percent, rangeText } from './figure.ts';
import { worstAnswers } from './life.ts';
import { type Told, toldFromNoise } from './noise.ts';
import { shareOfRealCall } from './real-calls.ts';
import {
  ALL_DIED,
  hasInterval,
  isMeasured,
  type Measured,
  rowLike,
  rowsLike,
  settings,
  UNCROWDED,
} from './rows.ts';

export interface Answer {
  readonly topic: string;
  readonly headline: string;
  /** The strategies, from the least cost to the largest. */
  readonly items: readonly { readonly arm: string; readonly says: string }[];
}

export const NOT_MEASURED = 'Not measured in this run.';

export function answers(run: Run): Answer[] {
  return [...timeOfReplays(run), timeOfCalls(run), timeOfLookUps(run), memory(run), cleanup(run)];
}

/** Of real programs, by the first rule of the run; no answer where no trace was asked for. */
function timeOfReplays(run: Run): Answer[] {
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

function timeOfCalls(run: Run): Answer {
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

function costs(run: Run, topic: string, to: string, places: 'programs' | 'traces', found: Cost[]): Answer {
  found.sort((a, b) => middleOf(a.rows) - middleOf(b.rows));
  const [least, ...others] = found;
  if (least === undefined) return { topic, headline: NOT_MEASURED, items: [] };
  const most = others.at(-1);
  const unseen = least.rows.every((row) => toldFromNoise(run, row) === 'not told apart');
  const first = unseen
    ? `What \`${least.arm}\` adds to ${to}, ${rangeText(least.rows)}, is not told apart from noise`
    : `\`${least.arm}\` adds ${rangeText(least.rows)} to ${to}`;
  const last = most === undefined ? '' : `; \`${most.arm}\`, the dearest, adds ${rangeText(most.rows)}`;
  const headline = `${first}${last}.`;
  return {
    topic,
    headline,
    items: found.map(({ arm, rows, shares }) => {
      const share = shares === null ? '' : `, ${shares}`;
      return { arm, says: `${rangeText(rows)}${share}${noiseRemark(run, rows, places)}` };
    }),
  };
}

/** Where figures do not stand out of the noise, and where too few processes were measured to say so. */
function noiseRemark(
  run: Run,
  rows: readonly (Row | undefined)[],
  kind: 'programs' | 'traces' | 'figures',
): string {
  const told = rows.filter(isMeasured).map((row) => toldFromNoise(run, row));
  const share = (word: Told) => {
    const count = told.filter((each) => each === word).length;
    return count === 0 ? null : count === told.length ? '' : ` on ${count} of ${told.length} ${kind}`;
  };
  const noise = share('not told apart');
  const unsure = share('too few processes');
  return `${noise === null ? '' : `; not told apart from noise${noise}`}${unsure === null ? '' : `; no interval${unsure}`}`;
}

function timeOfLookUps(run: Run): Answer {
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
  const [least, ...others] = found;
  if (least === undefined) return { topic, headline: NOT_MEASURED, items: [] };
  const most = others.at(-1);
  const headline =
    most === undefined
      ? `${figure(least.hit)} for a hit with \`${least.arm}\`.`
      : `A hit takes from ${figure(least.hit)} (\`${least.arm}\`) to ${figure(most.hit)} (\`${most.arm}\`).`;
  return {
    topic,
    headline,
    items: found.map(({ arm, hit, miss }) => ({
      arm,
      says: `hit ${figure(hit)}, ${isMeasured(miss) ? `miss ${figure(miss)}` : 'misses not measured'}${noiseRemark(run, [hit, miss], 'figures')}`,
    })),
  };
}

/** Less than this for each code object is an empty table shared by all of them. */
const A_BYTE = 1;

function memory(run: Run): Answer {
  const topic = 'Memory';
  const found = namesOfStrategies(run).flatMap((arm) => {
    const like = { ...bytesOfOne(run), strategy: arm };
    const empty = rowLike(run, { ...like, attachFraction: 0 });
    const full = rowLike(run, { ...like, attachFraction: 1 });
    return isMeasured(full) ? [{ arm, empty, full, even: breakEven(run, arm) }] : [];
  });
  found.sort((a, b) => a.full.estimate - b.full.estimate);
  const [least, ...others] = found;
  if (least === undefined) return { topic, headline: NOT_MEASURED, items: [] };
  const most = others.at(-1);
  const onAll = `With an extra on each code object, storing takes`;
  const full =
    most === undefined
      ? `${onAll} ${figure(least.full)} (\`${least.arm}\`).`
      : `${onAll} from ${figure(least.full)} (\`${least.arm}\`) to ${figure(most.full)} (\`${most.arm}\`) each.`;
  const judged = found.every(
    ({ empty }) => empty !== undefined && toldFromNoise(run, empty) !== 'too few processes',
  );
  const payers = found.flatMap(({ arm, empty }) =>
    hasInterval(empty) && empty.low >= A_BYTE ? [`\`${arm}\` takes ${figure(empty)}`] : [],
  );
  const unused = payers.length === 0 ? 'none takes a byte' : payers.join(', ');
  const withoutExtras = judged ? ` Without any extra, ${unused}.` : '';
  return {
    topic,
    headline: `${full}${withoutExtras}${breakEvens(found.map(({ even }) => even))}`,
    items: found.map(({ arm, empty, full, even }) => ({
      arm,
      says: `${figure(full)}${isMeasured(empty) ? `, without extras ${figure(empty)}` : ''}${evenRemark(even)}`,
    })),
  };
}

/** From which attach fraction on it takes more bytes than the field, in the smallest population that grew. */
function breakEven(run: Run, strategy: string): Row | undefined {
  const like = { experiment: 'memory', metric: 'break-even' } as const;
  const [population] = settings(rowsLike(run, like), 'population');
  return rowLike(run, { ...like, population, strategy });
}

function breakEvens(rows: readonly (Row | undefined)[]): string {
  const sorted = rows.filter(isMeasured).sort((a, b) => a.estimate - b.estimate);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return '';
  const from = (row: Measured) => `from ${figure(row)} of extras on (\`${row.strategy}\`)`;
  const latest = last === first ? '' : ` at the earliest and ${from(last)} at the latest`;
  return ` More than the field is taken ${from(first)}${latest}.`;
}

function evenRemark(row: Row | undefined): string {
  if (row === undefined) return '';
  return isMeasured(row)
    ? `; more than the field with extras on ${figure(row)} or more`
    : `; against the field: ${row.because ?? 'no break-even'}`;
}

interface Fate {
  readonly arm: string;
  readonly formOf: string | null;
  readonly left: Measured;
  readonly codes: Row | undefined;
  readonly until: Row | undefined;
  readonly wrong: Row | undefined;
  readonly last: number;
}

function cleanup(run: Run): Answer {
  const topic = 'Cleanup';
  const all = fates(run);
  const compared = namesOfStrategies(run);
  const found = all.filter(({ arm }) => compared.includes(arm));
  const [first] = found;
  if (first === undefined) return { topic, headline: NOT_MEASURED, items: [] };
  const keep = found.filter(({ left }) => left.estimate > 0);
  const within = `within ${counted(first.last, 'collection')}`;
  const headline =
    keep.length === 0
      ? `Every strategy let go of its extras ${within}.`
      : keep.length === found.length
        ? `No strategy let go of all its extras ${within}.`
        : `${listed(keep)} did not let go ${within} of the code objects' death; the rest did.`;
  const forms = all.filter(
    ({ arm, formOf, left }) => !compared.includes(arm) && left.estimate === 0 && isKept(keep, formOf),
  );
  const cleaning = forms.length === 0 ? '' : ` Of their forms, ${listed(forms)} did.`;
  const wrong = all.filter((fate) => isMeasured(fate.wrong) && fate.wrong.estimate > 0);
  const answering =
    wrong.length === 0 ? '' : ` ${listed(wrong)} answered newborns with extras of dead code objects.`;
  return {
    topic,
    headline: `${headline}${cleaning}${answering}`,
    items: found.map((fate) => ({ arm: fate.arm, says: `${fateOf(fate)}${wrongRemark(fate)}` })),
  };
}

/** Of strategies and forms, from those that let go first to those that keep most. */
function fates(run: Run): Fate[] {
  const last = lastRound(run);
  if (last === undefined) return [];
  return families(run)
    .flatMap(({ name: arm, formOf }): Fate[] => {
      const like = { experiment: 'cleanup', strategy: arm, ...ALL_DIED } as const;
      const left = rowLike(run, { ...like, metric: 'left-fraction', rounds: last });
      if (!isMeasured(left)) return [];
      const codes = rowLike(run, { ...like, metric: 'code-left-fraction', rounds: last });
      const until = rowLike(run, { ...like, metric: 'rounds-until-gone' });
      return [{ arm, formOf, left, codes, until, wrong: worstAnswers(run, arm), last }];
    })
    .sort((a, b) => a.left.estimate - b.left.estimate || roundsOf(a.until) - roundsOf(b.until));
}

function isKept(keep: readonly Fate[], strategy: string | null): boolean {
  return keep.some(({ arm }) => arm === strategy);
}

function fateOf({ left, codes, until, last }: Fate): string {
  if (left.estimate === 0)
    return isMeasured(until) ? `gone after ${counted(until.estimate, 'collection')}` : 'gone';
  const codesToo = isMeasured(codes) && codes.estimate > 0 ? `, and ${share(codes)} of the code objects` : '';
  return `${share(left)} of the extras left after ${counted(last, 'collection')}${codesToo}`;
}

function wrongRemark({ wrong }: Fate): string {
  return isMeasured(wrong) && wrong.estimate > 0
    ? `; under churn ${share(wrong)} of newborns got the extra of a dead one`
    : '';
}

function roundsOf(row: Row | undefined): number {
  return row?.estimate ?? Number.POSITIVE_INFINITY;
}

function figure(row: Measured): string {
  const { estimate, unit } = figureText(row)!;
  return `${estimate} ${unit}`;
}

function share(row: Measured): string {
  return row.estimate > 0 && row.estimate < 0.01 ? 'less than 1 %' : percent(row.estimate);
}

function listed(found: readonly { readonly arm: string }[]): string {
  const names = found.map(({ arm }) => `\`${arm}\``);
  const last = names.pop()!;
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

/** The median, for ordering only. */
function middleOf(rows: readonly Measured[]): number {
  const sorted = rows.map(({ estimate }) => estimate).sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
