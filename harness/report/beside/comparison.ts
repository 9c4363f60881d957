/**
 * The comparisons of several runs as one: columns are matched by what they ask for, and every run is asked for it, whether or not
 * its own report has that column. Each figure is a figure of one run, told from noise by that run's own twins. Nothing is
 * averaged, and no time of one run is divided by, or taken from, a time of another.
 */

import { views } from '../../experiments/index.ts';
import type { Asking } from '../../experiments/view.ts';
import type { ExperimentName } from '../../records/schema.ts';
import { originOf } from '../arms.ts';
import { type Cell, type Column, cellOf, floorOf } from '../comparison.ts';
import { comparison, type Line } from '../comparison-table.ts';
import { counted } from '../figure.ts';
import type { Wanted } from '../rows.ts';
import type { Labelled } from './runs.ts';

/** What was measured in one kind of experiment. */
export interface Part {
  readonly experiment: ExperimentName;
  /** What its chart asks. It travels with the page, whose script draws it. */
  readonly asking?: Asking;
  readonly columns: readonly BesideColumn[];
  readonly strategies: readonly BesideLine[];
  /** Arms with a known answer that share the columns. */
  readonly controls: readonly BesideLine[];
}

export interface BesideColumn extends Column {
  /** What tells it from all others of its part. */
  readonly title: string;
  /** For each run how far noise reaches to either side, or null where no twin was measured. */
  readonly noise: readonly (number | null)[];
}

export interface BesideLine {
  readonly arm: string;
  readonly origin: string | null;
  /** One for each column, and in it one for each run. */
  readonly cells: readonly (readonly Cell[])[];
}

export function comparisonBeside(runs: readonly Labelled[]): Part[] {
  const compared = runs.map(({ run }) => comparison(run));
  const columns = matched(compared.flatMap((each) => each.columns));
  const strategies = armsOf(compared.map((each) => each.strategies));
  const controls = armsOf(compared.map((each) => each.controls));
  return views().flatMap(([experiment, { beside: asking }]) => {
    const own = columns.filter(({ wanted }) => wanted.experiment === experiment);
    if (own.length === 0) return [];
    const lines = (arms: readonly string[]) =>
      arms.map((arm) => lineOf(runs, own, arm)).filter(({ cells }) => cells.some(isAnyMeasured));
    return [
      {
        experiment,
        ...(asking === undefined ? {} : { asking }),
        columns: titled(own).map((column) => ({
          ...column,
          noise: runs.map(({ run }) => floorOf(run, column.wanted)),
        })),
        strategies: lines(strategies),
        controls: lines(controls),
      },
    ];
  });
}

function lineOf(runs: readonly Labelled[], columns: readonly Column[], arm: string): BesideLine {
  const planned = runs.find(({ run }) => run.plan.arms.some(({ name }) => name === arm));
  return {
    arm,
    origin: planned === undefined ? null : originOf(planned.run, arm),
    cells: columns.map((column) => runs.map(({ run }) => cellOf(run, arm, column))),
  };
}

const isAnyMeasured = (cells: readonly Cell[]) => cells.some(({ row }) => row !== undefined);

/** Each column once, in the order in which the runs have them. */
function matched(columns: readonly Column[]): Column[] {
  const byKey = new Map<string, Column>();
  for (const column of columns) {
    const key = keyOf(column.wanted);
    if (!byKey.has(key)) byKey.set(key, column);
  }
  return [...byKey.values()];
}

/** Equal where the same rows are asked for: what is asked to be absent is not what is not asked about. */
function keyOf(wanted: Wanted): string {
  const asked = Object.entries(wanted).map(([name, value]) => [name, value ?? null]);
  return JSON.stringify(asked.sort(([one], [other]) => (one! < other! ? -1 : 1)));
}

function armsOf(lines: readonly (readonly Line[])[]): string[] {
  return [...new Set(lines.flat().map(({ arm }) => arm))];
}

/** Headings that several columns of a part have are told apart by their settings: two populations, say. */
function titled(columns: readonly Column[]): (Column & { readonly title: string })[] {
  return columns.map((column) => {
    const { heading, wanted } = column;
    const isAlone = columns.filter((each) => each.heading === heading).length === 1;
    return { ...column, title: isAlone ? heading : [heading, ...settingsOf(wanted)].join(', ') };
  });
}

function settingsOf({ population, rule, rounds }: Wanted): string[] {
  return [
    ...(population === undefined ? [] : [counted(population, 'code object')]),
    ...(rounds === undefined ? [] : [counted(rounds, 'collection')]),
    ...(rule === undefined ? [] : [rule]),
  ];
}
