/**
 * What a look-up weighs in the life of a real call: what a strategy adds to a replayed call, beside what a call of that
 * program took where it was recorded, with all that it does.
 */

import type { PlannedTrace, Run } from '../records/schema.ts';
import { namesOfStrategies, originOf, replaysOf } from './arms.ts';
import { figureText, whole } from './figure.ts';
import { isMeasured, type Measured, rowLike } from './rows.ts';

export interface RealCalls {
  readonly columns: readonly {
    readonly trace: PlannedTrace;
    readonly heading: string;
    readonly rule: string;
  }[];
  readonly lines: readonly {
    readonly arm: string;
    readonly origin: string | null;
    readonly cells: readonly (RealCall | null)[];
  }[];
}

export interface RealCall {
  /** "+7.1 [6.2, 8.0] ns" */
  readonly added: string;
  /** "0.9 %" of a real call, with its interval; null where the trace does not know what a call takes. */
  readonly share: string | null;
}

export function realCalls(run: Run): RealCalls {
  const columns = replaysOf(run)
    .filter(({ ofProgram }) => !ofProgram)
    .map(({ workload, rule, heading }) => {
      const trace = run.plan.traces!.find(({ name }) => name === workload)!;
      return { trace, heading, rule };
    });
  const lines = namesOfStrategies(run).map((arm) => ({
    arm,
    origin: originOf(run, arm),
    cells: columns.map(({ trace, rule }) => cellOf(run, arm, trace, rule)),
  }));
  return { columns, lines: lines.filter(({ cells }) => cells.some((cell) => cell !== null)) };
}

function cellOf(run: Run, strategy: string, trace: PlannedTrace, rule: string): RealCall | null {
  const wanted = { experiment: 'replay', workload: trace.name, rule, metric: 'added-ns' } as const;
  const row = rowLike(run, { ...wanted, strategy, reference: 'none' });
  if (!isMeasured(row)) return null;
  const text = figureText(row)!;
  const added = `${text.estimate}${text.interval === null ? '' : ` ${text.interval}`} ns`;
  const share = shareOfRealCall(run, row);
  if (share === null) return { added, share: null };
  const shown = figureText(share)!;
  return { added, share: `${shown.estimate}${shown.interval === null ? '' : ` ${shown.interval}`} %` };
}

/** A replay's added ns as a share of a real call: a ratio of two durations, and written as one. */
export function shareOfRealCall(run: Run, row: Measured): Measured | null {
  const { nsPerCall } = run.plan.traces!.find(({ name }) => name === row.workload)!;
  if (nsPerCall === undefined) return null;
  const { estimate, low, high } = row;
  return {
    ...row,
    unit: 'ratio' as const,
    estimate: 1 + estimate / nsPerCall,
    low: low === null ? null : 1 + low / nsPerCall,
    high: high === null ? null : 1 + high / nsPerCall,
  };
}

/** "12 065 code objects, 3 901 of them called, 590 787 calls" */
export function traceFacts({ population, called, entries, truncated, born, died }: PlannedTrace): string {
  const lives = born + died > 0 ? `, ${whole(born)} born and ${whole(died)} dead on the way` : '';
  return `${whole(population)} code objects at the most, ${whole(called)} called${lives}; ${whole(entries)} calls${truncated ? ' (the recording was cut off)' : ''}`;
}
