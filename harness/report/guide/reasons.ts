/** Why a strategy stands where it stands, in words. Names of strategies stand in backticks. */

import { counted, figureText, setShare, whole } from '../figure.ts';
import type { Estimate } from './costs.ts';
import { betterThan, type Guidance, isMore, type Kind, type Ranked } from './ranking.ts';
import type { Situation } from './situation.ts';

/** "6.1 [6.0, 6.5] ms": written as every figure is. */
export function amount(of: Estimate, unit: string): string {
  const { estimate, low, high, sure, processes, level } = of;
  // The unit decides no more than how many decimals still mean something: to a hundredth, as of nanoseconds.
  const ends = sure ? { low, high } : { low: null, high: null };
  const text = figureText({ unit: 'ns', estimate, ...ends, processes, level })!;
  if (text.interval === null) return `${text.estimate} ${unit} (no interval)`;
  return `${text.estimate} ${text.interval} ${unit}${text.level === null ? '' : ` at ${text.level}`}`;
}

export function timeText({ time }: Ranked): string {
  return `${amount(time.total, 'ms')} of each second`;
}

/** Below a megabyte in kB, so that the digits tell something. */
export function memoryText({ memory }: Ranked): string {
  const { total } = memory;
  return total.high >= 1 ? amount(total, 'MB') : amount(times(total, 1000), 'kB');
}

export function eachText({ time, memory }: Ranked): string {
  return `${amount(time.each, 'ns')} a call; ${amount(memory.each, 'bytes')} a code object`;
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
  return better === null ? place : `${place} ${betterText(better)}`;
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
    return `${equal} within what is told apart; of them it ${other === 'memory' ? 'takes the least memory' : 'is the fastest'}.`;
  }
  const names = still.slice(0, 3).map(({ name }) => `\`${name}\``);
  const more = still.length > names.length ? ` and ${still.length - names.length} more` : '';
  return `${equal} within what is told apart, and in ${other} not told apart from ${names.join(', ')}${more} either: restrictions, then the estimate, decided.`;
}

function besideFirst(one: Ranked, first: Ranked, { priority }: Situation): string {
  const clauses = { time: timeBeside(one, first), memory: memoryBeside(one, first) };
  const other = priority === 'time' ? 'memory' : 'time';
  return `Beside \`${first.name}\`: ${clauses[priority]}, ${clauses[other]}.`;
}

function timeBeside(one: Ranked, first: Ranked): string {
  const by = `${rounded(Math.abs(one.time.each.estimate - first.time.each.estimate))} ns a call`;
  if (isMore(one, first, 'time')) return `${by} more`;
  return isMore(first, one, 'time') ? `${by} less` : 'as fast within what is told apart';
}

function memoryBeside(one: Ranked, first: Ranked): string {
  const by = `${rounded(Math.abs(one.memory.each.estimate - first.memory.each.estimate))} bytes a code object`;
  if (isMore(one, first, 'memory')) return `${by} more`;
  return isMore(first, one, 'memory') ? `${by} less` : 'as little memory within what is told apart';
}

function betterText({ by, in: kinds }: { by: Ranked; in: readonly Kind[] }): string {
  const name = `\`${by.name}\``;
  if (kinds.length === 2) return `${name} is better in both.`;
  return kinds[0] === 'time'
    ? `${name} is faster, and not told to take more.`
    : `${name} takes less, and is not told to be slower.`;
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
  const remarks = ranked.flatMap(({ time, memory }) => [time.remark, memory.remark]);
  const measured = new Set(
    ranked.flatMap(({ time, memory }) => [...time.sources, ...memory.sources].map(({ says }) => says)),
  );
  return [
    ...(measured.size === 0 ? [] : [`The nearest to this that was measured: ${[...measured].join('; ')}.`]),
    ...doubtful.map(
      (kind) => `A control failed beside rows of ${kind} used here: figures marked “doubtful” may be noise.`,
    ),
    // What holds of all is said once; what holds of one stands with it.
    ...[...new Set(remarks)].flatMap((each) =>
      each !== null && ranked.length > 1 && remarks.filter((other) => other === each).length === ranked.length
        ? [each]
        : [],
    ),
  ];
}
