import { describe, expect, it } from 'vitest';
import { measureSeveralTools } from '../../harness/experiments/several-tools.ts';
import { seededRandom } from '../../harness/random/random.ts';
import { madeTask } from './made-task.ts';

const measured = async (strategies: readonly string[]) => {
  const { task, arms } = madeTask(
    { experiment: 'several-tools', populations: [50], tools: [1, 2, 4] },
    strategies,
  );
  return (await measureSeveralTools(task, arms, seededRandom(1))).samples;
};

describe('several tools', () => {
  it('are measured at each number, in ns of a call in which each of them looks up its own', async () => {
    const samples = await measured(['none', 'tuple', 'indexed', 'weakmap']);
    for (const arm of ['none', 'tuple', 'indexed', 'weakmap']) {
      const mine = samples.filter((each) => each.arm === arm);
      expect(mine.map(({ tools }) => tools).sort()).toEqual([1, 2, 4]);
      for (const { values, population } of mine) {
        expect(population).toBe(50);
        for (const value of values) expect(value).toBeGreaterThan(0);
      }
    }
  });

  it('leave out a strategy that serves fewer', async () => {
    const samples = await measured(['none', 'inline', 'tuple']);
    expect(samples.filter(({ arm }) => arm === 'inline').map(({ tools }) => tools)).toEqual([1]);
  });
});
