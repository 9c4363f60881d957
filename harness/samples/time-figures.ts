/** Figures of time: of an arm alone, and compared with the arms that others are compared with. */

import type { ArmSamples } from '../records/schema.ts';
import type { Cell, CellProcess, Condition } from './cells.ts';
import { addedNs, nsPerUnit, ratioTo } from './collapse.ts';
import { type Figure, figure } from './figure.ts';

const NS_PER = { ns: 1, ms: 1e6 } as const;

/** How an experiment makes figures of its times: compared with these arms, in this unit. */
export function timeFigures(
  references: readonly string[],
  unitIn: (condition: Condition) => keyof typeof NS_PER = () => 'ns',
) {
  return (cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] => {
    const unit = unitIn(cell.condition);
    const divisor = NS_PER[unit];
    const alone = processes.map((p) => nsPerUnit(p.samples.get(arm)!) / divisor);
    const figures = [figure(cell, arm, unit, alone)];
    for (const reference of references) {
      const pairs = pairsOf(processes, arm, reference);
      if (arm === reference || pairs.length === 0) continue;
      const numbers = pairs.map(({ number }) => number);
      const ratios = pairs.map(({ one, other }) => ratioTo(one, other));
      const added = pairs.map(({ one, other }) => addedNs(one, other) / divisor);
      // Where a collection never came, nothing can be compared by ratio.
      if (ratios.every((ratio) => Number.isFinite(ratio) && ratio > 0))
        figures.push(figure(cell, arm, 'ratio', ratios, { reference }, numbers));
      figures.push(figure(cell, arm, `added-${unit}`, added, { reference }, numbers));
    }
    return figures;
  };
}

interface Pair {
  readonly number: number;
  readonly one: ArmSamples;
  readonly other: ArmSamples;
}

function pairsOf(processes: readonly CellProcess[], arm: string, reference: string): Pair[] {
  return processes.flatMap(({ number, samples }): Pair[] => {
    const other = samples.get(reference);
    return other === undefined ? [] : [{ number, one: samples.get(arm)!, other }];
  });
}
