/** Memory: bytes with extras on all and on none, and where more than the field is taken. */

import type { Row, Run } from '../../records/schema.ts';
import { namesOfStrategies } from '../arms.ts';
import { bytesOfOne } from '../comparison.ts';
import { counted } from '../figure.ts';
import { toldFromNoise } from '../noise.ts';
import { hasInterval, isMeasured, type Measured, rowLike, rowsLike, settings } from '../rows.ts';
import { type Answer, figure, firstBeyond, headed, kindRemark, listed, NOT_MEASURED } from './words.ts';

/** Less than this for each code object is an empty table shared by all of them. */
const A_BYTE = 1;

export function memory(run: Run): Answer {
  const topic = 'Memory';
  const found = namesOfStrategies(run).flatMap((arm) => {
    const like = { ...bytesOfOne(run), strategy: arm };
    const empty = rowLike(run, { ...like, attachFraction: 0 });
    const full = rowLike(run, { ...like, attachFraction: 1 });
    return isMeasured(full) ? [{ arm, empty, full, even: breakEven(run, arm) }] : [];
  });
  found.sort((a, b) => a.full.estimate - b.full.estimate);
  const [least, ...others] = headed(run, found);
  if (least === undefined) return { topic, headline: NOT_MEASURED, items: [] };
  const most = others.at(-1);
  const { population } = least.full;
  const among = population === undefined ? 'code object' : `of ${counted(population, 'code object')}`;
  const onAll = `With an extra on each ${among}, storing takes`;
  const full =
    most === undefined
      ? `${onAll} ${figure(least.full)} (\`${least.arm}\`).`
      : `${onAll} from ${figure(least.full)} (\`${least.arm}\`) to ${figure(most.full)} (\`${most.arm}\`) each.`;
  const beyond = firstBeyond(run, found);
  const besides =
    beyond === undefined
      ? ''
      : ` Of what the thread does not name, \`${beyond.arm}\` takes least: ${figure(beyond.full)}.`;
  const compared = headed(run, found);
  const judged = compared.every(
    ({ empty }) => empty !== undefined && toldFromNoise(empty) !== 'too few processes',
  );
  const payers = compared.flatMap(({ arm, empty }) =>
    hasInterval(empty) && empty.low >= A_BYTE ? [`\`${arm}\` takes ${figure(empty)}`] : [],
  );
  const unused = payers.length === 0 ? 'none takes a byte' : payers.join(', ');
  const withoutExtras = judged ? ` Without any extra, ${unused}.` : '';
  return {
    topic,
    headline: `${full}${withoutExtras}${breakEvens(compared.map(({ even }) => even))}${besides}`,
    items: found.map(({ arm, empty, full, even }) => ({
      arm,
      says: `${figure(full)}${isMeasured(empty) ? `, without extras ${figure(empty)}` : ''}${evenRemark(even)}${kindRemark(run, arm)}`,
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
  const { population } = first;
  const among = population === undefined ? '' : `, among ${counted(population, 'code object')},`;
  const always = sorted.filter(isAlways).map(({ strategy }) => ({ arm: strategy }));
  const from = (row: Measured) => `from ${figure(row)} of extras on (\`${row.strategy}\`)`;
  const said = [
    ...(always.length === 0 ? [] : [`always with ${listed(always)}`]),
    ...(always.length > 0 || last === first ? [] : [`${from(first)} at the earliest`]),
    ...(isAlways(last) ? [] : [last === first ? from(last) : `${from(last)} at the latest`]),
  ];
  return ` More than the field is taken${among} ${said.join(always.length > 0 ? ', ' : ' and ')}.`;
}

/** It takes more with extras on none. */
function isAlways(row: Measured): boolean {
  return row.estimate <= 0;
}

function evenRemark(row: Row | undefined): string {
  if (row === undefined) return '';
  if (!isMeasured(row)) return row.because === NEVER ? '; never more than the field' : otherwise(row);
  return isAlways(row)
    ? '; always more than the field'
    : `; more than the field with extras on ${figure(row)} or more`;
}

/** What the record says where no process found a break-even. */
const NEVER = 'it takes no more than the field at any attach fraction';

function otherwise({ because }: Row): string {
  return `; against the field: ${because ?? 'no break-even'}`;
}
