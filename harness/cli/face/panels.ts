/**
 * Which columns of the comparison are drawn as bars. Of the programs and of the replays it is the one whose twins agree best: chosen
 * by its noise, never by what it says of the strategies.
 */

import { experimentOf, views } from '../../experiments/index.ts';
import type { Bars } from '../../experiments/view.ts';
import { isInvalid } from '../../records/finding.ts';
import type { ExperimentName } from '../../records/schema.ts';
import type { Cell } from '../../report/comparison.ts';
import { byNoise, type Comparison, columnsOf } from '../../report/comparison-table.ts';

/** A column of the comparison that is drawn. */
export interface Panel {
  readonly head: readonly [string, string];
  readonly cells: readonly Cell[];
  readonly noise: number | null;
  /** Of several programs or replays this one alone is drawn. */
  readonly ofSeveral: boolean;
}

/** Indices of columns, the most telling first: calls, bytes, look-ups. Where controls failed, last. */
export function chosenColumns(compared: Comparison): number[] {
  const { strategies } = compared;
  const chosen = views()
    .flatMap(([experiment, { terminal }]) =>
      terminal === undefined ? [] : [{ experiment, ...terminal.bars }],
    )
    .sort((a, b) => a.rank - b.rank)
    .flatMap(({ experiment, picks }) => picked(compared, experiment, picks) ?? []);
  const failed = (index: number) => anyInvalid(strategies.map(({ cells }) => cells[index]!));
  return [...chosen.filter((index) => !failed(index)), ...chosen.filter(failed)];
}

function picked(compared: Comparison, experiment: ExperimentName, picks: Bars['picks']): number | undefined {
  return picks === 'quietest'
    ? byNoise(compared, experiment)[0]
    : columnsOf(compared, experiment).at(picks === 'first' ? 0 : -1);
}

function anyInvalid(cells: readonly Cell[]): boolean {
  return cells.some(({ row }) => isInvalid(row));
}

export function panelOf(compared: Comparison, index: number): Panel {
  const { columns, strategies, noise } = compared;
  const cells = strategies.map((line) => line.cells[index]!);
  const { wanted, heading } = columns[index]!;
  const { head, picks } = experimentOf(wanted.experiment!).view!.terminal!.bars;
  const [what, where] = head(heading);
  return {
    head: [what, anyInvalid(cells) ? `${where}: a control failed` : where],
    cells,
    noise: noise[index]!,
    ofSeveral: picks === 'quietest' && columnsOf(compared, wanted.experiment!).length > 1,
  };
}
