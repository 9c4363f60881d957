/** Tasks as a measuring process gets them, for arms that live in the test's own process. */

import { type Arm, createArm } from '../../harness/arms/arm.ts';
import { ArmFailed } from '../../harness/process/arm-failed.ts';
import type { MeasureTask, TaskArm } from '../../harness/process/task.ts';
import type { ArmSamples, PlannedProcess } from '../../harness/records/schema.ts';
import type { Strategy } from '../../strategies/contract.ts';
import { STRATEGIES } from '../../strategies/index.ts';

export function strategyNamed(name: string): Strategy {
  return STRATEGIES.find((strategy) => strategy.name === name)!;
}

/** A task for one arm of each of the strategies, under the strategy's name. */
export function madeTask(
  process: Pick<PlannedProcess, 'experiment'> & Partial<PlannedProcess>,
  strategies: readonly (string | Strategy)[],
  also: Partial<Omit<MeasureTask, 'process' | 'arms'>> & { readonly arm?: Partial<TaskArm> } = {},
): { task: MeasureTask; arms: Map<string, Arm> } {
  const { arm, ...rest } = also;
  const chosen = strategies.map((each) => (typeof each === 'string' ? strategyNamed(each) : each));
  const names = chosen.map(({ name }) => name);
  const task: MeasureTask = {
    process: { number: 0, workload: 'population', arms: names, replicate: 0, seed: 1, ...process },
    arms: names.map((name) => ({ name, module: '', hook: true, injectedShare: 0, compiler: '', ...arm })),
    rounds: 2,
    blockMs: 1,
    warmupMs: 1,
    cleanupRounds: 4,
    ...rest,
  };
  return { task, arms: new Map(chosen.map((strategy) => [strategy.name, createArm(strategy)])) };
}

/** The samples of a unit, one at the most; `also` are settings that they must have. */
export function samplesOf(
  samples: readonly ArmSamples[],
  unit: ArmSamples['unit'],
  also: { readonly [K in keyof ArmSamples]?: ArmSamples[K] | undefined } = {},
): ArmSamples {
  const found = samples.filter(
    (each) => each.unit === unit && Object.entries(also).every(([k, v]) => each[k as keyof ArmSamples] === v),
  );
  if (found.length !== 1) throw new Error(`${found.length} samples of ${unit}, ${JSON.stringify(also)}`);
  return found[0]!;
}

/** Whose failure ended a measurement, and the numbers that it names. */
export async function failureOf(
  measuring: Promise<unknown>,
): Promise<{ readonly arm: string; readonly numbers: readonly number[] }> {
  const error = await measuring.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(error instanceof ArmFailed)) throw new Error(`no arm failed: ${error}`);
  const said = error.message.replace(`"${error.arm}"`, '');
  return { arm: error.arm, numbers: (said.match(/\d+/g) ?? []).map(Number) };
}
