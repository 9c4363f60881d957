/** Why a strategy stands where it stands, in words. Names of strategies stand in backticks. */

import { counted, setShare, whole } from '../figure.ts';
import { amount } from './amount.ts';
import type { Cost, Estimate } from './costs.ts';
import { betterThan, type Guidance, isMore, type Kind, type Ranked } from './ranking.ts';
import type { Situation } from './situation.ts';

export function timeText({ time }: Ranked): string {
  return `${amount(time.total, 'ms')} of each second`;
}

/** Below a megabyte in kB, so that the digits tell something. */
export function memoryText({ memory }: Ranked): string {
  const { total } = memory;
  const text = total.high >= 1 ? amount(total, 'MB') : amount(times(total, 1000), 'kB');
  return `${atMost(memory)}${text}`;
}

export function eachText({ time, memory }: Ranked): string {
  return `${amount(time.each, 'ns')} a call; ${atMost(memory)}${amount(memory.each, 'bytes')} a code object`;
}

function atMost(of: Cost): string {
  return of.atMost ? 'at most ' : '';
}

/** Ten milliseconds of a second are one hundredth of a core. */
export function coreText({ time }: Ranked): string {
  const share = Math.max(0, time.total.estimate / 1000);
  return share < 0.001 ? 'less than 0.1 % of a core' : `${rounded(share * 100)} % of a core`;
}

function times(of: Estimate, by: number): Estimate {
  return { ...of, estimate: of.estimate * by, low: of.low * by, high: of.high * by };
}

export function why(one: Ranked, { ranked, situation }: Guidance): string {
  const first = ranked[0]!;
  const place =
    one === first ? whyFirst(first, ranked.slice(1), situation) : besideFirst(one, first, situation);
  const better = betterThan(one, ranked);
  return [place, ...movedText(one, ranked, situation), ...(better === null ? [] : [betterText(better)])].join(
    ' ',
  );
}

/** Who stands above one that is cheaper by its estimate is told from it by the other cost. */
function movedText(one: Ranked, ranked: readonly Ranked[], { priority }: Situation): string[] {
  const other = priority === 'time' ? 'memory' : 'time';
  const [passed] = ranked
    .slice(ranked.indexOf(one) + 1)
    .filter((each) => each[priority].total.estimate < one[priority].total.estimate)
    .filter((each) => !isMore(one, each, priority) && isMore(each, one, other))
    .sort((a, b) => a[priority].total.estimate - b[priority].total.estimate);
  if (passed === undefined || one === ranked[0]) return [];
  const name = `\`${passed.name}\``;
  return priority === 'time'
    ? [`As fast as ${name} within what counts as a difference; takes less memory.`]
    : [`Takes as little as ${name} within what counts as a difference; is faster.`];
}

const CHEAPEST: Readonly<Record<Kind, string>> = {
  time: 'No other is as fast.',
  memory: 'No other takes as little.',
};

function whyFirst(first: Ranked, others: readonly Ranked[], { priority }: Situation): string {
  if (others.length === 0) return 'No other strategy can be ranked here.';
  const as = others.filter((other) => !isMore(other, first, priority));
  if (as.length === 0) return CHEAPEST[priority];
  const other = priority === 'time' ? 'memory' : 'time';
  const still = as.filter((each) => !isMore(each, first, other));
  const equals = as.length === 1 ? `\`${as[0]!.name}\`` : `${as.length} others`;
  const equal = priority === 'time' ? `As fast as ${equals}` : `Takes as little as ${equals}`;
  if (still.length === 0) {
    return `${equal} within what counts as a difference; of them it ${other === 'memory' ? 'takes the least memory' : 'is the fastest'}.`;
  }
  const names = still.slice(0, 3).map(({ name }) => `\`${name}\``);
  const more = still.length > names.length ? ` and ${still.length - names.length} more` : '';
  return `${equal} within what counts as a difference, and in ${other} by that measure no different from ${names.join(', ')}${more}: restrictions, then the estimate, decided.`;
}

function besideFirst(one: Ranked, first: Ranked, { priority }: Situation): string {
  const clauses = { time: timeBeside(one, first), memory: memoryBeside(one, first) };
  const other = priority === 'time' ? 'memory' : 'time';
  return `Beside \`${first.name}\`: ${clauses[priority]}, ${clauses[other]}.`;
}

function timeBeside(one: Ranked, first: Ranked): string {
  const by = `${rounded(Math.abs(one.time.each.estimate - first.time.each.estimate))} ns a call`;
  if (isMore(one, first, 'time')) return `${by} more`;
  return isMore(first, one, 'time') ? `${by} less` : 'as fast within what counts as a difference';
}

function memoryBeside(one: Ranked, first: Ranked): string {
  if (isMore(one, first, 'memory')) return `${bytesApart(one, first)} more`;
  return isMore(first, one, 'memory')
    ? `${bytesApart(first, one)} less`
    : 'as little memory within what counts as a difference';
}

/** Where one of them is only known to take so much at most, so is what lies between them. */
function bytesApart({ memory: more }: Ranked, { memory: less }: Ranked): string {
  if (more.atMost && less.atMost) return 'some bytes a code object';
  const hedge = more.atMost ? 'at most ' : less.atMost ? 'at least ' : '';
  return `${hedge}${rounded(Math.abs(more.each.estimate - less.each.estimate))} bytes a code object`;
}

function betterText({ by, in: kinds }: { by: Ranked; in: readonly Kind[] }): string {
  const name = `\`${by.name}\``;
  if (kinds.length === 2) return `${name} is better in both.`;
  return kinds[0] === 'time'
    ? `${name} is faster, and is not shown to take more.`
    : `${name} takes less, and is not shown to be slower.`;
}

/** Two digits, or as many as stand before the point. */
function rounded(value: number): string {
  return value >= 10 ? whole(Math.round(value)) : String(Number(value.toPrecision(2)));
}

/** The situation in one sentence, for those who see the ranking without the form. */
export function inWords(given: Situation): string {
  const { population, attachFraction, callsPerSecond, tools, die, mayChange, priority } = given;
  return (
    `${counted(population, 'live code object')}, extras on ${setShare(attachFraction)} of them, ` +
    `${rounded(callsPerSecond)} calls a second, ${counted(tools, 'tool')}; code objects ${die ? 'die' : 'do not die'} and ` +
    `${mayChange ? 'may' : 'may not'} be changed; ${priority} first.`
  );
}

export function announcement({ ranked }: Guidance): string {
  const [first] = ranked;
  if (first === undefined) return 'No strategy ranked.';
  return `${ranked.length} ${ranked.length === 1 ? 'strategy' : 'strategies'} ranked; first: ${first.name}`;
}

/** What is to be kept in mind about all figures here. */
export function notes(found: Guidance): string[] {
  const { ranked } = found;
  const doubtful = (['time', 'memory'] as const).filter((kind) => ranked.some((each) => each[kind].doubtful));
  const remarks = ranked.flatMap(({ time, memory }) => [...time.remarks, ...memory.remarks]);
  const measured = new Set(
    ranked.flatMap(({ time, memory }) => [...time.sources, ...memory.sources].map(({ says }) => says)),
  );
  return [
    ...(measured.size === 0 ? [] : [`The nearest to this that was measured: ${[...measured].join('; ')}.`]),
    ...missNote(found),
    ...doubtful.map(
      (kind) => `A control failed beside rows of ${kind} used here: figures marked “doubtful” may be noise.`,
    ),
    // What holds of all is said once; what holds of one stands with it.
    ...[...new Set(remarks)].flatMap((each) =>
      ranked.length > 1 && remarks.filter((other) => other === each).length === ranked.length ? [each] : [],
    ),
  ];
}

/** At how many extras misses were timed, and what is not in them. */
function missNote({ ranked, situation: { population, attachFraction } }: Guidance): string[] {
  const misses = ranked.flatMap(({ time }) => time.sources).filter(({ row }) => row.hitRatio === 0);
  const timed = [...new Set(misses.flatMap(({ row }) => row.population ?? []))].sort((a, b) => a - b);
  if (timed.length === 0) return [];
  const extras = Math.round(population * attachFraction);
  const without = population - extras;
  const nearest = timed.some((each) => each !== extras) ? `, nearest to your ${whole(extras)},` : '';
  const cache = timed.some((each) => each < without)
    ? `: what your ${whole(without)} make of the processor's cache is not in it, fields included`
    : '';
  const among = timed.map((each) => counted(each, 'extra')).join(' or ');
  return [`Misses were timed with ${among}${nearest} and as many code objects without one${cache}.`];
}
