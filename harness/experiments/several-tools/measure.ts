/**
 * Several tools: what a call costs when each of them looks up an extra of its own, by their number. A strategy that serves fewer tools
 * takes part up to its number: a single field is there with one.
 */

import type { Arm } from '../../arms/arm.ts';
import { inArm } from '../../process/arm-failed.ts';
import { alternate, type Contestant, TOUCH_SHARE } from '../../process/rounds.ts';
import { lookUpsPerBlock, type MeasureAnswer, type MeasureTask } from '../../process/task.ts';
import type { Random } from '../../random.ts';
import type { ArmSamples } from '../../records/schema.ts';

const WARMUP_ROUNDS = 4;

export async function measure(
  task: MeasureTask,
  arms: Map<string, Arm>,
  random: Random,
): Promise<MeasureAnswer> {
  const [population] = task.process.populations!;
  const samples: ArmSamples[] = [];
  for (const tools of random.shuffled(task.process.tools!)) {
    const names = task.arms.map(({ name }) => name).filter((name) => arms.get(name)!.tools >= tools);
    const calls = Math.round(lookUpsPerBlock(population!) / tools);
    const order = Int32Array.from({ length: calls }, () => random.below(population!));
    const contestants = names.map((name) => contestant(name, arms.get(name)!, population!, tools, order));
    globalThis.gc?.();
    await alternate(contestants, WARMUP_ROUNDS, random);
    const values = await alternate(contestants, task.rounds, random);
    for (const arm of names) {
      samples.push({
        arm,
        population: population!,
        tools,
        unit: 'ns-per-block',
        workPerBlock: calls,
        values: values.get(arm)!,
      });
    }
  }
  return { samples, notes: {} };
}

/** Each block checks what it found: a look-up that is optimised away finds nothing. */
function contestant(arm: string, loaded: Arm, size: number, tools: number, order: Int32Array): Contestant {
  const several = inArm(arm, () => loaded.openSeveralTools({ size, tools }));
  const sequence = several.sequence(order);
  const due = loaded.storesNothing ? 0 : order.length * tools;
  return {
    name: arm,
    arm,
    touch() {
      several.enter(sequence, order.length * TOUCH_SHARE);
    },
    block() {
      const found = several.enter(sequence, order.length);
      if (found !== due) throw new Error(`found ${found} extras of ${tools} tools, expected ${due}`);
    },
  };
}
