/**
 * The child's side of a trial with tinybench or mitata: the two arms, loaded and ready to be declared as
 * benchmarks. The strategy is `inline` in both, one module loaded under two addresses, as in a measuring
 * process of ours.
 */

import { readFileSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dump, Interpreter } from '../../interpreter/index.ts';
import type { Arm } from '../arms/arm.ts';
import type { OpenProgram } from '../arms/program.ts';
import type { ArmName } from './trials.ts';

/** What the parent asks of a child, as JSON in its first argument. */
export interface ChildTask {
  /** Module bundled by arms/bundle.ts. */
  readonly module: string;
  /** Python file with a function `run()`. */
  readonly file: string;
  readonly order: readonly ArmName[];
  /** Runs of the program in one iteration. */
  readonly runs: Readonly<Record<ArmName, number>>;
  /** Wall time of the whole process, s. */
  readonly seconds: number;
}

export interface FibArm {
  readonly name: ArmName;
  /** One iteration. */
  readonly iterate: () => void;
  readonly program: OpenProgram;
}

export function readTask(): ChildTask {
  return JSON.parse(process.argv[2]!) as ChildTask;
}

/** The arms in the order of the task: loaded in this order, to be declared in this order. */
export async function openArms({ module, file, order, runs }: ChildTask): Promise<FibArm[]> {
  const code = dump(new Interpreter().compile(readFileSync(file, 'utf8'), file));
  const arms: FibArm[] = [];
  for (const name of order) {
    const { arm } = (await import(`${pathToFileURL(module).href}?arm=${name}`)) as { arm: Arm };
    const program = arm.openProgram({ name: basename(file, '.py'), code, entry: 'run', hook: true });
    const times = runs[name];
    arms.push({ name, program, iterate: () => program.run(times) });
  }
  return arms;
}

/** Ms that each of two benchmarks may take from now on, so that the process ends in time. */
export function msForEach({ seconds }: ChildTask, warmupMs: number): number {
  // performance.now() counts from the start of the process.
  const left = seconds * 1000 - performance.now();
  return Math.max(1, left / 2 - warmupMs);
}

/** Gives the parent the result of each arm, if both have computed the same. */
export function answer<T>(arms: readonly FibArm[], results: Record<ArmName, T>): void {
  const [first, second] = arms.map(({ program }) => program.checksum());
  if (first !== second) throw new Error(`Internal error: the arms computed ${first} and ${second}`);
  writeSync(1, `${JSON.stringify(results)}\n`);
}
