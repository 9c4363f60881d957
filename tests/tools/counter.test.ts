import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodeObject } from '../../interpreter/code.ts';
import { Interpreter } from '../../interpreter/index.ts';
import type { Storage, Strategy } from '../../strategies/contract.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { openPlace } from '../../strategies/place.ts';
import {
  type Count,
  countAttached,
  countEntries,
  countWithoutLookUp,
  HOT_FROM,
} from '../../tools/counter.ts';

const named = (name: string) => STRATEGIES.find((strategy) => strategy.name === name)!;
const inCode = named('count-in-code');

/** A program of three functions that are called from here, and the storage of whoever counts. */
function loaded(strategy: Strategy, install = countEntries) {
  const place = openPlace(strategy, CodeObject);
  const storage = place.open<Count>({ name: 'counter' });
  /** Names of the code objects that got an extra, and what it said at first. */
  const attached: [string, number][] = [];
  const set = storage.set.bind(storage);
  storage.set = (code, extra) => {
    attached.push([code.name, extra.entries]);
    set(code, extra);
  };
  const codes = new Map<string, CodeObject>();
  const interpreter = new Interpreter({
    makeCode(spec) {
      const code = place.makeCode(spec);
      codes.set(code.name, code);
      return code;
    },
  });
  install(interpreter, storage);
  const source = 'def a():\n    return 1\ndef b():\n    return a()\ndef c():\n    yield 1\n    yield 2\n';
  const module = interpreter.runModule(interpreter.compile(source, 'small.py'), 'small');
  const call = (name: string, times: number) => {
    for (let i = 0; i < times; i++) interpreter.call(interpreter.getAttribute(module, name));
  };
  return { interpreter, storage, attached, codes, call };
}

const entriesOf = (storage: Storage<Count>, code: CodeObject) => storage.get(code)?.entries;

describe('the counter', () => {
  it('gives a code object its extra at the first entry', () => {
    const { call, attached, storage, codes } = loaded(named('inline'));
    call('a', 3);
    expect(attached).toEqual([
      ['<module>', 1],
      ['a', 1],
    ]);
    expect(entriesOf(storage, codes.get('a')!)).toBe(3);
    expect(storage.get(codes.get('b')!)).toBeUndefined();
  });
});

describe('the counter where code objects count themselves', () => {
  it('attaches nothing until a code object is hot, and then at once', () => {
    const { call, attached, storage, codes } = loaded(inCode);
    call('a', HOT_FROM - 1);
    expect(attached).toEqual([]);
    call('a', 1);
    expect(attached).toEqual([['a', HOT_FROM]]);
    expect(entriesOf(storage, codes.get('a')!)).toBe(HOT_FROM);
  });

  it('attaches once, to the hot alone, and counts on in the extra', () => {
    const { call, attached, storage, codes } = loaded(inCode);
    call('a', 250);
    call('c', HOT_FROM - 1);
    expect(attached).toEqual([['a', HOT_FROM]]);
    expect(entriesOf(storage, codes.get('a')!)).toBe(250);
    for (const cold of ['b', 'c', '<module>']) expect(storage.get(codes.get(cold)!)).toBeUndefined();
  });

  it('leaves the count of a hot one where it was: the extra has it', () => {
    const { call, storage, codes } = loaded(inCode);
    call('a', 250);
    call('b', 7);
    expect(storage.count!(codes.get('a')!)).toBe(HOT_FROM + 1);
    expect(storage.count!(codes.get('b')!)).toBe(7 + 1);
  });

  it('has counted in total what a counter with an extra for all has counted', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat({ max: 70 }))), (calls) => {
        const [exact, hot] = [loaded(named('inline')), loaded(inCode)];
        for (const [name, times] of calls) for (const each of [exact, hot]) each.call(name, times);
        for (const name of ['<module>', 'a', 'b', 'c']) {
          const due = entriesOf(exact.storage, exact.codes.get(name)!) ?? 0;
          const code = hot.codes.get(name)!;
          expect(entriesOf(hot.storage, code)).toBe(due < HOT_FROM ? undefined : due);
          // One more than what lies in the code object, which stops at the extra.
          expect(hot.storage.count!(code)).toBe(Math.min(due, HOT_FROM) + 1);
        }
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  it('begins anew with what it attached when the extra is taken away', () => {
    const { call, attached, storage, codes } = loaded(inCode);
    call('a', HOT_FROM);
    storage.delete(codes.get('a')!);
    call('a', 5);
    // It was hot once: the moment has passed, and no second one comes.
    expect(attached).toEqual([['a', HOT_FROM]]);
    expect(storage.count!(codes.get('a')!)).toBe(HOT_FROM + 5 + 1);
  });

  it('is taken by no other strategy', () => {
    const counting = STRATEGIES.filter((strategy) => {
      return openPlace(strategy, CodeObject).open<Count>({ name: 'counter' }).count !== undefined;
    });
    expect(counting.map(({ name }) => name)).toEqual(['count-in-code']);
  });
});

describe('a counter that finds its extras attached', () => {
  it.each(['inline', 'count-in-code'])('counts those and attaches none (%s)', (name) => {
    const { call, attached, storage, codes } = loaded(named(name), countAttached);
    call('a', HOT_FROM + 1);
    expect(attached).toEqual([]);
    storage.set(codes.get('a')!, { entries: 0 });
    call('b', HOT_FROM);
    expect(entriesOf(storage, codes.get('a')!)).toBe(HOT_FROM);
    expect(storage.get(codes.get('b')!)).toBeUndefined();
  });

  it('lets code objects that count themselves count until they have one', () => {
    const { call, storage, codes } = loaded(inCode, countAttached);
    call('a', 3);
    storage.set(codes.get('a')!, { entries: 0 });
    call('a', 10);
    call('b', HOT_FROM + 1);
    const calls = (name: string) => storage.count!(codes.get(name)!) - 1;
    expect([calls('a'), calls('b')]).toEqual([3, HOT_FROM + 1]);
    expect(entriesOf(storage, codes.get('a')!)).toBe(10 + HOT_FROM + 1);
  });
});

describe('a counter without look-ups', () => {
  it('counts all entries in one place', () => {
    let all: Count = { entries: 0 };
    const { call } = loaded(named('none'), (interpreter) => {
      all = countWithoutLookUp(interpreter);
    });
    call('a', 3);
    call('b', 2);
    // The module, three, and twice b and a.
    expect(all.entries).toBe(1 + 3 + 4);
  });
});
