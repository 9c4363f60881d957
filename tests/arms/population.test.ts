import { describe, expect, it } from 'vitest';
import { type OpenPopulation, openPopulation } from '../../harness/arms/population.ts';
import { CodeObject } from '../../interpreter/code.ts';
import { afterReuse, type Strategy, storesNothing } from '../../strategies/contract.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import type { Count } from '../../tools/counter.ts';

const SIZE = 12;

/** Only each object knows of its own extra. */
const IN_THE_OBJECT = ['inline', 'trailing', 'tuple', 'indexed', 'symbol-property', 'private-field'];

const storing = STRATEGIES.filter((strategy) => !storesNothing(strategy));
/** Those whose storages know how many extras they hold. */
const counting = storing.filter(({ name }) => !['weakmap', ...IN_THE_OBJECT].includes(name));

function named(name: string): Strategy {
  return STRATEGIES.find((strategy) => strategy.name === name)!;
}

function made(strategy: Strategy, wantsExtra: (index: number) => boolean, size = SIZE): OpenPopulation {
  const population = openPopulation(strategy, CodeObject, { size, wantsExtra });
  population.make();
  return population;
}

function extrasFor(size = SIZE): Count[] {
  return Array.from({ length: size }, (_, i) => ({ entries: i }));
}

function answers(population: OpenPopulation, size = SIZE): (Count | undefined)[] {
  return Array.from({ length: size }, (_, i) => population.extraOf(i));
}

function codes(population: OpenPopulation, size = SIZE): readonly CodeObject[] {
  return population.sequence(Int32Array.from({ length: size }, (_, i) => i));
}

const all = () => true;
const nobody = () => false;
const everyOther = (i: number) => i % 2 === 0;

/** A clock that goes on by one each time it is read, and does something beside it. */
function counter(beside: () => void = () => {}): () => number {
  let now = 0;
  return () => {
    beside();
    now += 1;
    return now;
  };
}

describe.each(storing)('a population of $name', (strategy) => {
  it('answers each object with its own extra, and those that want none with none', () => {
    const population = made(strategy, everyOther);
    const extras = extrasFor();
    population.attach(extras);
    expect(answers(population)).toEqual(extras.map((extra, i) => (everyOther(i) ? extra : undefined)));
    for (const [i, answer] of answers(population).entries())
      if (everyOther(i)) expect(answer).toBe(extras[i]);
  });

  it('replaces extras when they are attached anew', () => {
    const population = made(strategy, all);
    population.attach(extrasFor());
    const second = extrasFor();
    population.attach(second);
    for (const [i, answer] of answers(population).entries()) expect(answer).toBe(second[i]);
    expect([null, SIZE]).toContain(population.entries());
  });

  it('has no extra left once all are detached, and can attach again', () => {
    const population = made(strategy, all);
    population.attach(extrasFor());
    population.detach();
    expect(answers(population)).toEqual(new Array(SIZE).fill(undefined));
    expect([null, 0]).toContain(population.entries());
    const again = extrasFor();
    population.attach(again);
    expect(answers(population)).toEqual(again);
  });

  it('grows by the extras of the stretch and no others', () => {
    const population = made(strategy, nobody);
    const extras = extrasFor();
    population.grow(0, 3, extras);
    population.grow(3, 7, extras);
    expect(answers(population)).toEqual(extras.map((extra, i) => (i < 7 ? extra : undefined)));
    expect([null, 7]).toContain(population.entries());
  });

  it('makes objects anew when it grows only where room is decided at birth', () => {
    const population = made(strategy, nobody);
    const before = codes(population);
    population.grow(2, 5, extrasFor());
    const after = codes(population);
    for (let i = 0; i < SIZE; i++)
      expect(after[i] === before[i]).toBe(!(strategy.roomWhenMade && i >= 2 && i < 5));
  });

  it('gives a newborn the number of the dead, and answers it as promised', () => {
    const population = made(strategy, all);
    const extras = extrasFor();
    population.attach(extras);
    const dying = codes(population)[4]!;
    population.retire(4);
    population.bear(4);
    const newborn = codes(population)[4]!;
    expect(newborn).not.toBe(dying);
    expect(newborn.id).toBe(dying.id);
    expect(population.extraOf(4)).toBe(afterReuse(strategy) === 'nothing' ? undefined : extras[4]);
  });

  it('answers the newborn with its own extra once it has one, and its neighbours as before', () => {
    const population = made(strategy, all);
    const extras = extrasFor();
    population.attach(extras);
    population.retire(4);
    population.bear(4);
    extras[4] = { entries: -1 };
    population.attachOne(4, extras[4]);
    for (const [i, answer] of answers(population).entries()) expect(answer).toBe(extras[i]);
  });

  it('finds its own on a list with 64 others on it, and nothing where it has none', () => {
    const population = made(strategy, everyOther);
    const extras = extrasFor();
    population.attach(extras);
    population.crowd(64);
    for (const [i, answer] of answers(population).entries())
      expect(answer).toBe(everyOther(i) ? extras[i] : undefined);
    for (const code of codes(population)) {
      let links = 0;
      for (let link = code.weakrefs; link !== null; link = link.next) links += 1;
      expect(links).toBeGreaterThanOrEqual(64);
    }
  });

  it('finds as many when each look-up allocates, as a call does', () => {
    const population = made(strategy, everyOther);
    population.attach(extrasFor());
    const sequence = codes(population);
    for (const count of [1, 5, SIZE]) {
      expect(population.callAndAllocate(sequence, count)).toBe(Math.ceil(count / 2));
      expect(population.callAndAllocate(sequence, count)).toBe(population.lookUp(sequence, count));
    }
  });

  it('attaches to each of a stretch, and writes what each took', () => {
    const population = made(strategy, all);
    const extras = extrasFor();
    const into = new Float64Array(SIZE).fill(-1);
    population.timeAttaching(3, 9, extras, counter(), into);
    expect([...into]).toEqual([...new Array(6).fill(1), ...new Array(6).fill(-1)]);
    expect(answers(population)).toEqual(extras.map((extra, i) => (i >= 3 && i < 9 ? extra : undefined)));
  });

  it('keeps a window of extras attached while it slides', () => {
    const size = 30;
    const [window, steps] = [10, 20];
    const population = made(strategy, all, size);
    const extras = extrasFor(size);
    population.grow(0, window, extras);
    const attached = new Float64Array(steps).fill(-1);
    const detached = new Float64Array(steps).fill(-1);
    const held: number[] = [];
    const count = () => held.push(answers(population, size).filter((each) => each !== undefined).length);
    population.timeSliding(window, steps, extras, counter(count), attached, detached);
    expect(held).toEqual(Array.from({ length: steps }, () => [window, window - 1, window]).flat());
    expect([...attached, ...detached]).toEqual(new Array(2 * steps).fill(1));
    expect(answers(population, size)).toEqual(extras.map((extra, i) => (i < steps ? undefined : extra)));
  });
});

describe('a population', () => {
  it.each(storing)('says how many extras it holds, or that only its objects know ($name)', (strategy) => {
    const population = made(strategy, everyOther);
    population.attach(extrasFor());
    expect(population.entries()).toBe(counting.includes(strategy) ? SIZE / 2 : null);
  });

  it('has room for what it grows by, and none elsewhere, where that is decided at birth', () => {
    const population = made(named('trailing'), nobody);
    expect(() => population.attachOne(3, { entries: 0 })).toThrow(RangeError);
    population.grow(0, 4, extrasFor());
    population.attachOne(3, { entries: 1 });
    expect(population.extraOf(3)).toEqual({ entries: 1 });
    expect(() => population.attachOne(4, { entries: 0 })).toThrow(RangeError);
  });

  it('bears an object without room where no extra is wanted', () => {
    const population = made(named('trailing'), everyOther);
    for (const i of [0, 1]) {
      population.retire(i);
      population.bear(i);
    }
    population.attachOne(0, { entries: 0 });
    expect(() => population.attachOne(1, { entries: 0 })).toThrow(RangeError);
  });

  it('hands numbers out again, last freed first', () => {
    const population = made(named('map-by-id'), everyOther);
    const extras = extrasFor();
    population.attach(extras);
    population.retire(2);
    population.retire(5);
    population.bear(2);
    population.bear(5);
    // The number of object 5, which had no extra, is taken first; then that of object 2, which had.
    expect([population.extraOf(2), population.extraOf(5)]).toEqual([undefined, extras[2]]);
  });

  it.each(counting)('holds as many extras as its fate says when all have died ($name)', (strategy) => {
    const population = made(strategy, all);
    population.attach(extrasFor());
    expect(population.entries()).toBe(SIZE);
    population.drop();
    expect(population.entries()).toBe(strategy.promises.fate === 'dies-after-notice' ? 0 : SIZE);
  });

  it('drops what lives, also when some have died before', () => {
    const population = made(named('map-by-id-watched'), all);
    population.attach(extrasFor());
    population.retire(3);
    expect(population.entries()).toBe(SIZE - 1);
    population.drop();
    expect(population.entries()).toBe(0);
  });

  it('finds nothing where nothing is stored, and times it all the same', () => {
    const population = made(named('none'), all);
    const extras = extrasFor();
    const into = new Float64Array(6);
    population.attach(extras);
    population.timeAttaching(0, 6, extras, counter(), into);
    expect([...into]).toEqual(new Array(6).fill(1));
    expect(answers(population)).toEqual(new Array(SIZE).fill(undefined));
    expect(population.callAndAllocate(codes(population), SIZE)).toBe(0);
  });
});
