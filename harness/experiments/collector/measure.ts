/**
 * The collector: what live extras cost it, and what calls cost with their collections.
 *
 * Only one arm's population lives at a time: it is made, measured and dropped, and the next arm's is made, in a random order and
 * then in that order backwards. So what else is on the heap is the same for all arms, and `none`, whose code objects are as
 * many, is what the rest takes.
 *
 * - full collection: the pause of one that is forced.
 * - scavenges: all that a fixed amount of short-lived garbage brings about, in sum; scavenge: one of them, on average.
 * - call with collections: look-ups that allocate a fixed amount each, with the scavenges that this brings about and one full
 *   collection for a fixed amount of allocation: no strategy can hide what it costs the collector.
 */

import { setImmediate as turn } from 'node:timers/promises';
import { GCProfiler } from 'node:v8';
import type { Arm } from '../../arms/arm.ts';
import { inArm } from '../../process/arm-failed.ts';
import type { MeasureAnswer, MeasureTask } from '../../process/task.ts';
import type { Random } from '../../random.ts';
import type { ArmSamples } from '../../records/schema.ts';

/** Rounds for smaller populations; above that each visit takes a second and more. */
const ROUNDS = 3;
const LARGE = 500_000;
const ROUNDS_LARGE = 1;

/** Garbage of the scavenges: four of the young generation's 16 MB. */
const GARBAGE_ARRAYS = 64_000;
const DOUBLES = 125;

/** Calls in the last part, each of which allocates 64 bytes or so, and a full collection after them. */
const CALLS = 200_000;

const PARTS = ['full collection', 'scavenges', 'scavenge', 'call with collections'] as const;
type Part = (typeof PARTS)[number];
type Reading = Record<Part, number>;

export async function measure(
  task: MeasureTask,
  arms: Map<string, Arm>,
  random: Random,
): Promise<MeasureAnswer> {
  const samples: ArmSamples[] = [];
  const names = task.arms.map(({ name }) => name);
  // One visit of each arm, thrown away: code is compiled and the heap has grown.
  for (const name of names) await visit(name, arms.get(name)!, 1000);
  for (const population of random.shuffled(task.process.populations!)) {
    const readings = new Map<string, Reading[]>(names.map((name) => [name, []]));
    for (let round = 0; round < (population < LARGE ? ROUNDS : ROUNDS_LARGE); round++) {
      const order = random.shuffled(names);
      const visits = new Map<string, Reading[]>(names.map((name) => [name, []]));
      for (const name of [...order, ...order.toReversed()]) {
        visits.get(name)!.push(await visit(name, arms.get(name)!, population));
      }
      for (const [name, pair] of visits) readings.get(name)!.push(meanOf(pair));
    }
    for (const [arm, of] of readings) {
      for (const part of PARTS) {
        const workPerBlock = part === 'call with collections' ? CALLS : 1;
        const values = of.map((reading) => reading[part]);
        samples.push({ arm, part, population, unit: 'ns-per-block', workPerBlock, values });
      }
    }
  }
  return { samples, notes: {} };
}

/** Makes a population with an extra on each object, measures, and drops it. */
async function visit(name: string, arm: Arm, size: number): Promise<Reading> {
  const population = inArm(name, () => {
    const made = arm.openPopulation({ size, wantsExtra: () => true });
    made.make();
    made.attach(Array.from({ length: size }, () => ({ entries: 0 })));
    return made;
  });
  const indices = Int32Array.from({ length: Math.min(size, CALLS) }, (_, i) => i);
  const sequence = population.sequence(indices);
  await turn();
  // Whatever was young is old now.
  globalThis.gc!();
  globalThis.gc!();
  await turn();
  const full = timed(() => globalThis.gc!());
  await turn();

  const profiler = new GCProfiler();
  profiler.start();
  const kept = litter(GARBAGE_ARRAYS);
  const { statistics } = profiler.stop();
  const scavenges = statistics.filter(({ gcType }) => gcType === 'Scavenge');
  const inAll = scavenges.reduce((sum, { cost }) => sum + cost * 1000, 0);
  await turn();

  const calls = timed(() => {
    inArm(name, () => {
      for (let done = 0; done < CALLS; done += sequence.length)
        population.callAndAllocate(sequence, sequence.length);
    });
    globalThis.gc!();
  });
  if (kept < 0) throw new Error('Internal error: no garbage was made');
  population.drop();
  await turn();
  globalThis.gc!();
  await turn();
  return {
    'full collection': full,
    scavenges: inAll,
    scavenge: scavenges.length === 0 ? 0 : inAll / scavenges.length,
    'call with collections': calls * (CALLS / (Math.ceil(CALLS / sequence.length) * sequence.length)),
  };
}

/** Short-lived arrays of a kilobyte; returns something of them, so that they are not optimised away. */
function litter(arrays: number): number {
  let sum = 0;
  let last: number[] = [];
  for (let i = 0; i < arrays; i++) {
    last = new Array<number>(DOUBLES).fill(i + 0.5);
    sum += last[DOUBLES - 1]!;
  }
  return sum + last.length;
}

/** Nanoseconds. */
function timed(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) * 1e6;
}

function meanOf(readings: readonly Reading[]): Reading {
  const mean = (part: Part) => readings.reduce((sum, each) => sum + each[part], 0) / readings.length;
  return Object.fromEntries(PARTS.map((part) => [part, mean(part)])) as Reading;
}
