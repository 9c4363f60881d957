/**
 * Count in the code object. Every code object has a small counter, which a tool that wants to know who is hot counts with
 * instead of an extra; the extra itself goes into an external table, and only hot code objects have one.
 *
 * Invariant: the number under MARK is the count, and the bit MARK is set while this object has an extra. So a cold code object
 * answers after one test, and no newborn is answered with the extra of the dead: its own field carries no mark. All is below 2^30,
 * which V8 keeps inside the field itself on every platform; a count that is full stays full.
 *
 * The price: everybody carries the field, a hot code object pays the hash look-up as in map-by-id, the entries of the dead stay until
 * their number has an extra again, and one mark serves one tool.
 */

import type { CodeObject } from '../interpreter/code.ts';
import type { Storage, Strategy } from './contract.ts';
import { NumberTable } from './tables/number-table.ts';

interface WithCalls extends CodeObject {
  calls: number;
}

const MARK = 1 << 29;
const MOST = MARK - 1;

class CountInCodeStorage<Extra extends object> implements Storage<Extra> {
  readonly #hot = new NumberTable<Extra>();

  get(code: CodeObject): Extra | undefined {
    if (((code as WithCalls).calls & MARK) === 0) return undefined;
    return this.#hot.get(code);
  }

  set(code: CodeObject, extra: Extra): void {
    this.#hot.set(code, extra);
    (code as WithCalls).calls |= MARK;
  }

  /** Also where there is no mark: the entry may be one that the dead left under this number. */
  delete(code: CodeObject): void {
    this.#hot.delete(code);
    (code as WithCalls).calls &= MOST;
  }

  count(code: CodeObject): number {
    const { calls } = code as WithCalls;
    const before = calls & MOST;
    if (before === MOST) return MOST;
    (code as WithCalls).calls = calls + 1;
    return before + 1;
  }

  inspect() {
    return this.#hot.inspect();
  }
}

const countInCode: Strategy = {
  name: 'count-in-code',
  title: 'Count in the code object',
  summary: 'A counter in every code object, marked where an external Map by small number has an extra.',
  origin:
    'python-dev, June 2016: with the patch that adds a cache, code objects provide the count themselves',
  role: 'strategy',
  promises: {
    fate: 'leaks',
    means: 'nobody tells the table that an object died',
    tools: 1,
    touches: ['calls', 'id'],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    class CountingCode extends Code {
      calls = 0;
    }
    return {
      layout: { plain: CountingCode, roomy: CountingCode },
      open: <Extra extends object>() => new CountInCodeStorage<Extra>(),
    };
  },
};

export default countInCode;
