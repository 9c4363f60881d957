/**
 * A measuring process: reads one task, loads its arms, has its experiment measure them, and answers. It runs as plain
 * JavaScript (bundled by arms/bundle.ts) and knows nothing of plans, statistics or files of a run.
 *
 *     node --expose-gc child.mjs TASK.json
 */

import { pathToFileURL } from 'node:url';
import type { Arm } from '../arms/arm.ts';
import { answerWith, readTask } from '../process/answer.ts';
import { ArmFailed, inModuleOf, tellWhoWorks } from '../process/arm-failed.ts';
import type { ArmFailure, MeasureAnswer, MeasureTask } from '../process/task.ts';
import { type Random, seededRandom } from '../random.ts';

type Measure = (task: MeasureTask, arms: Map<string, Arm>, random: Random) => Promise<MeasureAnswer>;

const task = readTask<MeasureTask>();
if (task.telling === true) tellWhoWorks();
answerWith(await measured().catch(failureOfArm));

async function measured(): Promise<MeasureAnswer> {
  const arms = await loadArms(task);
  const { measure } = (await import(`./${task.process.experiment}/measure.ts`)) as { measure: Measure };
  const [only, ...others] = task.arms;
  return measure(task, arms, seededRandom(task.process.seed)).catch((error) => {
    throw only === undefined || others.length > 0 || error instanceof ArmFailed
      ? error
      : new ArmFailed(only.name, error);
  });
}

function failureOfArm(error: unknown): ArmFailure {
  if (error instanceof ArmFailed) return { failed: { arm: error.arm, message: error.message } };
  throw error;
}

/** Each arm under an address of its own, in the order of the task. */
async function loadArms(task: MeasureTask): Promise<Map<string, Arm>> {
  const arms = new Map<string, Arm>();
  for (const { name, module } of task.arms) {
    const address = `${pathToFileURL(module).href}?arm=${encodeURIComponent(name)}`;
    const { arm } = await inModuleOf(name, () => import(address) as Promise<{ arm: Arm }>);
    arms.set(name, arm);
  }
  return arms;
}
