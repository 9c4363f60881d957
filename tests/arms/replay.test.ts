import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type OpenReplay, openReplay } from '../../harness/arms/replay.ts';
import { collect } from '../../harness/process/collect.ts';
import type { Trace } from '../../harness/traces/format.ts';
import { parseRule, type Script, scriptOf } from '../../harness/traces/script.ts';
import { type CodeClass, CodeObject } from '../../interpreter/code.ts';
import { afterReuse, type Storage, type Strategy, storesNothing } from '../../strategies/contract.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { together } from '../process/shared-collections.ts';
import { madeTrace, traces } from '../traces/made-traces.ts';

/** Two code objects die with extras, one of them born on the way; one is born and lives. */
const LIVES = '0 1 +2 2 2 0 -2 +3 3 1 -1 0 3 3';
const RULES = ['call-1', 'call-2', 'call-10', 'share-0.5', 'share-1'];

function script(rule: string, text = LIVES, atStart = 2, rest: Partial<Trace> = {}): Script {
  return scriptOf(madeTrace(4, atStart, text, rest), parseRule(rule), 1);
}

function open(
  strategy: Strategy,
  { sizes, atStart, roomy, reuses, words }: Script,
  Code: CodeClass = CodeObject,
): OpenReplay {
  return openReplay(strategy, Code, {
    sizes: Uint32Array.from(sizes),
    atStart: Uint8Array.from(atStart),
    roomy: Uint8Array.from(roomy),
    reuses: Int32Array.from(reuses),
    words: Uint32Array.from(words),
  });
}

/** What a whole pass must count: a control that stores nothing counts every entry. */
function due(strategy: Strategy, { hits, entries }: Script): number {
  return storesNothing(strategy) ? entries : hits;
}

describe.each(STRATEGIES)('a replay with $name', (strategy) => {
  it.each(RULES)('finds the extras that the script tells of, pass after pass (%s)', (rule) => {
    const made = script(rule);
    const replay = open(strategy, made);
    for (let pass = 1; pass <= 3; pass++) {
      replay.play(0, made.words.length);
      expect(replay.counted()).toBe(pass * due(strategy, made));
      replay.rewind();
      expect(replay.counted()).toBe(pass * due(strategy, made));
    }
  });

  it('finds as many in any trace, played in pieces, and gone back from anywhere', () => {
    const rules = fc.constantFrom(...RULES);
    fc.assert(
      fc.property(traces, rules, fc.array(fc.nat({ max: 40 })), fc.nat(), (trace, rule, pieces, stop) => {
        const made = scriptOf(trace, parseRule(rule), 1);
        const replay = open(strategy, made);
        replay.play(0, stop % made.words.length);
        replay.rewind();
        const before = replay.counted();
        let at = 0;
        for (const piece of [...pieces, made.words.length]) {
          const next = Math.min(made.words.length, at + piece);
          replay.play(at, next);
          at = next;
        }
        expect(replay.counted() - before).toBe(due(strategy, made));
      }),
      { seed: 6, numRuns: 60 },
    );
  });

  it('enters a stretch again, but for what has died', () => {
    const made = script('call-1', '0 1 0 -1 0');
    const replay = open(strategy, made);
    replay.play(0, made.words.length);
    expect(replay.enterAgain(0, made.words.length)).toBe(3);
    expect(replay.counted()).toBe(4 + 3);
    expect(replay.enterAgain(0, 0)).toBe(0);
  });

  it('may go round a steady script without going back, and attaches once', () => {
    const made = script('call-2', '0 1 0 1 1');
    const replay = open(strategy, made);
    replay.play(0, made.words.length);
    replay.play(0, made.words.length);
    expect(replay.counted()).toBe(storesNothing(strategy) ? 10 : 3 + 5);
  });
});

/** The strategy, with its storages within reach. */
function watched(strategy: Strategy): { strategy: Strategy; storages: Storage<object>[] } {
  const storages: Storage<object>[] = [];
  return {
    storages,
    strategy: {
      ...strategy,
      makePlace(Code, watchers) {
        const place = strategy.makePlace(Code, watchers);
        return {
          layout: place.layout,
          open<Extra extends object>(tool: { name: string }) {
            const storage = place.open<Extra>(tool);
            storages.push(storage as unknown as Storage<object>);
            return storage;
          },
        };
      },
    },
  };
}

/** Only each object knows of its own extra, and a WeakMap tells nobody. */
const UNTOLD = ['weakmap', 'inline', 'trailing', 'tuple', 'indexed', 'symbol-property', 'private-field'];
const counting = STRATEGIES.filter((strategy) => !storesNothing(strategy) && !UNTOLD.includes(strategy.name));

const collectTogether = together(collect);

/** Entries of the storage after each of three passes, and after going back. */
async function entriesOnTheWay(
  plain: Strategy,
  collected: boolean,
): Promise<[number | null, number | null][]> {
  // Each number is used once, or a new code object would take the entry of a freed one.
  const made = script('call-1', LIVES, 2, { addressesReused: 0 });
  const { strategy, storages } = watched(plain);
  const replay = open(strategy, made);
  const entries = () => storages[0]!.inspect().entries;
  const seen: [number | null, number | null][] = [];
  for (let pass = 0; pass < 3; pass++) {
    replay.play(0, made.words.length);
    if (collected) for (let i = 0; i < 4; i++) await collectTogether();
    const played = entries();
    replay.rewind();
    seen.push([played, entries()]);
  }
  return seen;
}

describe.each([
  ['dead but not collected', false],
  ['collected', true],
])('on the way back, no extra is held of what is %s', (_, collected) => {
  const seen = new Map<Strategy, [number | null, number | null][]>();
  beforeAll(async () => {
    // Side by side, so that they share their collections.
    await Promise.all(counting.map(async (each) => seen.set(each, await entriesOnTheWay(each, collected))));
  });

  it.each(counting)('by $name', (strategy) => {
    const { fate } = strategy.promises;
    const gone = fate === 'dies-after-notice' || (collected && fate === 'dies-after-callback');
    const living = 2;
    const played = gone ? living : living + 2;
    expect(seen.get(strategy)).toEqual(new Array(3).fill([played, 0]));
  });
});

describe('wrong answers', () => {
  const lossy = STRATEGIES.find(({ name }) => name === 'lossy-table')!;
  /** Numbers are handed out in a row, the first to the frame at the bottom: 0 and 64 share a place of the table, 1 has its own. */
  const clashing = (rule: string, text: string) => scriptOf(madeTrace(65, 65, text), parseRule(rule), 1);
  const wrong = (strategy: Strategy, made: Script) => open(strategy, made).countWrong(0, made.words.length);

  it.each([
    ['call-1', '0 1 64 1 64', 0, 'each is entered until the next attaches'],
    ['call-1', '0 64 0 1 0 64', 2, 'twice the first is answered with the extra of the last'],
    ['call-1', '0 64', 0, 'an extra that is gone is no wrong answer to its successor'],
    ['call-2', '0 0 64 64 64 0', 2, 'a cold one is answered for the hot, then the other way round'],
    ['call-3', '0 64 0 64', 0, 'nobody has an extra'],
    ['call-1', '0 -0 64', 0, 'the new one attaches before it is entered'],
    ['call-2', '0 0 -0 64', 1, 'a cold one is answered with the extra of the dead'],
  ])('are counted in a table whose places are shared (%s, "%s": %i)', (rule, text, count) => {
    expect(wrong(lossy, clashing(rule, text))).toBe(count);
  });

  it('are as many in pieces, and again after going back', () => {
    const made = clashing('call-1', '0 64 0 1 0 64');
    const replay = open(lossy, made);
    for (let pass = 0; pass < 3; pass++) {
      let count = 0;
      for (let i = 0; i < made.words.length; i++) count += replay.countWrong(i, i + 1);
      expect(count).toBe(2);
      replay.rewind();
    }
  });

  it('are counted without running anything', () => {
    const made = clashing('call-1', '0 64 0 1 0 64');
    const replay = open(lossy, made);
    replay.countWrong(0, made.words.length);
    expect(replay.counted()).toBe(0);
    // Attached all the same: what follows finds it.
    expect(replay.enterAgain(0, made.words.length)).toBe(6);
    expect(replay.counted()).toBe(6);
  });

  const exact = STRATEGIES.filter(({ promises }) => promises.lossy !== true);

  it.each(exact)('are none where each object has its own ($name)', (strategy) => {
    expect(wrong(strategy, clashing('call-1', '0 64 0 1 0 64'))).toBe(0);
    fc.assert(
      fc.property(traces, fc.constantFrom(...RULES), (trace, rule) => {
        const noneReused = scriptOf({ ...trace, addressesReused: 0 }, parseRule(rule), 1);
        expect(wrong(strategy, noneReused)).toBe(0);
      }),
      { seed: 6, numRuns: 30 },
    );
  });

  it.each(exact.filter((strategy) => afterReuse(strategy) === 'nothing'))(
    'are none where numbers are used again, but nothing answers for a freed code object ($name)',
    (strategy) => {
      fc.assert(
        fc.property(traces, fc.constantFrom(...RULES), (trace, rule) => {
          // All have one size, so each new one gets the number of the one that was freed last.
          const script = scriptOf({ ...trace, sizes: trace.sizes.map(() => 100) }, parseRule(rule), 1);
          expect(wrong(strategy, script)).toBe(0);
        }),
        { seed: 7, numRuns: 30 },
      );
    },
  );

  const answeringForFreed = exact.filter((strategy) => afterReuse(strategy) !== 'nothing');

  it('may be given by tables of numbers that are not told of deaths, and by no others', () => {
    expect(answeringForFreed.map(({ name }) => name).sort()).toEqual([
      'map-by-address',
      'map-by-address-finalized',
      'map-by-id',
      'map-by-id-finalized',
      'map-cached-1',
      'map-cached-64',
      'side-table',
    ]);
  });

  /** 2 gets the number of 1, 3 gets that of 2, 4 has a number of its own. */
  const REUSED = { addressesReused: 2, reuses: [[2, 1] as [number, number], [3, 2] as [number, number]] };
  const madeAndFreed = (rule: string, text: string) =>
    scriptOf(madeTrace(5, 2, text, REUSED), parseRule(rule), 1);

  it.each([
    ['call-1', '0 1 1 -1 +2 2 2 -2 +3 3 +4 4', 2, 'the first call of each is answered for the freed'],
    ['call-2', '0 1 1 -1 +2 2 2 -2 +3 3 +4 4', 2 + 1, 'twice until it has its own, then once'],
    ['call-3', '0 1 1 -1 +2 2 2 -2 +3 3 +4 4', 0, 'none has an extra'],
    ['call-1', '0 -1 +2 2 -2 +3 3', 1, 'the first freed had no extra'],
    ['share-1', '0 1 -1 +2 2 2 -2 +3 3', 2, 'each is asked when it attaches, at birth'],
  ])('are counted where a number is used again (%s, "%s": %i)', (rule, text, count) => {
    for (const strategy of answeringForFreed) {
      const made = madeAndFreed(rule, text);
      const replay = open(strategy, made);
      for (let pass = 0; pass < 3; pass++) {
        expect([strategy.name, replay.countWrong(0, made.words.length)]).toEqual([strategy.name, count]);
        replay.rewind();
      }
    }
  });
});

it('code objects of a replay take about the bytes of the recorded ones, and live no longer', async () => {
  const made: { ref: WeakRef<CodeObject>; bytes: number }[] = [];
  class Watched extends CodeObject {
    constructor(...args: ConstructorParameters<typeof CodeObject>) {
      super(...args);
      made.push({ ref: new WeakRef(this), bytes: 8 * this.consts.length });
    }
  }
  const trace = { ...madeTrace(3, 2, '0 +2 2 -2 -1'), sizes: [640, 2000, 100] };
  const script = scriptOf(trace, { fromCall: 1 }, 1);
  const replay = open(STRATEGIES.find(storesNothing)!, script, Watched);
  // The first is of the frame at the bottom.
  const sizes = () => made.slice(1).map(({ bytes }) => bytes);
  const alive = () => made.slice(1).map(({ ref }) => ref.deref() !== undefined);
  const about = (bytes: number) => expect.toSatisfy((each: number) => Math.abs(each - bytes) <= 64);

  expect(sizes()).toEqual([about(640), about(2000)]);
  replay.play(0, script.words.length);
  for (let i = 0; i < 2; i++) await collect();
  expect(alive()).toEqual([true, false, false]);
  replay.rewind();
  expect(sizes()).toEqual([640, 2000, 100, 2000].map(about));
});
