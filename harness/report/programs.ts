/**
 * What was timed, workload by workload: what a program or a trace stresses and does not tell, its size, and what each strategy
 * costs there. A program that was run whole and replayed too stands once, with both.
 */

import type { PlannedTrace, Program, Row, Run } from '../records/schema.ts';
import { controlProgramsOf, namesOfStrategies, originOf, type TimedPlace, timedPlaces } from './arms.ts';
import { type Cell, cellWith } from './comparison.ts';
import { figureLine, percent, whole } from './figure.ts';
import type { Told } from './noise.ts';
import { shareOfRealCall, traceFacts } from './real-calls.ts';
import { isMeasured, type Measured, rowLike } from './rows.ts';
import { NONE } from './table.ts';

export interface Workload {
  readonly name: string;
  /** It makes almost no calls, and must show no difference. */
  readonly isControl: boolean;
  readonly stresses: string | null;
  readonly doesNotTell: string | null;
  /** Its size, in sentences without their full stops. */
  readonly facts: readonly string[];
  readonly tables: readonly PlaceTable[];
}

export interface PlaceTable {
  readonly heading: string;
  readonly lines: readonly PlaceLine[];
  readonly cheapest: Measured;
  readonly dearest: Measured;
}

export interface PlaceLine {
  readonly arm: string;
  readonly origin: string | null;
  readonly added: Cell;
  /** Of a call, with all that it does; a ratio. */
  readonly share: Cell;
  readonly told: Told | null;
}

/** The workloads on which a strategy was timed. */
export function workloads(run: Run): Workload[] {
  const places = timedPlaces(run);
  return [...new Set(places.map(({ workload }) => workload))].flatMap((name) => {
    const mine = places.filter(({ workload }) => workload === name);
    const tables = mine.map((place) => tableOf(run, place)).filter((table) => table !== null);
    if (tables.length === 0) return [];
    const program = run.plan.programs.find((each) => each.name === name);
    const trace = run.plan.traces?.find((each) => each.name === name);
    return {
      name,
      isControl: controlProgramsOf(run).includes(name),
      stresses: (program ?? trace)?.stresses ?? null,
      doesNotTell: (program ?? trace)?.doesNotTell ?? null,
      facts: [...programFacts(run, program), ...sizeFacts(trace)],
      tables,
    };
  });
}

/** What a call of it takes under a hook that looks nothing up. */
function programFacts(run: Run, program: Program | undefined): string[] {
  if (program === undefined) return [];
  const wanted = { experiment: 'call-cost', workload: program.name, strategy: NONE, metric: 'ns' } as const;
  const call = rowLike(run, wanted);
  return isMeasured(call) ? [`A call takes ${figureLine(call)} under a hook that looks nothing up`] : [];
}

function sizeFacts(trace: PlannedTrace | undefined): string[] {
  if (trace === undefined) return [];
  const { called, population, nsPerCall, ofProgram, recordedWith } = trace;
  const share = `Those called are ${percent(Math.min(1, called / population))} of that`;
  const real = nsPerCall === undefined ? [] : [`A real call took ${whole(Math.round(nsPerCall))} ns`];
  const from = ofProgram ? 'Recorded in this run' : `Recorded with ${recordedWith}`;
  return [traceFacts(trace), share, ...real, from];
}

function tableOf(run: Run, place: TimedPlace): PlaceTable | null {
  const lines = namesOfStrategies(run).flatMap((arm) => lineOf(run, place, arm));
  const measured = lines.map(({ added }) => added.row).filter(isMeasured);
  const [cheapest, ...others] = measured.sort((a, b) => a.estimate - b.estimate);
  if (cheapest === undefined) return null;
  return { heading: headingOf(place), lines, cheapest, dearest: others.at(-1) ?? cheapest };
}

function headingOf({ experiment, rule }: TimedPlace): string {
  return experiment === 'call-cost' ? 'Run whole' : `Its calls replayed, extras by the rule ${rule}`;
}

function lineOf(run: Run, { experiment, workload, rule }: TimedPlace, arm: string): PlaceLine[] {
  const wanted = { experiment, workload, rule, strategy: arm, reference: NONE };
  const added = cellWith(rowLike(run, { ...wanted, metric: 'added-ns' }));
  if (added.row === undefined) return [];
  const ratio =
    experiment === 'call-cost' ? rowLike(run, { ...wanted, metric: 'ratio' }) : realShare(run, added.row);
  return [
    {
      arm,
      origin: originOf(run, arm),
      added,
      share: { row: ratio, told: added.told },
      told: added.told,
    },
  ];
}

/** Of a real call, not of a replayed one, which does nothing. */
function realShare(run: Run, row: Row): Row | undefined {
  return isMeasured(row) ? (shareOfRealCall(run, row) ?? undefined) : undefined;
}
