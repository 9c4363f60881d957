/**
 * Memory: bytes that a population takes, read from the heap after collections, in a process of its own for each cell.
 *
 * Extras are made before the first reading and held by an array, so that what is counted is the storage: the field,
 * the table, the weak references. A small rehearsal comes first, so that code is compiled and object layouts have
 * settled before the reading.
 */

import type { Arm } from '../arms/arm.ts';
import { settledHeapBytes } from '../process/collect.ts';
import type { MeasureAnswer, MeasureTask } from '../process/task.ts';

const REHEARSAL = 200;

export async function measureMemory(task: MeasureTask, arms: Map<string, Arm>): Promise<MeasureAnswer> {
  const name = task.arms[0]!.name;
  const arm = arms.get(name)!;
  const size = task.process.populations![0]!;
  const attachFraction = task.process.attachFraction!;
  rehearse(arm, attachFraction);

  const extras = Array.from({ length: size }, () => ({ entries: 0 }));
  const population = arm.openPopulation({ size, wantsExtra: everyNth(attachFraction) });
  const empty = await settledHeapBytes();
  population.make();
  const made = await settledHeapBytes();
  population.attach(extras);
  const attached = await settledHeapBytes();
  // Asked after the last reading, so that population and extras are alive until then.
  if (population.witnesses().length !== extras.length)
    throw new Error('Internal error: the population shrank');

  return {
    samples: [
      {
        arm: name,
        population: size,
        attachFraction,
        unit: 'bytes',
        workPerBlock: size,
        values: [made - empty, attached - empty],
      },
    ],
    notes: {},
  };
}

function rehearse(arm: Arm, attachFraction: number): void {
  const rehearsal = arm.openPopulation({ size: REHEARSAL, wantsExtra: everyNth(attachFraction) });
  rehearsal.make();
  rehearsal.attach(Array.from({ length: REHEARSAL }, () => ({ entries: 0 })));
  rehearsal.drop();
}

/** Spreads a fraction evenly: true for the indices where i * fraction passes a whole number. */
function everyNth(fraction: number): (index: number) => boolean {
  return (index) => Math.floor((index + 1) * fraction) > Math.floor(index * fraction);
}
