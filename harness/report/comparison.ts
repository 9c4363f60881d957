/**
 * The one table of the report, as data: what each strategy costs in time, bytes and cleanup, and the noise floor
 * that the figures must beat. The page and the terminal lay the same table out.
 */

import type { Row, Run } from '../records/schema.ts';
import { namesOfStrategies, programsOf, replaysOf } from './arms.ts';
import { counted, percent, whole } from './figure.ts';
import { noiseFloor, type Told, toldFromNoise } from './noise.ts';
import { rowLike, rowsLike, settings, type Wanted } from './rows.ts';

export interface Column {
  readonly group: string;
  readonly heading: string;
  /** The row that a strategy has in this column. */
  readonly wanted: Wanted;
}

export interface Cell {
  readonly row: Row | undefined;
  readonly told: Told | null;
}

export interface Line {
  readonly arm: string;
  readonly cells: readonly Cell[];
}

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
  const columns = [
    ...callColumns(run),
    ...replayColumns(run),
    ...lookUpColumns(run),
    ...memoryColumns(run),
    ...cleanupColumns(run),
  ];
  const line = (arm: string): Line => ({ arm, cells: columns.map((column) => cellOf(run, arm, column)) });
  return {
    columns,
    strategies: namesOfStrategies(run).map(line),
    controls: CONTROLS_SHOWN.map(line).filter(({ cells }) => cells.some(({ row }) => row !== undefined)),
    noise: columns.map(({ wanted }) => floorOf(run, wanted)),
  };
}

function cellOf(run: Run, arm: string, { wanted }: Column): Cell {
  const row = rowLike(run, { ...wanted, strategy: arm });
  const compared = row !== undefined && row.reference !== undefined && row.estimate !== null;
  return { row, told: compared ? toldFromNoise(run, row) : null };
}

function floorOf(run: Run, wanted: Wanted): number | null {
  const { experiment, workload, metric, population, hitRatio, rule } = wanted;
  if (experiment === undefined || workload === undefined || metric === undefined) return null;
  return noiseFloor(run, { experiment, workload, metric, population, hitRatio, rule });
}

function callColumns(run: Run): Column[] {
  return programsOf(run).map((workload) => ({
    group: 'Added to each call, ns',
    heading: workload,
    wanted: { experiment: 'call-cost', workload, metric: 'added-ns', reference: 'none' },
  }));
}

/** Real programs' calls, by the first of the rules. */
function replayColumns(run: Run): Column[] {
  const [first] = run.plan.rules ?? [];
  return replaysOf(run)
    .filter(({ ofProgram, rule }) => !ofProgram && rule === first)
    .map(({ workload, rule }) => ({
      group: 'Added to each replayed call, ns',
      heading: workload,
      wanted: { experiment: 'replay', workload, metric: 'added-ns', reference: 'none', rule },
    }));
}

/** The largest population of the look-ups, where tables no longer fit into the nearest cache. */
export function largestPopulation(run: Run): number | undefined {
  return settings(rowsLike(run, { experiment: 'look-up' }), 'population').at(-1);
}

function lookUpColumns(run: Run): Column[] {
  const population = largestPopulation(run);
  if (population === undefined) return [];
  return [1, 0].map((hitRatio) => ({
    group: `Look-up alone, ${whole(population)} code objects, ns`,
    heading: hitRatio === 1 ? 'hit' : 'miss',
    wanted: {
      experiment: 'look-up',
      workload: 'population',
      metric: 'added-ns',
      reference: 'none',
      population,
      hitRatio,
    },
  }));
}

const FRACTIONS_SHOWN = 4;

function memoryColumns(run: Run): Column[] {
  const fractions = spreadOut(settings(rowsLike(run, { experiment: 'memory' }), 'attachFraction'));
  return fractions.map((attachFraction) => ({
    group: 'Bytes per code object, extras on',
    heading: percent(attachFraction),
    wanted: { experiment: 'memory', metric: 'bytes-per-code', attachFraction },
  }));
}

/** A few of many settings, evenly, the ends always. */
function spreadOut(all: readonly number[]): number[] {
  if (all.length <= FRACTIONS_SHOWN) return [...all];
  const places = Array.from({ length: FRACTIONS_SHOWN }, (_, i) =>
    Math.round((i * (all.length - 1)) / (FRACTIONS_SHOWN - 1)),
  );
  return places.map((place) => all[place]!);
}

/** The last collection after which was counted what is left. */
export function lastRound(run: Run): number | undefined {
  return settings(rowsLike(run, { experiment: 'cleanup', metric: 'left-fraction' }), 'rounds').at(-1);
}

function cleanupColumns(run: Run): Column[] {
  const rounds = lastRound(run);
  if (rounds === undefined) return [];
  const group = `Extras after death, ${counted(rounds, 'collection')}`;
  return [
    {
      group,
      heading: '% left',
      wanted: { experiment: 'cleanup', metric: 'left-fraction', rounds },
    },
    {
      group,
      heading: 'gone after',
      wanted: { experiment: 'cleanup', metric: 'rounds-until-gone' },
    },
  ];
}
