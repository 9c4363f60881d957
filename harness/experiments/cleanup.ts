/**
 * Cleanup: what is still held after code objects died, and after how many collections. Who dies: all; every other one; or, in a
 * steady population, a share that is replaced in each round (churn), as lambdas, exec and reloaded modules are.
 *
 * Where bytes are read, nothing watches: weak references to what dies are bytes themselves. So all die twice, the second time
 * with witnesses.
 *
 * The control that leaks has a share of its extras held by this file, for ever.
 */

import type { CodeObject } from '../../interpreter/code.ts';
import type { Arm } from '../arms/arm.ts';
import type { OpenPopulation } from '../arms/population.ts';
import { collect, settledHeapBytes } from '../process/collect.ts';
import { allocateUntil } from '../process/ordinary.ts';
import type { MeasureAnswer, MeasureTask, TaskArm } from '../process/task.ts';
import type { Random } from '../random/random.ts';
import type { ArmSamples } from '../records/schema.ts';

const REHEARSAL = 200;

/** Of a population under churn so many rounds, in each of which this share dies and is replaced. */
const CHURN_ROUNDS = 20;
const CHURN_SHARE = 0.1;

/** A program that allocates for so long without a death being noticed will not notice it. */
const MOST_MEGABYTES = 1024;

type Extra = { entries: number };

interface Witnesses {
  readonly codes: readonly WeakRef<CodeObject>[];
  readonly extras: readonly WeakRef<object>[];
}

/** What one way to die needs. */
interface Scene {
  readonly arm: Arm;
  readonly planned: TaskArm;
  readonly size: number;
  readonly rounds: number;
  readonly random: Random;
  /** What the leaking control keeps. */
  readonly hoard: Extra[];
  /** Every population, to the end: a table that is itself garbage would leak nothing. */
  readonly opened: OpenPopulation[];
}

export async function measureCleanup(
  task: MeasureTask,
  arms: Map<string, Arm>,
  random: Random,
): Promise<MeasureAnswer> {
  const planned = task.arms[0]!;
  const arm = arms.get(planned.name)!;
  const size = task.process.populations![0]!;
  const scene: Scene = { arm, planned, size, rounds: task.cleanupRounds, random, hoard: [], opened: [] };
  rehearse(scene);

  const samples: ArmSamples[] = [];
  for (const death of task.process.deaths ?? ['all']) {
    if (task.process.collections === 'ordinary') samples.push(...(await allDieOrdinarily(scene)));
    else if (death === 'all') samples.push(...(await allDie(scene)));
    else if (death === 'half') samples.push(...(await halfDie(scene)));
    else samples.push(...(await churn(scene)));
  }
  const entriesLeft = scene.opened.reduce((sum, population) => sum + (population.entries() ?? 0), 0);
  return { samples, notes: { entriesLeft } };
}

function rehearse(scene: Scene): void {
  const rehearsal = { ...scene, size: REHEARSAL, hoard: [], opened: [] };
  liveAndDie(open(rehearsal), rehearsal);
}

async function allDie(scene: Scene): Promise<ArmSamples[]> {
  const { size, rounds } = scene;
  const unwatched = open(scene);
  const before = await settledHeapBytes();
  liveAndDie(unwatched, scene);
  for (let round = 0; round < rounds; round++) await collect();
  const after = await settledHeapBytes();

  const watched = open(scene);
  const witnesses = liveAndDie(watched, scene);
  const codes: number[] = [];
  const extras: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    if (round > 0) await collect();
    codes.push(alive(witnesses.codes));
    extras.push(alive(witnesses.extras));
  }
  const common = { arm: scene.planned.name, population: size, workPerBlock: size };
  return [
    { ...common, unit: 'bytes', values: [after - before] },
    { ...common, unit: 'codes', values: codes },
    { ...common, unit: 'extras', values: extras },
  ];
}

/** Every other object dies; the living must keep their own extras, all of them. */
async function halfDie(scene: Scene): Promise<ArmSamples[]> {
  const { size, rounds, planned } = scene;
  const unwatched = open(scene);
  const extrasOfUnwatched = extrasFor(size);
  const before = await settledHeapBytes();
  unwatched.make();
  unwatched.attach(extrasOfUnwatched);
  leak(extrasOfUnwatched, scene);
  for (let i = 0; i < size; i += 2) {
    unwatched.retire(i);
    extrasOfUnwatched[i] = NOBODYS;
  }
  for (let round = 0; round < rounds; round++) await collect();
  const after = await settledHeapBytes();

  const watched = open(scene);
  const living = extrasFor(size);
  watched.make();
  watched.attach(living);
  leak(living, scene);
  const died: WeakRef<object>[] = [];
  for (let i = 0; i < size; i += 2) {
    died.push(new WeakRef(living[i]!));
    living[i] = NOBODYS;
    watched.retire(i);
  }
  const extras: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    if (round > 0) await collect();
    extras.push(alive(died));
  }
  for (let i = 1; i < size; i += 2) expectOwn(scene, watched, living, i);
  const common = { arm: planned.name, population: size, death: 'half' as const, workPerBlock: size / 2 };
  return [
    { ...common, unit: 'bytes', values: [after - before] },
    { ...common, unit: 'extras', values: extras },
  ];
}

/**
 * A steady population in which every other object has an extra. In each round a share dies, and as many are born, with numbers of
 * the dead. A newborn is asked for before it has an extra, as the first call asks, and in the end of the round everybody is.
 */
async function churn(scene: Scene): Promise<ArmSamples[]> {
  const { size, random, planned, rounds } = scene;
  const wants = (index: number) => index % 2 === 0;
  const population = open(scene, wants);
  const living = extrasFor(size);
  const before = await settledHeapBytes();
  population.make();
  population.attach(living);
  const all = Array.from({ length: size }, (_, i) => i);
  const died: WeakRef<object>[] = [];
  const asked = { newborns: 0, wrongOfNewborns: 0, all: 0, wrong: 0 };
  for (let round = 0; round < CHURN_ROUNDS; round++) {
    const dying = random.shuffled(all).slice(0, Math.round(CHURN_SHARE * size));
    const dead: Extra[] = [];
    for (const i of dying) {
      if (wants(i)) dead.push(living[i]!);
      living[i] = NOBODYS;
      population.retire(i);
    }
    leak(dead, scene);
    for (const extra of dead) died.push(new WeakRef(extra));
    await collect();
    for (const i of random.shuffled(dying)) {
      population.bear(i);
      asked.newborns += 1;
      if (population.extraOf(i) !== undefined) asked.wrongOfNewborns += 1;
      if (!wants(i)) continue;
      living[i] = { entries: 0 };
      population.attachOne(i, living[i]);
    }
    for (const i of all) {
      asked.all += 1;
      if (!wants(i) && population.extraOf(i) !== undefined) asked.wrong += 1;
      else if (wants(i)) expectOwn(scene, population, living, i);
    }
  }
  for (let round = 0; round < rounds; round++) await collect();
  const left = alive(died);
  const watched = died.length;
  // Bytes without the witnesses' own.
  died.length = 0;
  const after = await settledHeapBytes();
  const common = { arm: planned.name, population: size, death: 'churn' as const };
  return [
    { ...common, unit: 'bytes', workPerBlock: size, values: [after - before] },
    { ...common, unit: 'extras', workPerBlock: watched, values: [left] },
    { ...common, unit: 'wrong-answers', workPerBlock: asked.all, values: [asked.wrong] },
    {
      ...common,
      part: 'newborns',
      unit: 'wrong-answers',
      workPerBlock: asked.newborns,
      values: [asked.wrongOfNewborns],
    },
  ];
}

/** All die, and a program goes on allocating: nobody forces a collection. */
async function allDieOrdinarily(scene: Scene): Promise<ArmSamples[]> {
  const { size, planned } = scene;
  const population = open(scene);
  const { extras } = liveAndDie(population, scene);
  let first = 0;
  const gone = () => {
    while (first < extras.length && extras[first]!.deref() === undefined) first += 1;
    return first === extras.length;
  };
  const { megabytes, collections, ms } = await allocateUntil(gone, MOST_MEGABYTES);
  const common = {
    arm: planned.name,
    population: size,
    collections: 'ordinary' as const,
    workPerBlock: size,
  };
  return [
    { ...common, unit: 'extras', values: [alive(extras)] },
    { ...common, unit: 'mb-until-gone', values: [megabytes ?? -1, collections, ms] },
  ];
}

/** Stands where an extra was: arrays of extras keep no dead ones. */
const NOBODYS: Extra = { entries: -1 };

function open({ arm, size, opened }: Scene, wantsExtra = (_index: number) => true): OpenPopulation {
  const population = arm.openPopulation({ size, wantsExtra });
  opened.push(population);
  return population;
}

function extrasFor(size: number): Extra[] {
  return Array.from({ length: size }, () => ({ entries: 0 }));
}

/** In a function of its own, so that no variable of the caller keeps an object alive. */
function liveAndDie(population: OpenPopulation, scene: Scene): Witnesses {
  population.make();
  const extras = extrasFor(scene.size);
  population.attach(extras);
  leak(extras, scene);
  const witnesses = { codes: population.witnesses(), extras: extras.map((extra) => new WeakRef(extra)) };
  population.drop();
  return witnesses;
}

/** The leaking control's share, evenly among those that are about to die. */
function leak(extras: readonly Extra[], { planned, hoard }: Scene): void {
  const share = planned.injectedLeak ?? 0;
  for (const [i, extra] of extras.entries()) {
    if (Math.floor((i + 1) * share) > Math.floor(i * share)) hoard.push(extra);
  }
}

/** A living object answers with its own extra, whoever died beside it. */
function expectOwn({ arm }: Scene, population: OpenPopulation, living: readonly Extra[], i: number): void {
  if (arm.storesNothing || population.extraOf(i) === living[i]) return;
  const seen = population.extraOf(i) === undefined ? 'nothing' : "another object's extra";
  throw new Error(
    `broke the law set-is-got: a living code object was answered with ${seen} after others had died`,
  );
}

function alive(references: readonly WeakRef<object>[]): number {
  let count = 0;
  for (const reference of references) if (reference.deref() !== undefined) count += 1;
  return count;
}
