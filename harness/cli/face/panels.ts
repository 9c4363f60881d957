/**
 * Which columns of the comparison are drawn as bars. Of the programs and of the replays it is the one whose twins agree best: chosen
 * by its noise, never by what it says of the strategies.
 */

import { isInvalid } from '../../records/finding.ts';
import { byNoise, type Cell, type Column, type Comparison } from '../../report/comparison.ts';

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
  const { columns, strategies } = compared;
  const those = (wanted: (column: Column) => boolean) =>
    columns.flatMap((column, index) => (wanted(column) ? [index] : []));
  const chosen = [
    byNoise(compared, 'replay')[0],
    those(({ wanted }) => wanted.experiment === 'memory').at(-1),
    those(({ wanted }) => wanted.experiment === 'look-up' && wanted.hitRatio === 1)[0],
    byNoise(compared, 'call-cost')[0],
  ].filter((index) => index !== undefined);
  const failed = (index: number) => anyInvalid(strategies.map(({ cells }) => cells[index]!));
  return [...chosen.filter((index) => !failed(index)), ...chosen.filter(failed)];
}

function anyInvalid(cells: readonly Cell[]): boolean {
  return cells.some(({ row }) => isInvalid(row));
}

export function panelOf({ columns, strategies, noise }: Comparison, index: number): Panel {
  const cells = strategies.map((line) => line.cells[index]!);
  const { experiment } = columns[index]!.wanted;
  const isCall = experiment === 'replay' || experiment === 'call-cost';
  const [what, where] = headOf(columns[index]!);
  return {
    head: [what, anyInvalid(cells) ? `${where}: a control failed` : where],
    cells,
    noise: noise[index]!,
    ofSeveral: columns.filter(({ wanted }) => wanted.experiment === experiment).length > 1 && isCall,
  };
}

function headOf({ wanted, heading }: Column): [string, string] {
  if (wanted.experiment === 'memory') return ['bytes per code object', `extras on ${heading}`];
  if (wanted.experiment === 'look-up') return ['ns added, look-up alone', heading];
  return [wanted.experiment === 'replay' ? 'ns added to a replayed call' : 'ns added to a call', heading];
}
