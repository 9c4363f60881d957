/**
 * Memory: bytes that a population takes, read from the heap after collections. Three ways, by the workload:
 *
 * - `population`: one attach fraction, made from nothing in a process of its own.
 * - `growing`: one population that gets its extras bit by bit, read after each step: where the bytes of a table jump.
 * - `snapshot`: as `population`, by another road: own sizes in two heap snapshots, summed by constructor.
 *
 * Extras are made before the first reading and held by an array, so that what is counted is the storage: the field,
 * the table, the weak references. A small rehearsal comes first, so that code is compiled and object layouts have
 * settled before the reading.
 */

import type { Arm } from '../../arms/arm.ts';
import type { OpenPopulation } from '../../arms/population.ts';
import { liveHeapBytes } from '../../process/collect.ts';
import { ownSizes } from '../../process/heap-snapshot.ts';
import type { MeasureAnswer, MeasureTask } from '../../process/task.ts';
import type { ArmSamples } from '../../records/schema.ts';

const REHEARSAL = 200;

/** A constructor whose own sizes grew by less than this many bytes per code object is not told of. */
const SMALLEST_PART = 0.5;

export async function measure(task: MeasureTask, arms: Map<string, Arm>): Promise<MeasureAnswer> {
  const name = task.arms[0]!.name;
  const arm = arms.get(name)!;
  const { populations, attachFraction, growth, workload } = task.process;
  const size = populations![0]!;
  const wantsExtra = everyNth(growth === undefined ? attachFraction! : 0);
  rehearse(arm);

  const extras = Array.from({ length: size }, () => ({ entries: 0 }));
  const population = arm.openPopulation({ size, wantsExtra });
  const common = { arm: name, population: size, workPerBlock: size };
  const samples: ArmSamples[] =
    workload === 'snapshot'
      ? await bySnapshot(population, extras, { ...common, attachFraction: attachFraction! })
      : growth !== undefined
        ? await growing(population, extras, growth, common)
        : await fresh(population, extras, { ...common, attachFraction: attachFraction! });
  // Asked after the last reading, so that population and extras are alive until then.
  if (population.witnesses().length !== extras.length)
    throw new Error('Internal error: the population shrank');
  return { samples, notes: {} };
}

type Common = Pick<ArmSamples, 'arm' | 'population' | 'workPerBlock' | 'attachFraction'>;
type Extras = readonly { entries: number }[];

async function fresh(population: OpenPopulation, extras: Extras, common: Common): Promise<ArmSamples[]> {
  const empty = await liveHeapBytes();
  population.make();
  const made = await liveHeapBytes();
  population.attach(extras);
  const attached = await liveHeapBytes();
  return [{ ...common, unit: 'bytes', values: [made - empty, attached - empty] }];
}

async function growing(
  population: OpenPopulation,
  extras: Extras,
  growth: readonly number[],
  common: Common,
): Promise<ArmSamples[]> {
  const empty = await liveHeapBytes();
  population.make();
  const made = await liveHeapBytes();
  const samples: ArmSamples[] = [];
  let attached = 0;
  for (const attachFraction of growth) {
    const due = Math.round(attachFraction * extras.length);
    population.grow(attached, due, extras);
    attached = due;
    const now = await liveHeapBytes();
    samples.push({ ...common, attachFraction, unit: 'bytes', values: [made - empty, now - empty] });
  }
  return samples;
}

async function bySnapshot(population: OpenPopulation, extras: Extras, common: Common): Promise<ArmSamples[]> {
  await liveHeapBytes();
  const before = await ownSizes();
  population.make();
  population.attach(extras);
  await liveHeapBytes();
  const after = await ownSizes();
  const growth = [...after].map(([part, bytes]) => ({ part, bytes: bytes - (before.get(part) ?? 0) }));
  const total = growth.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    { ...common, unit: 'snapshot-bytes', values: [total] },
    ...growth
      .filter(({ bytes }) => Math.abs(bytes) >= SMALLEST_PART * common.workPerBlock)
      .map(({ part, bytes }): ArmSamples => ({ ...common, part, unit: 'snapshot-bytes', values: [bytes] })),
  ];
}

/** Several times over: what the engine learns of the code that is measured, it learns before. */
function rehearse(arm: Arm): void {
  for (let time = 0; time < 5; time++) rehearseOnce(arm);
}

function rehearseOnce(arm: Arm): void {
  const rehearsal = arm.openPopulation({ size: REHEARSAL, wantsExtra: everyNth(0.5) });
  const extras = Array.from({ length: REHEARSAL }, () => ({ entries: 0 }));
  rehearsal.make();
  rehearsal.attach(extras);
  rehearsal.grow(0, REHEARSAL, extras);
  rehearsal.drop();
}

/** Spreads a fraction evenly: true for the indices where i * fraction passes a whole number. */
function everyNth(fraction: number): (index: number) => boolean {
  return (index) => Math.floor((index + 1) * fraction) > Math.floor(index * fraction);
}
