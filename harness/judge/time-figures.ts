/** Figures of time: of an arm alone, and beside the arms that others are compared with. */

import type { ArmSamples, Row } from '../records/schema.ts';
import type { Cell, CellProcess } from './cells.ts';
import { addedNs, nsPerUnit, ratioTo } from './collapse.ts';
import { type Figure, figure } from './figure.ts';

/** Arms that others are compared with, by the metric's `reference`. */
const REFERENCES = ['none', 'inline'] as const;

export function timeFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  const { unit, divisor } = scaleOf(cell);
  const alone = processes.map((p) => nsPerUnit(p.samples.get(arm)!) / divisor);
  const figures = [figure(cell, arm, unit, unit, alone)];
  for (const reference of REFERENCES) {
    const pairs = pairsOf(processes, arm, reference);
    if (arm === reference || pairs.length === 0) continue;
    const ratios = pairs.map(([a, r]) => ratioTo(a, r));
    const added = pairs.map(([a, r]) => addedNs(a, r) / divisor);
    // Where a collection never came, nothing can be compared by ratio.
    if (ratios.every((ratio) => Number.isFinite(ratio) && ratio > 0))
      figures.push(figure(cell, arm, 'ratio', 'ratio', ratios, { reference }));
    figures.push(figure(cell, arm, `added-${unit}`, unit, added, { reference }));
  }
  return figures;
}

/** Pauses of the collector are told in milliseconds, all else in nanoseconds. */
function scaleOf({ condition: { experiment, part } }: Cell): {
  unit: Row['unit'] & ('ns' | 'ms');
  divisor: number;
} {
  return experiment === 'collector' && part !== 'call with collections'
    ? { unit: 'ms', divisor: 1e6 }
    : { unit: 'ns', divisor: 1 };
}

function pairsOf(
  processes: readonly CellProcess[],
  arm: string,
  reference: string,
): [ArmSamples, ArmSamples][] {
  return processes.flatMap(({ samples }) => {
    const other = samples.get(reference);
    return other === undefined ? [] : [[samples.get(arm)!, other] as [ArmSamples, ArmSamples]];
  });
}

const QUANTILES = ['p50', 'p99', 'max'] as const;

/** Single operations: the middle, the 99th percentile and the largest of each process. */
export function quantileFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  return QUANTILES.map((metric, i) =>
    figure(
      cell,
      arm,
      metric,
      'ns',
      processes.map((p) => p.samples.get(arm)!.values[i]!),
    ),
  );
}
