/**
 * The guide's lists as plain trees, so that the page rendered beforehand and the page in the browser have the same markup. Texts are
 * texts: whoever lays the tree out escapes them.
 */

import type { Run } from '../../records/schema.ts';
import { dark, light, paints } from '../charts/theme.ts';
import { rowText } from './amount.ts';
import type { Source } from './costs.ts';
import type { Guidance, Kind, LeftOut, Ranked } from './ranking.ts';
import { coreText, eachText, inWords, memoryText, notes, timeText, why } from './reasons.ts';

export interface Tree {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Tree | string)[];
}

function tree(tag: string, attributes: Tree['attributes'], ...children: Tree['children']): Tree {
  return { tag, attributes, children };
}

/** Every second part stood between backticks. */
function prose(text: string): (Tree | string)[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? tree('code', {}, part) : part));
}

export function noteItems(found: Guidance): Tree[] {
  const situation = tree('p', {}, `For ${inWords(found.situation)}`);
  return [situation, ...notes(found).map((note) => tree('p', { class: 'fine' }, ...prose(note)))];
}

export function rankingItems(run: Run, found: Guidance): Tree[] {
  const most = { time: mostOf(found, 'time'), memory: mostOf(found, 'memory') };
  const inLight = paints(run, light);
  const inDark = paints(run, dark);
  const common = new Set(notes(found));
  return found.ranked.map((one) => {
    const style = `--in-light:${inLight(one.name).colour};--in-dark:${inDark(one.name).colour}`;
    return tree(
      'li',
      { 'data-strategy': one.name, style },
      heading(one),
      cost('Time', timeText(one), coreText(one), bar(one, 'time', most.time), one.time.doubtful),
      cost('Memory', memoryText(one), null, bar(one, 'memory', most.memory), one.memory.doubtful),
      tree('p', { class: 'guide-why' }, ...prose(why(one, found))),
      ...lived(one, common),
      rows([...one.time.sources, ...one.memory.sources, ...one.sources], eachText(one)),
    );
  });
}

export function leftOutItems(found: Guidance): Tree[] {
  return found.leftOut.map((out) =>
    tree(
      'li',
      { 'data-strategy': out.name },
      tree('code', {}, out.name),
      ...mark(out),
      out.unranked ? ': not ranked: ' : ': ',
      ...prose(`${out.because.join('; ')}.`),
    ),
  );
}

function heading(one: Ranked): Tree {
  return tree('p', { class: 'guide-name' }, tree('code', {}, one.name), ...mark(one));
}

function mark({ origin }: Ranked | LeftOut): Tree[] {
  return origin === null ? [] : [tree('span', { class: 'where' }, ` (${origin})`)];
}

function cost(title: string, text: string, aside: string | null, drawn: Tree, doubtful: boolean): Tree {
  return tree(
    'div',
    { class: 'guide-cost' },
    tree('span', { class: 'guide-what' }, title),
    drawn,
    tree(
      'span',
      { class: 'guide-figure' },
      text,
      ...(aside === null ? [] : [tree('span', { class: 'where' }, ` ${aside}`)]),
      ...(doubtful ? [tree('span', { class: 'guide-doubtful' }, ' doubtful')] : []),
    ),
  );
}

function mostOf({ ranked }: Guidance, kind: Kind): number {
  return Math.max(0, ...ranked.map((each) => Math.max(each[kind].total.high, each[kind].total.estimate)));
}

const WIDTH = 100;
const HEIGHT = 10;

/** Zero at the left; what is below it, by noise, is not drawn. The whisker is the interval. */
function bar(one: Ranked, kind: Kind, most: number): Tree {
  const { estimate, low, high } = one[kind].total;
  const at = (value: number) => (most === 0 ? 0 : (Math.max(0, value) / most) * WIDTH);
  const box = (name: string, x: number, width: number, y: number, height: number) =>
    tree('rect', {
      class: name,
      x: tenths(x),
      y: String(y),
      width: tenths(width),
      height: String(height),
    });
  const size = `0 0 ${WIDTH} ${HEIGHT}`;
  return tree(
    'svg',
    {
      class: 'guide-bar',
      viewBox: size,
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
      focusable: 'false',
    },
    box('guide-ground', 0, WIDTH, 0, HEIGHT),
    box('guide-length', 0, at(estimate), 1, HEIGHT - 2),
    box('guide-whisker', at(low), Math.max(0.3, at(high) - at(low)), HEIGHT / 2 - 1, 2),
  );
}

function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function lived({ restrictions, time, memory }: Ranked, common: ReadonlySet<string>): Tree[] {
  const remarks = [...time.remarks, ...memory.remarks].filter((each) => !common.has(each));
  const all = [...(restrictions.length === 0 ? [] : [`It ${restrictions.join('; it ')}.`]), ...remarks];
  return all.length === 0 ? [] : [tree('p', { class: 'fine' }, ...prose(all.join(' ')))];
}

function rows(sources: readonly Source[], each: string): Tree {
  const items = sources.map(({ row, says }) =>
    tree('li', {}, ...prose(`${says} (${row.metric}): ${rowText(row)}`)),
  );
  return tree(
    'details',
    {},
    tree('summary', {}, 'What it rests on'),
    tree('p', {}, `${each}, from these `, tree('a', { href: '#rows' }, 'rows'), ':'),
    tree('ul', {}, ...items),
  );
}
