import { describe, expect, it } from 'vitest';
import { measure as measureLife } from '../../harness/experiments/life/measure.ts';
import { measure as measureLookUp } from '../../harness/experiments/look-up/measure.ts';
import { ArmFailed } from '../../harness/process/arm-failed.ts';
import { lookUpsPerBlock } from '../../harness/process/task.ts';
import { seededRandom } from '../../harness/random.ts';
import type { ArmSamples, PlannedProcess } from '../../harness/records/schema.ts';
import type { Storage, Strategy } from '../../strategies/contract.ts';
import { failureOf, madeTask, samplesOf, strategyNamed } from './made-task.ts';

/** Times are measured: they are numbers above nothing, and that is all that is asked of them. */
function expectTimes({ values }: ArmSamples): void {
  for (const value of values) expect(value).toBeGreaterThan(0);
}

/** A strategy whose storages do only what is not replaced. */
function altered(name: string, replaced: (plain: Storage) => Partial<Storage>): Strategy {
  const plain = strategyNamed('weakmap');
  return {
    ...plain,
    name,
    makePlace(Code, watchers) {
      const place = plain.makePlace(Code, watchers);
      return {
        layout: place.layout,
        open<Extra extends object>(tool: { name: string }): Storage<Extra> {
          const storage = place.open<Extra>(tool);
          const bound: Storage = {
            get: (code) => storage.get(code),
            set: (code, extra) => storage.set(code, extra as Extra),
            delete: (code) => storage.delete(code),
            inspect: () => storage.inspect(),
          };
          return { ...bound, ...replaced(bound) } as Storage<Extra>;
        },
      };
    },
  };
}

const failing = altered('failing', () => ({
  delete: () => {
    throw new Error('out of order');
  },
}));

describe('life', () => {
  it('names the arm that failed', async () => {
    const { task, arms } = madeTask({ experiment: 'life' }, ['none', failing]);
    const failed = await measureLife(task, arms, seededRandom(1)).catch((error) => error);
    expect(failed).toBeInstanceOf(ArmFailed);
    expect(failed).toMatchObject({ arm: 'failing', message: expect.stringContaining('out of order') });
  });
});

describe('look-ups', () => {
  const lookUp = async (
    process: Partial<PlannedProcess>,
    strategies: readonly (string | Strategy)[],
    injectedShare = 0,
  ) => {
    const planned = { experiment: 'look-up' as const, populations: [50], ...process };
    const { task, arms } = madeTask(planned, strategies, { arm: { injectedShare } });
    return (await measureLookUp(task, arms, seededRandom(1))).samples;
  };

  it('are of hits and misses in every setting, each in as many blocks', async () => {
    const strategies = ['none', 'weakref-list'];
    const samples = await lookUp({ others: [0, 3], perTurn: [200] }, strategies);
    expect(samples).toHaveLength(2 * 2 * 2);
    for (const arm of strategies) {
      for (const others of [0, 3]) {
        for (const hitRatio of [0, 1]) {
          const found = samplesOf(samples, 'ns-per-block', { arm, others, hitRatio });
          expect(found).toMatchObject({ perTurn: 200, population: 50, workPerBlock: 200 });
          expect(found.values).toHaveLength(2);
          expectTimes(found);
        }
      }
    }
  });

  it('are of as many as are swept in a turn', async () => {
    const samples = await lookUp({ others: [0], perTurn: [100, 400] }, ['inline']);
    const found = samples.map(({ perTurn, workPerBlock }) => [perTurn, workPerBlock]);
    expect(found.sort((a, b) => a[0]! - b[0]!)).toEqual([
      [100, 100],
      [100, 100],
      [400, 400],
      [400, 400],
    ]);
  });

  it('have no setting that is not swept', async () => {
    for (const found of await lookUp({}, ['inline'])) {
      expect(found).not.toHaveProperty('others');
      expect(found).not.toHaveProperty('perTurn');
      expect(found.workPerBlock).toBe(lookUpsPerBlock(50));
    }
  });

  it('are more where a slowdown is put in, by as much as is said', async () => {
    let asked = 0;
    const counted = altered('counted', (plain) => ({
      get(code) {
        asked += 1;
        return plain.get(code);
      },
    }));
    const count = async (share: number) => {
      asked = 0;
      const samples = await lookUp({ perTurn: [200] }, [counted], share);
      return { asked, ratios: new Set(samples.map(({ injectedRatio }) => injectedRatio)) };
    };
    const [plain, slowed] = [await count(0), await count(0.5)];
    expect(plain.ratios).toEqual(new Set([undefined]));
    expect(slowed.ratios).toEqual(new Set([1.5]));
    expect(slowed.asked).toBe(1.5 * plain.asked);
  });

  it('are refused of a strategy that looks at the first of a list alone', async () => {
    const hasty = altered('hasty', (plain) => ({
      get: (code) => (code.weakrefs === null ? plain.get(code) : undefined),
    }));
    await lookUp({ others: [0], perTurn: [100] }, [hasty]);
    const failed = await failureOf(lookUp({ others: [2], perTurn: [100] }, [hasty]));
    // Found, of so many look-ups, and expected.
    expect(failed).toEqual({ arm: 'hasty', numbers: [0, 100, 100] });
  });

  it('are let pass where objects share places by design: there a miss may be answered', async () => {
    const eager = altered('eager', () => ({ get: () => ({}) }));
    const lossy = { ...eager, promises: { ...eager.promises, lossy: true } } as const;
    expect(await lookUp({ perTurn: [100] }, ['none', lossy, 'lossy-table'])).toHaveLength(3 * 2);
    expect(await failureOf(lookUp({ perTurn: [100] }, ['lossy-table', eager]))).toMatchObject({
      arm: 'eager',
    });
  });

  it('find what a strategy keeps of the hot alone as all else', async () => {
    expect(await lookUp({ perTurn: [100] }, ['none', 'count-in-code'])).toHaveLength(2 * 2);
  });

  it('are refused of a strategy that finds what is not there', async () => {
    const eager = altered('eager', () => ({ get: () => ({}) }));
    const failed = await failureOf(lookUp({ perTurn: [100] }, [eager]));
    expect(failed).toEqual({ arm: 'eager', numbers: [100, 100, 0] });
  });
});
