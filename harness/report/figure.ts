/** Figures, settings and controls in the words of the report, which are those of ../figures/. */

import { figureText } from '../figures/written.ts';
import type { Calibration } from '../records/schema.ts';

export { controlRow, expectedText } from '../figures/controls.ts';
export { controlPlace, rowPlace, settingWords } from '../figures/places.ts';
export {
  counted,
  type FigureText,
  figureLine,
  figureText,
  listed,
  outwards,
  percent,
  rangeText,
  setShare,
  shownInterval,
  shownUnit,
  shownValue,
  whole,
} from '../figures/written.ts';

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
