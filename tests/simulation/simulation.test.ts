/**
 * The quick part of `npm run simulate`. Seeded, so a test that passes passes always. Tolerances follow from the number
 * of repetitions: a point, which is what the procedures promise, and three standard errors. docs/statistics.md has the
 * whole, with more repetitions.
 */

import { describe, expect, it } from 'vitest';
import type { ArmSamples } from '../../harness/records/schema.ts';
import { ratioTo } from '../../harness/samples/collapse.ts';
import { seededDraws } from '../../harness/simulation/draws.ts';
import { pooledCoverage } from '../../harness/simulation/naive.ts';
import { type Rate, share, simulationError } from '../../harness/simulation/rate.ts';
import { madeRun, nested, SHAPES, shapeCalled, take } from '../../harness/simulation/shapes.ts';
import { withTables } from '../../harness/simulation/simulate.ts';
import {
  coverage,
  type Effort,
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

const effort: Effort = { trials: 600, seed: 271828, shiftProcesses: 20_000 };

/** How far a share that is truly 0.95, to a point, may be from it in so many repetitions: three standard errors more. */
const toleranceOf = (trials: number) => 0.01 + 3 * Math.sqrt((0.95 * 0.05) / trials);

/** Neither too few intervals hold the truth nor too many. */
function expectNominal(rate: Rate): void {
  expect(Math.abs(share(rate) - 0.95)).toBeLessThan(toleranceOf(rate.trials));
}

/** Not more often than promised, but for three standard errors of the simulation. */
function expectAtMost({ hits, trials }: Rate, promised: number): void {
  expect(hits / trials).toBeLessThan(promised + 3 * Math.sqrt((promised * (1 - promised)) / trials));
}

describe('coverage of the 95 % interval over made processes', () => {
  const names = ['nested', 'heavy-tailed processes', 'two-state machine', 'drift', 'two layouts', 'skewed'];
  for (const name of names) {
    it.each([6, 20])(`is 95 %, within the error of the simulation: ${name}, %i processes`, (processes) => {
      expectNominal(coverage(shapeCalled(name), processes, effort));
    });
  }

  it('falls short where processes are not independent of one another, as it must', () => {
    const rate = coverage(shapeCalled('autocorrelated ratio'), 20, { ...effort, trials: 1200 });
    expect(share(rate)).toBeGreaterThan(0.86);
    expect(simulationError(rate).high).toBeLessThan(0.94);
  });

  it('does not fall with five times the rounds, where rounds as replicates fall to a half', () => {
    const many = { trials: 300, seed: 1 };
    expectNominal(coverage(nested(), 10, many, 60));
    expect(simulationError(pooledCoverage(nested(), 10, 60, many)).high).toBeLessThan(0.6);
  });
});

describe('coverage with the stopping rule on', () => {
  // At 4 % most runs stop after the first look or the second, where looking costs the most coverage.
  const stopping = { ...effort, trials: 1500 };

  describe.each(['nested', 'two-state machine'])('%s', (name) => {
    it('would be up to three points short by looking, uncorrected', () => {
      const { rate } = stoppedCoverage(shapeCalled(name), 0.04, stopping, UNCORRECTED);
      expect(share(rate)).toBeGreaterThan(0.91);
      expect(simulationError(rate).high).toBeLessThan(0.95);
    });

    it('is 95 % by the rule, within the error of the simulation, and runs stop early', () => {
      const { rate, meanProcesses } = stoppedCoverage(shapeCalled(name), 0.04, stopping);
      expectNominal(rate);
      expect(meanProcesses).toBeGreaterThan(12);
      expect(meanProcesses).toBeLessThan(20);
    });
  });
});

describe('coverage when a budget goes to the widest interval', () => {
  it.each(['nested', 'heavy-tailed processes'])('is 95 %, within the error of the simulation: %s', (name) => {
    expectNominal(spentCoverage(shapeCalled(name), { ...effort, trials: 1200 }));
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
      const widths = take(100, () => {
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
      const sizes = sizesOfTests(shapeCalled(name), 12, { ...effort, trials: 1000 });
      for (const rate of Object.values(sizes)) expectAtMost(rate, 0.05);
    },
  );

  it('give at most 5 % where it is skewed only if they look at signs alone', () => {
    const sizes = sizesOfTests(shapeCalled('skewed'), 24, { ...effort, trials: 1000 });
    expectAtMost(sizes.sign, 0.05);
    expect(simulationError(sizes.signedRankGreater).low).toBeGreaterThan(0.05);
  });

  it('let a family of 16 have a false alarm in at most 5 % of runs, by Holm', () => {
    expect(simulationError(familyError(nested(), 12, { trials: 200, seed: 2 })).low).toBeLessThan(0.05);
  });

  it('let at most 5 % of what is called different be false, by Benjamini and Hochberg', () => {
    expect(falseDiscoveryRate(nested(), 12, { trials: 150, seed: 3 })).toBeLessThan(0.05);
  });
});

describe('the gate', () => {
  const shape = nested(0.03, 0.03);

  it('fails almost never where nothing is slower than the limit', () => {
    const rate = gateFalseAlarms(shape, GATE.limit, { trials: 100, seed: 4 });
    expect(simulationError(rate).low).toBeLessThan(0.02);
  });

  it('finds 5 % among processes that scatter by 3 %', () => {
    const [found] = gatePower(shape, [Math.log(1.05)], { trials: 80, seed: 5 });
    expect(simulationError(found!).low).toBeGreaterThan(0.95);
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
    expect(
      simulationError(equivalenceRate(shape, 20, 1.02, 1.02, { ...effort, trials: 1500 })).low,
    ).toBeLessThan(0.025);
  });

  it('is found where it is true and the processes are enough', () => {
    expect(share(equivalenceRate(shape, 40, 1, 1.02, { trials: 150, seed: 6 }))).toBeGreaterThan(0.9);
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
    expect(() => withTables('no marks', 'new')).toThrow('docs/statistics.md');
  });
});
