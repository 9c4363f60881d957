import { describe, expect, it } from 'vitest';
import { controlsOf } from '../../harness/judge/controls.ts';
import { brokenPromises } from '../../harness/judge/promises.ts';
import { figuresOf, rowsOf } from '../../harness/judge/rows.ts';
import { withVerdicts } from '../../harness/judge/verdicts.ts';
import type { ExperimentName, ProcessRecord, Row, Setting } from '../../harness/records/schema.ts';
import { plan, record, rowOf, timed } from './made-records.ts';

const EIGHT = [0, 1, 2, 3, 4, 5, 6, 7];

/** Eight processes of a program, one faster than the other; in each the arms take what is said, as multiples of its speed. */
function onProgram(
  experiment: ExperimentName,
  times: Readonly<Record<string, number>>,
  setting: Setting = {},
  workload = 'fib',
): ProcessRecord[] {
  return EIGHT.map((i) => {
    const each = Object.entries(times).map(([arm, ns]) => [arm, ns * (1 + i / 10)]);
    return timed(experiment, i, Object.fromEntries(each), setting, { workload });
  });
}

function judged(records: readonly ProcessRecord[]): Row[] {
  return withVerdicts(plan, figuresOf(plan, records), controlsOf(plan, records));
}

/** Each arm's verdict, the metric that it judges, and what that is compared with. */
function verdicts(rows: readonly Row[]): Record<string, unknown> {
  const found = rows.filter(({ verdict }) => verdict !== undefined);
  return Object.fromEntries(found.map((row) => [row.strategy, [row.verdict!.is, row.metric, row.reference]]));
}

/** References of the arm's comparisons, each once. */
function references(rows: readonly Row[], arm: string): (string | undefined)[] {
  const compared = rows.filter(({ strategy, reference }) => strategy === arm && reference !== undefined);
  return [...new Set(compared.map(({ reference }) => reference))];
}

const BUILT = {
  'no-hook': 80,
  'no-hook-twin': 80,
  none: 100,
  'none-twin': 100,
  inline: 102.5,
  'unused-field': 100.1,
  'unused-field-no-hook': 80.1,
  'global-hook': 110,
  'hook-on-code': 105,
  'own-hooks': 95,
  'idle-hooks': 84,
  decorator: 120,
};

describe('special builds', () => {
  const rows = judged(onProgram('builds', BUILT));

  it('are compared with no hook, with no storage and with the inline field', () => {
    for (const arm of ['own-hooks', 'idle-hooks', 'unused-field'])
      expect(references(rows, arm)).toEqual(['no-hook', 'none', 'inline']);
    expect(references(rows, 'none')).toEqual(['no-hook', 'inline']);
    expect(references(rows, 'no-hook')).toEqual(['none', 'inline']);
    const ratio = (arm: string, reference: string) =>
      rowOf(rows, { strategy: arm, metric: 'ratio', reference }).estimate;
    expect(ratio('idle-hooks', 'no-hook')).toBeCloseTo(1.05, 9);
    expect(ratio('idle-hooks', 'none')).toBeCloseTo(0.84, 9);
  });

  it('have one verdict each: by no storage where they have a hook, by no hook where they have none', () => {
    expect(verdicts(rows)).toEqual({
      inline: ['slower', 'ratio', 'none'],
      'unused-field': ['equivalent', 'ratio', 'none'],
      'unused-field-no-hook': ['equivalent', 'ratio', 'no-hook'],
      'global-hook': ['slower', 'ratio', 'none'],
      'hook-on-code': ['slower', 'ratio', 'none'],
      'own-hooks': ['faster', 'ratio', 'none'],
      'idle-hooks': ['slower', 'ratio', 'no-hook'],
      decorator: ['slower', 'ratio', 'no-hook'],
    });
  });

  it('have no verdict beside the other references', () => {
    const counted = rows.filter(({ verdict }) => verdict !== undefined).map(({ strategy }) => strategy);
    expect(new Set(counted).size).toBe(counted.length);
  });

  it('are told after whole programs and before the tools', () => {
    const times = { none: 100, 'no-hook': 90, inline: 100, weakmap: 110 };
    const mixed = (['tools', 'replay', 'builds', 'call-cost'] as const).flatMap((experiment) =>
      onProgram(experiment, times),
    );
    const order = rowsOf(plan, mixed).map(({ experiment }) => experiment);
    expect([...new Set(order)]).toEqual(['call-cost', 'builds', 'tools', 'replay']);
    expect(order).toEqual([...order].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  });
});

describe('a twin without a hook', () => {
  const twin = (factor: number) => ({ ...BUILT, 'no-hook-twin': 80 * factor });
  const control = (records: readonly ProcessRecord[]) =>
    controlsOf(plan, records).filter(({ id }) => id === 'no-hook-twin');

  it('is a control of the builds, and its answer is 1', () => {
    expect(control(onProgram('builds', twin(1.001)))).toMatchObject([
      { experiment: 'builds', workload: 'fib', expected: 1, passed: true },
    ]);
    expect(control(onProgram('builds', twin(1.05)))).toMatchObject([
      { experiment: 'builds', workload: 'fib', expected: 1, passed: false },
    ]);
  });

  it('makes what stands beside it invalid, and nothing else', () => {
    const rows = judged([
      ...onProgram('builds', twin(1.05)),
      ...onProgram('builds', BUILT, {}, 'thousand'),
      ...onProgram('call-cost', { none: 100, inline: 102.5 }),
    ]);
    const on = (experiment: ExperimentName, workload: string) => {
      const found = rows.filter((row) => row.experiment === experiment && row.workload === workload);
      return new Set(found.flatMap(({ verdict }) => verdict?.is ?? []));
    };
    expect(on('builds', 'fib')).toEqual(new Set(['invalid']));
    expect(on('builds', 'thousand')).not.toContain('invalid');
    expect(on('call-cost', 'fib')).toEqual(new Set(['slower']));
  });

  it('is asked for only where it was measured', () => {
    expect(control(onProgram('call-cost', { none: 100, 'no-hook': 80 }))).toEqual([]);
  });
});

describe('a tool', () => {
  const WITH_JIT = { 'no-hook': 100, inline: 60, 'inline-twin': 60, weakmap: 80, tuple: 60.5 };

  it('is compared with no hook and with the inline field, also beside the control without storage', () => {
    const rows = rowsOf(plan, onProgram('tools', { ...WITH_JIT, none: 100 }, { part: 'coverage' }));
    expect(references(rows, 'weakmap')).toEqual(['no-hook', 'inline']);
    expect(references(rows, 'inline')).toEqual(['no-hook']);
  });

  it('has its verdicts by the inline field', () => {
    expect(verdicts(judged(onProgram('tools', WITH_JIT, { part: 'JIT' })))).toEqual({
      weakmap: ['slower', 'ratio', 'inline'],
      tuple: ['equivalent', 'ratio', 'inline'],
    });
  });

  it('stands apart from another tool on the same program', () => {
    const rows = rowsOf(plan, [
      ...onProgram('tools', { inline: 60, weakmap: 90 }, { part: 'JIT' }),
      ...onProgram('tools', { inline: 60, weakmap: 60 }, { part: 'debugger' }),
    ]);
    const ratio = (part: string) =>
      rowOf(rows, { strategy: 'weakmap', metric: 'ratio', reference: 'inline', part }).estimate;
    expect(ratio('JIT')).toBeCloseTo(1.5, 9);
    expect(ratio('debugger')).toBeCloseTo(1, 9);
  });
});

describe('the gain that a storage takes back from a JIT', () => {
  const eaten = (times: Readonly<Record<string, number>>, part = 'JIT') =>
    rowsOf(plan, onProgram('tools', times, { part })).filter(({ metric }) => metric === 'gain-eaten');

  it('is the share of what the JIT saves with the inline field, whatever the speed of a process', () => {
    const rows = eaten({ 'no-hook': 100, inline: 60, weakmap: 80, tuple: 70, 'map-by-id': 110 });
    const shareOf = (strategy: string) => rowOf(rows, { strategy });
    expect(shareOf('weakmap')).toMatchObject({
      unit: 'fraction',
      reference: 'inline',
      part: 'JIT',
      processes: 8,
    });
    for (const [arm, share] of [
      ['weakmap', 0.5],
      ['tuple', 0.25],
      ['map-by-id', 1.25],
    ] as const) {
      const { estimate, low, high } = shareOf(arm);
      for (const value of [estimate, low, high]) expect(value).toBeCloseTo(share, 9);
    }
  });

  it('is nothing for the field once more, and is not asked of the field or of no hook', () => {
    const rows = eaten({ 'no-hook': 100, inline: 60, 'inline-twin': 60 });
    expect(rows.map(({ strategy, estimate }) => [strategy, estimate])).toEqual([['inline-twin', 0]]);
  });

  it('is below nothing where a storage is better than the field', () => {
    expect(eaten({ 'no-hook': 100, inline: 60, weakmap: 50 })[0]!.estimate).toBeCloseTo(-0.25, 9);
  });

  it('is not told where the JIT gains nothing in some process', () => {
    const gains = onProgram('tools', { 'no-hook': 100, inline: 60, weakmap: 80 }, { part: 'JIT' });
    for (const inline of [100, 120]) {
      const times = { 'no-hook': 100, inline, weakmap: 130 };
      const none = timed('tools', 8, times, { part: 'JIT' }, { workload: 'fib' });
      const metrics = rowsOf(plan, [...gains, none]).map(({ metric }) => metric);
      expect(metrics).toContain('ratio');
      expect(metrics).not.toContain('gain-eaten');
    }
  });

  it('is not told where one of the two is missing, nor of other tools', () => {
    expect(eaten({ inline: 60, weakmap: 80 })).toEqual([]);
    expect(eaten({ 'no-hook': 100, weakmap: 80 })).toEqual([]);
    for (const part of ['coverage', 'debugger'])
      expect(eaten({ 'no-hook': 100, inline: 60, weakmap: 80 }, part)).toEqual([]);
  });
});

describe('several tools', () => {
  const at = (tools: number, times: Readonly<Record<string, number>>) =>
    EIGHT.map((i) => {
      const each = Object.entries(times).map(([arm, ns]) => [arm, ns + i / 100]);
      return timed('several-tools', i, Object.fromEntries(each), { population: 1000, tools });
    });
  const rows = judged([
    ...at(8, { none: 4, tuple: 9 }),
    ...at(1, { none: 1, tuple: 1.1, inline: 1.2, 'inline-twin': 1.2 }),
  ]);

  it('are told from one to many', () => {
    expect([...new Set(rows.map(({ tools }) => tools))]).toEqual([1, 8]);
  });

  it('have their verdicts by the ns that they add, at each number', () => {
    const compared = rows.filter(({ verdict }) => verdict !== undefined);
    expect(
      compared.map(({ tools, strategy, metric, reference, verdict }) => {
        return [tools, strategy, metric, reference, verdict!.is];
      }),
    ).toEqual([
      [1, 'inline', 'added-ns', 'none', 'equivalent'],
      [1, 'tuple', 'added-ns', 'none', 'equivalent'],
      [8, 'tuple', 'added-ns', 'none', 'slower'],
    ]);
    expect(
      rowOf(rows, { strategy: 'tuple', tools: 8, metric: 'added-ns', reference: 'none' }).estimate,
    ).toBeCloseTo(5, 9);
  });

  it('are vouched for by the twin at their own number', () => {
    const times = { none: 4, tuple: 9, inline: 5, 'inline-twin': 5 };
    const bad = judged([...at(1, { ...times, 'inline-twin': 6 }), ...at(2, times)]);
    const is = (tools: number) =>
      rowOf(bad, { strategy: 'tuple', tools, metric: 'added-ns', reference: 'none' }).verdict!.is;
    expect([is(1), is(2)]).toEqual(['invalid', 'slower']);
  });
});

describe('bytes of a field that nobody uses', () => {
  it('have a verdict: everybody pays them', () => {
    const records = EIGHT.flatMap((replicate) =>
      [
        ['none', 200],
        ['unused-field', 208],
      ].map(([arm, bytes]) => {
        const sample = { population: 100, attachFraction: 1, workPerBlock: 100, unit: 'bytes' as const };
        const values = [0, 100 * Number(bytes) + replicate];
        return record({ experiment: 'memory', replicate }, [{ ...sample, arm: String(arm), values }]);
      }),
    );
    expect(verdicts(judged(records))).toEqual({ 'unused-field': ['more', 'bytes-per-code', 'none'] });
  });
});

describe('wrong answers of a replay', () => {
  const rule = 'call-1';
  const records = EIGHT.map((replicate) => {
    const lossy = { arm: 'lossy-table', rule } as const;
    return record({ experiment: 'replay', replicate, workload: 'small', rule }, [
      { arm: 'none', rule, unit: 'ns-per-block', workPerBlock: 10, values: [500, 500] },
      { ...lossy, unit: 'ns-per-block', workPerBlock: 10, values: [600, 600] },
      { ...lossy, unit: 'wrong-answers', workPerBlock: 1000, values: [20 + replicate] },
    ]);
  });

  it('are a share of the entries, of whoever may be wrong and of nobody else', () => {
    const wrong = rowsOf(plan, records).filter(({ metric }) => metric === 'wrong-answers');
    expect(wrong).toMatchObject([
      {
        experiment: 'replay',
        strategy: 'lossy-table',
        workload: 'small',
        unit: 'fraction',
        rule,
        processes: 8,
        estimate: 0.0235,
      },
    ]);
    expect(wrong[0]!.reference).toBeUndefined();
  });

  it('stand beside the times of the same stretch, and have no verdict', () => {
    const rows = judged(records);
    expect(rowOf(rows, { strategy: 'lossy-table', metric: 'wrong-answers' }).verdict).toBeUndefined();
    expect(
      rowOf(rows, { strategy: 'lossy-table', metric: 'added-ns', reference: 'none' }).verdict,
    ).toMatchObject({ is: 'slower' });
  });

  it('break no promise', () => {
    expect(brokenPromises(plan, records)).toEqual([]);
  });
});
