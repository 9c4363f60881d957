/**
 * Call cost: whole Python programs, end to end in the interpreter. Every arm runs the same program; what an arm takes
 * longer than `none` (the same hook and the same work, nothing looked up) is the price of its look-ups.
 *
 * The injected slowdown is exact by construction: that arm repeats a known share of its runs.
 */

import { readFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { dump, Interpreter, type MarshalledCode } from '../../interpreter/index.ts';
import type { Arm } from '../arms/arm.ts';
import type { OpenProgram } from '../arms/program.ts';
import { inArm } from '../process/arm-failed.ts';
import { alternate, TOUCH_SHARE } from '../process/rounds.ts';
import type { MeasureAnswer, MeasureTask, TaskArm } from '../process/task.ts';
import type { Random } from '../random/random.ts';
import { medianOf } from '../statistics/median.ts';

/** Rounds that are run and thrown away after the warm-up. */
const WARMUP_ROUNDS = 4;

/** A block may be this many times as long as aimed at, if that makes the injected share a whole number of runs. */
const LONGEST_BLOCK = 10;

/** A process measures about this long at most, however long its program is. */
const LONGEST_MEASURING_MS = 20_000;
const FEWEST_ROUNDS = 3;

/** Rounds of the check that twice the work takes twice the time. */
const DOUBLED_ROUNDS = 5;

/** Length of one arm's turn in the warm-up. */
const WARMUP_TURN_MS = 4;

export async function measureCallCost(
  task: MeasureTask,
  arms: Map<string, Arm>,
  random: Random,
): Promise<MeasureAnswer> {
  const program = task.program!;
  const code = compileProgram(program.file);
  const { name, entry } = program;
  const open = task.arms.map((arm) => ({
    arm,
    program: inArm(arm.name, () => arms.get(arm.name)!.openProgram({ name, code, entry, hook: arm.hook })),
  }));

  const msPerRun = await warmUp(open, task.warmupMs, random);
  const runs = runsPerBlock(msPerRun, task.blockMs, task.arms);
  const contestants = open.map(({ arm, program }) => {
    const times = runs + injectedRuns(runs, arm.injectedShare);
    const touch = Math.floor(runs * TOUCH_SHARE);
    return {
      name: arm.name,
      arm: arm.name,
      touch: () => program.run(touch),
      block: () => program.run(times),
    };
  });
  // No forced collection here: it makes V8 drop feedback and optimised code, and a second warm-up would follow.
  const rounds = roundsThatFit(msPerRun * runs, task);
  await alternate(contestants, Math.min(WARMUP_ROUNDS, rounds - 1), random);
  const values = await alternate(contestants, rounds, random);

  const first = open[0]!;
  const doubled = await alternate(
    [
      { name: 'once', arm: first.arm.name, touch() {}, block: () => first.program.run(runs) },
      { name: 'twice', arm: first.arm.name, touch() {}, block: () => first.program.run(2 * runs) },
    ],
    Math.min(DOUBLED_ROUNDS, rounds),
    random,
  );
  const callsPerBlock = program.callsPerRun * runs;
  return {
    samples: open.map(({ arm, program }) => ({
      arm: arm.name,
      unit: 'ns-per-block',
      workPerBlock: callsPerBlock,
      values: values.get(arm.name)!,
      checksum: program.checksum(),
    })),
    notes: {
      runsPerBlock: runs,
      doubledWorkRatio: medianOf(doubled.get('twice')!) / medianOf(doubled.get('once')!),
      ...injectedNote(task.arms, runs),
    },
  };
}

/** Compiled here, once: no arm holds a front end. */
function compileProgram(file: string): MarshalledCode {
  return dump(new Interpreter().compile(readFileSync(file, 'utf8'), file));
}

/** A program as one arm has loaded it. */
interface Opened {
  readonly arm: TaskArm;
  readonly program: OpenProgram;
}

/**
 * Runs every program for `warmupMs`, in turns of a few ms (a program that takes longer has fewer turns): while one arm's
 * code is being compiled on another thread, the others run. Returns ms per run, the median over arms of their fastest
 * turn.
 */
async function warmUp(open: readonly Opened[], warmupMs: number, random: Random): Promise<number> {
  const fastest = new Map(open.map((each) => [each, Number.POSITIVE_INFINITY]));
  const spentMs = new Map(open.map((each) => [each, 0]));
  for (let turns = Math.ceil(warmupMs / WARMUP_TURN_MS); turns > 0; turns--) {
    for (const each of random.shuffled(open)) {
      if (spentMs.get(each)! > 2 * warmupMs) continue;
      await turn();
      const start = performance.now();
      const msPerRun = inArm(each.arm.name, () => msPerRunFor(each.program, WARMUP_TURN_MS));
      fastest.set(each, Math.min(fastest.get(each)!, msPerRun));
      spentMs.set(each, spentMs.get(each)! + performance.now() - start);
    }
  }
  return medianOf([...fastest.values()]);
}

function msPerRunFor(program: OpenProgram, ms: number): number {
  const start = performance.now();
  let runs = 0;
  let now = start;
  for (; now - start < ms || runs === 0; now = performance.now()) {
    program.run(1);
    runs += 1;
  }
  return (now - start) / runs;
}

/**
 * Runs that fill a block. Where the program is short enough, a multiple of what makes the injected share a whole number
 * of runs; for a longer one the injected arm does one run more than the others, whatever share that is.
 */
function runsPerBlock(msPerRun: number, blockMs: number, arms: readonly TaskArm[]): number {
  const share = Math.max(...arms.map((arm) => arm.injectedShare));
  const unit = share > 0 ? Math.round(1 / share) : 1;
  const wanted = Math.max(1, Math.round(blockMs / msPerRun));
  if (unit * msPerRun > LONGEST_BLOCK * blockMs) return wanted;
  return unit * Math.max(1, Math.round(wanted / unit));
}

/** The planned rounds, or for a program that fills whole seconds as many as fit, but three. */
function roundsThatFit(blockMs: number, task: MeasureTask): number {
  const fitting = Math.floor(LONGEST_MEASURING_MS / (2 * task.arms.length * blockMs));
  return Math.max(FEWEST_ROUNDS, Math.min(task.rounds, fitting));
}

/** Runs done on top in the injected slowdown: the share, but one at least. */
function injectedRuns(runs: number, share: number): number {
  return share > 0 ? Math.max(1, Math.round(runs * share)) : 0;
}

function injectedNote(arms: readonly TaskArm[], runs: number): Record<string, number> {
  const injected = arms.find((arm) => arm.injectedShare > 0);
  return injected === undefined
    ? {}
    : { injectedRatio: 1 + injectedRuns(runs, injected.injectedShare) / runs };
}
