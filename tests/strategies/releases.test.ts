/** Release functions: what the laws find, and what `indexed` and a place do when one sets, deletes or throws. */

import { describe, expect, it, vi } from 'vitest';
import { bareSpec } from '../../interpreter/code.ts';
import { CodeObject, Interpreter } from '../../interpreter/index.ts';
import {
  RELEASE_ROUNDS,
  type Storage,
  type Strategy,
  type Tool,
  throwAll,
} from '../../strategies/contract.ts';
import indexed from '../../strategies/indexed.ts';
import inline from '../../strategies/inline.ts';
import { checkLaws, type Kit } from '../../strategies/laws.ts';
import { openPlace } from '../../strategies/place.ts';
import { type Faults, releasing } from './releasing.ts';

const kit: Kit = { Code: CodeObject, Interpreter, collect: null };

async function brokenBy(strategy: Strategy): Promise<Map<string, string>> {
  const reports = (await checkLaws(strategy, kit)).filter(({ outcome }) => outcome === 'broken');
  return new Map(reports.map(({ law, says }) => [law, says!]));
}

/** 64 places for all code objects. */
function shared(sound: Strategy): Strategy {
  const standIn = (code: CodeObject) => ({ ...code, id: code.id % 64 }) as CodeObject;
  return {
    ...sound,
    promises: { ...sound.promises, lossy: true },
    makePlace(Code, watchers) {
      const place = sound.makePlace(Code, {
        add: (watcher) => watchers.add((dying) => watcher(standIn(dying))),
      });
      return {
        layout: place.layout,
        open<Extra extends object>(tool: Tool): Storage<Extra> {
          const storage = place.open<Extra>(tool);
          return {
            get: (code) => storage.get(standIn(code)),
            set: (code, extra) => storage.set(standIn(code), extra),
            delete: (code) => storage.delete(standIn(code)),
            inspect: () => storage.inspect(),
          };
        },
      };
    },
  };
}

describe('the laws about releases', () => {
  it.each<[name: string, Strategy]>([
    ['a table for each tool', releasing({})],
    ['a table for one tool', { ...releasing({}), promises: { ...releasing({}).promises, tools: 1 } }],
    ['a table for two tools', { ...releasing({}), promises: { ...releasing({}).promises, tools: 2 } }],
    ['a table whose places code objects share by promise', shared(releasing({}))],
    ['an array for all tools', indexed],
  ])('are kept by %s', async (_, strategy) => {
    expect(await brokenBy(strategy)).toEqual(new Map());
  });

  it.each<[law: string, Faults, seen: string]>([
    ['release-only-what-was-set', { absent: 'undefined' }, 'undefined'],
    ['release-only-what-was-set', { absent: 'null' }, 'null'],
    ['release-only-what-was-set', { stranger: 'first' }, 'first tool'],
    ['release-only-what-was-set', { stranger: 'last' }, 'second tool'],
    ['extras-are-released', { onceInALife: true }, '[]'],
    ['release-may-reenter', { early: 'when replaced' }, 'get()'],
    ['release-may-reenter', { early: 'when deleted' }, 'get()'],
    ['release-may-reenter', { early: 'at death' }, 'get()'],
    ['release-may-reenter', { oneRound: true }, 'died'],
    ['release-may-reenter', { deafToNewcomers: true }, 'died'],
    ['release-may-reenter', { guarded: true }, 'not called'],
    ['release-may-reenter', { endless: 'goes on' }, '1000'],
    ['release-may-reenter', { endless: 'ends silently' }, 'no error'],
    ['release-may-reenter', { endless: 'leaves the last' }, 'number'],
    ['release-may-throw', { thrown: 'ends the death' }, 'not called'],
    ['release-may-throw', { thrown: 'is lost' }, 'first tool'],
    ['release-may-throw', { thrown: 'but the first is lost' }, 'first tool'],
    ['release-may-throw', { thrownBySet: 'is lost' }, 'replaced'],
    ['release-may-throw', { early: 'when replaced' }, 'get()'],
  ])('find by "%s" what is wrong with %o', async (law, faults, seen) => {
    expect((await brokenBy(releasing(faults))).get(law)).toContain(seen);
  });

  it('find a release function that is called although that is not promised', async () => {
    const { releases: _, ...promises } = releasing({}).promises;
    const broken = await brokenBy({ ...releasing({}), promises });
    expect([...broken.keys()]).toEqual(['extras-are-released', 'release-only-what-was-set']);
  });
});

/** Tools of one place with release functions, by name. */
function opened(strategy: Strategy, release: Record<string, (extra: object) => void>) {
  const place = openPlace(strategy, CodeObject);
  const storages = Object.entries(release).map(([name, each]) => place.open({ name, release: each }));
  return { place, storages, code: place.makeCode(bareSpec('f')) };
}

/** What was thrown, in a list because undefined can be thrown too. */
function thrownBy(action: () => void): unknown[] {
  try {
    action();
    return [];
  } catch (error) {
    return [error];
  }
}

describe('an indexed array', () => {
  it('does not call the release function of a tool that set nothing, before or after another one', () => {
    const [before, after] = [vi.fn(), vi.fn()];
    const { place, storages, code } = opened(indexed, { before, setter() {}, after });
    storages[1]!.set(code, {});
    place.retire(code);
    expect(before).not.toHaveBeenCalled();
    expect(after).not.toHaveBeenCalled();
  });

  it('releases what release functions set while their code object dies, through any storage', () => {
    const extras = [{ mark: 0 }, { mark: 1 }, { mark: 2 }];
    const first = vi.fn();
    const second = vi.fn((extra: object) => {
      if (extra === extras[0]) storages[1]!.set(code, extras[1]!);
      if (extra === extras[1]) storages[0]!.set(code, extras[2]!);
    });
    const { place, storages, code } = opened(indexed, { first, second });
    storages[1]!.set(code, extras[0]!);
    place.retire(code);
    expect(second.mock.calls).toEqual([[extras[0]], [extras[1]]]);
    expect(first.mock.calls).toEqual([[extras[2]]]);
    expect(storages.map((each) => each.get(code))).toEqual([undefined, undefined]);
  });

  it('ends a death in which extras are set without end with an error that names object and tool', () => {
    const jit = vi.fn(() => storages[0]!.set(code, {}));
    const { place, storages, code } = opened(indexed, { jit, other() {} });
    storages[0]!.set(code, {});
    const [error] = thrownBy(() => place.retire(code));
    expect((error as Error).message).toMatch(new RegExp(`\\b${RELEASE_ROUNDS}\\b.*"f".*"jit"`));
    expect((error as Error).message).not.toContain('"other"');
    expect(jit).toHaveBeenCalledTimes(RELEASE_ROUNDS);
    expect(storages[0]!.get(code)).toBeUndefined();
    expect(place.makeCode(bareSpec('newborn')).id).toBe(code.id);
  });

  it('needs no error where nothing is left after the last round', () => {
    let calls = 0;
    const { place, storages, code } = opened(indexed, {
      jit() {
        calls += 1;
        if (calls <= RELEASE_ROUNDS) storages[0]!.set(code, {});
        if (calls === RELEASE_ROUNDS) storages[0]!.delete(code);
      },
    });
    storages[0]!.set(code, {});
    place.retire(code);
    // One call in each round, and one for the extra that was deleted in the last.
    expect(calls).toBe(RELEASE_ROUNDS + 1);
  });

  it.each([{ thrown: new Error('no') }, { thrown: undefined }])(
    'calls the other release functions when one throws ($thrown), then throws it',
    ({ thrown }) => {
      const last = vi.fn();
      const throwing = () => {
        throw thrown;
      };
      const { place, storages, code } = opened(indexed, { throwing, last });
      for (const storage of storages) storage.set(code, {});
      expect(thrownBy(() => place.retire(code))).toEqual([thrown]);
      expect(last).toHaveBeenCalledOnce();
      expect(place.makeCode(bareSpec('newborn')).id).toBe(code.id);
    },
  );

  it('throws the errors of several release functions together', () => {
    const errors = [new Error('first'), new Error('second')];
    const [first, second] = errors.map((error) => () => {
      throw error;
    });
    const { place, storages, code } = opened(indexed, { first: first!, second: second! });
    for (const storage of storages) storage.set(code, {});
    const [thrown] = thrownBy(() => place.announceDeath(code));
    expect(thrown).toBeInstanceOf(AggregateError);
    expect((thrown as AggregateError).errors).toEqual(errors);
    expect((thrown as AggregateError).message).toBe('Error: first; Error: second');
  });

  it('has replaced and deleted when a release function throws', () => {
    const { storages, code } = opened(indexed, {
      jit() {
        throw new Error('no');
      },
    });
    const [storage] = storages;
    const next = {};
    storage!.set(code, {});
    expect(() => storage!.set(code, next)).toThrow('no');
    expect(storage!.get(code)).toBe(next);
    expect(() => storage!.delete(code)).toThrow('no');
    expect(storage!.get(code)).toBeUndefined();
  });
});

describe('a place', () => {
  /** Watchers that throw what they are given, and one that does not. */
  function watched(errors: readonly unknown[], last: () => void) {
    return openPlace(
      {
        ...inline,
        makePlace(Code, watchers) {
          for (const error of errors)
            watchers.add(() => {
              throw error;
            });
          watchers.add(last);
          return inline.makePlace(Code, watchers);
        },
      },
      CodeObject,
    );
  }

  it.each(['announceDeath', 'retire'] as const)('calls all watchers when one throws (%s)', (death) => {
    const last = vi.fn();
    const error = new Error('no');
    const place = watched([error], last);
    const code = place.makeCode(bareSpec('f'));
    expect(thrownBy(() => place[death](code))).toEqual([error]);
    expect(last).toHaveBeenCalledExactlyOnceWith(code);
    const { id } = place.makeCode(bareSpec('newborn'));
    expect(id === code.id).toBe(death === 'retire');
  });

  it('throws the errors of several watchers together', () => {
    const place = watched(['one', undefined], () => {});
    const [thrown] = thrownBy(() => place.retire(place.makeCode(bareSpec('f'))));
    expect((thrown as AggregateError).errors).toEqual(['one', undefined]);
  });
});

it('no error to throw is none thrown', () => {
  expect(thrownBy(() => throwAll([]))).toEqual([]);
});
