/**
 * Look-up: `get` alone, over a population that nobody calls. The table is filled: N code objects have extras and N
 * others of the same age have none, so a miss is a miss in a full table, not in an empty one. Look-ups come in random
 * order, the same order for every arm.
 *
 * The injected slowdown is exact by construction: that arm does a known share of look-ups more.
 */

import type { Arm } from '../arms/arm.ts';
import { type Contestant, alternate } from '../process/rounds.ts';
import { LOOK_UPS_PER_BLOCK, type MeasureAnswer, type MeasureTask, type TaskArm } from '../process/task.ts';
import type { Random } from '../random/random.ts';

const WARMUP_ROUNDS = 8;

type Aim = 'hit' | 'miss';
const AIMS: readonly Aim[] = ['hit', 'miss'];

export async function measureLookUp(task: MeasureTask, arms: Map<string, Arm>, random: Random): Promise<MeasureAnswer> {
  const attached = task.process.population!;
  const longest = LOOK_UPS_PER_BLOCK + Math.max(...task.arms.map(extraLookUps));
  const places = drawPlaces(attached, longest, random);
  const contestants: Contestant[] = task.arms.flatMap((arm) => contestantsOf(arm, arms.get(arm.name)!, attached, places));

  await alternate(contestants, WARMUP_ROUNDS, random);
  globalThis.gc?.();
  const values = await alternate(contestants, task.rounds, random);

  const injected = task.arms.find((arm) => arm.injectedShare > 0);
  return {
    samples: task.arms.flatMap((arm) =>
      AIMS.map((aim) => ({
        arm: arm.name,
        population: attached,
        hitRatio: aim === 'hit' ? 1 : 0,
        unit: 'ns-per-block' as const,
        workPerBlock: LOOK_UPS_PER_BLOCK,
        values: values.get(`${arm.name} ${aim}`)!,
      })),
    ),
    notes: injected === undefined ? {} : { injectedRatio: 1 + extraLookUps(injected) / LOOK_UPS_PER_BLOCK },
  };
}

/** Two contestants of an arm: look-ups that hit and look-ups that miss. Each block checks what it found. */
function contestantsOf(arm: TaskArm, loaded: Arm, attached: number, places: Int32Array): Contestant[] {
  const population = loaded.openPopulation({ size: 2 * attached, wantsExtra: (i) => i % 2 === 0 });
  population.make();
  population.attach(Array.from({ length: 2 * attached }, () => ({ entries: 0 })));
  const storesNothing = loaded.strategy === 'none';
  const count = LOOK_UPS_PER_BLOCK + extraLookUps(arm);
  return AIMS.map((aim) => {
    const sequence = population.sequence(places.map((place) => 2 * place + (aim === 'hit' ? 0 : 1)));
    const due = aim === 'hit' && !storesNothing ? count : 0;
    return {
      name: `${arm.name} ${aim}`,
      block() {
        const found = population.lookUp(sequence, count);
        if (found !== due || population.touched() !== count) {
          throw new Error(`arm "${arm.name}" found ${found} extras in ${count} look-ups (${aim}), expected ${due}`);
        }
      },
    };
  });
}

function extraLookUps(arm: TaskArm): number {
  return Math.round(LOOK_UPS_PER_BLOCK * arm.injectedShare);
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
