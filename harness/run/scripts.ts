/**
 * What the replays of a run need: the user's traces and ours, and those that the preflight recorded of the programs, each
 * with its facts for the plan, and written down as scripts for the processes.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COUNTER_RULE, type PlannedTrace } from '../records/schema.ts';
import { factsOf } from '../traces/facts.ts';
import type { Trace } from '../traces/format.ts';
import { parseRule, scriptOf } from '../traces/script.ts';

/** A trace to replay, with what a reader is told about it. */
export interface TraceSource {
  readonly name: string;
  readonly file: string;
  readonly stresses: string;
  readonly doesNotTell: string;
  /** Recorded in this run, of the program of the same name. */
  readonly ofProgram: boolean;
  readonly trace: Trace;
}

export function planTrace({ trace, ...source }: TraceSource): PlannedTrace {
  const { entries, atMost, born, died, calledOften } = factsOf(trace);
  const { recordedWith, truncated, nsPerCall } = trace;
  return {
    ...source,
    recordedWith,
    truncated,
    entries,
    population: atMost,
    born,
    died,
    called: calledOften.get(1)!,
    ...(nsPerCall === undefined ? {} : { nsPerCall }),
  };
}

/** Writes a script for each trace and rule into the folder; the files by scriptKey. */
export function writeScripts(
  traces: readonly TraceSource[],
  rules: readonly string[],
  seed: number,
  folder: string,
): Map<string, string> {
  const files = new Map<string, string>();
  for (const { name, ofProgram, trace } of traces) {
    for (const rule of ofProgram ? [COUNTER_RULE] : rules) {
      const file = join(folder, `script-${files.size}.json`);
      writeFileSync(file, JSON.stringify(scriptOf(trace, parseRule(rule), seed)));
      files.set(scriptKey(name, rule), file);
    }
  }
  return files;
}

export function scriptKey(workload: string, rule: string): string {
  return `${workload} ${rule}`;
}
