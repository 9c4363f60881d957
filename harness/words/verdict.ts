/** A verdict as a sentence. */

import type { Row, Verdict } from '../records/schema.ts';

/** Of the row that has the verdict. */
export function verdictSentence(
  { unit, processes }: Pick<Row, 'unit' | 'processes'>,
  verdict: Verdict,
): string {
  const { is, threshold, wouldHaveSeen, moreProcesses } = verdict;
  const figure = (value: number) =>
    unit === 'ratio'
      ? `${(value * 100).toFixed(1)} %`
      : `${value.toFixed(1)} ${unit === 'ns' ? 'ns' : 'bytes'}`;
  const n = `${processes} ${processes === 1 ? 'process' : 'processes'}`;
  switch (is) {
    case 'invalid':
      return `A control on this workload failed, so ${n} say nothing here.`;
    case 'equivalent':
      return `The whole interval lies within ±${figure(threshold)} of no difference, over ${n}.`;
    case 'not decided': {
      const seen =
        wouldHaveSeen === null
          ? 'Too few processes for a 95 % interval'
          : `A difference of ${figure(wouldHaveSeen)} would have been seen over ${n}`;
      const more =
        moreProcesses !== null
          ? `; about ${moreProcesses} more would decide`
          : wouldHaveSeen === null
            ? ''
            : '; its interval is narrow enough, but the correction for many comparisons or the difference of the twins is not passed';
      return `${seen}${more}.`;
    }
    default:
      return `The whole interval lies beyond ±${figure(threshold)}, over ${n}.`;
  }
}
