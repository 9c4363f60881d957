/** A control's answer as a sentence. */

import type { Control } from '../records/schema.ts';

/** Of a record from before controls carried what their sentences need: the sentence that it has. */
export function controlSentence(control: Control): string {
  return sentenceOf(control) ?? control.says ?? '';
}

function sentenceOf(control: Control): string | null {
  const { id, strategy, reference, expected, estimate, low, passed, processes, found } = control;
  switch (id) {
    case 'none-twin':
    case 'inline-twin':
    case 'no-hook-twin': {
      if (reference === undefined) return null;
      const off = low === null ? 'no interval' : holdsOne(control);
      return `${reference} once more, beside itself: ${percent(estimate - 1)}, ${off}${twinFault(control)}.`;
    }
    case 'injected': {
      const seen = percent(estimate - 1);
      const excludesOne = low !== null && low > 1;
      const told = excludesOne
        ? `found${passed ? '' : ', but'} as ${seen}`
        : `not told apart from nothing (${seen})`;
      return `A slowdown of ${percent(expected - 1)} was put in; ${told}.`;
    }
    case 'proof-of-work':
      return `Twice the work took ${estimate.toFixed(2)} times the time.`;
    case 'no-calls':
      return `${strategy} where almost nothing is called: ${percent(estimate - 1)}${noCallsFault(control)}.`;
    case 'must-leak':
      return strategy === undefined
        ? null
        : `${strategy} promises to leak; ${percent(estimate)} of its extras were left.`;
    case 'injected-leak':
      return found === undefined
        ? null
        : `A leak of ${percent(expected)} was put in; found in ${found} of ${processes} processes.`;
    case 'snapshot': {
      const off = passed ? '' : '; they differ by more than 1';
      return (
        `${strategy}: ${estimate.toFixed(1)} bytes per code object by heap snapshot, ${expected.toFixed(1)} by the ` +
        `heap's own count${off}.`
      );
    }
  }
}

function holdsOne({ low, high }: Control): string {
  return `1 ${low! <= 1 && 1 <= high! ? 'in' : 'outside'} the interval`;
}

function twinFault(control: Control): string {
  if (control.vague === true)
    return `; known to ±${reachOf(control)} only, which vouches for nothing: more processes are needed`;
  return control.passed ? '' : '; more than 2 %, so smaller differences on this workload mean nothing';
}

function noCallsFault(control: Control): string {
  if (control.low === null) return ', no interval';
  if (control.vague === true) return `; known to ±${reachOf(control)} only, which vouches for nothing`;
  return control.passed
    ? `, ${holdsOne(control)}`
    : ', and it should be nothing: its figures are off by as much';
}

/** Half the width of the interval. Infinite where there is none, as a share is written. */
function reachOf({ low, high }: Control): string {
  return percent(low === null ? Number.POSITIVE_INFINITY : (high! - low) / 2);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
