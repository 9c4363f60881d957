import { describe, expect, it } from 'vitest';
import { measureCleanup } from '../../harness/experiments/cleanup.ts';
import { seededRandom } from '../../harness/random/random.ts';
import type { PlannedProcess } from '../../harness/records/schema.ts';
import type { CodeObject } from '../../interpreter/code.ts';
import type { Storage, Strategy } from '../../strategies/contract.ts';
import { LAWS } from '../../strategies/laws.ts';
import { madeTask, samplesOf, strategyNamed } from './made-task.ts';

const SIZE = 1000;

type Also = Partial<PlannedProcess> & { readonly injectedLeak?: number };

async function measure(strategy: string | Strategy, also: Also) {
  const { injectedLeak, ...process } = also;
  const planned = { experiment: 'cleanup' as const, populations: [SIZE], ...process };
  const arm = injectedLeak === undefined ? {} : { injectedLeak };
  const { task, arms } = madeTask(planned, [strategy], { arm });
  return measureCleanup(task, arms, seededRandom(3));
}

const LEAKING = ['map-by-id', 'map-by-address'];
const CLEAN = [
  'inline',
  'trailing',
  'weakmap',
  'weakref-list',
  'map-by-id-finalized',
  'map-by-id-watched',
  'map-by-object-watched',
];

describe('when all die', () => {
  it.each(CLEAN)('no extra and no code object is left in the end (%s)', async (name) => {
    const { samples } = await measure(name, { deaths: ['all'] });
    for (const unit of ['extras', 'codes'] as const) {
      const { values, workPerBlock } = samplesOf(samples, unit);
      expect([values.length, values[0], values.at(-1), workPerBlock]).toEqual([5, SIZE, 0, SIZE]);
    }
  });

  it.each(LEAKING)('all extras are left of a leak, and no code object (%s)', async (name) => {
    const { samples, notes } = await measure(name, { deaths: ['all'] });
    expect(samplesOf(samples, 'extras').values).toEqual(new Array(5).fill(SIZE));
    expect(samplesOf(samples, 'codes').values.at(-1)).toBe(0);
    // Two populations: one whose bytes are read, one that is watched.
    expect(notes.entriesLeft).toBe(2 * SIZE);
  });

  it('the code objects are left too of a table that keeps them alive', async () => {
    const { samples } = await measure('map-by-object', { deaths: ['all'] });
    for (const unit of ['extras', 'codes'] as const)
      expect(samplesOf(samples, unit).values).toEqual(new Array(5).fill(SIZE));
  });

  it('is what happens if nothing is said', async () => {
    const { samples } = await measure('inline', {});
    expect(samples.map(({ unit, death }) => [unit, death])).toEqual([
      ['bytes', undefined],
      ['codes', undefined],
      ['extras', undefined],
    ]);
  });
});

describe('when half die', () => {
  it.each([
    ['inline', 0],
    ['weakmap', 0],
    ['map-by-id-watched', 0],
    ['map-by-id', SIZE / 2],
    ['map-by-object', SIZE / 2],
  ])('what is left of the dead is counted among the dead (%s)', async (name, left) => {
    const { samples, notes } = await measure(name, { deaths: ['half'] });
    const { values, workPerBlock, death } = samplesOf(samples, 'extras');
    expect([values[0], values.at(-1), workPerBlock, death]).toEqual([SIZE / 2, left, SIZE / 2, 'half']);
    expect(samplesOf(samples, 'bytes').death).toBe('half');
    if (name.startsWith('map')) expect(notes.entriesLeft).toBe(2 * (SIZE / 2 + left));
  });
});

describe('under churn', () => {
  const churn = { deaths: ['churn' as const], populations: [200] };

  it.each([
    'inline',
    'trailing',
    'weakmap',
    'weakref-list',
    'map-by-object',
    'map-by-id-weak',
    'map-by-id-watched',
    'map-by-object-watched',
  ])('nobody is answered for the dead (%s)', async (name) => {
    const { samples } = await measure(name, churn);
    const [all, newborns] = samples.filter(({ unit }) => unit === 'wrong-answers');
    expect(all).toMatchObject({ death: 'churn', workPerBlock: 200 * 20, values: [0] });
    // A tenth of them dies and is born in each of twenty rounds.
    expect(newborns).toMatchObject({ part: 'newborns', workPerBlock: 20 * 20, values: [0] });
  });

  it('newborns are answered for the dead by a table that nobody tells, and go on to be', async () => {
    const { samples } = await measure('map-by-id', churn);
    const [all, newborns] = samples.filter(({ unit }) => unit === 'wrong-answers');
    expect(newborns!.values[0]).toBeGreaterThan(0);
    expect(newborns!.values[0]).toBeLessThan(newborns!.workPerBlock);
    expect(all!.values[0]).toBeGreaterThan(0);
  });

  it.each([
    ['inline', 0],
    ['map-by-id-watched', 0],
    ['map-by-object', 1],
  ])('the share that is left of the dead is told once (%s)', async (name, share) => {
    const { samples } = await measure(name, churn);
    const { values, workPerBlock } = samplesOf(samples, 'extras');
    expect(workPerBlock).toBeGreaterThan(0);
    expect(values).toEqual([share * workPerBlock]);
    expect(samplesOf(samples, 'bytes')).toMatchObject({ death: 'churn', workPerBlock: 200 });
  });

  it('a leak keeps some of the dead: numbers that are taken again lose what they had', async () => {
    const { samples } = await measure('map-by-id', churn);
    const { values, workPerBlock } = samplesOf(samples, 'extras');
    expect(values[0]).toBeGreaterThan(0);
    expect(values[0]).toBeLessThan(workPerBlock);
  });

  it('of ordinary allocation has no bytes, and says that nothing was forced', async () => {
    const { samples } = await measure('inline', { ...churn, collections: 'ordinary' });
    expect(samples.map(({ unit }) => unit)).toEqual(['extras', 'wrong-answers', 'wrong-answers']);
    for (const { collections, death } of samples) expect([collections, death]).toEqual(['ordinary', 'churn']);
    expect(samples[1]!.values).toEqual([0]);
  });
});

describe('a leak that is put in', () => {
  it.each([0.01, 0.1])('is found exactly, among all and among half (%d)', async (injectedLeak) => {
    const { samples } = await measure('inline', { deaths: ['all', 'half'], injectedLeak });
    for (const death of [undefined, 'half'] as const) {
      const { values, workPerBlock } = samplesOf(samples, 'extras', { death });
      expect(values.at(-1)).toBe(injectedLeak * workPerBlock);
    }
    expect(samplesOf(samples, 'codes').values.at(-1)).toBe(0);
  });

  it('is nothing where none is put in', async () => {
    const { samples } = await measure('inline', { deaths: ['all', 'half'], injectedLeak: 0 });
    for (const death of [undefined, 'half'] as const)
      expect(samplesOf(samples, 'extras', { death }).values.at(-1)).toBe(0);
  });
});

/** A strategy that spoils what the living have, once somebody has died. */
function spoilt(name: string, spoil: (extras: Map<CodeObject, object>, dying: CodeObject) => void): Strategy {
  const plain = strategyNamed('map-by-object-watched');
  return {
    ...plain,
    name,
    makePlace(Code, watchers) {
      return {
        layout: { plain: Code, roomy: Code },
        open<Extra extends object>(): Storage<Extra> {
          const extras = new Map<CodeObject, object>();
          watchers.add((dying) => {
            spoil(extras, dying);
            extras.delete(dying);
          });
          return {
            get: (code) => extras.get(code) as Extra | undefined,
            set: (code, extra) => void extras.set(code, extra),
            delete: (code) => void extras.delete(code),
            inspect: () => ({ entries: extras.size }),
          };
        },
      };
    },
  };
}

describe('a strategy that fails the living when others die', () => {
  const mixed = spoilt('mixed', (extras, dying) => {
    const dead = extras.get(dying);
    if (dead !== undefined) for (const [code] of extras) extras.set(code, dead);
  });
  const forgetful = spoilt('forgetful', (extras) => extras.clear());

  it.each(['half', 'churn'] as const)('is stopped by the law that it breaks (%s)', async (death) => {
    const law = LAWS.find(({ name }) => name === 'set-is-got')!;
    const also = { deaths: [death], populations: [100] };
    await expect(measure(mixed, also)).rejects.toThrow(
      `broke the law ${law.name}: a living code object was answered with another object's extra`,
    );
    await expect(measure(forgetful, also)).rejects.toThrow(
      `broke the law ${law.name}: a living code object was answered with nothing`,
    );
  });

  it('is not seen where nobody lives', async () => {
    const { samples } = await measure(forgetful, { deaths: ['all'] });
    expect(samplesOf(samples, 'extras').values.at(-1)).toBe(0);
  });
});
