/**
 * Cleanup: what is still held after the code objects died, and after how many collections. Two passes in one process:
 * the first reads bytes after its weak references are forgotten; the second counts survivors through them.
 */

import type { CodeObject } from '../../interpreter/code.ts';
import type { Arm } from '../arms/arm.ts';
import { collect, settledHeapBytes } from '../process/collect.ts';
import type { MeasureAnswer, MeasureTask } from '../process/task.ts';

const REHEARSAL = 200;

interface Witnesses {
  readonly codes: readonly WeakRef<CodeObject>[];
  readonly extras: readonly WeakRef<object>[];
}

export async function measureCleanup(task: MeasureTask, arms: Map<string, Arm>): Promise<MeasureAnswer> {
  const name = task.arms[0]!.name;
  const arm = arms.get(name)!;
  const size = task.process.populations![0]!;
  const options = { wantsExtra: () => true };

  const rehearsal = arm.openPopulation({ size: REHEARSAL, ...options });
  liveAndDie(rehearsal, REHEARSAL);

  const unwatched = arm.openPopulation({ size, ...options });
  const before = await settledHeapBytes();
  liveAndDie(unwatched, size);
  for (let round = 0; round < task.cleanupRounds; round++) await collect();
  const after = await settledHeapBytes();

  const watched = arm.openPopulation({ size, ...options });
  const witnesses = liveAndDie(watched, size);
  const codes: number[] = [];
  const extras: number[] = [];
  for (let round = 0; round <= task.cleanupRounds; round++) {
    if (round > 0) await collect();
    codes.push(alive(witnesses.codes));
    extras.push(alive(witnesses.extras));
  }
  // Asked last, so that both storages are alive to the end: a table that is itself garbage would leak nothing.
  const entries = (unwatched.entries() ?? 0) + (watched.entries() ?? 0);

  const common = { arm: name, population: size, workPerBlock: size };
  return {
    samples: [
      { ...common, unit: 'bytes', values: [after - before] },
      { ...common, unit: 'codes', values: codes },
      { ...common, unit: 'extras', values: extras },
    ],
    notes: { entriesLeft: entries },
  };
}

/** In a function of its own, so that no variable of the caller keeps an object alive. */
function liveAndDie(population: ReturnType<Arm['openPopulation']>, size: number): Witnesses {
  population.make();
  const extras = Array.from({ length: size }, () => ({ entries: 0 }));
  population.attach(extras);
  const witnesses = { codes: population.witnesses(), extras: extras.map((extra) => new WeakRef(extra)) };
  population.drop();
  return witnesses;
}

function alive(references: readonly WeakRef<object>[]): number {
  let count = 0;
  for (const reference of references) if (reference.deref() !== undefined) count += 1;
  return count;
}
