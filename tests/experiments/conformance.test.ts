/** What the contract of an experiment promises, of every one in the registry; what can be seen without a clock. */

import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../harness/experiments/experiment.ts';
import { experiments } from '../../harness/experiments/index.ts';
import type { CellOptions, PlannedCell } from '../../harness/experiments/planning.ts';
import type { Settled } from '../../harness/experiments/view.ts';
import { planArms } from '../../harness/plan/arms.ts';
import { SCALES } from '../../harness/plan/scales.ts';
import type { ArmSamples, ProcessRecord, Run, Setting } from '../../harness/records/schema.ts';
import { cellsOf } from '../../harness/samples/cells.ts';
import type { Figure } from '../../harness/samples/figure.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { record, SIX } from '../judge/made-records.ts';
import { madePrograms, madeTrace } from '../plan/made-options.ts';

const FOLDER = new URL('../../harness/experiments/', import.meta.url);
const NAMES = experiments().map(([name]) => name);
const PROGRAMS = ['fib', 'thousand', 'sieve', 'matrix', 'scheduler', 'queens'];

const options: CellOptions = {
  arms: planArms(STRATEGIES),
  programs: madePrograms(...PROGRAMS),
  traces: [madeTrace({ name: 'foreign' }), madeTrace({ name: 'fib', ofProgram: true })],
  rules: ['call-1', 'share-0.3'],
};
const ARMS = options.arms.map(({ name }) => name);

/** A run with whatever a view asks for; of rows only what says that bytes were read. */
const run = {
  plan: { rules: ['call-1'] },
  rows: [0, 1].map((attachFraction) => {
    return {
      experiment: 'memory',
      workload: 'population',
      metric: 'bytes-per-code',
      population: 10,
      attachFraction,
    };
  }),
} as unknown as Run;
const settled: Settled = {
  programs: ['fib'],
  replays: [{ workload: 'foreign', rule: 'call-1', ofProgram: false, heading: 'foreign' }],
  lookUps: 10,
  bytes: 10,
  collections: 2,
};

/** Ends of an interval are interpolated: of equal values they come out as those, but for the last digits. */
const ROUNDING = 1e-9;

/** The cells of all scales, with everybody who would take part when named. */
function cellsIn({ cells }: Experiment, also: Partial<CellOptions> = {}): PlannedCell[] {
  return Object.values(SCALES).flatMap((scale) => cells({ ...options, ...also }, scale));
}

/** A setting of samples that a process of the cell may report. */
function settingIn({
  populations,
  attachFraction,
  growth,
  others,
  perTurn,
  tools,
  part,
  rule,
}: PlannedCell): Setting {
  const known = {
    population: populations?.[0],
    attachFraction: growth?.[0] ?? attachFraction,
    others: others?.[0],
    perTurn: perTurn?.[0],
    tools: tools?.[0],
    part,
    rule,
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

/** Readings in which nothing is left in the end, and each arm takes more than the one before, by another amount in each process. */
function readings(unit: ArmSamples['unit'], place: number, replicate: number): number[] {
  const amount = 1_000 + (10 + replicate) * place;
  switch (unit) {
    case 'extras':
    case 'codes':
      return [100, 10, 0];
    case 'wrong-answers':
      return [1];
    case 'bytes':
      return [amount, 2 * amount];
    case 'snapshot-bytes':
      return [amount];
    default:
      return [amount, amount + 1, amount + 2];
  }
}

/** Six processes of the cell, each with samples of every arm in the unit. */
function made({ seconds: _, ...cell }: PlannedCell, unit: ArmSamples['unit']): ProcessRecord[] {
  const setting = settingIn({ seconds: 0, ...cell });
  return SIX.map((replicate) =>
    record(
      { ...cell, arms: [...cell.arms], replicate },
      cell.arms.map((arm, place) => {
        return { arm, unit, workPerBlock: 100, values: readings(unit, place, replicate), ...setting };
      }),
    ),
  );
}

/** The figures of made samples: of every cell of the fullest plan, in every unit that the experiment is measured in. */
function figuresIn(experiment: Experiment): Figure[] {
  const records = experiment
    .cells(options, SCALES.full)
    .flatMap((cell) =>
      (experiment.records?.units ?? ['ns-per-block' as const]).flatMap((unit) => made(cell, unit)),
    );
  const cells = cellsOf(records);
  const alone = cells.flatMap((cell) =>
    ARMS.flatMap((arm) => {
      const processes = cell.processes.filter(({ samples }) => samples.has(arm));
      return processes.length === 0 ? [] : experiment.figures(cell, arm, processes);
    }),
  );
  return [...alone, ...ARMS.flatMap((arm) => experiment.figuresAcross?.(cells, arm) ?? [])];
}

describe('the registry', () => {
  it('has every folder, each under its name', () => {
    const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((each) => each.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual([...NAMES].sort());
  });
});

describe.each(experiments().map(([name, experiment]) => ({ name, experiment })))(
  '$name',
  ({ name, experiment }) => {
    const { process, comparison, takesPart } = experiment;

    it('plans the same cells whenever it is asked, and changes nothing of what it is given', () => {
      const before = structuredClone(options);
      expect(cellsIn(experiment)).toEqual(cellsIn(experiment));
      expect(options).toEqual(before);
    });

    it('plans cells of its own, in some scale', () => {
      const cells = cellsIn(experiment);
      expect(cells.length).toBeGreaterThan(0);
      for (const cell of cells) {
        expect(cell.experiment).toBe(name);
        expect(cell.seconds).toBeGreaterThan(0);
        expect(cell.arms.length).toBeGreaterThan(0);
      }
    });

    it('plans arms that take part, each once, and none that a run does not have', () => {
      const some = options.arms.filter(({ name: arm }) => arm !== 'weakmap');
      for (const arms of [options.arms, some]) {
        const allowed = arms.filter(takesPart).map(({ name: arm }) => arm);
        for (const cell of cellsIn(experiment, { arms, everywhere: true })) {
          expect(cell.arms.filter((arm) => !allowed.includes(arm))).toEqual([]);
          expect(new Set(cell.arms).size).toBe(cell.arms.length);
        }
      }
    });

    it('has cells of programs, of traces, or of neither, as its processes need', () => {
      const given = { program: PROGRAMS, script: ['foreign', 'fib'] };
      const workloads = new Set(cellsIn(experiment).map(({ workload }) => workload));
      if (process.input === undefined) {
        expect([...workloads].filter((workload) => PROGRAMS.includes(workload))).toEqual([]);
        expect(cellsIn(experiment, { programs: [], traces: [] })).toEqual(cellsIn(experiment));
      } else {
        expect([...workloads].filter((workload) => !given[process.input!].includes(workload))).toEqual([]);
        expect(cellsIn(experiment, { programs: [], traces: [] })).toEqual([]);
      }
    });

    it('has a module that measures', async () => {
      expect(existsSync(new URL(`${name}/measure.ts`, FOLDER))).toBe(true);
      const { measure } = await import(`../../harness/experiments/${name}/measure.ts`);
      expect(measure).toBeTypeOf('function');
    });

    it('makes figures of samples: of its own, each with a value for every process and an interval around them', () => {
      const figures = figuresIn(experiment);
      expect(figures.length).toBeGreaterThan(0);
      for (const { row, values } of figures) {
        expect(row.experiment).toBe(name);
        expect(ARMS).toContain(row.strategy);
        expect(values.length).toBeGreaterThan(0);
        expect(values.every(Number.isFinite)).toBe(true);
        if (row.estimate === null) expect(row.because).toBeTruthy();
        else expect(row.low! - ROUNDING <= row.estimate && row.estimate <= row.high! + ROUNDING).toBe(true);
      }
    });

    it('compares with arms of the plan, and never an arm with itself', () => {
      const figures = figuresIn(experiment);
      for (const { row } of figures.filter((each) => each.row.reference !== undefined)) {
        expect(ARMS).toContain(row.reference);
        expect(row.reference).not.toBe(row.strategy);
      }
      for (const arm of options.arms.filter(takesPart))
        expect(ARMS).toContain(comparison?.reference?.(arm) ?? 'none');
    });

    it('judges a figure that it makes', () => {
      if (comparison === undefined) return;
      const { metric, threshold, reference = () => 'none' } = comparison;
      expect(threshold).toBeGreaterThan(0);
      const judged = figuresIn(experiment)
        .map(({ row }) => row)
        .filter((row) => row.metric === metric && comparison.repeats?.(row) !== true)
        .filter((row) => row.reference === reference(options.arms.find((arm) => arm.name === row.strategy)!));
      expect(new Set(judged.map(({ strategy }) => strategy)).size).toBeGreaterThan(2);
    });

    it('shows, and misses, figures that it makes', () => {
      const metrics = figuresIn(experiment).map(({ row }) => row.metric);
      const { due, beside, columns, verdicts, terminal } = experiment.view ?? {};
      for (const shown of [due, beside]) expect(metrics).toContain(shown?.metric ?? metrics[0]);
      const found = columns?.(run, settled) ?? [];
      for (const { wanted } of found) {
        expect(wanted.experiment).toBe(name);
        expect(metrics).toContain(wanted.metric);
      }
      expect(found.length > 0).toBe(columns !== undefined);
      if (terminal !== undefined) expect(columns).toBeDefined();
      if (verdicts !== undefined) expect(comparison).toBeDefined();
    });
  },
);
