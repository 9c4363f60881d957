import { describe, expect, it } from 'vitest';
import { openLayouts } from '../../harness/arms/layouts.ts';
import { CO_EXTRA, CodeObject } from '../../interpreter/code.ts';
import { dump, Interpreter } from '../../interpreter/index.ts';
import type { Storage, Strategy } from '../../strategies/contract.ts';
import { STRATEGIES } from '../../strategies/index.ts';

const SOURCE = 'def add(a, b):\n    return a + b\ndef run():\n    return add(add(1, 2), 3)\n';
const code = dump(new Interpreter().compile(SOURCE, 'small.py'));

/** The strategy, telling of each look-up whether it found an extra and whether there is room. */
function watched(strategy: Strategy) {
  const asked: { found: boolean; room: boolean; name: string }[] = [];
  const attached = new Set<CodeObject>();
  const spy: Strategy = {
    ...strategy,
    makePlace(Code, watchers) {
      const place = strategy.makePlace(Code, watchers);
      return {
        layout: place.layout,
        open<Extra extends object>(tool: { name: string }): Storage<Extra> {
          const storage = place.open<Extra>(tool);
          return {
            get(code) {
              const extra = storage.get(code);
              asked.push({
                found: extra !== undefined,
                room: (code.flags & CO_EXTRA) !== 0,
                name: code.name,
              });
              return extra;
            },
            set(code, extra) {
              attached.add(code);
              storage.set(code, extra);
            },
            delete: (code) => storage.delete(code),
            inspect: () => storage.inspect(),
          };
        },
      };
    },
  };
  return { spy, asked, attached };
}

describe.each(STRATEGIES.filter(({ name }) => name === 'inline' || name === 'trailing'))(
  'a program loaded twice with $name',
  (strategy) => {
    it('has extras on the code objects with room and on no others', () => {
      const { spy, asked, attached } = watched(strategy);
      const layouts = openLayouts(spy, CodeObject, { name: 'small', code });
      const names = [...attached].map(({ name }) => name).sort();
      expect(names).toEqual(['<module>', 'add', 'run']);
      asked.length = 0;
      layouts.runRoomy();
      expect(asked).toEqual(['run', 'add', 'add'].map((name) => ({ found: true, room: true, name })));
      asked.length = 0;
      layouts.runPlain();
      expect(asked).toEqual(['run', 'add', 'add'].map((name) => ({ found: false, room: false, name })));
    });

    it('has two layouts of code objects if the strategy has', () => {
      const seen = new Set<unknown>();
      class Seen extends CodeObject {
        constructor(...args: ConstructorParameters<typeof CodeObject>) {
          super(...args);
          seen.add(new.target);
        }
      }
      openLayouts(strategy, Seen, { name: 'small', code });
      expect(seen.size).toBe(strategy.name === 'trailing' ? 2 : 1);
    });
  },
);
