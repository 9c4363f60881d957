/**
 * The contract of an experiment: a folder that says what is measured (plan), measures it (measure, loaded by measuring processes
 * alone), makes figures of the samples (figures), and tells how they are shown (view). `index.ts` of the folder has this contract as
 * its default export.
 *
 * To add one: its name in records/settings.ts, in the order in which runs and reports have them, and its folder.
 */

import type { RecordRules } from '../records/consistency.ts';
import type { Plan, PlannedArm, Row } from '../records/schema.ts';
import type { Cell, CellProcess } from '../samples/cells.ts';
import type { Figure } from '../samples/figure.ts';
import type { CellOptions, PlannedCell, Scale } from './planning.ts';
import type { View } from './view.ts';

export interface Experiment {
  /** Does the arm have an answer of its own here? */
  takesPart(arm: PlannedArm): boolean;
  /** The processes of one replicate, in a fixed order. */
  cells(options: CellOptions, scale: Scale): PlannedCell[];
  readonly process: ProcessNeeds;
  /** Figures of one arm in one cell; `processes` are those that measured it. */
  figures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[];
  /** Figures that need several cells of the experiment. */
  figuresAcross?(cells: readonly Cell[], arm: string): Figure[];
  /** What its records hold, beyond what the plan says. Absent: times of blocks. */
  readonly records?: RecordRules;
  /** How strategies are compared; absent where no row has a verdict. */
  readonly comparison?: Comparison;
  /** How far a twin may be off unnoticed. Absent: as in samples/thresholds.ts. */
  readonly twin?: Partial<TwinBounds>;
  /** What page and terminal need to know of it; absent where rows are all that is shown. */
  readonly view?: View;
}

/** What a measuring process of the experiment needs, and how it is run. */
export interface ProcessNeeds {
  /** Times are measured: replicates depend on the budget. */
  readonly timed: boolean;
  /** Runs without another measuring process next to it. */
  readonly alone?: true;
  /** V8 as it comes, or without what disturbs times or bytes (run/launch.ts). */
  readonly engine: 'as it comes' | 'still compiler' | 'still heap';
  readonly input?: 'program' | 'script';
  /** The module of an arm: the counter, all tools, or the special build of its name (arms/bundle.ts). */
  readonly module?: 'tools' | 'build';
  /** Rounds of a process. Absent: the plan's usual number. */
  rounds?(plan: Plan): number | undefined;
}

/** The one comparison of a row that gets a verdict. */
export interface Comparison {
  readonly metric: 'ratio' | 'added-ns' | 'bytes-per-code';
  /** The arm that this one is compared with. Absent: `none`. */
  reference?(arm: PlannedArm): string;
  /** A difference up to this counts as none, in the unit of the metric. */
  readonly threshold: number;
  /** Known to this share of itself, a difference is known well, where that is more than the threshold. */
  readonly knownShare?: number;
  /** Rows of the metric that repeat what others say. Absent: none do. */
  repeats?(row: Row): boolean;
}

export interface TwinBounds {
  /** ns: a twin that differs by less agrees. */
  readonly limitNs: number;
  /** Half-width in ns up to which it is known well enough. */
  readonly widthNs: number;
  /** The same as a share. */
  readonly widest: number;
}
