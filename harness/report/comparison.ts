/**
 * The one table of the report, as data: what each strategy costs in time, bytes and cleanup, and the noise floor
 * that the figures must beat. The page and the terminal lay the same table out.
 */

import type { Row, Run } from '../records/schema.ts';
import { namesOfStrategies, originOf, programsOf, replaysOf } from './arms.ts';
import { counted, setShare, whole } from './figure.ts';
import { noiseFloor, type Told, toldFromNoise } from './noise.ts';
import { ALL_DIED, isInvalid, rowLike, rowsLike, settings, UNCROWDED, type Wanted } from './rows.ts';

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
  const columns = [
    ...callColumns(run),
    ...replayColumns(run),
    ...lookUpColumns(run),
    ...memoryColumns(run),
    ...cleanupColumns(run),
  ].filter(({ wanted }) => rowsLike(run, wanted).some(isShown));
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

/** Indices of an experiment's columns, from the one whose twins agree best. */
export function byNoise({ columns, noise }: Comparison, experiment: Row['experiment']): number[] {
  return columns
    .flatMap(({ wanted }, index) => (wanted.experiment === experiment ? [index] : []))
    .sort((a, b) => (noise[a] ?? Infinity) - (noise[b] ?? Infinity) || a - b);
}

/** Columns of programs and of replays that fit on a page beside bytes and cleanup. */
const SHOWN: Partial<Record<Row['experiment'], number>> = { 'call-cost': 2, replay: 3 };

/**
 * The comparison as wide as a page: of the programs and of the replays those whose twins agree best, chosen by their noise and never by what they
 * say of the strategies; and the names of those that were left out.
 */
export function quietest(compared: Comparison): { readonly shown: Comparison; readonly leftOut: string[] } {
  const { columns, strategies, controls, noise } = compared;
  const fits = columns.map(({ wanted: { experiment } }, index) => {
    return byNoise(compared, experiment!).indexOf(index) < (SHOWN[experiment!] ?? Infinity);
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

export function cellOf(run: Run, arm: string, { wanted }: Column): Cell {
  return cellWith(rowLike(run, { ...wanted, strategy: arm }));
}

export function cellWith(row: Row | undefined): Cell {
  return { row, told: row?.difference === undefined ? null : toldFromNoise(row) };
}

export function floorOf(run: Run, wanted: Wanted): number | null {
  const { experiment, workload, metric } = wanted;
  if (experiment === undefined || workload === undefined || metric === undefined) return null;
  return noiseFloor(run, { ...wanted, experiment, workload, metric });
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

/**
 * The largest population of the look-ups whose controls passed: tables no longer fit into the nearest cache there. Where none passed, the
 * largest.
 */
export function largestPopulation(run: Run): number | undefined {
  const rows = rowsLike(run, { experiment: 'look-up', ...UNCROWDED });
  const sizes = settings(rows, 'population');
  const isVouchedFor = (size: number) => rows.every((row) => row.population !== size || !isInvalid(row));
  return sizes.findLast(isVouchedFor) ?? sizes.at(-1);
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
      ...UNCROWDED,
    },
  }));
}

/** Bytes of populations that were attached at one stroke: neither grown nor counted by snapshot. */
const BYTES = { experiment: 'memory', workload: 'population', metric: 'bytes-per-code' } as const;

/** Of the populations whose bytes were read the one of which most is known; of several such the smallest. */
export function memoryPopulation(run: Run): number | undefined {
  const rows = rowsLike(run, BYTES);
  const known = (population: number) => rows.filter((row) => row.population === population).length;
  return settings(rows, 'population').sort((a, b) => known(b) - known(a) || a - b)[0];
}

/** What bytes are asked for by where one population stands for all. */
export function bytesOfOne(run: Run): Wanted {
  return { ...BYTES, population: memoryPopulation(run) };
}

/** With no extras and with all; what lies between is a chart. */
function memoryColumns(run: Run): Column[] {
  const wanted = bytesOfOne(run);
  const measured = settings(rowsLike(run, wanted), 'attachFraction');
  return [0, 1]
    .filter((attachFraction) => measured.includes(attachFraction))
    .map((attachFraction) => ({
      group: 'Bytes per code object, extras on',
      heading: setShare(attachFraction),
      wanted: { ...wanted, attachFraction },
    }));
}

/** The last collection after which was counted what is left. */
export function lastRound(run: Run): number | undefined {
  const left = rowsLike(run, { experiment: 'cleanup', metric: 'left-fraction', ...ALL_DIED });
  return settings(left, 'rounds').at(-1);
}

function cleanupColumns(run: Run): Column[] {
  const rounds = lastRound(run);
  if (rounds === undefined) return [];
  const group = `Extras after death, ${counted(rounds, 'collection')}`;
  return [
    {
      group,
      heading: '% left',
      wanted: { experiment: 'cleanup', metric: 'left-fraction', rounds, ...ALL_DIED },
    },
    {
      group,
      heading: 'gone after',
      wanted: { experiment: 'cleanup', metric: 'rounds-until-gone', ...ALL_DIED },
    },
  ];
}
