/** Figures, settings and controls in the words of the report. How a figure is written is in ../figures/written.ts. */

import { counted, figureText, setShare, shownUnit, shownValue, whole } from '../figures/written.ts';
import type { Calibration, Control, Row } from '../records/schema.ts';
import type { Measured } from './rows.ts';

export {
  counted,
  type FigureText,
  figureText,
  outwards,
  percent,
  rangeText,
  setShare,
  shownUnit,
  shownValue,
  whole,
} from '../figures/written.ts';

/** The figure in one line. */
export function figureLine(row: Row | undefined): string {
  const text = figureText(row);
  if (text === null) return row?.because ?? 'not measured in this run';
  if (text.interval === null)
    return `${text.estimate} ${text.unit} (no interval, ${counted(text.processes, 'process')})`;
  const level = text.level === null ? '' : ` at ${text.level}`;
  return `${text.estimate} ${text.interval} ${text.unit}${level}`;
}

/** Added ns of a calibration, as every figure is written: "3.9 [3.1, 4.4]". */
export function calibrationText({ estimate, low, high }: Calibration['difference']): string {
  const common = {
    experiment: 'replay',
    strategy: '',
    workload: '',
    metric: 'added-ns',
    unit: 'ns',
  } as const;
  const text = figureText({ ...common, estimate, low, high, level: 0.95, processes: 1 })!;
  return `${text.estimate}${text.interval === null ? '' : ` ${text.interval}`}`;
}

/** A control's answer as a row, so that it is written as every figure is. */
export function controlRow(control: Control): Measured {
  const { id, experiment, workload, unit, estimate, low, high, level, processes } = control;
  return { experiment, workload, strategy: id, metric: id, unit, estimate, low, high, level, processes };
}

/** Where a control was measured: "call-cost, fib"; "look-up, 40 000 code objects, hits". */
export function controlPlace(control: Control): string {
  return [control.experiment, ...settingWords(control)].join(', ');
}

/** Where and of what a row is: "weakmap to none: look-up, 40 000 code objects, hits, added-ns". */
export function rowPlace(row: Row): string {
  const { experiment, strategy, reference, metric, rounds } = row;
  const after = rounds === undefined ? [] : [`after ${counted(rounds, 'collection')}`];
  const place = [experiment, ...settingWords(row), ...after, metric].join(', ');
  return `${strategy}${reference === undefined ? '' : ` to ${reference}`}: ${place}`;
}

function settingWords(place: Control | Row): string[] {
  const { workload, population, attachFraction, hitRatio, others, perTurn, tools, part, death, rule } = place;
  const setting = [
    population === undefined ? workload : counted(population, 'code object'),
    attachFraction === undefined || attachFraction === 1 ? '' : `extras on ${setShare(attachFraction)}`,
    hitRatio === undefined ? '' : hitRatio > 0 ? 'hits' : 'misses',
    others === undefined ? '' : `${counted(others, 'other weak reference')} on each`,
    perTurn === undefined ? '' : `${whole(perTurn)} a turn`,
    tools === undefined ? '' : counted(tools, 'tool'),
    part ?? '',
    death === undefined ? '' : death === 'half' ? 'half died' : death,
    rule ?? '',
  ];
  return setting.filter((each) => each !== '');
}

/** A control's known answer: "5 %". */
export function expectedText({ unit, expected }: Control): string {
  return `${Number(shownValue(unit, expected).toPrecision(3))} ${shownUnit(unit)}`;
}
