/**
 * The one table of the report, as data: what each strategy costs in time, bytes and cleanup, and the noise floor
 * that the figures must beat. The page and the terminal lay the same table out.
 */

import { experimentOf, views } from '../experiments/index.ts';
import type { Row, Run } from '../records/schema.ts';
import { namesOfStrategies, originOf } from './arms.ts';
import { type Cell, type Column, cellOf, floorOf } from './comparison.ts';
import { rowsLike } from './rows.ts';
import { settled } from './settled.ts';

export interface Line {
  readonly arm: string;
  /** Where the idea comes from, if not from the thread. */
  readonly origin: string | null;
  readonly cells: readonly Cell[];
}

/** Columns and lines of which something was measured. */
export interface Comparison {
  readonly columns: readonly Column[];
  readonly strategies: readonly Line[];
  /** Arms with a known answer that share the columns. */
  readonly controls: readonly Line[];
  /** For each column how far noise reaches to either side, or null where no twin was measured. */
  readonly noise: readonly (number | null)[];
}

const CONTROLS_SHOWN = ['no-hook', 'none-twin', 'inline-twin'];

export function comparison(run: Run): Comparison {
  const strategies = namesOfStrategies(run);
  const isShown = ({ strategy }: Row) => strategies.includes(strategy) || CONTROLS_SHOWN.includes(strategy);
  const agreed = settled(run);
  const columns = views()
    .flatMap(([, { columns: columnsOf }]) => columnsOf?.(run, agreed) ?? [])
    .filter(({ wanted }) => rowsLike(run, wanted).some(isShown));
  const lines = (arms: readonly string[]) =>
    arms
      .map((arm): Line => {
        return { arm, origin: originOf(run, arm), cells: columns.map((column) => cellOf(run, arm, column)) };
      })
      .filter(({ cells }) => cells.some(({ row }) => row !== undefined));
  return {
    columns,
    strategies: lines(strategies),
    controls: lines(CONTROLS_SHOWN),
    noise: columns.map(({ wanted }) => floorOf(run, wanted)),
  };
}

/** Indices of an experiment's columns. */
export function columnsOf({ columns }: Comparison, experiment: Row['experiment']): number[] {
  return columns.flatMap(({ wanted }, index) => (wanted.experiment === experiment ? [index] : []));
}

/** Indices of an experiment's columns, from the one whose twins agree best. */
export function byNoise(compared: Comparison, experiment: Row['experiment']): number[] {
  const { noise } = compared;
  return columnsOf(compared, experiment).sort(
    (a, b) => (noise[a] ?? Infinity) - (noise[b] ?? Infinity) || a - b,
  );
}

/**
 * The comparison as wide as a page: of the programs and of the replays those whose twins agree best, chosen by their noise and never by what they
 * say of the strategies; and the names of those that were left out.
 */
export function quietest(compared: Comparison): { readonly shown: Comparison; readonly leftOut: string[] } {
  const { columns, strategies, controls, noise } = compared;
  const fits = columns.map(({ wanted: { experiment } }, index) => {
    const { columnsOnPage = Infinity } = experimentOf(experiment!).view!;
    return byNoise(compared, experiment!).indexOf(index) < columnsOnPage;
  });
  const isShown = (_: unknown, index: number) => fits[index]!;
  const cut = (lines: readonly Line[]) =>
    lines.map((line) => ({ ...line, cells: line.cells.filter(isShown) }));
  return {
    shown: {
      columns: columns.filter(isShown),
      strategies: cut(strategies),
      controls: cut(controls),
      noise: noise.filter(isShown),
    },
    leftOut: columns.filter((column, index) => !isShown(column, index)).map(({ heading }) => heading),
  };
}
