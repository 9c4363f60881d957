/**
 * Ways that look right and are not, for contrast. Nothing in the project uses them.
 */

import { medianInterval } from '../statistics/interval.ts';
import { halfWidth } from '../statistics/looks.ts';
import { medianOf } from '../statistics/median.ts';
import { Z95 } from '../statistics/proportion.ts';
import { type Draws, seededDraws } from './draws.ts';
import { type Rate, rateOf } from './rate.ts';
import { madeRatios, madeRun, type Shape, take } from './shapes.ts';
import { type Effort, UNCORRECTED } from './study.ts';

/**
 * Coverage of mean +- 1.96 standard errors over the log ratios of all rounds of all processes: rounds as
 * replicates.
 */
export function pooledCoverage(shape: Shape, processes: number, rounds: number, effort: Effort): Rate {
  const draws = seededDraws(effort.seed);
  return rateOf(effort.trials, () => {
    const logs = take(processes, madeRun(shape, draws, [0], rounds)).flatMap(([reference, arm]) =>
      arm!.values.map((value, round) => Math.log(value / reference!.values[round]!)),
    );
    const mean = logs.reduce((sum, each) => sum + each, 0) / logs.length;
    const squares = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0);
    return Math.abs(mean) <= Z95 * Math.sqrt(squares / (logs.length - 1) / logs.length);
  });
}

/** Coverage of the 2.5 % and 97.5 % points of the medians of 400 resamples of the processes. */
export function bootstrapCoverage(shape: Shape, processes: number, effort: Effort): Rate {
  const draws = seededDraws(effort.seed);
  return rateOf(effort.trials, () => {
    const ratios = take(processes, madeRatios(shape, draws, 0));
    const medians = take(400, () => medianOf(resampled(ratios, draws))).sort((a, b) => a - b);
    return medians[10]! <= 1 && 1 <= medians[389]!;
  });
}

function resampled(values: readonly number[], draws: Draws): number[] {
  return values.map(() => values[draws.below(values.length)]!);
}

/** Coverage of a run that looks after every process and stops as soon as its interval is narrow enough. */
export function stopWhenNarrow(shape: Shape, precision: number, effort: Effort): Rate {
  const draws = seededDraws(effort.seed);
  return rateOf(effort.trials, () => {
    const next = madeRatios(shape, draws, 0);
    const ratios = take(UNCORRECTED.first, next);
    while (halfWidth(ratios) > precision && ratios.length < UNCORRECTED.most) ratios.push(next());
    return excludesOne(ratios) === false;
  });
}

/**
 * False alarms of a run without a difference that looks after every process and stops when 1 lies outside.
 */
export function stopWhenClear(shape: Shape, most: number, effort: Effort): Rate {
  const draws = seededDraws(effort.seed);
  return rateOf(effort.trials, () => {
    const next = madeRatios(shape, draws, 0);
    const ratios = take(UNCORRECTED.first, next);
    while (!excludesOne(ratios) && ratios.length < most) ratios.push(next());
    return excludesOne(ratios);
  });
}

function excludesOne(ratios: readonly number[]): boolean {
  const { low, high } = medianInterval(ratios);
  return low! > 1 || high! < 1;
}
