import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { asProcessRecord } from '../../harness/experiments/reading.ts';
import { Failure } from '../../harness/failure.ts';
import { planArms } from '../../harness/plan/arms.ts';
import { makePlan } from '../../harness/plan/plan.ts';
import { asRun } from '../../harness/records/check.ts';
import { publishedSchemas } from '../../harness/records/publish.ts';
import {
  type ArmSamples,
  type ProcessRecord,
  type Row,
  type Setting,
  sameSetting,
  settingOf,
} from '../../harness/records/schema.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { madePrograms } from '../plan/made-options.ts';
import { blankRun } from './blank-run.ts';

const WHOLE: Required<Setting> = {
  population: 1000,
  attachFraction: 0.5,
  hitRatio: 1,
  others: 4,
  perTurn: 4000,
  tools: 2,
  part: 'attach',
  death: 'half',
  collections: 'ordinary',
  rule: 'call-1',
};

const OTHER: Required<Setting> = {
  population: 1001,
  attachFraction: 0,
  hitRatio: 0,
  others: 0,
  perTurn: 100,
  tools: 8,
  part: 'detach',
  death: 'churn',
  collections: 'ordinary',
  rule: 'call-2',
};

const NAMES = Object.keys(WHOLE) as (keyof Setting)[];

describe('the setting of a row, a control or samples', () => {
  const samples: ArmSamples = { arm: 'inline', unit: 'bytes', workPerBlock: 1, values: [1], ...WHOLE };

  it('is all that says where it was measured, and nothing else', () => {
    expect(settingOf(samples)).toEqual(WHOLE);
  });

  it('has no entry for what is not set', () => {
    expect(Object.keys(settingOf({ part: 'attach', death: undefined } as unknown as Setting))).toEqual([
      'part',
    ]);
  });

  it('keeps a zero: none of the others is a setting', () => {
    expect(settingOf({ others: 0, population: 0 })).toEqual({ others: 0, population: 0 });
  });

  it('is the same only if nothing differs', () => {
    expect(sameSetting(WHOLE, samples)).toBe(true);
    expect(sameSetting({}, {})).toBe(true);
    for (const name of NAMES) {
      const { [name]: _, ...without } = WHOLE;
      expect(sameSetting(WHOLE, without)).toBe(false);
      expect(sameSetting(without, WHOLE)).toBe(false);
      if (name !== 'collections') expect(sameSetting(WHOLE, { ...WHOLE, [name]: OTHER[name] })).toBe(false);
    }
  });
});

describe('the check at the door', () => {
  const record: ProcessRecord = {
    process: {
      number: 0,
      experiment: 'cleanup',
      workload: 'population',
      arms: ['inline'],
      replicate: 0,
      seed: 1,
    },
    attempt: 1,
    startedAt: '2026-11-22T00:00:00.000Z',
    seconds: 0.5,
    outcome: 'measured',
    samples: [],
    notes: {},
  };

  it.each(['usual', 'full', 'quick'] as const)('lets every process of a plan through (%s)', (scale) => {
    const programs = madePrograms('fib', 'thousand');
    const options = { scale, budgetSeconds: 140, precision: null, seed: 1, programs };
    const plan = makePlan({ ...options, arms: planArms(STRATEGIES), everywhere: true });
    expect(asRun({ ...blankRun(), plan }, 'run.json').plan).toEqual(plan);
    for (const process of plan.processes)
      expect(asProcessRecord({ ...record, process }, '').process).toEqual(process);
  });

  it('lets samples and rows of every setting through', () => {
    const samples: ArmSamples = {
      arm: 'inline',
      unit: 'mb-until-gone',
      workPerBlock: 1,
      values: [-1, 2, 3],
      ...WHOLE,
    };
    // By the schema alone: no process measures in all of them at once.
    const isRecord = new Ajv({ strict: false }).compile(
      JSON.parse(publishedSchemas()['process.schema.json']!),
    );
    expect(isRecord({ ...record, samples: [samples] })).toBe(true);
    const row: Row = {
      experiment: 'collector',
      strategy: 'inline',
      workload: 'population',
      metric: 'added-ms',
      unit: 'ms',
      reference: 'none',
      estimate: null,
      low: null,
      high: null,
      level: 0.95,
      processes: 6,
      ...WHOLE,
    };
    expect(asRun({ ...blankRun(), rows: [row] }, 'run.json').rows).toEqual([row]);
  });

  it.each([
    ['death', 'all'],
    ['collections', 'forced'],
    ['others', -1],
    ['perTurn', 0],
    ['attachFraction', 1.1],
  ])('stops samples whose %s is %s', (name, value) => {
    const samples = [{ arm: 'inline', unit: 'extras', workPerBlock: 1, values: [0], [name]: value }];
    let thrown: unknown;
    try {
      asProcessRecord({ ...record, samples }, 'samples.jsonl:1');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Failure);
    expect(thrown).toMatchObject({ exitCode: 5 });
    for (const part of ['samples.jsonl:1', `samples.0.${name}`])
      expect((thrown as Failure).message).toContain(part);
  });
});
