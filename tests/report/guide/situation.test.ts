/** What a reader writes into the form, and what may stand in an address. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_SITUATION,
  fromHash,
  PRESETS,
  toHash,
  understood,
  written,
} from '../../../harness/report/guide/situation.ts';
import { told } from '../told.ts';

describe('answers', () => {
  it('are brought inside the limits, and said so', () => {
    const { situation, corrections } = understood({
      population: '-3',
      attachFraction: '250',
      callsPerSecond: '-1',
      tools: '2.6',
    });
    expect(situation).toMatchObject({ population: 1, attachFraction: 1, callsPerSecond: 0, tools: 3 });
    expect(Object.keys(corrections).sort()).toEqual([
      'attachFraction',
      'callsPerSecond',
      'population',
      'tools',
    ]);
    expect(told(corrections.population!)).toContain('1');
  });

  it('that are no numbers are taken as usual, and said so', () => {
    const { situation, corrections } = understood({ population: '', tools: 'many' });
    expect(situation).toEqual(DEFAULT_SITUATION);
    expect(Object.keys(corrections).sort()).toEqual(['population', 'tools']);
    expect(told(corrections.tools!)).toEqual(['1']);
  });

  it('within the limits are taken as they are', () => {
    const { situation, corrections } = understood({ population: '12', attachFraction: '0.1', die: 'yes' });
    expect(situation).toMatchObject({ population: 12, attachFraction: 0.001, die: true });
    expect(corrections).toEqual({});
  });
});

describe('an address', () => {
  it('keeps every preset', () => {
    for (const { situation } of PRESETS) {
      expect(fromHash(toHash(situation))).toEqual({ situation, corrections: {} });
      expect(understood(written(situation)).situation).toEqual(situation);
    }
  });

  it('of another section is left alone', () => {
    expect(fromHash('')).toBeNull();
    expect(fromHash('#guide')).toBeNull();
    expect(fromHash('#rows')).toBeNull();
  });

  it('with anything in it makes a situation inside the limits', () => {
    const key = fc.constantFrom('population', 'attachFraction', 'callsPerSecond', 'tools', 'die', 'priority');
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.string())), fc.string(), (pairs, rest) => {
        const hash = `#guide?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}&${rest}`;
        const { situation } = fromHash(hash)!;
        expect(situation.population).toBeGreaterThanOrEqual(1);
        expect(situation.attachFraction).toBeGreaterThanOrEqual(0);
        expect(situation.attachFraction).toBeLessThanOrEqual(1);
        expect(situation.callsPerSecond).toBeGreaterThanOrEqual(0);
        expect(Number.isInteger(situation.tools)).toBe(true);
        expect(typeof situation.die).toBe('boolean');
        expect(['time', 'memory']).toContain(situation.priority);
      }),
    );
  });
});
