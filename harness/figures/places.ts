/** Where a figure was measured, in words: "look-up, 40 000 code objects, hits". */

import type { Control, Row, Setting } from '../records/schema.ts';
import { counted, setShare, whole } from './written.ts';

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

/** A setting, part by part; the workload stands where no population does. */
export function settingWords(place: Setting & { readonly workload?: string }): string[] {
  const { workload = '', population, attachFraction, hitRatio, others, perTurn, tools, part } = place;
  const { death, rule } = place;
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
