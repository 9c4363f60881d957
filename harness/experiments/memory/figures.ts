/**
 * Figures of bytes: what storing takes, by the heap's own count and by heap snapshot, and the attach fraction from which on
 * a strategy takes more than a field.
 */

import type { Cell, CellProcess } from '../../samples/cells.ts';
import { beyondNone, type Figure, figure, NO_FIGURE, work } from '../../samples/figure.ts';
import { EQUIVALENT } from '../../samples/thresholds.ts';
import { medianInterval } from '../../statistics/interval.ts';

export function memoryFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  return (cell.unit === 'bytes' ? countedFigures : snapshotFigures)(cell, arm, processes);
}

/**
 * Bytes that storing takes: all that the population takes with its extras attached, less what the same population takes
 * under `none` in the process of the same replicate. The bare code object itself is a figure of its own.
 */
function countedFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  const total = processes.map((p) => p.samples.get(arm)!.values[1]! / work(p, arm));
  const inAll = figure(cell, arm, 'bytes-in-all', total);
  const { values, compared } = beyondNone(cell, arm, processes, 1);
  if (arm === 'none' || !compared || values.length === 0) return [inAll];
  return [inAll, figure(cell, arm, 'bytes-per-code', values, { reference: 'none' })];
}

/** The same by heap snapshot; by constructor, what a code object's share is of everything there is more of. */
function snapshotFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  if (cell.condition.part !== undefined) {
    const own = processes.map((p) => p.samples.get(arm)!.values[0]! / work(p, arm));
    return [figure(cell, arm, 'own-bytes', own)];
  }
  const { values, compared } = beyondNone(cell, arm, processes, 0);
  if (arm === 'none' || !compared || values.length === 0) return [];
  return [figure(cell, arm, 'bytes-by-snapshot', values, { reference: 'none' })];
}

/** The field that everybody carries: what other strategies' bytes are held against. */
const FIELD = 'inline';

/**
 * The attach fraction from which on a strategy takes more bytes than the field: where its curve crosses, in each process that
 * grew. A table's bytes jump, so between two readings nothing is known: the interval is that over processes of the reading
 * before the crossing, to that of the reading after it.
 */
export function breakEvenFigures(cells: readonly Cell[], arm: string): Figure[] {
  if (arm === 'none' || arm === FIELD) return [];
  const growing = cells.filter(({ condition, unit }) => condition.workload === 'growing' && unit === 'bytes');
  const populations = [...new Set(growing.map(({ condition }) => condition.population!))];
  return populations.flatMap((population) => {
    const steps = growing
      .filter(({ condition }) => condition.population === population)
      .sort((a, b) => a.condition.attachFraction! - b.condition.attachFraction!);
    const found = crossings(steps, arm);
    const [first] = steps;
    if (first === undefined || found.length === 0) return [];
    const { attachFraction: _, ...condition } = first.condition;
    return [breakEvenFigure({ ...first, condition }, arm, found)];
  });
}

/** Where the curve crosses the field's in one process: between which readings, and where a straight line would cross. */
interface Crossing {
  readonly before: number;
  readonly after: number;
  readonly between: number;
}

function breakEvenFigure(cell: Cell, arm: string, found: readonly (Crossing | null)[]): Figure {
  const crossed = found.filter((each) => each !== null);
  const named = { reference: FIELD };
  if (crossed.length < found.length) {
    const because =
      crossed.length === 0
        ? 'it takes no more than the field at any attach fraction'
        : `in ${found.length - crossed.length} of ${found.length} processes it took no more than the field at any attach fraction`;
    const none = new Array<number>(found.length).fill(1);
    return figure(cell, arm, 'break-even', none, { ...named, ...NO_FIGURE, because });
  }
  const { low } = medianInterval(crossed.map(({ before }) => before));
  const { high } = medianInterval(crossed.map(({ after }) => after));
  return figure(
    cell,
    arm,
    'break-even',
    crossed.map(({ between }) => between),
    { ...named, low, high },
  );
}

/** One for each replicate in which the arm and the field grew. */
function crossings(steps: readonly Cell[], arm: string): (Crossing | null)[] {
  const curves = new Map<number, { fraction: number; excess: number }[]>();
  for (const cell of steps) {
    const fraction = cell.condition.attachFraction!;
    for (const [replicate, excess] of excessOver(cell, arm)) {
      curves.set(replicate, [...(curves.get(replicate) ?? []), { fraction, excess }]);
    }
  }
  return [...curves.values()].map((curve) => {
    const after = curve.findIndex(({ excess }) => excess > 0);
    const most = Math.max(...curve.map(({ excess }) => excess));
    if (after < 0 || most <= EQUIVALENT.bytes) return null;
    const here = curve[after]!;
    const before = curve[after - 1] ?? { fraction: 0, excess: Math.min(0, here.excess) };
    const along = before.excess === here.excess ? 0 : -before.excess / (here.excess - before.excess);
    const between = before.fraction + along * (here.fraction - before.fraction);
    return { before: before.fraction, after: here.fraction, between };
  });
}

/** Bytes per code object more than the field takes, by replicate. */
function excessOver(cell: Cell, arm: string): Map<number, number> {
  const bytes = (name: string) =>
    new Map(
      cell.processes
        .filter(({ samples }) => samples.has(name))
        .map((p) => [p.replicate, p.samples.get(name)!.values[1]! / work(p, name)]),
    );
  const field = bytes(FIELD);
  return new Map(
    [...bytes(arm)].flatMap(([replicate, mine]) => {
      const other = field.get(replicate);
      return other === undefined ? [] : [[replicate, mine - other] as const];
    }),
  );
}
