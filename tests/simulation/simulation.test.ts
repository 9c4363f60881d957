/**
 * The quick part of `npm run simulate`. Seeded, so a test that passes passes always. Of 4000 repetitions the
 * standard error of a rate near 0.95 is 0.0034: the tolerance of 0.01 is three of them. docs/statistics.md
 * has the whole.
 */

import { describe, expect, it } from 'vitest';
import { ratioTo } from '../../harness/judge/collapse.ts';
import type { ArmSamples } from '../../harness/records/schema.ts';
import { seededDraws } from '../../harness/simulation/draws.ts';
import { pooledCoverage } from '../../harness/simulation/naive.ts';
import { share, simulationError } from '../../harness/simulation/rate.ts';
import { madeRun, nested, SHAPES, shapeCalled, take } from '../../harness/simulation/shapes.ts';
import { withTables } from '../../harness/simulation/simulate.ts';
import {
  coverage,
  equivalenceRate,
  falseDiscoveryRate,
  familyError,
  GATE,
  gateFails,
  gateFalseAlarms,
  gatePower,
  sizesOfTests,
  spentCoverage,
  stoppedCoverage,
  UNCORRECTED,
} from '../../harness/simulation/study.ts';
import { medianInterval } from '../../harness/statistics/interval.ts';

const effort = { trials: 4000, seed: 271828 };
const TOLERANCE = 0.01;

describe('coverage of the 95 % interval over made processes', () => {
  const names = ['nested', 'heavy-tailed processes', 'two-state machine', 'drift', 'two layouts'];
  for (const name of names) {
    it.each([6, 20])(`is 0.95 +- 0.01: ${name}, %i processes`, (processes) => {
      const rate = share(coverage(shapeCalled(name), processes, effort));
      expect(Math.abs(rate - 0.95)).toBeLessThan(TOLERANCE);
    });
  }

  it('falls short where processes are not independent of one another, as it must', () => {
    const rate = share(coverage(shapeCalled('autocorrelated ratio'), 20, { ...effort, trials: 2000 }));
    expect(rate).toBeGreaterThan(0.86);
    expect(rate).toBeLessThan(0.94);
  });

  it('does not fall with five times the rounds, where rounds as replicates fall to a half', () => {
    const many = { trials: 1000, seed: 1 };
    expect(share(coverage(nested(), 10, many, 60))).toBeGreaterThan(0.93);
    expect(share(pooledCoverage(nested(), 10, 60, many))).toBeLessThan(0.6);
  });
});

describe('coverage with the stopping rule on', () => {
  for (const name of ['nested', 'two-state machine']) {
    it(`would lose up to three points by looking, uncorrected: ${name}`, () => {
      const few = { ...effort, trials: 1500 };
      const { rate } = stoppedCoverage(shapeCalled(name), 0.02, few, UNCORRECTED);
      expect(share(rate)).toBeGreaterThan(0.91);
      expect(share(rate)).toBeLessThan(0.95);
    });

    it(`is 0.95 +- 0.01: ${name}`, () => {
      const { rate, meanProcesses } = stoppedCoverage(shapeCalled(name), 0.02, effort);
      expect(Math.abs(share(rate) - 0.95)).toBeLessThan(TOLERANCE);
      expect(meanProcesses).toBeLessThan(80);
    });
  }
});

describe('coverage when a budget goes to the widest interval', () => {
  it.each(['nested', 'heavy-tailed processes'])('is 0.95 +- 0.015: %s', (name) => {
    expect(Math.abs(share(spentCoverage(shapeCalled(name), effort)) - 0.95)).toBeLessThan(0.015);
  });
});

describe('what happens inside a process', () => {
  const repeated = (times: number) => (samples: readonly ArmSamples[]) =>
    samples.map((arm) => ({ ...arm, values: arm.values.flatMap((value) => new Array(times).fill(value)) }));
  const intervalOf = (processes: readonly (readonly ArmSamples[])[]) =>
    medianInterval(processes.map(([reference, arm]) => ratioTo(arm!, reference!)));

  it.each(SHAPES.map((shape) => [shape.name, shape] as const))(
    'leaves the interval as it is when every round is there ten times: %s',
    (_, shape) => {
      const processes = take(12, madeRun(shape, seededDraws(5), [0.05]));
      expect(intervalOf(processes.map(repeated(10)))).toEqual(intervalOf(processes));
    },
  );

  it('leaves an interval that cannot be narrower than the spread between processes, whatever the rounds', () => {
    const width = (rounds: number) => {
      const next = madeRun(nested(0.04, 0.02), seededDraws(6), [0], rounds);
      const widths = take(200, () => {
        const { low, high } = intervalOf(take(12, next));
        return high! - low!;
      });
      return widths.reduce((sum, each) => sum + each, 0) / widths.length;
    };
    expect(width(80) / width(8)).toBeGreaterThan(0.9);
  });
});

describe('tests', () => {
  it.each(['nested', 'heavy-tailed blocks', 'autocorrelated speed'])(
    'give false alarms in at most one of twenty: %s',
    (name) => {
      const sizes = sizesOfTests(shapeCalled(name), 12, effort);
      for (const rate of Object.values(sizes)) expect(simulationError(rate).low).toBeLessThan(0.05);
    },
  );

  it('give at most 5 % where it is skewed only if they look at signs alone', () => {
    const sizes = sizesOfTests(shapeCalled('skewed'), 12, effort);
    expect(simulationError(sizes.sign).low).toBeLessThan(0.05);
    expect(share(sizes.signedRankGreater)).toBeGreaterThan(0.05);
  });

  it('let a family of 16 have a false alarm in at most 5 % of runs, by Holm', () => {
    expect(simulationError(familyError(nested(), 12, { trials: 500, seed: 2 })).low).toBeLessThan(0.05);
  });

  it('let at most 5 % of what is called different be false, by Benjamini and Hochberg', () => {
    expect(falseDiscoveryRate(nested(), 12, { trials: 300, seed: 3 })).toBeLessThan(0.05);
  });
});

describe('the gate', () => {
  const shape = nested(0.03, 0.03);

  it('fails almost never where nothing is slower than the limit', () => {
    expect(share(gateFalseAlarms(shape, GATE.limit, { trials: 300, seed: 4 }))).toBeLessThan(0.02);
  });

  it('finds 5 % among processes that scatter by 3 %', () => {
    const [found] = gatePower(shape, [Math.log(1.05)], { trials: 200, seed: 5 });
    expect(share(found!)).toBeGreaterThan(0.95);
  });

  it('fails nobody whom a second, fresh set does not find again', () => {
    const slow = Array.from({ length: 24 }, (_, i) => 0.1 + i / 1000);
    const asked = new Set<number>();
    const onceSlow = (comparison: number) => {
      const first = !asked.has(comparison);
      asked.add(comparison);
      return first && comparison === 3 ? slow : slow.map((each, i) => (i % 2 === 0 ? each : -each));
    };
    expect(gateFails(16, onceSlow)).toEqual([]);
    expect(gateFails(16, () => slow)).toHaveLength(16);
  });
});

describe('equivalence', () => {
  const shape = nested(0.02, 0.03);

  it('is claimed at the threshold in at most 2.5 % of runs', () => {
    expect(simulationError(equivalenceRate(shape, 20, 1.02, 1.02, effort)).low).toBeLessThan(0.025);
  });

  it('is found where it is true and the processes are enough', () => {
    expect(share(equivalenceRate(shape, 40, 1, 1.02, { trials: 500, seed: 6 }))).toBeGreaterThan(0.9);
  });
});

describe('the error of the simulation', () => {
  it('is the interval of Wilson: 8 of 10 is 0.49 to 0.94', () => {
    const { low, high } = simulationError({ hits: 8, trials: 10 });
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
  });
});

describe('the tables', () => {
  it('go between the marks and leave the rest', () => {
    const marked = 'a\n<!-- from npm run simulate -->\nold\n<!-- end -->\nb';
    expect(withTables(marked, 'new')).toBe('a\n<!-- from npm run simulate -->\nnew\n<!-- end -->\nb');
    expect(() => withTables('no marks', 'new')).toThrow('has lost its marks');
  });
});
