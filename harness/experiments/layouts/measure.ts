/**
 * Layouts: what happens to an evaluator that was optimised while it had seen one layout of code objects, when another comes up. A
 * program is loaded twice into one interpreter: once with room for extras on every code object, once without on any. The warm-up
 * runs the first alone, or both; then both run by turns.
 *
 * `inline`, whose code objects have one layout, is the control: what it does is warm-up and machine. Windows of time, in step
 * for all arms: the first after the warm-up, and the last ones, when what will recover has recovered. The engine runs as it
 * comes, with its compiler on a thread of its own.
 */

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Arm } from '../../arms/arm.ts';
import type { OpenLayouts } from '../../arms/layouts.ts';
import { inArm } from '../../process/arm-failed.ts';
import type { Compiler, MeasureAnswer, MeasureTask } from '../../process/task.ts';
import type { Random } from '../../random.ts';
import type { ArmSamples } from '../../records/schema.ts';

/** Milliseconds. */
const WARMUP = 250;
const WINDOW = 25;

/** Windows of each arm after its warm-up; the last ones count as settled. */
const WINDOWS = 24;
const SETTLED = 4;

export async function measure(
  task: MeasureTask,
  arms: Map<string, Arm>,
  random: Random,
): Promise<MeasureAnswer> {
  const program = task.program!;
  const { compile } = (await import(pathToFileURL(task.arms[0]!.compiler).href)) as Compiler;
  const code = compile(readFileSync(program.file, 'utf8'), program.file);
  const names = task.arms.map(({ name }) => name);
  const samples: ArmSamples[] = [];
  // What a warm-up has taught the engine stays: each process has one of the two.
  const warmedOn = task.process.part!;
  const opened = new Map<string, OpenLayouts>();
  for (const name of random.shuffled(names)) {
    const layouts = inArm(name, () => arms.get(name)!.openLayouts({ name: program.name, code }));
    opened.set(name, layouts);
    inArm(name, () => runFor(layouts, WARMUP, warmedOn === 'warmed on both layouts'));
  }
  const times = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let window = 0; window < WINDOWS; window++) {
    for (const name of random.shuffled(names)) {
      times.get(name)!.push(inArm(name, () => runFor(opened.get(name)!, WINDOW, true)));
    }
  }
  for (const [arm, values] of times) {
    const part = (when: string, of: readonly number[]): ArmSamples => ({
      arm,
      part: `${warmedOn}, ${when}`,
      unit: 'ns-per-block',
      workPerBlock: program.callsPerRun,
      values: [...of],
    });
    samples.push(part('at first', values.slice(0, 1)), part('settled', values.slice(-SETTLED)));
  }
  return { samples, notes: {} };
}

/** Nanoseconds of one run, over so many milliseconds. */
function runFor(layouts: OpenLayouts, ms: number, both: boolean): number {
  const start = performance.now();
  let runs = 0;
  let spent = 0;
  do {
    layouts.runRoomy();
    runs += 1;
    if (both) {
      layouts.runPlain();
      runs += 1;
    }
    spent = performance.now() - start;
  } while (spent < ms);
  return (spent * 1e6) / runs;
}
