/**
 * A gate from choice to record: `gate.json` and the samples of every process in a folder of its own. What is compared, and
 * how, stands in against-ref.ts and against-baseline.ts; what it decides in decide.ts.
 */

import { join } from 'node:path';
import { readEnvironment } from '../environment/environment.ts';
import { EXIT, type ExitCode } from '../failure.ts';
import type { LawFinding } from '../process/first-try.ts';
import { asGateRecord } from '../records/check.ts';
import { GATE_SCHEMA_VERSION, type GateRecord } from '../records/gate.ts';
import { appendSamples, createFolder, writeWhole } from '../records/store.ts';
import type { CompareListener } from '../run/compare.ts';
import { type Machine, thisMachine } from '../run/machine.ts';
import { failedArms, lawDoubt } from '../run/not-measured.ts';
import { gateAgainstBaseline } from './against-baseline.ts';
import { gateOnce, withPrepared } from './against-ref.ts';
import { gateVerdict } from './decide.ts';
import { injectionFrom } from './injection.ts';
import { BASE_SUFFIX } from './plan.ts';

export interface GateOptions {
  /** A git ref, or the folder of a run that was kept. */
  readonly against: { readonly ref: string } | { readonly baseline: string };
  readonly strategies: readonly string[];
  readonly programs: readonly string[];
  readonly seed: number;
  /** Processes of each program in each set. */
  readonly processes: number;
  /** Of the first set; the second takes as many processes as it needs. */
  readonly budgetSeconds: number;
  readonly timeoutSeconds: number;
  /** NAME=SHARE, to try the gate out. */
  readonly inject: string | undefined;
  readonly id: string;
  /** New folder of the record. */
  readonly out: string;
}

export interface GateResult {
  readonly record: GateRecord;
  /** Strategies that broke a law: not measured. */
  readonly broken: readonly LawFinding[];
}

export async function gate(
  options: GateOptions,
  listener: CompareListener,
  signal: AbortSignal,
  machine: Machine = thisMachine,
): Promise<GateResult> {
  const start = machine.now();
  const startedAt = machine.date().toISOString();
  const made =
    'ref' in options.against
      ? await againstRef(options, options.against.ref, listener, signal, machine)
      : await againstBaseline(options, options.against.baseline, listener, signal, machine);
  const { broken, complete, failed, missing, ...parts } = made;
  const decided = complete
    ? verdictWith(gateVerdict(parts.comparisons, parts.controls, missing), broken, failed)
    : { verdict: 'interrupted' as const, because: 'The gate was interrupted; nothing is decided.' };
  const record = asGateRecord(
    {
      gateSchemaVersion: GATE_SCHEMA_VERSION,
      id: options.id,
      startedAt,
      finishedAt: machine.date().toISOString(),
      seed: options.seed,
      environment: readEnvironment(),
      ...decided,
      ...parts,
      doubts: [...broken.map(lawDoubt), ...parts.doubts],
      seconds: Math.round(machine.now() - start) / 1000,
    },
    'the record of this gate',
  );
  writeWhole(join(options.out, 'gate.json'), `${JSON.stringify(record, null, 2)}\n`);
  return { record, broken };
}

type Parts = Pick<GateRecord, 'base' | 'comparisons' | 'refused' | 'controls' | 'doubts'> & {
  readonly broken: readonly LawFinding[];
  /** Arms that crashed, and again or alone when tried once more. */
  readonly failed: readonly string[];
  readonly missing: readonly string[];
  readonly complete: boolean;
};

function againstRef(
  options: GateOptions,
  ref: string,
  listener: CompareListener,
  signal: AbortSignal,
  machine: Machine,
): Promise<Parts> {
  return withPrepared(
    { ...options, ref },
    (says) => listener.step(says),
    signal,
    machine,
    async (prepared): Promise<Parts> => {
      const injected = injectionFrom(options.inject, [...prepared.inBase]);
      createFolder(options.out, 'gate');
      const measured = await gateOnce(
        prepared,
        { ...options, injected, memory: true },
        listener,
        (record) => appendSamples(options.out, record),
        signal,
      );
      return {
        base: { kind: 'ref', ref, commit: prepared.commit },
        comparisons: [...measured.comparisons],
        refused: [...prepared.refused],
        controls: [...measured.controls],
        doubts: [...measured.doubts],
        broken: prepared.broken,
        failed: failedArms(measured.records).filter((name) => !name.endsWith(BASE_SUFFIX)),
        missing: measured.missing,
        complete: measured.complete,
      };
    },
  );
}

async function againstBaseline(
  options: GateOptions,
  folder: string,
  listener: CompareListener,
  signal: AbortSignal,
  machine: Machine,
): Promise<Parts> {
  const measured = await gateAgainstBaseline({ ...options, folder }, listener, signal, machine);
  return {
    base: { kind: 'baseline', run: measured.baseline.id, folder },
    comparisons: [...measured.comparisons],
    refused: measured.refused,
    controls: [...measured.controls],
    doubts: [...measured.doubts],
    broken: measured.first.broken,
    failed: measured.failed,
    missing: measured.missing,
    complete: measured.complete,
  };
}

/** A strategy that broke a law or crashed outweighs a verdict on the others, but not a red one. */
function verdictWith(
  decided: ReturnType<typeof gateVerdict>,
  broken: readonly LawFinding[],
  failed: readonly string[],
): Pick<GateRecord, 'verdict' | 'because'> {
  if (decided.verdict === 'regressed' || (broken.length === 0 && failed.length === 0)) return decided;
  const laws = broken.map((finding) => lawDoubt(finding).says);
  const crashes = failed.map((name) => `${name} crashed while it was measured.`);
  return { verdict: 'strategy broken', because: [...laws, ...crashes].join(' ') };
}

/** What the gate ends with, from its record alone. */
export function gateExitCode({ verdict }: Pick<GateRecord, 'verdict'>): ExitCode {
  switch (verdict) {
    case 'passed':
      return EXIT.done;
    case 'regressed':
      return EXIT.regressed;
    case 'not decided':
      return EXIT.notDecided;
    case 'environment unfit':
      return EXIT.environmentUnfit;
    case 'strategy broken':
      return EXIT.strategyBroken;
    case 'interrupted':
      return EXIT.interrupted;
  }
}
