/** A control's answer, and the answer that is known beforehand, written as figures are. */

import type { Control, Row } from '../records/schema.ts';
import { shownUnit, shownValue } from './written.ts';

/** Metrics that are written as controls in their units are. */
const LIKE = { ratio: 'ratio', ns: 'ns', fraction: 'left-fraction', bytes: 'bytes-in-all' } as const;

/** As a row, so that it is written as every figure is. */
export function controlRow(control: Control): Row & { readonly estimate: number } {
  const { id, experiment, workload, unit, estimate, low, high, level, processes } = control;
  return {
    experiment,
    workload,
    strategy: id,
    metric: LIKE[unit],
    unit,
    estimate,
    low,
    high,
    level,
    processes,
  };
}

/** A control's known answer: "5 %". */
export function expectedText({ unit, expected }: Control): string {
  return `${Number(shownValue(unit, expected).toPrecision(3))} ${shownUnit(unit)}`;
}
