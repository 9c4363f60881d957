/**
 * Look-up: `get` alone, over a population that nobody calls. The table is filled: N code objects have extras and N
 * others of the same age have none, so a miss is a miss in a full table, not in an empty one. Look-ups come in random
 * order, the same order for every arm.
 *
 * Two settings can be swept. `others`: so many weak references of somebody else in front of each object's list, so that a list's own is
 * the last one. `perTurn`: look-ups in one turn of the event loop, because what a weak reference is asked for stays alive to
 * the end of the turn.
 *
 * The injected slowdown is exact by construction: that arm does a known share of look-ups more.
 */

import type { CodeObject } from '../../../interpreter/code.ts';
import type { Arm } from '../../arms/arm.ts';
import type { OpenPopulation } from '../../arms/population.ts';
import { inArm } from '../../process/arm-failed.ts';
import { alternate, type Contestant, TOUCH_SHARE } from '../../process/rounds.ts';
import { lookUpsPerBlock, type MeasureAnswer, type MeasureTask, type TaskArm } from '../../process/task.ts';
import type { Random } from '../../random.ts';
import type { ArmSamples } from '../../records/schema.ts';

const WARMUP_ROUNDS = 8;

type Aim = 'hit' | 'miss';
const AIMS: readonly Aim[] = ['hit', 'miss'];

export async function measure(
  task: MeasureTask,
  arms: Map<string, Arm>,
  random: Random,
): Promise<MeasureAnswer> {
  const { populations, others, perTurn } = task.process;
  const settings = populations!.flatMap((attached) =>
    (others ?? [undefined]).flatMap((crowd) =>
      (perTurn ?? [undefined]).map((lookUps): Setting => ({ attached, others: crowd, perTurn: lookUps })),
    ),
  );
  const samples: ArmSamples[] = [];
  for (const setting of random.shuffled(settings))
    samples.push(...(await measureAt(setting, task, arms, random)));
  return { samples, notes: {} };
}

interface Setting {
  readonly attached: number;
  readonly others: number | undefined;
  readonly perTurn: number | undefined;
}

async function measureAt(
  { attached, others, perTurn }: Setting,
  task: MeasureTask,
  arms: Map<string, Arm>,
  random: Random,
): Promise<ArmSamples[]> {
  const lookUps = perTurn ?? lookUpsPerBlock(attached);
  const countFor = (arm: TaskArm) => Math.round(lookUps * (1 + arm.injectedShare));
  const places = drawPlaces(attached, Math.max(...task.arms.map(countFor)), random);
  const contestants = task.arms.flatMap((arm) => {
    const aimed = inArm(arm.name, () => aim(arms.get(arm.name)!, attached, others ?? 0, places));
    return AIMS.map((goal) => contestant(arm.name, goal, aimed, countFor(arm)));
  });

  globalThis.gc?.();
  await alternate(contestants, WARMUP_ROUNDS, random);
  const values = await alternate(contestants, task.rounds, random);
  return task.arms.flatMap((arm) =>
    AIMS.map((goal) => ({
      arm: arm.name,
      population: attached,
      hitRatio: goal === 'hit' ? 1 : 0,
      ...(others === undefined ? {} : { others }),
      ...(perTurn === undefined ? {} : { perTurn }),
      unit: 'ns-per-block' as const,
      workPerBlock: lookUps,
      values: values.get(`${arm.name} ${goal}`)!,
      ...(arm.injectedShare > 0 ? { injectedRatio: 1 + arm.injectedShare } : {}),
    })),
  );
}

/** A population with the objects that will be found and those that will not, each in the order of the look-ups. */
interface Aimed {
  readonly population: OpenPopulation;
  readonly arm: Arm;
  readonly hit: readonly CodeObject[];
  readonly miss: readonly CodeObject[];
}

function aim(arm: Arm, attached: number, others: number, places: Int32Array): Aimed {
  const population = arm.openPopulation({ size: 2 * attached, wantsExtra: (i) => i % 2 === 0 });
  population.make();
  population.attach(Array.from({ length: 2 * attached }, () => ({ entries: 0 })));
  population.crowd(others);
  return {
    population,
    arm,
    hit: population.sequence(places.map((place) => 2 * place)),
    miss: population.sequence(places.map((place) => 2 * place + 1)),
  };
}

/** Each block checks what it found: a look-up that is optimised away finds nothing. */
function contestant(name: string, goal: Aim, aimed: Aimed, count: number): Contestant {
  const { population, arm } = aimed;
  const sequence = aimed[goal];
  const due = goal === 'hit' && !arm.storesNothing ? count : 0;
  return {
    name: `${name} ${goal}`,
    arm: name,
    touch() {
      population.lookUp(sequence, count * TOUCH_SHARE);
    },
    block() {
      const found = population.lookUp(sequence, count);
      if ((found !== due && !arm.lossy) || population.touched() !== count) {
        throw new Error(`found ${found} extras in ${count} look-ups (${goal}), expected ${due}`);
      }
    },
  };
}

/** Places 0 to `limit` - 1 in random order, shuffled anew each time all have been drawn. */
function drawPlaces(limit: number, count: number, random: Random): Int32Array {
  const all = Array.from({ length: limit }, (_, i) => i);
  const places = new Int32Array(count);
  let deck: number[] = [];
  for (let i = 0; i < count; i++) {
    if (deck.length === 0) deck = random.shuffled(all);
    places[i] = deck.pop()!;
  }
  return places;
}
