import { describe, expect, it } from 'vitest';
import { measure } from '../../harness/experiments/several-tools/measure.ts';
import { lookUpsPerBlock } from '../../harness/process/task.ts';
import { seededRandom } from '../../harness/random.ts';
import type { Storage, Strategy, Tool } from '../../strategies/contract.ts';
import { failureOf, madeTask, strategyNamed } from './made-task.ts';

const measured = async (strategies: readonly (string | Strategy)[]) => {
  const { task, arms } = madeTask(
    { experiment: 'several-tools', populations: [50], tools: [1, 2, 4] },
    strategies,
  );
  return (await measure(task, arms, seededRandom(1))).samples;
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

  it('do fewer calls where more are asked in each, and the same in every arm', async () => {
    const samples = await measured(['none', 'tuple', 'map-by-id']);
    for (const tools of [1, 2, 4]) {
      const calls = samples.filter((each) => each.tools === tools).map(({ workPerBlock }) => workPerBlock);
      expect(new Set(calls)).toEqual(new Set([lookUpsPerBlock(50) / tools]));
    }
  });

  it('are refused of a strategy that gives one tool the extra of none', async () => {
    const plain = strategyNamed('tuple');
    const forgetful: Strategy = {
      ...plain,
      name: 'forgetful',
      makePlace(Code, watchers) {
        const place = plain.makePlace(Code, watchers);
        return {
          layout: place.layout,
          open<Extra extends object>(tool: Tool): Storage<Extra> {
            const storage = place.open<Extra>(tool);
            if (tool.name !== 'tool 2') return storage;
            return {
              get: () => undefined,
              set: (code, extra) => storage.set(code, extra),
              delete: (code) => storage.delete(code),
              inspect: () => storage.inspect(),
            };
          },
        };
      },
    };
    const { arm, numbers } = await failureOf(measured(['none', forgetful]));
    const [found, tools, due] = numbers;
    expect(arm).toBe('forgetful');
    expect([2, 4]).toContain(tools);
    // What each of them should find, and one finds nothing.
    expect(found).toBe(due! - due! / tools!);
  });
});
