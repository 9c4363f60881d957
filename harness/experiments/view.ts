/**
 * The view of an experiment: what page and terminal need to know of it, as plain data and small pure functions of rows and plan. A folder
 * has it in view.ts; an experiment without one is measured and has its rows in the report, and no more.
 *
 * Nothing of a page stands here: whoever reports lays it out. A page's script does not reach the registry; it is given data.
 */

import type { Wanted } from '../records/finding.ts';
import type { MetricName } from '../records/metrics.ts';
import type { Plan, Row, Run } from '../records/schema.ts';

export interface View {
  /** What is said to be missing where the plan wanted it. Absent: nothing. */
  readonly due?: Due;
  /** Columns of the one comparison. */
  columns?(run: Run, settled: Settled): Column[];
  /** Columns of it that fit on a page beside others: those whose twins agree best. Absent: all. */
  readonly columnsOnPage?: number;
  readonly verdicts?: VerdictView;
  /** Several runs side by side, in a chart. */
  readonly beside?: Asking;
  /** Columns of the one comparison in a terminal. */
  readonly terminal?: TerminalView;
}

/** What a report has settled on for all of its parts. */
export interface Settled {
  /** Programs that strategies are compared on. */
  readonly programs: readonly string[];
  readonly replays: readonly Replayed[];
  /** The population that stands for all look-ups. */
  readonly lookUps: number | undefined;
  /** The population that stands for all bytes. */
  readonly bytes: number | undefined;
  /** The last collection after which was counted what is left. */
  readonly collections: number | undefined;
}

export interface Replayed {
  readonly workload: string;
  readonly rule: string;
  /** Recorded in the run itself, of a program that it measures too. */
  readonly ofProgram: boolean;
  /** How it is headed: the rule is named where there are several. */
  readonly heading: string;
}

export interface Due {
  /** The metric of a row that counts as measured. */
  readonly metric: MetricName;
  /** Of all arms that were planned, not of strategies alone. */
  readonly ofControls?: true;
  /** Was it wanted by a record that has no processes in its plan? Absent: by every such record. */
  isWanted?(plan: Plan): boolean;
  /** Where the plan wanted a figure of every arm that takes part. Absent: anywhere. */
  places?(run: Run, settled: Settled): Place[];
}

export interface Place {
  readonly where: string;
  readonly holds: (row: Row) => boolean;
  /** Whether an arm has a figure there at all; all have, if absent. */
  readonly takes?: (arm: string) => boolean;
}

export interface Column {
  readonly group: string;
  readonly heading: string;
  /** The row that a strategy has in this column. */
  readonly wanted: Wanted;
}

/** Verdicts in a table: strategies down, conditions across. */
export interface VerdictView {
  readonly title: string;
  /** "Differences up to 2 % *of a call* count as none." */
  readonly of: string;
  heading(row: Row, settled: Settled): string;
  /** Rows that stand in the table. Absent: all that have a verdict. */
  belongs?(row: Row, settled: Settled): boolean;
  /** All arms have lines, not strategies alone. */
  readonly ofControls?: true;
  /** Stands behind the tables of all others. */
  readonly atEnd?: true;
}

export interface Asking {
  readonly asks: string;
  /** What a mark is. */
  readonly shows: string;
  readonly scale: 'share' | 'linear';
  /** Metrics of one unit, which one chart can hold. */
  readonly metric: MetricName;
}

export interface TerminalView {
  /** How a column is headed without its group: "fib, ns". */
  alone(heading: string): string;
  /** Where width is scarce: all columns as one, from least to most, under a heading; each; or the last. */
  readonly narrow: { readonly heading: string } | 'each' | 'last';
  readonly bars: Bars;
}

/** The column that is drawn as bars. */
export interface Bars {
  /** Its place among those of all experiments, the most telling first. */
  readonly rank: number;
  /** Which one. The quietest is the one whose twins agree best: chosen by its noise, never by what it says of the strategies. */
  readonly picks: 'quietest' | 'first' | 'last';
  head(heading: string): readonly [string, string];
}
