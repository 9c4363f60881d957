/**
 * Cleanup: what is still held after code objects died, and after how many collections. Who dies: all; every other one; or, in a
 * steady population, a share that is replaced in each round (churn), as lambdas, exec and reloaded modules are.
 *
 * Where bytes are read, nothing watches: weak references to what dies are bytes themselves. So all die twice, the second time
 * with witnesses.
 *
 * The control that leaks has a share of its extras held by this file, for ever.
 */

import type { CodeObject } from '../../../interpreter/code.ts';
import type { Arm } from '../../arms/arm.ts';
import type { OpenPopulation } from '../../arms/population.ts';
import { collect, liveHeapBytes } from '../../process/collect.ts';
import { allocate, allocateUntil } from '../../process/ordinary.ts';
import type { MeasureAnswer, MeasureTask, TaskArm } from '../../process/task.ts';
import type { Random } from '../../random.ts';
import type { ArmSamples } from '../../records/schema.ts';

const REHEARSAL = 200;

/** Of a population under churn so many rounds, in each of which this share dies and is replaced. */
const CHURN_ROUNDS = 20;
const CHURN_SHARE = 0.1;
/** What a program allocates in one of these rounds, where no collection is forced. */
const CHURN_MEGABYTES = 16;

/** A program that allocates for so long without a death being noticed will not notice it. */
const MOST_MEGABYTES = 2048;

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

export async function measure(
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
    const ordinary = task.process.collections === 'ordinary';
    if (death === 'churn') samples.push(...(await churn(scene, ordinary)));
    else if (death === 'half') samples.push(...(await halfDie(scene)));
    else samples.push(...(await (ordinary ? allDieOrdinarily(scene) : allDie(scene))));
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
  const before = await liveHeapBytes();
  liveAndDie(unwatched, scene);
  for (let round = 0; round < rounds; round++) await collect();
  const after = await liveHeapBytes();

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
  const others = extrasFor(size);
  const before = await liveHeapBytes();
  everyOtherDies(scene, unwatched, others);
  for (let round = 0; round < rounds; round++) await collect();
  const after = await liveHeapBytes();

  const watched = open(scene);
  const living = extrasFor(size);
  const died: WeakRef<object>[] = [];
  everyOtherDies(scene, watched, living, died);
  const extras: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    if (round > 0) await collect();
    extras.push(alive(died));
  }
  if (others.length !== size) throw new Error('Internal error: the extras of the living are gone');
  for (let i = 1; i < size; i += 2) expectOwn(scene, watched, living, i);
  const common = { arm: planned.name, population: size, death: 'half' as const, workPerBlock: size / 2 };
  return [
    { ...common, unit: 'bytes', values: [after - before] },
    { ...common, unit: 'extras', values: extras },
  ];
}

function everyOtherDies(
  scene: Scene,
  population: OpenPopulation,
  extras: Extra[],
  witnesses: WeakRef<object>[] | null = null,
): void {
  population.make();
  population.attach(extras);
  const dead = extras.filter((_, i) => i % 2 === 0);
  leak(dead, scene);
  if (witnesses !== null) for (const extra of dead) witnesses.push(new WeakRef(extra));
  for (let i = 0; i < extras.length; i += 2) {
    extras[i] = NOBODYS;
    population.retire(i);
  }
}

/**
 * A steady population in which every other object has an extra. In each round a share dies, and as many are born, with numbers of
 * the dead. A newborn is asked for before it has an extra, as the first call asks, and in the end of the round everybody is.
 * Between deaths and births there is a collection, or what ordinary allocation brings about.
 */
async function churn(scene: Scene, ordinary: boolean): Promise<ArmSamples[]> {
  const { size, planned, rounds } = scene;
  const population = open(scene, wantsExtra);
  const living = extrasFor(size);
  const before = await liveHeapBytes();
  population.make();
  population.attach(living);
  const witnesses: WeakRef<object>[] = [];
  const asked = { newborns: 0, wrongOfNewborns: 0, all: 0, wrong: 0 };
  for (let round = 0; round < CHURN_ROUNDS; round++) {
    const places = someDie(scene, population, living, witnesses);
    if (ordinary) await allocate(CHURN_MEGABYTES);
    else await collect();
    for (const i of scene.random.shuffled(places)) {
      population.bear(i);
      asked.newborns += 1;
      if (population.extraOf(i) !== undefined) asked.wrongOfNewborns += 1;
      if (!wantsExtra(i)) continue;
      living[i] = { entries: 0 };
      population.attachOne(i, living[i]);
    }
    for (let i = 0; i < size; i++) {
      asked.all += 1;
      if (wantsExtra(i)) expectOwn(scene, population, living, i);
      else if (population.extraOf(i) !== undefined) asked.wrong += 1;
    }
  }
  if (ordinary) await allocate(CHURN_MEGABYTES);
  else for (let round = 0; round < rounds; round++) await collect();
  const left = alive(witnesses);
  const watched = witnesses.length;
  const common = {
    arm: planned.name,
    population: size,
    death: 'churn' as const,
    ...(ordinary ? { collections: 'ordinary' as const } : {}),
  };
  const samples: ArmSamples[] = [
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
  if (ordinary) return samples;
  // Bytes without the witnesses' own.
  witnesses.length = 0;
  const after = await liveHeapBytes();
  if (living.length !== size) throw new Error('Internal error: the extras of the living are gone');
  return [{ ...common, unit: 'bytes', workPerBlock: size, values: [after - before] }, ...samples];
}

/** Under churn every other object has an extra: one without must never be answered. */
function wantsExtra(index: number): boolean {
  return index % 2 === 0;
}

/** Places of those that died in this round. In a function of its own, so that no variable keeps what died alive. */
function someDie(
  scene: Scene,
  population: OpenPopulation,
  living: Extra[],
  witnesses: WeakRef<object>[],
): number[] {
  const { size, random } = scene;
  const places = random
    .shuffled(Array.from({ length: size }, (_, i) => i))
    .slice(0, Math.round(CHURN_SHARE * size));
  const dead: Extra[] = [];
  for (const i of places) {
    if (wantsExtra(i)) dead.push(living[i]!);
    living[i] = NOBODYS;
    population.retire(i);
  }
  leak(dead, scene);
  for (const extra of dead) witnesses.push(new WeakRef(extra));
  return places;
}

/**
 * All die, and a program goes on allocating: nobody forces a collection. The engine itself reports the deaths of extras: a weak
 * reference that is asked while a collection is under way keeps its target alive, so nobody asks before the end.
 */
async function allDieOrdinarily(scene: Scene): Promise<ArmSamples[]> {
  const { size, planned } = scene;
  let gone = 0;
  const reports = new FinalizationRegistry<null>(() => {
    gone += 1;
  });
  const { extras } = liveAndDie(open(scene), scene, (extra) => reports.register(extra, null));
  const { megabytes, collections, ms } = await allocateUntil(() => gone === size, MOST_MEGABYTES);
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
function liveAndDie(
  population: OpenPopulation,
  scene: Scene,
  watch: (extra: Extra) => void = () => {},
): Witnesses {
  population.make();
  const extras = extrasFor(scene.size);
  population.attach(extras);
  leak(extras, scene);
  const witnesses = { codes: population.witnesses(), extras: extras.map((extra) => new WeakRef(extra)) };
  for (const extra of extras) watch(extra);
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
