/** Figures of time: of an arm alone, and beside the arms that others are compared with. */

import type { ArmSamples, Row } from '../records/schema.ts';
import type { Cell, CellProcess } from './cells.ts';
import { addedNs, nsPerUnit, ratioTo } from './collapse.ts';
import { type Figure, figure } from './figure.ts';

/** Arms that others are compared with, by the metric's `reference`. */
function referencesIn({ condition: { experiment } }: Cell): readonly string[] {
  switch (experiment) {
    case 'builds':
      return ['no-hook', 'none', 'inline'];
    case 'tools':
      return ['no-hook', 'inline'];
    default:
      return ['none', 'inline'];
  }
}

export function timeFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  const { unit, divisor } = scaleOf(cell);
  const alone = processes.map((p) => nsPerUnit(p.samples.get(arm)!) / divisor);
  const figures = [figure(cell, arm, unit, unit, alone)];
  for (const reference of referencesIn(cell)) {
    const pairs = pairsOf(processes, arm, reference);
    if (arm === reference || pairs.length === 0) continue;
    const ratios = pairs.map(([a, r]) => ratioTo(a, r));
    const added = pairs.map(([a, r]) => addedNs(a, r) / divisor);
    // Where a collection never came, nothing can be compared by ratio.
    if (ratios.every((ratio) => Number.isFinite(ratio) && ratio > 0))
      figures.push(figure(cell, arm, 'ratio', 'ratio', ratios, { reference }));
    figures.push(figure(cell, arm, `added-${unit}`, unit, added, { reference }));
  }
  return [...figures, ...gainFigures(cell, arm, processes)];
}

/** Of the time that a JIT whose data lies in the inline field saves, the share that this arm's storage takes back. */
function gainFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  const { experiment, part } = cell.condition;
  if (experiment !== 'tools' || part !== 'JIT' || arm === 'inline' || arm === 'no-hook') return [];
  const eaten = processes.flatMap(({ samples }) => {
    const [mine, field, without] = [arm, 'inline', 'no-hook'].map((name) => samples.get(name));
    if (mine === undefined || field === undefined || without === undefined) return [];
    const gain = addedNs(without, field);
    return gain > 0 ? [addedNs(mine, field) / gain] : [];
  });
  // Where the JIT gains nothing in some process there is nothing to eat.
  if (eaten.length < processes.length) return [];
  return [figure(cell, arm, 'gain-eaten', 'fraction', eaten, { reference: 'inline' })];
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
