import { beforeAll, describe, expect, it, vi } from 'vitest';
import { measure as measureCleanup } from '../../harness/experiments/cleanup/measure.ts';
import { collect } from '../../harness/process/collect.ts';
import { allocate, allocateUntil } from '../../harness/process/ordinary.ts';
import type { MeasureAnswer } from '../../harness/process/task.ts';
import { seededRandom } from '../../harness/random.ts';
import type { PlannedProcess } from '../../harness/records/schema.ts';
import type { CodeObject } from '../../interpreter/code.ts';
import type { Storage, Strategy } from '../../strategies/contract.ts';
import { LAWS } from '../../strategies/laws.ts';
import { madeTask, samplesOf, strategyNamed } from './made-task.ts';

/** Collections are real, and shared by all that are measured side by side. Bytes are those of nobody then: none are read. */
vi.mock('../../harness/process/collect.ts', async (original) => {
  const { together } = await import('../process/shared-collections.ts');
  const room = await original<typeof import('../../harness/process/collect.ts')>();
  const shared = vi.fn(together(room.collect));
  return { ...room, collect: shared, liveHeapBytes: async () => shared().then(() => 0) };
});

/** Allocation is counted, not done; what goes on until something happens collects meanwhile. */
vi.mock('../../harness/process/ordinary.ts', () => ({
  allocate: vi.fn(async () => {}),
  allocateUntil: vi.fn(async (isDone: () => boolean, most: number) => {
    let rounds = 0;
    while (!isDone() && rounds < 8) {
      await collect();
      rounds += 1;
    }
    return { megabytes: isDone() ? rounds : null, collections: rounds, ms: most };
  }),
}));

const SIZE = 1000;

type Also = Partial<PlannedProcess> & { readonly injectedLeak?: number };

async function measure(strategy: string | Strategy, also: Also): Promise<MeasureAnswer> {
  const { injectedLeak, ...process } = also;
  const planned = { experiment: 'cleanup' as const, populations: [SIZE], ...process };
  const arm = injectedLeak === undefined ? {} : { injectedLeak };
  const { task, arms } = madeTask(planned, [strategy], { arm });
  return measureCleanup(task, arms, seededRandom(3));
}

/** Measures each of the strategies, side by side, before the tests of a group. */
function measuredBefore(strategies: readonly string[], also: Also): (name: string) => MeasureAnswer {
  const answers = new Map<string, MeasureAnswer>();
  beforeAll(async () => {
    await Promise.all(strategies.map(async (name) => answers.set(name, await measure(name, also))));
  });
  return (name) => answers.get(name)!;
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

describe('when all die, which is what happens if nothing is said', () => {
  const answerOf = measuredBefore([...CLEAN, ...LEAKING, 'map-by-object'], {});

  it.each(CLEAN)('no extra and no code object is left in the end (%s)', (name) => {
    const { samples } = answerOf(name);
    for (const unit of ['extras', 'codes'] as const) {
      const { values, workPerBlock } = samplesOf(samples, unit);
      expect([values.length, values[0], values.at(-1), workPerBlock]).toEqual([5, SIZE, 0, SIZE]);
    }
  });

  it.each(LEAKING)('all extras are left of a leak, and no code object (%s)', (name) => {
    const { samples, notes } = answerOf(name);
    expect(samplesOf(samples, 'extras').values).toEqual(new Array(5).fill(SIZE));
    expect(samplesOf(samples, 'codes').values.at(-1)).toBe(0);
    // Two populations: one whose bytes are read, one that is watched.
    expect(notes.entriesLeft).toBe(2 * SIZE);
  });

  it('the code objects are left too of a table that keeps them alive', () => {
    const { samples } = answerOf('map-by-object');
    for (const unit of ['extras', 'codes'] as const)
      expect(samplesOf(samples, unit).values).toEqual(new Array(5).fill(SIZE));
  });

  it('bytes, code objects and extras are told', () => {
    const { samples } = answerOf('inline');
    expect(samples.map(({ unit, death }) => [unit, death])).toEqual([
      ['bytes', undefined],
      ['codes', undefined],
      ['extras', undefined],
    ]);
  });
});

describe('when all die and nobody forces a collection', () => {
  const answerOf = measuredBefore(['weakmap', 'map-by-id'], { deaths: ['all'], collections: 'ordinary' });

  it('a program allocates until every extra is gone', () => {
    const { samples } = answerOf('weakmap');
    expect(samplesOf(samples, 'extras')).toMatchObject({ collections: 'ordinary', values: [0] });
    const { values, workPerBlock } = samplesOf(samples, 'mb-until-gone');
    expect([values.length, workPerBlock]).toEqual([3, SIZE]);
    expect(values[0]).toBeGreaterThan(0);
    // The second of them is how many collections there were, the third how long it took: here, what may be allocated at the most.
    expect(values).toEqual([values[0], values[0], 2048]);
  });

  it('a program gives up on a leak, and says so', () => {
    const { samples } = answerOf('map-by-id');
    expect(samplesOf(samples, 'extras').values).toEqual([SIZE]);
    expect(samplesOf(samples, 'mb-until-gone').values[0]).toBe(-1);
    expect(allocateUntil).toHaveBeenCalledTimes(2);
  });
});

const HALVES = [
  ['inline', 0],
  ['weakmap', 0],
  ['map-by-id-watched', 0],
  ['map-by-id', SIZE / 2],
  ['map-by-object', SIZE / 2],
] as const;

describe('when half die', () => {
  const answerOf = measuredBefore(
    HALVES.map(([name]) => name),
    { deaths: ['half'] },
  );

  it.each(HALVES)('what is left of the dead is counted among the dead (%s)', (name, left) => {
    const { samples, notes } = answerOf(name);
    const { values, workPerBlock, death } = samplesOf(samples, 'extras');
    expect([values[0], values.at(-1), workPerBlock, death]).toEqual([SIZE / 2, left, SIZE / 2, 'half']);
    expect(samplesOf(samples, 'bytes').death).toBe('half');
    if (name.startsWith('map')) expect(notes.entriesLeft).toBe(2 * (SIZE / 2 + left));
  });
});

describe('under churn', () => {
  const churn = { deaths: ['churn' as const], populations: [200] };
  const right = [
    'inline',
    'trailing',
    'weakmap',
    'weakref-list',
    'map-by-object',
    'map-by-id-weak',
    'map-by-id-watched',
    'map-by-object-watched',
  ];
  const answerOf = measuredBefore([...right, 'map-by-id'], churn);

  it.each(right)('nobody is answered for the dead (%s)', (name) => {
    const { samples } = answerOf(name);
    const [all, newborns] = samples.filter(({ unit }) => unit === 'wrong-answers');
    expect(all).toMatchObject({ death: 'churn', workPerBlock: 200 * 20, values: [0] });
    // A tenth of them dies and is born in each of twenty rounds.
    expect(newborns).toMatchObject({ part: 'newborns', workPerBlock: 20 * 20, values: [0] });
  });

  it('newborns are answered for the dead by a table that nobody tells, and go on to be', () => {
    const { samples } = answerOf('map-by-id');
    const [all, newborns] = samples.filter(({ unit }) => unit === 'wrong-answers');
    expect(newborns!.values[0]).toBeGreaterThan(0);
    expect(newborns!.values[0]).toBeLessThan(newborns!.workPerBlock);
    expect(all!.values[0]).toBeGreaterThan(0);
  });

  it.each([
    ['inline', 0],
    ['map-by-id-watched', 0],
    ['map-by-object', 1],
  ])('the share that is left of the dead is told once (%s)', (name, share) => {
    const { samples } = answerOf(name);
    const { values, workPerBlock } = samplesOf(samples, 'extras');
    expect(workPerBlock).toBeGreaterThan(0);
    expect(values).toEqual([share * workPerBlock]);
    expect(samplesOf(samples, 'bytes')).toMatchObject({ death: 'churn', workPerBlock: 200 });
  });

  it('a leak keeps some of the dead: numbers that are taken again lose what they had', () => {
    const { values, workPerBlock } = samplesOf(answerOf('map-by-id').samples, 'extras');
    expect(values[0]).toBeGreaterThan(0);
    expect(values[0]).toBeLessThan(workPerBlock);
  });

  it('of ordinary allocation has no bytes, says that nothing was forced, and forces nothing', async () => {
    vi.mocked(collect).mockClear();
    vi.mocked(allocate).mockClear();
    const { samples } = await measure('inline', { ...churn, collections: 'ordinary' });
    expect(samples.map(({ unit }) => unit)).toEqual(['extras', 'wrong-answers', 'wrong-answers']);
    for (const { collections, death } of samples) expect([collections, death]).toEqual(['ordinary', 'churn']);
    expect(samples[1]!.values).toEqual([0]);
    // Once for the bytes before; then the program allocates, in each of twenty rounds and once more.
    expect(collect).toHaveBeenCalledTimes(1);
    expect(allocate).toHaveBeenCalledTimes(20 + 1);
  });
});

describe('a leak that is put in', () => {
  const SHARES = [0, 0.01, 0.1];
  let answers: MeasureAnswer[];
  beforeAll(async () => {
    const measured = (injectedLeak: number) => measure('inline', { deaths: ['all', 'half'], injectedLeak });
    answers = await Promise.all(SHARES.map(measured));
  });

  it.each(SHARES)('is found exactly, among all and among half (%d)', (share) => {
    const { samples } = answers[SHARES.indexOf(share)]!;
    for (const death of [undefined, 'half'] as const) {
      const { values, workPerBlock } = samplesOf(samples, 'extras', { death });
      expect(values.at(-1)).toBe(share * workPerBlock);
    }
    expect(samplesOf(samples, 'codes').values.at(-1)).toBe(0);
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

  const DEATHS = ['all', 'half', 'churn'] as const;
  const said = new Map<string, string>();
  beforeAll(async () => {
    const one = async (strategy: Strategy, death: (typeof DEATHS)[number]) => {
      const measured = measure(strategy, { deaths: [death], populations: [100] });
      const what = await measured.then(
        ({ samples }) => `${samplesOf(samples, 'extras').values.at(-1)} left`,
        (error: Error) => error.message,
      );
      said.set(`${strategy.name} ${death}`, what);
    };
    await Promise.all(DEATHS.flatMap((death) => [mixed, forgetful].map((strategy) => one(strategy, death))));
  });

  it.each(['half', 'churn'])('is stopped by the law that it breaks (%s)', (death) => {
    const law = LAWS.find(({ name }) => name === 'set-is-got')!;
    const messages = [mixed, forgetful].map(({ name }) => said.get(`${name} ${death}`));
    for (const message of messages) expect(message).toContain(law.name);
    expect(messages[0]).toMatch(/\banother\b/);
    expect(messages[1]).toMatch(/\bnothing\b/);
  });

  it('is not seen where nobody lives', () => {
    expect(said.get('forgetful all')).toBe('0 left');
  });
});
