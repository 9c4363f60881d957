/**
 * A machine on which nothing is measured: bundles are empty files, programs and strategies are tried in the test's own process, and
 * measuring processes answer at once with made figures, in virtual time. Plans are carried out whole, in milliseconds.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collect } from '../../harness/process/collect.ts';
import { describeModules } from '../../harness/process/described.ts';
import { firstTry, type LawFinding, type PreflightTask } from '../../harness/process/first-try.ts';
import {
  lookUpsPerBlock,
  type MeasureAnswer,
  type MeasureTask,
  type TaskArm,
} from '../../harness/process/task.ts';
import { seededRandom } from '../../harness/random.ts';
import type { ArmSamples } from '../../harness/records/schema.ts';
import type { Outcome } from '../../harness/run/launch.ts';
import type { Machine } from '../../harness/run/machine.ts';
import { preflightBy } from '../../harness/run/preflight.ts';
import { CodeObject, Interpreter } from '../../interpreter/index.ts';
import type { Strategy } from '../../strategies/contract.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { checkLaws, LAWS } from '../../strategies/laws.ts';

export interface Simulation {
  /** Folder for what is needed only while a command runs. */
  readonly folder: string;
  /** Virtual seconds that a measuring process takes. */
  readonly seconds?: number;
  /** How a process ends; undefined: it measures. Called before each process, `launched` counts from 1. */
  readonly outcome?: (task: MeasureTask, launched: number) => Outcome | undefined;
  /** Time of an arm on top of what it would take, as a multiple. */
  readonly factor?: (arm: TaskArm, task: MeasureTask) => number;
}

export interface SimulatedMachine extends Machine {
  readonly launched: MeasureTask[];
}

const START = Date.UTC(2026, 10, 22);

export function simulatedMachine(simulation: Simulation): SimulatedMachine {
  const { folder, seconds = 1, outcome, factor = () => 1 } = simulation;
  const launched: MeasureTask[] = [];
  const known = new Map<string, Strategy>();
  let ms = 0;
  return {
    launched,
    async bundleVersion(sources, place) {
      mkdirSync(place);
      const file = (name: string, text: string) => {
        writeFileSync(join(place, name), text);
        return join(place, name);
      };
      const arms = sources.map(({ strategy, file: source }) => {
        const text = `export const arm = {};\nexport const strategy = {};\n${readFileSync(source, 'utf8').replaceAll(/^/gm, '// ')}`;
        return [strategy.name, file(`${strategy.name}.mjs`, text)] as const;
      });
      return { arms: new Map(arms), compiler: file('compiler.mjs', '') };
    },
    bundleRest: async (version) => version,
    async bundleProcesses(place) {
      writeFileSync(join(place, 'child.mjs'), '');
      return { child: join(place, 'child.mjs'), preflight: '' };
    },
    preflight(task, _bundle, _place, signal) {
      return preflightBy((part) => tryHere(part, known), task, signal);
    },
    async launch(task, { signal }): Promise<Outcome> {
      launched.push(task);
      const number = launched.length;
      await Promise.resolve();
      if (signal.aborted) return { kind: 'stopped' };
      ms += seconds * 1000;
      return outcome?.(task, number) ?? { kind: 'measured', answer: answerTo(task, factor) };
    },
    now: () => ms,
    date: () => new Date(START + ms),
    temporary: () => folder,
    keep: async () => () => {},
    async load(modules) {
      const described = await describeModules({ modules });
      for (const [i, module] of modules.entries()) {
        if ('threw' in described[i]!) continue;
        const { default: strategy } = (await import(module)) as { default?: Strategy };
        if (typeof strategy?.name === 'string') known.set(strategy.name, strategy);
      }
      return described;
    },
  };
}

/** Programs are run once, strategies of a test are held to the laws; ours are held to them elsewhere. */
async function tryHere({ programs, strategies }: PreflightTask, known: ReadonlyMap<string, Strategy>) {
  const { programs: tried } = await firstTry({ programs, strategies: [] });
  const laws: LawFinding[] = [];
  for (const { name } of strategies) {
    const isOurs = STRATEGIES.some((each) => each.name === name);
    const reports = isOurs
      ? LAWS.map(({ name: law, sentence }) => ({ law, sentence, outcome: 'kept' as const }))
      : await checkLaws(known.get(name)!, { Code: CodeObject, Interpreter, collect });
    laws.push({ strategy: name, reports });
  }
  return { programs: tried.map((each) => ({ ...each, seconds: 0.001 })), laws };
}

/** Nanoseconds that a look-up of each strategy takes here. */
const LOOK_UP_NS: Readonly<Record<string, number>> = {
  none: 0.01,
  inline: 1,
  trailing: 1.5,
  weakmap: 10,
  'weakref-list': 40,
};
const USUAL_LOOK_UP_NS = 20;
const CALL_NS = 100;

/** Bytes per code object that each strategy takes without extras, and with an extra on each. */
const BYTES: Readonly<Record<string, readonly [number, number]>> = {
  none: [0, 0],
  inline: [8, 8],
  trailing: [0, 8],
};
const USUAL_BYTES: readonly [number, number] = [0, 40];

export function answerTo(
  task: MeasureTask,
  factor: (arm: TaskArm, task: MeasureTask) => number,
): MeasureAnswer {
  const random = seededRandom(task.process.seed);
  const samples = task.arms.flatMap((arm) =>
    samplesOf(arm, task, () => 1 + (random.below(200) - 100) / 50_000, factor(arm, task)),
  );
  return { samples, notes: { doubledWorkRatio: 2 } };
}

function samplesOf(arm: TaskArm, task: MeasureTask, jitter: () => number, factor: number): ArmSamples[] {
  const {
    experiment,
    populations = [1000],
    attachFraction,
    growth,
    others,
    perTurn,
    tools,
    part,
    deaths,
    collections,
    rule,
  } = task.process;
  const strategy = arm.module.replace(/^.*\/|\.mjs$/g, '');
  const lookUpNs = LOOK_UP_NS[strategy] ?? USUAL_LOOK_UP_NS;
  const slowed = 1 + arm.injectedShare;
  const injected = arm.injectedShare > 0 ? { injectedRatio: slowed } : {};
  const times = (ns: number, work: number) =>
    Array.from({ length: task.rounds }, () => ns * work * slowed * factor * jitter());
  const timed = (ns: number, workPerBlock: number, setting: Partial<ArmSamples> = {}): ArmSamples => ({
    arm: arm.name,
    ...setting,
    unit: 'ns-per-block',
    workPerBlock,
    values: times(ns, workPerBlock),
    ...injected,
  });
  const [population] = populations;
  switch (experiment) {
    case 'call-cost':
    case 'builds':
    case 'tools':
    case 'replay':
      return [
        {
          ...timed(CALL_NS + lookUpNs, 1000, {
            ...(part === undefined ? {} : { part }),
            ...(rule === undefined ? {} : { rule }),
          }),
          checksum: '42',
        },
      ];
    case 'look-up':
      return populations.flatMap((each) =>
        (others ?? [undefined]).flatMap((crowd) =>
          (perTurn ?? [undefined]).flatMap((turn) =>
            [1, 0].map((hitRatio) =>
              timed(lookUpNs, turn ?? lookUpsPerBlock(each), {
                population: each,
                hitRatio,
                ...(crowd === undefined ? {} : { others: crowd }),
                ...(turn === undefined ? {} : { perTurn: turn }),
              }),
            ),
          ),
        ),
      );
    case 'several-tools':
      return tools!.map((number) =>
        timed(lookUpNs * number, 1000, { population: population!, tools: number }),
      );
    case 'memory': {
      const [empty, full] = BYTES[strategy] ?? USUAL_BYTES;
      return (growth ?? [attachFraction!]).map((fraction) => {
        const bytes = 150 + empty + (full - empty) * fraction;
        return {
          arm: arm.name,
          population: population!,
          attachFraction: fraction,
          unit: 'bytes' as const,
          workPerBlock: population!,
          values: [(150 + empty) * population!, bytes * factor * population!],
        };
      });
    }
    case 'cleanup': {
      const leaks = strategy.startsWith('map-by-') ? 1 : (arm.injectedLeak ?? 0);
      const rounds = Array.from({ length: task.cleanupRounds }, () => leaks * population!);
      return (deaths ?? ['all' as const]).flatMap((death): ArmSamples[] => {
        const common = {
          arm: arm.name,
          population: population!,
          workPerBlock: population!,
          ...(death === 'all' ? {} : { death }),
          ...(collections === undefined ? {} : { collections }),
        };
        const wrong = { ...common, unit: 'wrong-answers' as const, values: [0] };
        return [
          { ...common, unit: 'extras', values: [population!, ...rounds] },
          ...(death === 'all'
            ? [
                { ...common, unit: 'codes' as const, values: [population!, ...rounds.map(() => 0)] },
                { ...common, unit: 'bytes' as const, values: [leaks * 80 * population!] },
              ]
            : []),
          ...(death === 'churn' ? [wrong, { ...wrong, part: 'newborns' }] : []),
        ];
      });
    }
    default:
      throw new Error(`no made figures for ${experiment}`);
  }
}
