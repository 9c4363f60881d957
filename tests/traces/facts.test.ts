import fc from 'fast-check';
import { expect, it } from 'vitest';
import { factsOf } from '../../harness/traces/facts.ts';
import { madeTrace, traces } from './made-traces.ts';

const calls = (number: number, count: number) => new Array(count).fill(number).join(' ');

it('tells how many code objects there are, at the start, at the most and at the end', () => {
  const facts = factsOf(madeTrace(5, 3, '0 +3 3 -3 -1 +4 0 -4'));
  expect(facts).toMatchObject({ entries: 3, atStart: 3, atMost: 4, atEnd: 2, born: 2, died: 3 });
});

it('counts code objects by how often they are called', () => {
  const { calledOften } = factsOf(madeTrace(5, 5, `${calls(0, 100)} ${calls(1, 10)} ${calls(2, 9)} 3`));
  expect([...calledOften]).toEqual([
    [1, 4],
    [10, 2],
    [100, 1],
    [1000, 0],
  ]);
});

it('tells which share of the calls falls on the most called', () => {
  const once = Array.from({ length: 25 }, (_, i) => i + 1).join(' ');
  const { shareOfTop } = factsOf(madeTrace(40, 40, `${once} ${calls(0, 75)}`));
  expect([...shareOfTop]).toEqual([
    [1, 0.75],
    [10, 0.84],
    [100, 1],
  ]);
});

it('agrees with itself on any trace', () => {
  fc.assert(
    fc.property(traces, (trace) => {
      const { atStart, atMost, atEnd, born, died, calledOften, entries } = factsOf(trace);
      expect(atEnd).toBe(atStart + born - died);
      expect(atMost).toBeGreaterThanOrEqual(Math.max(atStart, atEnd));
      expect(atMost).toBeLessThanOrEqual(atStart + born);
      expect(calledOften.get(1)).toBeLessThanOrEqual(Math.min(entries, trace.sizes.length));
    }),
    { seed: 2, numRuns: 200 },
  );
});
