/**
 * Made processes whose true ratio is known. They are made where a real process makes its numbers, block by
 * block: in each round every arm runs two blocks, in a random order and then in that order backwards, and
 * their average is the value of the round. What comes out is ArmSamples, which go through the project's own
 * collapse.
 *
 * The log of a block's time is a sum: what the machine does at that moment (shared by all arms) + what this
 * process does to this arm (placement of code, moment of optimisation) + the arm's true effect + noise of the
 * block. A shape is a choice of the first, second and last.
 *
 * Where shape and schedule treat the arms alike, the log ratio of a process is symmetric about the true
 * effect, so the effect is the median. In the two shapes that do not (skewed, two layouts) the median lies
 * beside the effect, and `medianShift` says by how much.
 */

import type { ArmSamples } from '../records/schema.ts';
import { ratioTo } from '../samples/collapse.ts';
import { medianOf } from '../statistics/median.ts';
import { type Draws, seededDraws } from './draws.ts';

/**
 * What lasts for a run: one for each made run, because shapes may remember the process before. All in logs of
 * time.
 */
interface World {
  /** Before each process. */
  enterProcess(): void;
  /** The machine at the next block: asked once for each block, in the order of blocks. */
  machine(): number;
  /** What this process does to an arm: asked once for each arm and process. Arm 0 is the reference. */
  placement(arm: number): number;
  /** Noise of one block. */
  noise(): number;
}

export interface Shape {
  readonly name: string;
  readonly about: string;
  /** Whether the median of the log ratio is the true effect, by symmetry. */
  readonly symmetric: boolean;
  world(draws: Draws): World;
}

/**
 * Rounds of a made process, unless a study says otherwise. Fewer than most real ones have, so that a study is
 * soon done.
 */
export const ROUNDS = 8;

/** Process effect: standard deviation of the log ratio between processes, as measured for identical twins. */
const SPREAD = 0.035;

/** Noise of a block, log: 7 % on a round's log ratio. */
const BLOCK_NOISE = 0.07;

/** Noise beyond e^15 would leave the numbers that a computer can divide. */
const WIDEST = 15;

/** Both arms of a ratio have an effect of their own; together they make `spread`. */
function each(spread: number): number {
  return spread / Math.SQRT2;
}

/** A process effect and noise of blocks, both normal, on a machine that keeps its speed. */
function steady(draws: Draws, spread = SPREAD, blockNoise = BLOCK_NOISE): World {
  return {
    enterProcess() {},
    machine: () => 0,
    placement: () => each(spread) * draws.normal(),
    noise: () => blockNoise * draws.normal(),
  };
}

/**
 * Ratios that scatter by `spread` between processes and by `blockNoise` from round to round inside, normal.
 */
export function nested(spread: number = SPREAD, blockNoise: number = BLOCK_NOISE): Shape {
  return {
    name: 'nested',
    about: `process effect of ${percent(spread)}, rounds of ${percent(blockNoise)}, normal`,
    symmetric: true,
    world: (draws) => steady(draws, spread, blockNoise),
  };
}

const heavyBlocks: Shape = {
  name: 'heavy-tailed blocks',
  about: 'Cauchy noise of blocks, quartiles at 5 %',
  symmetric: true,
  world: (draws) => ({ ...steady(draws), noise: () => capped(0.05 * draws.cauchy()) }),
};

const heavyProcesses: Shape = {
  name: 'heavy-tailed processes',
  about: 'process effect Student t with 2 degrees of freedom, 2.5 %; blocks too, 5 %',
  symmetric: true,
  world: (draws) => ({
    ...steady(draws),
    placement: () => capped(each(0.025) * draws.studentT2()),
    noise: () => capped(0.05 * draws.studentT2()),
  }),
};

const twoState: Shape = {
  name: 'two-state machine',
  about: 'speeds 1.3 to 1.8 times apart, changed between processes and inside rounds, every 24 blocks or so',
  symmetric: true,
  world(draws) {
    let slow = false;
    let slowness = 0;
    return {
      ...steady(draws),
      enterProcess() {
        slow = draws.below(2) === 0;
        slowness = Math.log(1.3 + 0.5 * draws.uniform());
      },
      machine() {
        if (draws.below(24) === 0) slow = !slow;
        return slow ? slowness : 0;
      },
    };
  },
};

const drift: Shape = {
  name: 'drift',
  about: 'each block 1 % slower than the one before, each process 0.5 % slower',
  symmetric: true,
  world(draws) {
    let process = 0;
    let block = 0;
    return {
      ...steady(draws),
      enterProcess() {
        process += 1;
        block = 0;
      },
      machine() {
        block += 1;
        return 0.005 * process + 0.01 * block;
      },
    };
  },
};

const wanderingSpeed: Shape = {
  name: 'autocorrelated speed',
  about: 'AR(1) over processes (0.9, 15 %) and over blocks (0.9, 15 %), shared by the arms',
  symmetric: true,
  world(draws) {
    const ofProcess = autoregression(draws, 0.9, 0.15);
    let level = 0;
    let ofBlock = autoregression(draws, 0.9, 0.15);
    return {
      ...steady(draws),
      enterProcess() {
        level = ofProcess();
        ofBlock = autoregression(draws, 0.9, 0.15);
      },
      machine: () => level + ofBlock(),
    };
  },
};

const wanderingRatio: Shape = {
  name: 'autocorrelated ratio',
  about: 'AR(1) over processes (0.3) in the ratio itself: processes that are not independent',
  symmetric: true,
  world(draws) {
    const arms = new Map<number, () => number>();
    return {
      ...steady(draws),
      placement(arm) {
        if (!arms.has(arm)) arms.set(arm, autoregression(draws, 0.3, each(SPREAD)));
        return arms.get(arm)!();
      },
    };
  },
};

const skewed: Shape = {
  name: 'skewed',
  about: 'the arm is sometimes slower, never faster: exponential process effect of 3.5 %, exponential noise',
  symmetric: false,
  world: (draws) => ({
    ...steady(draws),
    placement: (arm) => (arm === 0 ? 0 : SPREAD * draws.exponential()),
    noise: () => BLOCK_NOISE * draws.exponential(),
  }),
};

const twoLayouts: Shape = {
  name: 'two layouts',
  about: 'in 10 % of the processes the arm is 3 times slower, to the end',
  symmetric: false,
  world(draws) {
    const usual = steady(draws);
    return {
      ...usual,
      placement: (arm) => usual.placement(arm) + (arm !== 0 && draws.below(10) === 0 ? Math.log(3) : 0),
    };
  },
};

export const SHAPES: readonly Shape[] = [
  nested(),
  heavyBlocks,
  heavyProcesses,
  twoState,
  drift,
  wanderingSpeed,
  skewed,
  twoLayouts,
  wanderingRatio,
];

export function shapeCalled(name: string): Shape {
  const found = SHAPES.find((shape) => shape.name === name);
  if (found === undefined) throw new Error(`Internal error: no shape is called "${name}"`);
  return found;
}

/**
 * A made run: each call is its next process, the reference first, then one arm for each of `effects` (true
 * log ratios to the reference).
 */
export function madeRun(
  shape: Shape,
  draws: Draws,
  effects: readonly number[],
  rounds: number = ROUNDS,
): () => ArmSamples[] {
  const world = shape.world(draws);
  const arms = [0, ...effects.keys()].map((_, arm) => arm);
  return () => {
    world.enterProcess();
    const level = arms.map((arm) => Math.log(1e6) + (effects[arm - 1] ?? 0) + world.placement(arm));
    const values = arms.map((): number[] => []);
    const spent = new Float64Array(arms.length);
    for (let round = 0; round < rounds; round++) {
      const order = draws.shuffled(arms);
      spent.fill(0);
      for (let turn = 0; turn < 2 * arms.length; turn++) {
        const arm = order[turn < arms.length ? turn : 2 * arms.length - 1 - turn]!;
        spent[arm]! += Math.exp(level[arm]! + world.machine() + world.noise());
      }
      for (const arm of arms) values[arm]!.push(spent[arm]! / 2);
    }
    return arms.map((arm) => ({
      arm: arm === 0 ? 'reference' : `arm ${arm}`,
      unit: 'ns-per-block',
      workPerBlock: 1000,
      values: values[arm]!,
    }));
  };
}

/** The same for two arms, collapsed by the project's own rule: each call is the ratio of the next process. */
export function madeRatios(
  shape: Shape,
  draws: Draws,
  effect: number,
  rounds: number = ROUNDS,
): () => number {
  const next = madeRun(shape, draws, [effect], rounds);
  return () => {
    const [reference, arm] = next();
    return ratioTo(arm!, reference!);
  };
}

/** The next `count` of something. */
export function take<T>(count: number, next: () => T): T[] {
  return Array.from({ length: count }, next);
}

/** Processes from which the median of a shape without symmetry is found, unless a study says otherwise. */
const SHIFT_PROCESSES = 200_000;

/**
 * Where the median over all processes lies beside the true effect, log: 0 by symmetry, otherwise found from
 * many processes. From 200 000 its standard error is 0.0001, a hundredth of the narrowest interval in these
 * studies. It does not depend on the effect, which moves every process alike.
 */
export function medianShift(shape: Shape, processes: number = SHIFT_PROCESSES): number {
  if (shape.symmetric) return 0;
  const known = SHIFTS.get(shape)?.get(processes);
  if (known !== undefined) return known;
  const shift = Math.log(medianOf(take(processes, madeRatios(shape, seededDraws(1986), 0))));
  SHIFTS.set(shape, new Map(SHIFTS.get(shape)).set(processes, shift));
  return shift;
}

const SHIFTS = new Map<Shape, ReadonlyMap<number, number>>();

/**
 * A series with standard deviation `spread` and correlation `memory` from each value to the next, from its
 * start on.
 */
function autoregression(draws: Draws, memory: number, spread: number): () => number {
  const fresh = spread * Math.sqrt(1 - memory * memory);
  let now = spread * draws.normal();
  return () => {
    const result = now;
    now = memory * now + fresh * draws.normal();
    return result;
  };
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

function capped(log: number): number {
  return Math.max(-WIDEST, Math.min(WIDEST, log));
}
