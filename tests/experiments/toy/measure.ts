import type { Arm } from '../../../harness/arms/arm.ts';
import { alternate } from '../../../harness/process/rounds.ts';
import type { MeasureAnswer, MeasureTask } from '../../../harness/process/task.ts';
import type { Random } from '../../../harness/random.ts';

export async function measure(
  { process, rounds }: MeasureTask,
  arms: Map<string, Arm>,
  random: Random,
): Promise<MeasureAnswer> {
  const population = process.populations![0]!;
  const contestants = [...arms].map(([arm, { openPopulation }]) => {
    const opened = openPopulation({ size: population, wantsExtra: () => true });
    opened.make();
    opened.attach(Array.from({ length: population }, () => ({ entries: 0 })));
    const sequence = opened.sequence(Int32Array.from({ length: population }, (_, i) => i));
    const walk = () => void opened.lookUp(sequence, population);
    return { name: arm, arm, touch: walk, block: walk };
  });
  const values = await alternate(contestants, rounds, random);
  const samples = [...arms.keys()].map((arm) => ({
    arm,
    population,
    unit: 'ns-per-block' as const,
    workPerBlock: population,
    values: values.get(arm)!,
  }));
  return { samples, notes: {} };
}
