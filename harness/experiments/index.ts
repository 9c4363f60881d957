/** The registry of experiments: a folder for each name that records know (records/settings.ts). */

import type { ExperimentName, PlannedArm } from '../records/schema.ts';
import { EXPERIMENTS } from '../records/settings.ts';
import type { Experiment } from './experiment.ts';
import type { View } from './view.ts';

const folders = await Promise.all(
  EXPERIMENTS.map(async (name) => {
    const { default: experiment } = (await import(`./${name}/index.ts`)) as { default: Experiment };
    return [name, experiment] as const;
  }),
);
const byName: ReadonlyMap<ExperimentName, Experiment> = new Map(folders);

export function experimentOf(name: ExperimentName): Experiment {
  return byName.get(name)!;
}

/** All of them, in the order of the records. */
export function experiments(): readonly (readonly [ExperimentName, Experiment])[] {
  return folders;
}

/** Does the arm have an answer of its own in this experiment? */
export function takesPart(arm: PlannedArm, name: ExperimentName): boolean {
  return experimentOf(name).takesPart(arm);
}

/** Does a process of the experiment run without another one next to it? */
export function runsAlone(name: ExperimentName): boolean {
  return experimentOf(name).process.alone === true;
}

/** Does a run add processes of it to the pilot, where it is least certain? */
export function isExtended(name: ExperimentName): boolean {
  return experimentOf(name).records?.extended === true;
}

/** The views of those that have one, in the order of the records. */
export function views(): readonly (readonly [ExperimentName, View])[] {
  return folders.flatMap(([name, { view }]) => (view === undefined ? [] : [[name, view] as const]));
}
