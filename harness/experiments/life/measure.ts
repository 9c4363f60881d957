/**
 * Life: what an extra costs besides being looked up. Three parts of it are timed as look-ups are, in alternating blocks: to attach,
 * to replace, to detach. To die takes the collector and turns of the event loop: a population dies, and what is timed is the
 * announcement, one full collection and the callbacks after it.
 *
 * A mean hides what a table does when it grows, so single operations are timed too: into an empty table that grows to its full
 * size, and under churn, where the oldest extra goes for each new one. Of these the middle, the 99th percentile and the largest
 * are told; `none` beside them tells what the clock and the machine add.
 */

import type { Arm } from '../../arms/arm.ts';
import type { OpenPopulation } from '../../arms/population.ts';
import { inArm } from '../../process/arm-failed.ts';
import { callbackTurns, collect } from '../../process/collect.ts';
import { alternate, type Contestant } from '../../process/rounds.ts';
import type { MeasureAnswer, MeasureTask } from '../../process/task.ts';
import type { Random } from '../../random.ts';
import type { ArmSamples } from '../../records/schema.ts';
import { quantileOf } from '../../statistics/quantile.ts';

/** Code objects whose extras are attached, replaced or detached in one block. */
const BLOCK = 1000;

const WARMUP_ROUNDS = 8;

/** Deaths take a full collection each: fewer rounds, and more objects in each. */
const DEATH_ROUNDS = 2;
const DYING = 30_000;

/** Single operations: a table that grows from nothing, and one with this many extras all the while. */
const GROWN = 40_000;
const WINDOW = 10_000;
const SLIDES = 20_000;

type Extra = { entries: number };

export async function measure(
  task: MeasureTask,
  arms: Map<string, Arm>,
  random: Random,
): Promise<MeasureAnswer> {
  const names = task.arms.map(({ name }) => name);
  const samples: ArmSamples[] = [
    ...(await operations(names, arms, task.rounds, random)),
    ...(await deaths(names, arms, random)),
  ];
  for (const name of random.shuffled(names))
    samples.push(...inArm(name, () => spikes(name, arms.get(name)!)));
  return { samples, notes: { rounds: task.rounds } };
}

const PARTS = ['attach', 'replace', 'detach'] as const;

async function operations(
  names: readonly string[],
  arms: Map<string, Arm>,
  rounds: number,
  random: Random,
): Promise<ArmSamples[]> {
  const first = extrasFor(BLOCK);
  const second = extrasFor(BLOCK);
  const contestants = names.flatMap((name): Contestant[] => {
    const population = inArm(name, () => populated(arms.get(name)!, BLOCK));
    const attach = () => population.attach(first);
    const detach = () => population.detach();
    const blocks = {
      attach: { touch: detach, block: attach },
      replace: { touch: attach, block: () => population.attach(second) },
      detach: { touch: attach, block: detach },
    };
    return PARTS.map((part) => ({ name: `${name} ${part}`, arm: name, ...blocks[part] }));
  });
  await alternate(contestants, WARMUP_ROUNDS, random);
  const values = await alternate(contestants, rounds, random);
  return names.flatMap((arm) =>
    PARTS.map((part) => ({
      arm,
      part,
      population: BLOCK,
      unit: 'ns-per-block' as const,
      workPerBlock: BLOCK,
      values: values.get(`${arm} ${part}`)!,
    })),
  );
}

/** In each round every arm's population dies, in a random order and then in that order backwards. */
async function deaths(
  names: readonly string[],
  arms: Map<string, Arm>,
  random: Random,
): Promise<ArmSamples[]> {
  const values = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < DEATH_ROUNDS; round++) {
    const order = random.shuffled(names);
    const spent = new Map<string, number>();
    for (const name of [...order, ...order.toReversed()]) {
      const population = inArm(name, () => populated(arms.get(name)!, DYING));
      population.attach(extrasFor(DYING));
      // Whatever was young is old after it, and nothing of the other arms is left to be swept.
      await collect();
      const start = performance.now();
      population.drop();
      globalThis.gc!();
      await callbackTurns();
      spent.set(name, (spent.get(name) ?? 0) + (performance.now() - start) * 1e6);
    }
    for (const [name, ns] of spent) values.get(name)!.push(ns / 2);
  }
  return names.map((arm) => ({
    arm,
    part: 'die',
    population: DYING,
    unit: 'ns-per-block',
    workPerBlock: DYING,
    values: values.get(arm)!,
  }));
}

function spikes(arm: string, loaded: Arm): ArmSamples[] {
  const clock = () => performance.now() * 1e6;
  rehearseSpikes(loaded, clock);
  const growing = populated(loaded, GROWN);
  const grown = new Float64Array(GROWN);
  growing.timeAttaching(0, GROWN, extrasFor(GROWN), clock, grown);

  const size = WINDOW + SLIDES;
  const sliding = populated(loaded, size);
  const extras = extrasFor(size);
  const attached = new Float64Array(SLIDES);
  const detached = new Float64Array(SLIDES);
  sliding.grow(0, WINDOW, extras);
  sliding.timeSliding(WINDOW, SLIDES, extras, clock, attached, detached);
  const quantiles = (part: string, population: number, times: Float64Array): ArmSamples => ({
    arm,
    part,
    population,
    unit: 'ns-quantiles',
    workPerBlock: times.length,
    values: [quantileOf(times, 0.5), quantileOf(times, 0.99), quantileOf(times, 1)],
  });
  return [
    quantiles('attach, growing', GROWN, grown),
    quantiles('attach, churning', WINDOW, attached),
    quantiles('detach, churning', WINDOW, detached),
  ];
}

/** The loops are compiled before anything is kept of them. */
function rehearseSpikes(arm: Arm, clock: () => number): void {
  for (let i = 0; i < 4; i++) {
    const population = populated(arm, 2 * BLOCK);
    const extras = extrasFor(2 * BLOCK);
    const into = new Float64Array(2 * BLOCK);
    population.timeAttaching(0, BLOCK, extras, clock, into);
    population.timeSliding(BLOCK, BLOCK, extras, clock, into, into);
  }
}

function populated(arm: Arm, size: number): OpenPopulation {
  const population = arm.openPopulation({ size, wantsExtra: () => true });
  population.make();
  return population;
}

function extrasFor(size: number): Extra[] {
  return Array.from({ length: size }, () => ({ entries: 0 }));
}
