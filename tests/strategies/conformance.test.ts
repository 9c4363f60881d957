import { readdirSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect } from '../../harness/process/collect.ts';
import { bareSpec } from '../../interpreter/code.ts';
import { CodeObject, Interpreter } from '../../interpreter/index.ts';
import type { Place, Storage, Strategy } from '../../strategies/contract.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import inline from '../../strategies/inline.ts';
import { checkLaws, type Kit, LAWS } from '../../strategies/laws.ts';
import mapById from '../../strategies/map-by-id.ts';
import mapByIdFinalized from '../../strategies/map-by-id-finalized.ts';
import mapByIdWatched from '../../strategies/map-by-id-watched.ts';
import none from '../../strategies/none.ts';
import { openPlace } from '../../strategies/place.ts';
import trailing from '../../strategies/trailing.ts';
import weakmap from '../../strategies/weakmap.ts';
import weakrefList from '../../strategies/weakref-list.ts';

const kit: Kit = { Code: CodeObject, Interpreter, collect };
const storing = STRATEGIES.filter(({ promises }) => promises.fate !== 'nothing-stored');

describe('the registry', () => {
  it('lists every strategy file, each under the name of its file', () => {
    const shared = ['contract.ts', 'index.ts', 'laws.ts', 'place.ts'];
    const files = readdirSync(new URL('../../strategies/', import.meta.url)).filter(
      (file) => file.endsWith('.ts') && !shared.includes(file),
    );
    expect(files.map((file) => file.replace('.ts', '')).sort()).toEqual(
      STRATEGIES.map(({ name }) => name).sort(),
    );
  });
});

describe.each(STRATEGIES)('$name', (strategy) => {
  it('keeps every law', async () => {
    const reports = await checkLaws(strategy, kit);
    expect(reports.filter(({ outcome }) => outcome === 'broken')).toEqual([]);
    expect(reports.map(({ law }) => law)).toEqual(LAWS.map(({ name }) => name));
  });
});

/** One step of a random history; code objects and tools by number. */
type Step =
  | { readonly do: 'set'; readonly code: number; readonly mark: number }
  | { readonly do: 'delete'; readonly code: number }
  | { readonly do: 'get'; readonly code: number };

const CODES = 12;
const code = fc.nat({ max: CODES - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('set' as const), code, mark: fc.nat() }),
  fc.record({ do: fc.constant('delete' as const), code }),
  fc.record({ do: fc.constant('get' as const), code }),
);

describe.each(storing)('$name, against a plain array', (strategy) => {
  it('answers any history of set, delete and get as the array does', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (history) => {
        const place = openPlace(strategy, CodeObject);
        const storage = place.open<{ mark: number }>({ name: 'model' });
        const codes = Array.from({ length: CODES }, () => place.makeCode(bareSpec('f')));
        const model: ({ mark: number } | undefined)[] = new Array(CODES).fill(undefined);
        for (const each of history) {
          if (each.do === 'set') {
            model[each.code] = { mark: each.mark };
            storage.set(codes[each.code]!, model[each.code]!);
          } else if (each.do === 'delete') {
            model[each.code] = undefined;
            storage.delete(codes[each.code]!);
          }
          expect(storage.get(codes[each.code]!)).toBe(model[each.code]);
        }
        expect(codes.map((each) => storage.get(each))).toEqual(model);
      }),
      { seed: 523, numRuns: 150 },
    );
  });
});

describe('what is peculiar', () => {
  it('gives the trailing layout one field less where there is no room', () => {
    const place = openPlace(trailing, CodeObject);
    expect('extra' in place.makeCode(bareSpec('f'))).toBe(true);
    expect('extra' in place.makeCodeWithoutRoom(bareSpec('f'))).toBe(false);
  });

  it('refuses a second tool at a single field, and names both', () => {
    const place = openPlace(inline, CodeObject);
    place.open({ name: 'jit' });
    expect(() => place.open({ name: 'debugger' })).toThrow(
      /serves one tool and already serves "jit"; "debugger"/,
    );
  });

  it('answers for the dead once their number is handed out again, in a map by number', () => {
    const place = openPlace(mapById, CodeObject);
    const storage = place.open({ name: 'jit' });
    const dead = place.makeCode(bareSpec('dead'));
    const extra = {};
    storage.set(dead, extra);
    place.identity.release(dead.id);
    expect(storage.get(place.makeCode(bareSpec('born later')))).toBe(extra);
  });

  it('finds its own among other weak references, and leaves theirs alone', () => {
    const place = openPlace(weakrefList, CodeObject);
    const tools = ['first', 'second', 'third'].map((name) => place.open<{ by: string }>({ name }));
    const object = place.makeCode(bareSpec('f'));
    for (const [i, tool] of tools.entries()) tool.set(object, { by: String(i) });
    tools[1]!.delete(object);
    expect(tools.map((tool) => tool.get(object)?.by)).toEqual(['0', undefined, '2']);
  });

  it('lets the callback of a weak reference empty the set of the tool', async () => {
    const place = openPlace(weakrefList, CodeObject);
    const storage = place.open({ name: 'jit' });
    (() => {
      for (let i = 0; i < 50; i++) storage.set(place.makeCode(bareSpec('f')), {});
    })();
    expect(storage.inspect().entries).toBe(50);
    for (let i = 0; i < 4; i++) await collect();
    expect(storage.inspect().entries).toBe(0);
  });
});

/** Strategies that break one law each, made from sound ones. */
const broken: readonly (readonly [law: string, Strategy])[] = [
  ['set-is-got', spoilt(weakmap, (storage) => ({ set: (object) => storage.set(object, {}) }))],
  ['codes-apart', spoilt(mapById, (storage) => sharing(storage))],
  ['tools-apart', { ...inline, promises: { ...inline.promises, tools: 2 } }],
  ['no-room-no-answer', { ...inline, roomWhenMade: true }],
  [
    'answers-independent',
    spoilt(weakmap, () => ({
      delete: () => {
        throw new TypeError('no delete');
      },
    })),
  ],
  ['interpreters-apart', sharedByAll(mapById)],
  [
    'inner-seen-outside',
    spoilt(weakmap, (storage) => {
      // Keeps what was set first.
      return { set: (object, extra) => storage.get(object) ?? storage.set(object, extra) };
    }),
  ],
  ['set-is-got', { ...trailing, roomWhenMade: false }],
  ['set-is-got', { ...none, role: 'strategy' }],
  [
    'deleted-is-let-go',
    spoilt(weakmap, (storage) => {
      const hoard: object[] = [];
      return {
        set(object, extra) {
          hoard.push(extra);
          storage.set(object, extra);
        },
      };
    }),
  ],
  [
    'promise-about-death',
    spoilt(weakmap, (storage) => {
      const hoard: CodeObject[] = [];
      return {
        set(object, extra) {
          hoard.push(object);
          storage.set(object, extra);
        },
      };
    }),
  ],
  [
    'set-is-got',
    spoilt(inline, () => ({
      get() {
        throw new Error('no answer today');
      },
    })),
  ],
  ['promise-about-numbers', { ...mapById, promises: { ...mapById.promises, afterReuse: 'nothing' } }],
  ['promise-about-numbers', { ...weakmap, promises: { ...weakmap.promises, afterReuse: 'the-dead' } }],
  ['promise-about-numbers', cleanedByNumberAlone()],
  ['promise-about-death', { ...mapByIdWatched, promises: { ...mapByIdWatched.promises, fate: 'leaks' } }],
  ['promise-about-death', deaf(mapByIdWatched)],
  ['promise-about-death', { ...weakrefList, promises: { ...weakrefList.promises, fate: 'dies-with-code' } }],
  ['promise-about-death', { ...mapById, promises: { ...mapById.promises, fate: 'dies-with-code' } }],
];

/** A callback that deletes what is under the number of the dead, whoever has it now. */
function cleanedByNumberAlone(): Strategy {
  return spoilt(mapByIdFinalized, () => {
    const extras = new Map<number, object>();
    const callback = new FinalizationRegistry<number>((id) => extras.delete(id));
    return {
      get: ({ id }) => extras.get(id),
      set(object, extra) {
        extras.set(object.id, extra);
        callback.register(object, object.id);
      },
      delete: ({ id }) => extras.delete(id),
      inspect: () => ({ entries: extras.size }),
    };
  });
}

/** It asks to be told of deaths and is not. */
function deaf(sound: Strategy): Strategy {
  return { ...sound, makePlace: (Code) => sound.makePlace(Code, { add() {} }) };
}

function spoilt(sound: Strategy, change: (storage: Storage<object>) => Partial<Storage<object>>): Strategy {
  return {
    ...sound,
    makePlace(Code, watchers) {
      const place = sound.makePlace(Code, watchers);
      return {
        layout: place.layout,
        open<Extra extends object>(tool: { name: string }) {
          const storage = place.open<Extra>(tool);
          const verbs = {
            get: (object: CodeObject) => storage.get(object),
            set: (object: CodeObject, extra: Extra) => storage.set(object, extra),
            delete: (object: CodeObject) => storage.delete(object),
            inspect: () => storage.inspect(),
          };
          return { ...verbs, ...change(storage as unknown as Storage<object>) } as Storage<Extra>;
        },
      };
    },
  };
}

/** Every interpreter is given the same place. */
function sharedByAll(sound: Strategy): Strategy {
  let place: Place | undefined;
  let storage: Storage<object> | undefined;
  return {
    ...sound,
    makePlace(Code, watchers) {
      place ??= sound.makePlace(Code, watchers);
      const { layout, open } = place;
      return {
        layout,
        open<Extra extends object>(tool: { name: string }) {
          storage ??= open<object>(tool);
          return storage as unknown as Storage<Extra>;
        },
      };
    },
  };
}

/** All objects with an even number answer for the one before. */
function sharing(storage: Storage<object>): Partial<Storage<object>> {
  const standIn = (object: CodeObject) => ({ ...object, id: Math.ceil(object.id / 2) }) as CodeObject;
  return {
    get: (object) => storage.get(standIn(object)),
    set: (object, extra) => storage.set(standIn(object), extra),
    delete: (object) => storage.delete(standIn(object)),
  };
}

describe('the laws', () => {
  it.each(broken)('name "%s" when it is broken', async (law, strategy) => {
    const reports = await checkLaws(strategy, kit);
    expect(reports.filter(({ outcome }) => outcome === 'broken').map((report) => report.law)).toContain(law);
  });

  it('say what was seen, with numbers', async () => {
    const [, leaky] = broken.at(-1)!;
    const report = (await checkLaws(leaky, kit)).find(({ law }) => law === 'promise-about-death')!;
    expect(report.says).toMatch(
      /after 1 forced collection, of 200 dropped code objects 0 are alive .* and 200 of their extras \(expected 0\)/,
    );
  });

  it('say which promises are not checked where collections cannot be forced', async () => {
    const reports = await checkLaws(inline, { ...kit, collect: null });
    const passedOver = reports.filter(({ outcome }) => outcome === 'not checked').map(({ law }) => law);
    expect(passedOver).toEqual(['deleted-is-let-go', 'promise-about-death', 'promise-about-numbers']);
    await turn();
  });
});
