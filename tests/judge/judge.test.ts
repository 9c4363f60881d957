import { describe, expect, it } from 'vitest';
import { controlsOf } from '../../harness/judge/controls.ts';
import { doubtsOf } from '../../harness/judge/doubts.ts';
import { figuresOf, rowsOf } from '../../harness/judge/rows.ts';
import { withVerdicts } from '../../harness/judge/verdicts.ts';
import type { ArmSamples, ProcessRecord } from '../../harness/records/schema.ts';
import { controlSentence } from '../../harness/words/control.ts';
import { numbersIn, plan, record } from './made-records.ts';

/** A process of `fib` where each arm takes the given ns in each round of 1 000 calls. */
function fibProcess(
  replicate: number,
  rounds: Record<string, number[]>,
  notes: Record<string, number> = {},
): ProcessRecord {
  const { injectedRatio, ...others } = notes;
  const samples = Object.entries(rounds).map(
    ([arm, values]): ArmSamples => ({
      arm,
      unit: 'ns-per-block',
      workPerBlock: 1000,
      values,
      checksum: '21',
      ...(arm === 'inline-slowed' && injectedRatio !== undefined ? { injectedRatio } : {}),
    }),
  );
  return record(
    { experiment: 'call-cost', workload: 'fib', arms: Object.keys(rounds), replicate },
    samples,
    others,
  );
}

function repeat(value: number, rounds: number): number[] {
  return new Array(rounds).fill(value);
}

describe('rows of call cost', () => {
  const records = [100, 110, 90, 105, 95, 102].map((none, replicate) =>
    fibProcess(replicate, {
      none: repeat(none * 1000, 9),
      inline: repeat((none + 2) * 1000, 9),
      weakmap: repeat((none + 2) * 1200, 9),
    }),
  );
  const rows = rowsOf(plan, records);
  const find = (strategy: string, metric: string, reference?: string) =>
    rows.find((row) => row.strategy === strategy && row.metric === metric && row.reference === reference)!;

  it('give the time per call as the median over processes', () => {
    expect(find('none', 'ns').estimate).toBe(101);
    expect(find('none', 'ns').processes).toBe(6);
  });

  it('give the added time to the control in the same process, whatever the speed of the process', () => {
    const row = find('inline', 'added-ns', 'none');
    expect([row.estimate, row.low, row.high]).toEqual([2, 2, 2]);
  });

  it('give the ratio to inline as well as to none', () => {
    expect(find('weakmap', 'ratio', 'inline').estimate).toBeCloseTo(1.2, 9);
    expect(find('inline', 'ratio', 'none').estimate).toBeCloseTo(1.02, 2);
  });

  it('do not change their interval when a process has ten times as many rounds', () => {
    const longer = records.map((each) => ({
      ...each,
      samples: each.samples.map((s) => ({ ...s, values: Array.from({ length: 10 }, () => s.values).flat() })),
    }));
    expect(rowsOf(plan, longer)).toEqual(rows);
  });

  it('are not moved by one slow block in a process', () => {
    const disturbed = records.map((each) => ({
      ...each,
      samples: each.samples.map((s) => ({ ...s, values: s.values.map((v, i) => (i === 4 ? v * 30 : v)) })),
    }));
    expect(rowsOf(plan, disturbed).map(({ estimate }) => estimate)).toEqual(
      rows.map(({ estimate }) => estimate),
    );
  });

  it('leave out processes that crashed', () => {
    const crashed: ProcessRecord = { ...records[0]!, outcome: 'crashed', samples: [], error: 'exit code 1' };
    expect(rowsOf(plan, [...records, crashed])).toEqual(rows);
  });
});

describe('rows of memory', () => {
  it('take the bare population of the same replicate away', () => {
    const cell = (arm: string, replicate: number, bytes: number) =>
      record(
        {
          experiment: 'memory',
          workload: 'population',
          arms: [arm],
          replicate,
          populations: [10],
          attachFraction: 1,
        },
        [{ arm, unit: 'bytes', population: 10, attachFraction: 1, workPerBlock: 10, values: [0, bytes] }],
      );
    const rows = rowsOf(
      plan,
      [0, 1, 2].flatMap((r) => [cell('none', r, 2000 + r * 10), cell('inline', r, 2080 + r * 10)]),
    );
    const row = rows.find(({ strategy, metric }) => strategy === 'inline' && metric === 'bytes-per-code')!;
    expect([row.estimate, row.low, row.high, row.processes]).toEqual([8, 8, 8, 3]);
    expect(rows.some(({ strategy, metric }) => strategy === 'none' && metric === 'bytes-per-code')).toBe(
      false,
    );
  });
});

describe('rows of cleanup', () => {
  const cell = (arm: string, replicate: number, left: number[]) =>
    record({ experiment: 'cleanup', workload: 'population', arms: [arm], replicate, populations: [100] }, [
      { arm, unit: 'extras', population: 100, workPerBlock: 100, values: left },
    ]);

  it('count collections until nothing was left', () => {
    const rows = rowsOf(plan, [
      cell('inline', 0, [100, 0, 0]),
      cell('inline', 1, [100, 100, 0]),
      cell('inline', 2, [100, 0, 0]),
    ]);
    expect(rows.find(({ metric }) => metric === 'rounds-until-gone')!.estimate).toBe(1);
    expect(rows.filter(({ metric }) => metric === 'left-fraction').map(({ estimate }) => estimate)).toEqual([
      1, 0, 0,
    ]);
  });

  it('give no number for what never went, and say so', () => {
    const row = rowsOf(plan, [cell('map-by-id', 0, [100, 100, 100])]).find(
      ({ metric }) => metric === 'rounds-until-gone',
    )!;
    expect(row.estimate).toBeNull();
    // In how many of how many processes, after how many collections.
    expect(numbersIn(row.because)).toEqual([1, 1, 2]);
  });

  it('see a promised leak, and notice when one stops leaking', () => {
    const passed = (left: number[]) =>
      controlsOf(plan, [cell('map-by-id', 0, left)]).find(({ id }) => id === 'must-leak')!.passed;
    expect(passed([100, 100, 100])).toBe(true);
    expect(passed([100, 100, 99])).toBe(false);
  });

  it('ask no table of a few places to leak everything', () => {
    const controls = controlsOf(plan, [cell('lossy-table', 0, [100, 64, 64])]);
    expect(controls.filter(({ id }) => id === 'must-leak')).toEqual([]);
  });
});

describe('controls', () => {
  const run = (twin: number, slowed: number) =>
    controlsOf(
      plan,
      Array.from({ length: 8 }, (_, i) =>
        fibProcess(
          i,
          {
            inline: repeat(100_000 + i, 5),
            'inline-twin': repeat((100_000 + i) * twin, 5),
            'inline-slowed': repeat((100_000 + i) * slowed, 5),
          },
          { injectedRatio: 1.05, doubledWorkRatio: 2 },
        ),
      ),
    );

  it('pass when twins agree and the injected slowdown is found', () => {
    expect(run(1.001, 1.05).map(({ id, passed }) => [id, passed])).toEqual([
      ['inline-twin', true],
      ['injected', true],
      ['proof-of-work', true],
    ]);
  });

  it('fail when twins differ beyond the limit with 1 outside the interval', () => {
    expect(run(1.03, 1.05)[0]).toMatchObject({ id: 'inline-twin', passed: false });
  });

  it('pass when twins differ by less than anybody can feel, though by more in percent', () => {
    const twins = Array.from({ length: 8 }, (_, i) =>
      fibProcess(i, { inline: repeat(1000 + i, 5), 'inline-twin': repeat((1000 + i) * 1.03, 5) }),
    );
    expect(controlsOf(plan, twins)[0]).toMatchObject({ id: 'inline-twin', passed: true });
  });

  it('do not vouch for a workload when a twin is known too vaguely', () => {
    const twins = Array.from({ length: 6 }, (_, i) =>
      fibProcess(i, { inline: repeat(100_000, 5), 'inline-twin': repeat(100_000 * (0.7 + 0.12 * i), 5) }),
    );
    const [twin] = controlsOf(plan, twins);
    expect(twin).toMatchObject({ id: 'inline-twin', passed: false });
    const { low, high } = twin!;
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
    // The reason is how vaguely it is known, not how far it is off.
    expect(numbersIn(controlSentence(twin!)).at(-1)).toBeCloseTo((100 * (high! - low!)) / 2, 1);
  });

  it('have no interval for one process, and say so', () => {
    const twins = [fibProcess(0, { inline: repeat(100_000, 5), 'inline-twin': repeat(100_000, 5) })];
    const [twin] = controlsOf(plan, twins);
    expect(twin).toMatchObject({ passed: false, low: null });
    // How far it is off, and nothing that would be an end of an interval.
    expect(numbersIn(controlSentence(twin!))).toEqual([0]);
    expect(controlSentence(twin!)).not.toMatch(/null|NaN/);
  });

  it('compare each process with the slowdown that it put in itself', () => {
    const records = [1.05, 1.1, 1.05, 1.1, 1.05, 1.1].map((share, i) =>
      fibProcess(
        i,
        { inline: repeat(100_000, 5), 'inline-slowed': repeat(100_000 * share, 5) },
        { injectedRatio: share },
      ),
    );
    const injected = controlsOf(plan, records).find(({ id }) => id === 'injected')!;
    expect(injected.estimate).toBeCloseTo(injected.expected, 9);
    expect(injected.passed).toBe(true);
  });

  it('do not ask for a slowdown of less than a tenth of a nanosecond', () => {
    const records = Array.from({ length: 8 }, (_, i) =>
      fibProcess(i, { inline: repeat(1000, 5), 'inline-slowed': repeat(1000, 5) }, { injectedRatio: 1.05 }),
    );
    expect(controlsOf(plan, records).filter(({ id }) => id === 'injected')).toEqual([]);
  });

  it('fail when the injected slowdown is not found', () => {
    expect(run(1, 1.001)[1]).toMatchObject({ id: 'injected', expected: 1.05, passed: false });
  });
});

describe('a program that makes almost no calls', () => {
  const programs = plan.programs.map((program) => ({ ...program, control: true }));
  const controlPlan = { ...plan, programs };
  const records = [100, 110, 90, 105, 95, 102].map((none, replicate) =>
    fibProcess(replicate, {
      none: repeat(none * 1000, 9),
      inline: repeat((none + replicate / 10) * 1000, 9),
      weakmap: repeat(none * 1100, 9),
    }),
  );
  const found = controlsOf(controlPlan, records).filter(({ id }) => id === 'no-calls');

  it('is a control: a strategy that changes its time is being measured wrongly', () => {
    expect(found.map(({ strategy, passed }) => [strategy, passed])).toEqual([
      ['inline', true],
      ['weakmap', false],
    ]);
    expect(controlSentence(found[1]!)).toContain('10.0 %');
  });

  it('has no ns per call and no verdict', () => {
    const rows = withVerdicts(controlPlan, figuresOf(controlPlan, records), []);
    expect(rows.map(({ metric }) => metric)).not.toContain('added-ns');
    expect(rows.filter(({ verdict }) => verdict !== undefined)).toEqual([]);
  });
});

describe('doubts', () => {
  it('tell of arms that computed different answers', () => {
    const process = fibProcess(0, { none: [1000], inline: [1000] });
    process.samples[1]!.checksum = '22';
    expect(doubtsOf(plan, [process]).map(({ code }) => code)).toContain('answers-differ');
  });

  it('tell of an arm whose time moves within the process', () => {
    const records = Array.from({ length: 6 }, (_, i) =>
      fibProcess(i, {
        none: repeat(50_000, 8),
        weakmap: [90_000, 90_000, 90_000, 90_000, 60_000, 60_000, 60_000, 60_000],
      }),
    );
    const doubt = doubtsOf(plan, records).find(({ code }) => code === 'not-steady')!;
    expect(doubt.says).toMatch(/weakmap \(6 of 6\)/);
  });

  it('tell when processes are too few for 95 %', () => {
    const few = [0, 1, 2].map((i) => fibProcess(i, { none: [1], inline: [1] }));
    expect(doubtsOf(plan, few).find(({ code }) => code === 'few-processes')!.says).toMatch(
      /3 processes.*75 %/,
    );
  });
});
