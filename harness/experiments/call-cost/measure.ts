/**
 * Call cost: whole Python programs, end to end in the interpreter. Every arm runs the same program; what an arm takes
 * longer than `none` (the same hook and the same work, nothing looked up) is the price of its look-ups. The same is measured of
 * special builds of the core, and with other tools than the counter: there, `part` names the tool.
 *
 * The injected slowdown is exact by construction: that arm repeats a known share of its runs.
 */

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { MarshalledCode } from '../../../interpreter/core.ts';
import type { Arm } from '../../arms/arm.ts';
import { inArm } from '../../process/arm-failed.ts';
import { alternate, TOUCH_SHARE } from '../../process/rounds.ts';
import type { Compiler, MeasureAnswer, MeasureTask, TaskArm } from '../../process/task.ts';
import type { Random } from '../../random.ts';
import { doubledWorkRatio } from '../doubled-work.ts';
import { WARMUP_ROUNDS, warmUp } from '../warm-up.ts';

/** A block may be this many times as long as aimed at, if that makes the injected share a whole number of runs. */
const LONGEST_BLOCK = 10;

/** A process measures about this long at most, however long its program is. */
const LONGEST_MEASURING_MS = 20_000;
const FEWEST_ROUNDS = 3;

/**
 * Runs in a block, at least, where that does not make it too long: the first run after the other arms' is dearer, and a block of one
 * run beside one of two does not take half the time (a slowdown of 100 % came out as 72 %).
 */
const FEWEST_RUNS = 4;
const USUAL_ROUNDS = 16;

/** Rounds of the check that twice the work takes twice the time. */
const DOUBLED_ROUNDS = 5;

export async function measure(
  task: MeasureTask,
  arms: Map<string, Arm>,
  random: Random,
): Promise<MeasureAnswer> {
  const program = task.program!;
  const codes = await compileProgram(program.file, task.arms);
  const { name, entry } = program;
  const { part } = task.process;
  const tool = part === undefined ? {} : { tool: part };
  const open = task.arms.map((arm) => {
    // A copy for each arm: instructions that several arms share stay in the caches for them, and the arms of a gate's two
    // versions, of which there are not equally many, differed by 1.2 % on a thousand functions.
    const code = structuredClone(codes.get(arm.compiler)!);
    const opened = () => arms.get(arm.name)!.openProgram({ name, code, entry, hook: arm.hook, ...tool });
    return { arm, program: inArm(arm.name, opened) };
  });

  const warmed = open.map(({ arm, program }) => ({
    arm: arm.name,
    run: (runs: number) => program.run(runs),
  }));
  const most = Number.POSITIVE_INFINITY;
  const msPerRun = await warmUp(warmed, { first: 1, most }, task.warmupMs, random);
  const runs = runsPerBlock(msPerRun, task.blockMs, task.arms);
  const contestants = open.map(({ arm, program }) => {
    const times = runs + injectedRuns(runs, arm.injectedShare);
    // A whole run at least: it takes every code object of the program back into the caches. Runs that fill a block by
    // themselves do so on their way.
    const touch = runs === 1 ? 0 : Math.max(1, Math.floor(runs * TOUCH_SHARE));
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
  const doubled = await doubledWorkRatio(
    first.arm.name,
    (times) => first.program.run(times * runs),
    Math.min(DOUBLED_ROUNDS, rounds),
    random,
  );
  const callsPerBlock = program.callsPerRun * runs;
  return {
    samples: open.map(({ arm, program }) => ({
      arm: arm.name,
      ...(part === undefined ? {} : { part }),
      unit: 'ns-per-block',
      workPerBlock: callsPerBlock,
      values: values.get(arm.name)!,
      checksum: program.checksum(),
      ...(arm.injectedShare > 0 ? { injectedRatio: 1 + injectedRuns(runs, arm.injectedShare) / runs } : {}),
    })),
    notes: {
      runsPerBlock: runs,
      doubledWorkRatio: doubled,
    },
  };
}

/** Compiled here, once by each compiler: no arm holds a front end, and two versions may differ in theirs. */
async function compileProgram(file: string, arms: readonly TaskArm[]): Promise<Map<string, MarshalledCode>> {
  const source = readFileSync(file, 'utf8');
  const codes = new Map<string, MarshalledCode>();
  for (const { compiler } of arms) {
    if (codes.has(compiler)) continue;
    const { compile } = (await import(pathToFileURL(compiler).href)) as Compiler;
    codes.set(compiler, compile(source, file));
  }
  return codes;
}

/**
 * Runs that fill a block. Where the program is short enough, a multiple of what makes the smallest injected share a whole
 * number of runs; for a longer one the injected arm does one run more than the others, whatever share that is.
 */
function runsPerBlock(msPerRun: number, blockMs: number, arms: readonly TaskArm[]): number {
  const shares = arms.map((arm) => arm.injectedShare).filter((share) => share > 0);
  const unit = shares.length > 0 ? Math.round(1 / Math.min(...shares)) : 1;
  const wanted = Math.max(1, Math.round(blockMs / msPerRun));
  if (unit * msPerRun > LONGEST_BLOCK * blockMs) {
    return FEWEST_RUNS * msPerRun > LONGEST_BLOCK * blockMs ? wanted : Math.max(FEWEST_RUNS, wanted);
  }
  return unit * Math.max(1, Math.round(wanted / unit));
}

/**
 * The planned rounds are for blocks of the length aimed at. Longer blocks have fewer, in about the same time, but USUAL at
 * least; a program that fills whole seconds as many as fit, but three.
 */
function roundsThatFit(blockMs: number, task: MeasureTask): number {
  const sameTime = Math.round((task.rounds * task.blockMs) / blockMs);
  const wanted = Math.min(task.rounds, Math.max(USUAL_ROUNDS, sameTime));
  const fitting = Math.floor(LONGEST_MEASURING_MS / (2 * task.arms.length * blockMs));
  return Math.max(FEWEST_ROUNDS, Math.min(wanted, fitting));
}

/** Runs done on top in the injected slowdown: the share, but one at least. */
function injectedRuns(runs: number, share: number): number {
  return share > 0 ? Math.max(1, Math.round(runs * share)) : 0;
}
