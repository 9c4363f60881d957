/**
 * Which columns of the comparison are drawn as bars. Of the programs and of the replays it is the one whose twins agree best: chosen
 * by its noise, never by what it says of the strategies.
 */

import type { Row } from '../../records/schema.ts';
import type { Cell, Column, Comparison } from '../../report/comparison.ts';

/** A column of the comparison that is drawn. */
export interface Panel {
  readonly head: readonly [string, string];
  readonly cells: readonly Cell[];
  readonly noise: number | null;
  /** Of several programs or replays this one alone is drawn. */
  readonly ofSeveral: boolean;
}

/** Indices of columns, the most telling first: calls, bytes, look-ups. Where controls failed, last. */
export function chosenColumns({ columns, noise, strategies }: Comparison): number[] {
  const those = (wanted: (column: Column) => boolean) =>
    columns.flatMap((column, index) => (wanted(column) ? [index] : []));
  const quietest = (experiment: Row['experiment']) =>
    those(({ wanted }) => wanted.experiment === experiment).sort(
      (a, b) => (noise[a] ?? Infinity) - (noise[b] ?? Infinity) || a - b,
    )[0];
  const chosen = [
    quietest('replay'),
    those(({ wanted }) => wanted.experiment === 'memory').at(-1),
    those(({ wanted }) => wanted.experiment === 'look-up' && wanted.hitRatio === 1)[0],
    quietest('call-cost'),
  ].filter((index) => index !== undefined);
  const failed = (index: number) => isInvalid(strategies.map(({ cells }) => cells[index]!));
  return [...chosen.filter((index) => !failed(index)), ...chosen.filter(failed)];
}

function isInvalid(cells: readonly Cell[]): boolean {
  return cells.some(({ row }) => row?.verdict?.is === 'invalid');
}

export function panelOf({ columns, strategies, noise }: Comparison, index: number): Panel {
  const cells = strategies.map((line) => line.cells[index]!);
  const { experiment } = columns[index]!.wanted;
  const isCall = experiment === 'replay' || experiment === 'call-cost';
  const [what, where] = headOf(columns[index]!);
  return {
    head: [what, isInvalid(cells) ? `${where}: a control failed` : where],
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
