/** Tools: what a JIT gains with each storage, and what it costs where the hook is. */

import type { Run } from '../../records/schema.ts';
import { namesOfStrategies, originOf } from '../arms.ts';
import { rangeText } from '../figure.ts';
import { GRAIN_ARMS } from '../hooks.ts';
import { toldFromNoise } from '../noise.ts';
import { isMeasured, type Measured, rowsLike } from '../rows.ts';
import { EATEN, JIT, SPEED, timesAsFast } from '../tools.ts';
import {
  type Answer,
  FIELD,
  firstBeyond,
  headed,
  inARow,
  kindRemark,
  leftOutRemark,
  listed,
  middleOf,
  noiseRemark,
  sound,
  vouched,
} from './words.ts';

const WITH_JIT = { experiment: 'tools', part: JIT } as const;

interface Gain {
  readonly arm: string;
  /** Times of whole programs, as shares of those without a JIT. */
  readonly rows: readonly Measured[];
  readonly eaten: readonly Measured[];
}

/** By programs: how many times as fast they are, and what of that a storage takes back. */
export function jitGain(run: Run): Answer[] {
  const found = namesOfStrategies(run).flatMap((arm): Gain[] => {
    const rows = rowsLike(run, { ...WITH_JIT, ...SPEED, strategy: arm }).filter(isMeasured);
    const eaten = rowsLike(run, { ...WITH_JIT, ...EATEN, strategy: arm }).filter(isMeasured);
    return rows.length === 0 ? [] : [{ arm, rows, eaten }];
  });
  if (found.length === 0) return [];
  found.sort((a, b) => middleOf(sound(a.rows)) - middleOf(sound(b.rows)));
  const headline = `${gainOf(run, vouched(found))}${besideField(run, vouched(found))}${leftOutRemark(found)}`;
  return [
    {
      topic: 'A JIT',
      headline,
      items: found.map(({ arm, rows, eaten }) => {
        const back =
          eaten.length === 0
            ? ''
            : `; ${rangeText(sound(eaten))} of the gain taken back${noiseRemark(eaten, 'programs')}`;
        return { arm, says: `${times(sound(rows))} times as fast${back}${kindRemark(run, arm)}` };
      }),
    },
  ];
}

/** With the field, program by program: "fib 2.24 and sieve 7.30 times as fast; on thousand it gains nothing". */
function gainOf(run: Run, found: readonly Gain[]): string {
  const compared = headed(run, found);
  const leader = compared.find(({ arm }) => arm === FIELD) ?? compared[0]!;
  const rows = [...sound(leader.rows)].sort((a, b) => b.estimate - a.estimate);
  const gains = rows.filter((row) => isGain(row));
  const each = (row: Measured) => `${row.workload} ${times([row])}`;
  const made = gains.length === 0 ? 'nothing faster' : `${inARow(gains.map(each))} times as fast`;
  const lost = rows
    .filter((row) => !gains.includes(row))
    .map((row) => `${row.workload} (${times([row])}${toldFromNoise(row) === 'more' ? ', slower' : ''})`);
  const nothing = lost.length === 0 ? '' : `; it gains nothing on ${inARow(lost)}`;
  const unsure = rows.some((row) => toldFromNoise(row) === 'too few processes') ? ' (no interval)' : '';
  return `With \`${leader.arm}\` a JIT makes ${made}${nothing}${unsure}.`;
}

/** Too few processes leave the estimate to say it. */
function isGain(row: Measured): boolean {
  const told = toldFromNoise(row);
  return told === 'less' || (told === 'too few processes' && row.estimate < 1);
}

/** Who is not told apart from the field, and who is slowest. */
function besideField(run: Run, found: readonly Gain[]): string {
  const others = found.filter(({ arm }) => arm !== FIELD);
  const named = headed(run, found).filter(({ arm }) => arm !== FIELD);
  const alike = others.filter(({ arm }) => isLikeField(run, arm));
  const last = named.at(-1);
  const slowest =
    last === undefined || alike.includes(last)
      ? ''
      : ` With \`${last.arm}\`, the slowest, programs are ${times(sound(last.rows))} times as fast.`;
  const of = (all: readonly Gain[]) => (all.length === 0 ? '' : ` ${listed(all)}`);
  const within = alike.filter((each) => named.includes(each));
  const thread = within.length === 0 ? '' : ` Not told apart from the field on any program:${of(within)}.`;
  const outside = alike.filter(
    ({ arm }) => originOf(run, arm) !== null && !named.some((each) => each.arm === arm),
  );
  const beyond = firstBeyond(run, found);
  if (beyond === undefined) return `${thread}${slowest}`;
  const besides =
    outside.length > 0
      ? ` Of what the thread does not name, not told apart from it:${of(outside)}.`
      : ` Of what the thread does not name, the fastest by the median is \`${beyond.arm}\`: ${times(sound(beyond.rows))}.`;
  return `${thread}${slowest}${besides}`;
}

function isLikeField(run: Run, strategy: string): boolean {
  const rows = rowsLike(run, { ...WITH_JIT, metric: 'ratio', reference: FIELD, strategy }).filter(isMeasured);
  return rows.length > 0 && sound(rows).every((row) => toldFromNoise(row) === 'not told apart');
}

function times(rows: readonly Measured[]): string {
  return rangeText(rows.map(timesAsFast))!.replace(/ ns$/, '');
}

/** No hook is set: what that differs by is no cost of a grain. */
const UNSET: readonly string[] = ['no-hook', 'idle-hooks'];

/** Against one hook for each interpreter: what is not told apart from it, and what is. Storage holds no hook. */
export function hookGrain(run: Run): Answer[] {
  const like = { experiment: 'builds', metric: 'added-ns', reference: 'none' } as const;
  const found = GRAIN_ARMS.filter((arm) => arm !== FIELD).flatMap((arm) => {
    const rows = rowsLike(run, { ...like, strategy: arm }).filter(isMeasured);
    return rows.length === 0 ? [] : [{ arm, rows }];
  });
  if (found.length === 0) return [];
  found.sort((a, b) => middleOf(sound(a.rows)) - middleOf(sound(b.rows)));
  const holders = vouched(found).filter(({ arm }) => !UNSET.includes(arm));
  const unset = vouched(found).filter(({ arm }) => UNSET.includes(arm));
  const unseen = holders.filter(({ rows }) =>
    sound(rows).every((row) => toldFromNoise(row) === 'not told apart'),
  );
  const seen = holders.filter((each) => !unseen.includes(each));
  const costs = (all: typeof found) =>
    inARow(all.map(({ arm, rows }) => `${rangeText(sound(rows))} with \`${arm}\``));
  const said = [
    ...(seen.length === 0 ? [] : [`Against one hook for each interpreter a call differs by ${costs(seen)}.`]),
    ...(unseen.length === 0
      ? []
      : [`What it differs by with ${listed(unseen)} is within the noise of each program, by its twins.`]),
    ...(unset.length === 0 ? [] : [`Where no hook is set, it differs by ${costs(unset)}.`]),
  ];
  return [
    {
      topic: 'Who holds the hook',
      headline: `${said.join(' ')}${leftOutRemark(found)}`,
      items: found.map(({ arm, rows }) => ({
        arm,
        says: `${rangeText(sound(rows))}${noiseRemark(rows, 'programs')}`,
      })),
    },
  ];
}
