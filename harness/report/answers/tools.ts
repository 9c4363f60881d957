/** Tools: what a JIT gains with each storage, and what it costs where the hook is. */

import type { Run } from '../../records/schema.ts';
import { namesOfStrategies } from '../arms.ts';
import { rangeText } from '../figure.ts';
import { GRAIN_ARMS } from '../hooks.ts';
import { toldFromNoise } from '../noise.ts';
import { isMeasured, type Measured, rowsLike } from '../rows.ts';
import { EATEN, JIT, SPEED, timesAsFast } from '../tools.ts';
import { type Answer, firstBeyond, headed, kindRemark, listed, middleOf, noiseRemark } from './words.ts';

/** By programs: how many times as fast they are, and what of that a storage takes back. */
export function jitGain(run: Run): Answer[] {
  const jit = { experiment: 'tools', part: JIT } as const;
  const found = namesOfStrategies(run).flatMap((arm) => {
    const speeds = rowsLike(run, { ...jit, ...SPEED, strategy: arm })
      .map(timesAsFast)
      .filter(isMeasured);
    const eaten = rowsLike(run, { ...jit, ...EATEN, strategy: arm }).filter(isMeasured);
    return speeds.length === 0 ? [] : [{ arm, speeds, eaten }];
  });
  if (found.length === 0) return [];
  found.sort((a, b) => middleOf(b.speeds) - middleOf(a.speeds));
  const compared = headed(run, found);
  const [first] = compared;
  const last = compared.at(-1)!;
  const beyond = firstBeyond(run, found);
  const slowest = last === first ? '' : `, with \`${last.arm}\` ${times(last.speeds)}`;
  const besides =
    beyond === undefined
      ? ''
      : ` Of what the thread does not name, \`${beyond.arm}\` leaves it fastest: ${times(beyond.speeds)}.`;
  return [
    {
      topic: 'A JIT',
      headline: `With \`${first!.arm}\` a JIT makes programs ${times(first!.speeds)} times as fast${slowest}.${besides}`,
      items: found.map(({ arm, speeds, eaten }) => {
        const back =
          eaten.length === 0
            ? ''
            : `; ${rangeText(eaten)} of the gain taken back${noiseRemark(run, eaten, 'programs')}`;
        return { arm, says: `${times(speeds)} times as fast${back}${kindRemark(run, arm)}` };
      }),
    },
  ];
}

function times(rows: readonly Measured[]): string {
  return rangeText(rows)!.replace(/ ns$/, '');
}

/** Against one hook for each interpreter: what is not told apart from it, and what is. */
export function hookGrain(run: Run): Answer[] {
  const like = { experiment: 'builds', metric: 'added-ns', reference: 'none' } as const;
  const found = GRAIN_ARMS.flatMap((arm) => {
    const rows = rowsLike(run, { ...like, strategy: arm }).filter(isMeasured);
    return rows.length === 0 ? [] : [{ arm, rows }];
  });
  if (found.length === 0) return [];
  found.sort((a, b) => middleOf(a.rows) - middleOf(b.rows));
  const unseen = found.filter(({ rows }) =>
    rows.every((row) => toldFromNoise(run, row) === 'not told apart'),
  );
  const seen = found.filter((each) => !unseen.includes(each));
  const costs = seen.map(({ arm, rows }) => `${rangeText(rows)} with \`${arm}\``).join(', ');
  const said = [
    ...(seen.length === 0 ? [] : [`Against one hook for each interpreter a call differs by ${costs}.`]),
    ...(unseen.length === 0
      ? []
      : [
          `${listed(unseen)} ${unseen.length === 1 ? 'is' : 'are'} not told apart from one hook for each interpreter.`,
        ]),
  ];
  return [
    {
      topic: 'Who holds the hook',
      headline: said.join(' '),
      items: found.map(({ arm, rows }) => ({
        arm,
        says: `${rangeText(rows)}${noiseRemark(run, rows, 'programs')}`,
      })),
    },
  ];
}
