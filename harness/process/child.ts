/**
 * A measuring process: reads one task, loads its arms, measures, answers one line of JSON. It runs as plain
 * JavaScript (bundled by arms/bundle.ts) and knows nothing of plans, statistics or files of a run.
 *
 *     node --expose-gc child.mjs TASK.json
 */

import { pathToFileURL } from 'node:url';
import type { Arm } from '../arms/arm.ts';
import { measureCallCost } from '../experiments/call-cost.ts';
import { measureCleanup } from '../experiments/cleanup.ts';
import { measureCollector } from '../experiments/collector.ts';
import { measureLayouts } from '../experiments/layouts.ts';
import { measureLife } from '../experiments/life.ts';
import { measureLookUp } from '../experiments/look-up.ts';
import { measureMemory } from '../experiments/memory.ts';
import { measureReplay } from '../experiments/replay.ts';
import { measureSeveralTools } from '../experiments/several-tools.ts';
import { type Random, seededRandom } from '../random/random.ts';
import { answerWith, readTask } from './answer.ts';
import { ArmFailed, inModuleOf, tellWhoWorks } from './arm-failed.ts';
import type { ArmFailure, MeasureAnswer, MeasureTask } from './task.ts';

const task = readTask<MeasureTask>();
if (task.telling === true) tellWhoWorks();
answerWith(await measure(task, seededRandom(task.process.seed)).catch(failureOfArm));

async function measure(task: MeasureTask, random: Random): Promise<MeasureAnswer> {
  const arms = await loadArms(task);
  switch (task.process.experiment) {
    case 'call-cost':
    case 'builds':
    case 'tools':
      return measureCallCost(task, arms, random);
    case 'replay':
      return measureReplay(task, arms, random);
    case 'look-up':
      return measureLookUp(task, arms, random);
    case 'several-tools':
      return measureSeveralTools(task, arms, random);
    case 'life':
      return measureLife(task, arms, random);
    case 'collector':
      return measureCollector(task, arms, random);
    case 'layouts':
      return measureLayouts(task, arms, random);
    case 'memory':
    case 'cleanup': {
      const only = task.arms[0]!.name;
      const measured = task.process.experiment === 'memory' ? measureMemory : measureCleanup;
      return measured(task, arms, random).catch((error) => {
        throw new ArmFailed(only, error);
      });
    }
  }
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
