import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../harness/failure.ts';
import { livingAtStart, type Trace } from '../../harness/traces/format.ts';
import { parseRule, type Rule, scriptOf } from '../../harness/traces/script.ts';
import { inText, madeTrace, traces } from './made-traces.ts';

const SEED = 7;
const played = (trace: Trace, rule: string) => inText(scriptOf(trace, parseRule(rule), SEED).words);

describe('a rule', () => {
  it.each([
    ['call-1', { fromCall: 1 }],
    ['call-10', { fromCall: 10 }],
    ['share-0.05', { share: 0.05 }],
    ['share-0.00125', { share: 0.00125 }],
    ['share-1', { share: 1 }],
  ])('%s is understood', (text, rule) => {
    expect(parseRule(text)).toEqual(rule);
  });

  it.each(
    ['nonsense', '', 'call-0', 'call-', 'call-1.5', 'call--1', 'call-10 ', 'Call-1'].concat([
      'share-0',
      'share-0.0',
      'share-2',
      'share-1.5',
      'share-.5',
      'share-5%',
      'share-1e-3',
    ]),
  )('is not "%s"', (text) => {
    expect(() => parseRule(text)).toThrow(expect.objectContaining({ exitCode: EXIT.usage }));
    for (const named of [`"${text}"`, 'call-N', 'share-F']) expect(() => parseRule(text)).toThrow(named);
  });
});

describe('a script', () => {
  it('attaches just before the first call, or the tenth', () => {
    const trace = madeTrace(2, 2, '0 1 0 0 0 0 0 0 0 0 0 0');
    expect(played(trace, 'call-1')).toBe('!0 0 !1 1 0 0 0 0 0 0 0 0 0 0');
    expect(played(trace, 'call-10')).toBe('0 1 0 0 0 0 0 0 0 0 !0 0 0');
    expect(played(trace, 'call-100')).toBe(inText(trace.words));
  });

  it('attaches a share at the start, and at birth', () => {
    const trace = madeTrace(3, 2, '0 +2 2 -2 1');
    expect(played(trace, 'share-1')).toBe('!0 !1 0 +2 !2 2 -2 1');
    expect(scriptOf(trace, parseRule('share-1'), SEED).hits).toBe(3);
  });

  it('draws a share exactly, by its seed, and gives the others no room', () => {
    const trace = madeTrace(400, 400, '0');
    const drawn = (seed: number) => scriptOf(trace, { share: 0.05 }, seed).roomy;
    expect(drawn(1).filter((each) => each === 1)).toHaveLength(20);
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
    expect(scriptOf(trace, { share: 0.0001 }, 1).roomy.filter((each) => each === 1)).toHaveLength(1);
    expect(scriptOf(trace, { fromCall: 10 }, 1).roomy.every((each) => each === 1)).toBe(true);
  });

  it('is steady if nothing is born and nothing dies', () => {
    const steady = (text: string) => scriptOf(madeTrace(3, 2, text), { fromCall: 1 }, SEED).steady;
    expect(steady('0 1 0')).toBe(true);
    expect(steady('0 +2 2')).toBe(false);
    expect(steady('0 -1')).toBe(false);
  });

  it('knows whose number is used again: as the trace says, or the last freed of that size', () => {
    const reuses = (rest: Partial<Trace>) =>
      scriptOf(madeTrace(5, 3, '0 1 2 -0 -1 -2 +3 +4', rest), { fromCall: 1 }, SEED).reuses;
    expect(reuses({ sizes: [96, 96, 160, 90, 90] })).toEqual([-1, -1, -1, 1, 0]);
    expect(reuses({ sizes: [96, 96, 160, 200, 160] })).toEqual([-1, -1, -1, -1, 2]);
    expect(reuses({ addressesReused: 1, reuses: [[3, 2]] })).toEqual([-1, -1, -1, 2, -1]);
    expect(reuses({ addressesReused: 0 })).toEqual([]);
  });

  it('can be written as JSON', () => {
    const script = scriptOf(madeTrace(3, 2, '0 +2 2 -2'), { share: 0.5 }, SEED);
    expect(JSON.parse(JSON.stringify(script))).toEqual(script);
  });

  const rules = fc.oneof(
    fc.record({ fromCall: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ share: fc.double({ min: 0.01, max: 1, noNaN: true }) }),
  );

  it('holds the trace, with extras attached to what lives and by the rule alone', () => {
    fc.assert(
      fc.property(traces, rules, fc.nat(), (trace, rule, seed) => {
        const { words, atStart, roomy, entries } = scriptOf(trace, rule, seed);
        expect(words.filter((word) => (word & 3) !== 3)).toEqual([...trace.words]);
        expect(atStart).toEqual([...livingAtStart(trace)]);
        expect(entries).toBe(trace.entries);
        const alive = [...atStart];
        const attached = new Set<number>();
        for (const event of inText(words).split(' ')) {
          const number = Number(event.replace(/^\D/, ''));
          if (event.startsWith('+')) alive[number] = 1;
          if (event.startsWith('-')) alive[number] = 0;
          if (!event.startsWith('!')) continue;
          expect([alive[number], roomy[number], attached.has(number)]).toEqual([1, 1, false]);
          attached.add(number);
        }
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('counts the entries that find an extra as a naive model does', () => {
    fc.assert(
      fc.property(traces, rules, fc.nat(), (trace, rule, seed) => {
        const script = scriptOf(trace, rule, seed);
        expect(script.hits).toBe(naiveHits(trace, rule, script.roomy));
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

/** From what a rule means: an entry hits if its code object is a chosen one, or was called often enough by then. */
function naiveHits(trace: Trace, rule: Rule, chosen: readonly number[]): number {
  const entered = [...trace.words].filter((word) => (word & 3) === 0).map((word) => word >>> 2);
  return entered.filter((number, i) =>
    'share' in rule
      ? chosen[number] === 1
      : entered.slice(0, i + 1).filter((other) => other === number).length >= rule.fromCall,
  ).length;
}
