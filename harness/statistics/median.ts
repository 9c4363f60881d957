/** The median, of at least one number. */

import { median } from 'simple-statistics';

export function medianOf(values: readonly number[]): number {
  return median(values as number[]);
}
