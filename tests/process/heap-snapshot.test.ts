import { beforeAll, describe, expect, it } from 'vitest';
import { ownSizes } from '../../harness/process/heap-snapshot.ts';

/** Three words that every object has, and two fields. */
class WithTwoFields {
  first: unknown;
  second: unknown;
  constructor(first: unknown, second: unknown) {
    this.first = first;
    this.second = second;
  }
}

class WithFourFields extends WithTwoFields {
  third: unknown;
  fourth: unknown;
  constructor(value: unknown) {
    super(value, value);
    this.third = value;
    this.fourth = value;
  }
}

const WORD = 8;
const MANY = 3000;

describe('own sizes of what was made between two snapshots', () => {
  let grown: (name: string) => number;
  const held: object[] = [];
  beforeAll(async () => {
    // Before the engine has seen some it leaves room for more fields.
    held.push(Array.from({ length: 1000 }, (_, i) => [new WithTwoFields(i, i), new WithFourFields(i)]));
    const before = await ownSizes();
    const two = Array.from({ length: MANY }, (_, i) => new WithTwoFields(i, null));
    const four = Array.from({ length: 2 * MANY }, (_, i) => new WithFourFields(i));
    held.push(
      two,
      four,
      two.map((target) => new WeakRef(target)),
    );
    const after = await ownSizes();
    grown = (name) => after.get(name)! - before.get(name)!;
  });

  it('are summed by constructor: each instance counts, and each field is a word', () => {
    expect(grown('WithTwoFields')).toBe(MANY * 5 * WORD);
    expect(grown('WithFourFields')).toBe(2 * MANY * 7 * WORD);
  });

  it('of what the engine makes for itself are told apart: weak references from what they point to', () => {
    expect(grown('WeakRef')).toBeGreaterThan(0);
    expect(grown('WeakRef') % MANY).toBe(0);
    expect(held).toHaveLength(4);
  });
});
