/**
 * Call cost: whole Python programs, end to end in the interpreter. Every arm runs the same program; what an arm takes
 * longer than `none` (the same hook and the same work, nothing looked up) is the price of its look-ups.
 *
 * The injected slowdown is exact by construction: that arm repeats a known share of its runs.
 */

import { readFileSync } from 'node:fs';
import type { Arm } from '../arms/arm.ts';
import { alternate } from '../process/rounds.ts';
import type { MeasureAnswer, MeasureTask, TaskArm } from '../process/task.ts';
import type { Random } from '../random/random.ts';
import { medianOf } from '../statistics/median.ts';

/** Rounds that are run and thrown away after each arm was warmed up on its own. */
const WARMUP_ROUNDS = 6;

export async function measureCallCost(task: MeasureTask, arms: Map<string, Arm>, random: Random): Promise<MeasureAnswer> {
  const program = task.program!;
  const source = readFileSync(program.file, 'utf8');
  const open = task.arms.map((arm) => ({
    arm,
    program: arms.get(arm.name)!.openProgram({
      name: program.name,
      source,
      filename: program.file,
      entry: program.entry,
      hook: arm.hook,
    }),
  }));

  const msPerRun = medianOf(open.map((each) => warmUp(each.program, task.warmupMs)));
  const runs = runsPerBlock(msPerRun, task.blockMs, task.arms);
  const contestants = open.map(({ arm, program }) => {
    const times = runs + injectedRuns(runs, arm.injectedShare);
    return { name: arm.name, block: () => program.run(times) };
  });
  await alternate(contestants, WARMUP_ROUNDS, random);
  globalThis.gc?.();
  const values = await alternate(contestants, task.rounds, random);

  const first = open[0]!.program;
  const doubled = await alternate(
    [
      { name: 'once', block: () => first.run(runs) },
      { name: 'twice', block: () => first.run(2 * runs) },
    ],
    5,
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

/** Runs until `warmupMs` have passed and at least twice; returns ms per run over the second half. */
function warmUp(program: { run(times: number): void }, warmupMs: number): number {
  const start = performance.now();
  let half = start;
  let runs = 0;
  let runsAtHalf = 0;
  for (let now = start; now - start < warmupMs || runs < 2; now = performance.now()) {
    if (now - start < warmupMs / 2 || runs < 1) {
      half = now;
      runsAtHalf = runs;
    }
    program.run(1);
    runs += 1;
  }
  return (performance.now() - half) / Math.max(1, runs - runsAtHalf);
}

/**
 * Runs that fill a block. Where the program is short enough, a multiple of what makes the injected share a whole number
 * of runs; a program longer than that runs once per block, and the injected arm runs twice.
 */
function runsPerBlock(msPerRun: number, blockMs: number, arms: readonly TaskArm[]): number {
  const share = Math.max(...arms.map((arm) => arm.injectedShare));
  const unit = share > 0 ? Math.round(1 / share) : 1;
  const wanted = Math.max(1, Math.round(blockMs / msPerRun));
  if (unit * msPerRun > 8 * blockMs) return wanted;
  return unit * Math.max(1, Math.round(wanted / unit));
}

/** Runs done on top in the injected slowdown: the share, but one at least. */
function injectedRuns(runs: number, share: number): number {
  return share > 0 ? Math.max(1, Math.round(runs * share)) : 0;
}

function injectedNote(arms: readonly TaskArm[], runs: number): Record<string, number> {
  const injected = arms.find((arm) => arm.injectedShare > 0);
  return injected === undefined ? {} : { injectedRatio: 1 + injectedRuns(runs, injected.injectedShare) / runs };
}
