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
import { namesOfStrategies } from './arms.ts';
import { largestPopulation, lastRound } from './comparison.ts';
import { counted, figureText, percent, rangeText, whole } from './figure.ts';
import { toldFromNoise } from './noise.ts';
import { isMeasured, type Measured, rowLike, rowsLike } from './rows.ts';

export interface Answer {
  readonly topic: string;
  readonly headline: string;
  /** The strategies, from the least cost to the largest. */
  readonly items: readonly { readonly arm: string; readonly says: string }[];
}

export const NOT_MEASURED = 'Not measured in this run.';

export function answers(run: Run): Answer[] {
  return [timeOfCalls(run), timeOfLookUps(run), memory(run), cleanup(run)];
}

function timeOfCalls(run: Run): Answer {
  const topic = 'Time of a call';
  const found = namesOfStrategies(run).flatMap((arm) => {
    const like = { experiment: 'call-cost', strategy: arm, reference: 'none' } as const;
    const rows = rowsLike(run, { ...like, metric: 'added-ns' }).filter(isMeasured);
    return rows.length === 0 ? [] : [{ arm, rows, shares: rowsLike(run, { ...like, metric: 'ratio' }) }];
  });
  found.sort((a, b) => middleOf(a.rows) - middleOf(b.rows));
  const [least, ...others] = found;
  if (least === undefined) return { topic, headline: NOT_MEASURED, items: [] };
  const most = others.at(-1);
  const headline =
    most === undefined
      ? `\`${least.arm}\` adds ${rangeText(least.rows)} to a call.`
      : `From ${rangeText(least.rows)} more a call (\`${least.arm}\`) to ${rangeText(most.rows)} (\`${most.arm}\`), by program.`;
  return {
    topic,
    headline,
    items: found.map(({ arm, rows, shares }) => {
      const range = rangeText(shares);
      const share = range === null ? '' : `, ${range} of the program's time`;
      return { arm, says: `+ ${rangeText(rows)}${share}${noiseRemark(run, rows)}` };
    }),
  };
}

/** Where the figures do not stand out of the noise, and where there are too few processes to say so. */
function noiseRemark(run: Run, rows: readonly Row[]): string {
  const told = rows.map((row) => toldFromNoise(run, row));
  const inNoise = told.filter((word) => word === 'not told apart').length;
  const unsure = told.filter((word) => word === 'too few processes').length;
  const programs = counted(rows.length, 'program');
  const remarks: string[] = [];
  if (inNoise === rows.length)
    remarks.push(
      rows.length === 1 ? 'not told apart from noise' : 'not told apart from noise on any program',
    );
  else if (inNoise > 0) remarks.push(`not told apart from noise on ${inNoise} of ${programs}`);
  if (unsure === rows.length) remarks.push('too few processes for an interval');
  else if (unsure > 0) remarks.push(`too few processes for an interval on ${unsure} of ${programs}`);
  return remarks.map((remark) => `; ${remark}`).join('');
}

function timeOfLookUps(run: Run): Answer {
  const population = largestPopulation(run);
  const topic = population === undefined ? 'Time of a look-up alone' : `A look-up among ${whole(population)}`;
  if (population === undefined) return { topic, headline: NOT_MEASURED, items: [] };
  const found = namesOfStrategies(run).flatMap((arm) => {
    const like = {
      experiment: 'look-up',
      strategy: arm,
      metric: 'added-ns',
      reference: 'none',
      population,
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
      says: `hit ${figure(hit)}${inNoise(run, hit)}, miss ${isMeasured(miss) ? figure(miss) + inNoise(run, miss) : 'not measured'}`,
    })),
  };
}

function memory(run: Run): Answer {
  const topic = 'Memory';
  const found = namesOfStrategies(run).flatMap((arm) => {
    const like = { experiment: 'memory', strategy: arm, metric: 'bytes-per-code' } as const;
    const empty = rowLike(run, { ...like, attachFraction: 0 });
    const full = rowLike(run, { ...like, attachFraction: 1 });
    return isMeasured(full) ? [{ arm, empty, full }] : [];
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
  const payers = found.filter(({ empty }) => empty !== undefined && toldFromNoise(run, empty) === 'more');
  const judged = found.every(
    ({ empty }) => empty !== undefined && toldFromNoise(run, empty) !== 'too few processes',
  );
  const unused =
    payers.length === 0
      ? 'no strategy is seen to take any'
      : `${listed(payers)} ${payers.length === 1 ? 'takes' : 'take'} bytes all the same`;
  return {
    topic,
    headline: judged ? `${full} Without any extra, ${unused}.` : full,
    items: found.map(({ arm, empty, full }) => ({
      arm,
      says: `${figure(full)} with an extra on each${isMeasured(empty) ? `, ${figure(empty)} without any` : ''}`,
    })),
  };
}

function cleanup(run: Run): Answer {
  const topic = 'Cleanup';
  const last = lastRound(run);
  const found = namesOfStrategies(run).flatMap((arm) => {
    const like = { experiment: 'cleanup', strategy: arm } as const;
    const left =
      last === undefined ? undefined : rowLike(run, { ...like, metric: 'left-fraction', rounds: last });
    if (last === undefined || !isMeasured(left)) return [];
    const codes = rowLike(run, { ...like, metric: 'code-left-fraction', rounds: last });
    const until = rowLike(run, { ...like, metric: 'rounds-until-gone' });
    return [{ arm, left, codes, until, last }];
  });
  if (found.length === 0) return { topic, headline: NOT_MEASURED, items: [] };
  found.sort((a, b) => a.left.estimate - b.left.estimate || roundsOf(a.until) - roundsOf(b.until));
  const keep = found.filter(({ left }) => left.estimate > 0);
  const within = `within ${counted(found[0]!.last, 'collection')}`;
  const headline =
    keep.length === 0
      ? `Every strategy let go of its extras ${within}.`
      : keep.length === found.length
        ? `No strategy let go of all its extras ${within}.`
        : `${listed(keep)} did not let go ${within} of the code objects' death; the rest did.`;
  return {
    topic,
    headline,
    items: found.map(({ arm, left, codes, until, last }) => {
      if (left.estimate === 0) {
        return {
          arm,
          says: isMeasured(until) ? `gone after ${counted(until.estimate, 'collection')}` : 'gone',
        };
      }
      const codesToo =
        isMeasured(codes) && codes.estimate > 0 ? `, and ${share(codes)} of the code objects` : '';
      return {
        arm,
        says: `${share(left)} of the extras left after ${counted(last, 'collection')}${codesToo}`,
      };
    }),
  };
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

function inNoise(run: Run, row: Row): string {
  const told = toldFromNoise(run, row);
  if (told === 'not told apart') return ' (not told apart from noise)';
  return told === 'too few processes' ? ' (too few processes for an interval)' : '';
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
