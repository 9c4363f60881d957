import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asBencher, asBenchmarkAction } from '../../harness/gate/export-shapes.ts';
import { bencherJson, benchmarkActionJson } from '../../harness/gate/exports.ts';
import { measuredText } from '../../harness/gate/wording.ts';
import { type GateComparison, GateRecord } from '../../harness/records/gate.ts';
import { HOSTILE, madeComparison, madeGate } from './made-gate.ts';

const gateOf = (...comparisons: GateComparison[]) => madeGate({ comparisons });
const nameOf = (...parts: string[]) => parts.join(' · ');
const metrics = (record: GateRecord) =>
  Object.values(bencherJson(record)).flatMap((each) => Object.values(each));

/** What Bencher publishes at https://bencher.dev/bmf.json, word for word: ours is stricter, never looser. */
const PUBLISHED_BY_BENCHER = {
  type: 'object',
  patternProperties: {
    '.+': {
      type: 'object',
      patternProperties: {
        '.+': {
          type: 'object',
          properties: {
            value: { type: 'number' },
            lower_value: { type: 'number' },
            upper_value: { type: 'number' },
          },
          required: ['value'],
        },
      },
    },
  },
};

it('the made gate is a gate record', () => {
  expect(new Ajv({ strict: false, strictNumbers: true }).validate(GateRecord, madeGate())).toBe(true);
});

describe('the export for github-action-benchmark', () => {
  it('has one entry per comparison, with what it rests on', () => {
    const [entry, ...others] = benchmarkActionJson(gateOf(madeComparison()));
    expect(others).toEqual([]);
    expect(entry).toEqual({
      name: nameOf('inline', 'fib', measuredText(madeComparison())),
      unit: 'ns',
      value: 105.2,
      range: '[103.1, 107]',
      extra: expect.any(String),
    });
    const lines = entry!.extra!.split('\n');
    const rests = [
      /\bbefore 100 ns\b.*\bafter 105\.2 ns$/,
      / \+5\.2 \[3\.1, 7\.0\] %$/,
      /\bslower, confirmed$/,
      /^24 /,
    ];
    expect(lines).toEqual(rests.map((each) => expect.stringMatching(each)));
  });

  it('names every metric', () => {
    const { comparisons } = madeGate();
    const valid = comparisons.filter(({ verdict }) => verdict !== 'invalid');
    expect(benchmarkActionJson(madeGate()).map(({ name, unit }) => [name, unit])).toEqual(
      valid.map((each) => [nameOf(each.strategy, each.workload, measuredText(each)), each.unit]),
    );
    // Each metric has words of its own, and so have a ratio and an attach fraction.
    const words = {
      time: ['call'],
      'bytes-in-all': ['bytes', 'code', 'all'],
      'bytes-per-code': ['bytes', 'code'],
      'bytes-left': ['bytes', 'dead'],
      'left-fraction': ['share', 'death'],
    } as const;
    const all = Object.keys(words) as (keyof typeof words)[];
    const named = (wish: Partial<GateComparison>) => measuredText(madeComparison(wish));
    for (const metric of all) for (const word of words[metric]) expect(named({ metric })).toContain(word);
    expect(new Set(all.map((metric) => named({ metric }))).size).toBe(all.length);
    expect(named({ experiment: 'look-up' })).toContain('look-up');
    expect(named({ unit: 'ratio' })).toContain('control');
    expect(named({ metric: 'bytes-per-code', attachFraction: 0.5 })).toContain('50 %');
  });

  it('keeps names of equal comparisons apart', () => {
    const names = benchmarkActionJson(gateOf(madeComparison(), madeComparison(), madeComparison())).map(
      ({ name }) => name,
    );
    expect(names).toEqual([names[0], `${names[0]} (2)`, `${names[0]} (3)`]);
  });

  it('refuses what the action could not read', () => {
    const entry = { name: 'a', unit: 'ns', value: 1 };
    expect(asBenchmarkAction([entry])).toEqual([entry]);
    for (const wrong of [
      { ...entry, value: '1' },
      { ...entry, value: Number.NaN },
      { ...entry, value: Number.POSITIVE_INFINITY },
      { ...entry, range: 3 },
      { ...entry, name: '' },
      { ...entry, more: 1 },
      { name: 'a', value: 1 },
    ]) {
      expect(() => asBenchmarkAction([wrong]), JSON.stringify(wrong)).toThrow('github-action-benchmark');
    }
    for (const wrong of [{}, [entry, entry]])
      expect(() => asBenchmarkAction(wrong)).toThrow('github-action-benchmark');
  });
});

describe('the export for Bencher', () => {
  it('has a benchmark per strategy, workload and experiment, and a measure per metric', () => {
    expect(bencherJson(gateOf(madeComparison()))).toEqual({
      'inline · fib · call-cost': { latency: { value: 105.2, lower_value: 103.1, upper_value: 107 } },
    });
    const measures = Object.entries(bencherJson(madeGate())).map(([name, each]) => [name, Object.keys(each)]);
    expect(measures.slice(3)).toEqual([
      [expect.stringMatching(/^map-by-id · population · memory\b.*\b50 %$/), ['bytes-per-code']],
      [nameOf('weakmap', 'population', 'cleanup'), ['left-fraction']],
    ]);
  });

  it('gathers the measures of one benchmark, and loses none that come twice', () => {
    const left = { experiment: 'cleanup', workload: 'population' } as const;
    const share = madeComparison({ ...left, metric: 'left-fraction', unit: 'fraction', before: 0, after: 1 });
    const bytes = madeComparison({ ...left, metric: 'bytes-left', unit: 'bytes', before: 0, after: 46 });
    const json = bencherJson(gateOf(share, bytes, bytes));
    expect(Object.entries(json).map(([name, each]) => [name, Object.keys(each)])).toEqual([
      ['inline · population · cleanup', ['left-fraction', 'bytes-left']],
      ['inline · population · cleanup (2)', ['bytes-left']],
    ]);
  });

  it('keeps nanoseconds and ratios apart: they are not one measure', () => {
    const ratio = madeComparison({ unit: 'ratio', before: 1.1, after: 1.2 });
    expect(Object.keys(bencherJson(gateOf(madeComparison(), ratio))['inline · fib · call-cost']!)).toEqual([
      'latency',
      'latency-to-control',
    ]);
  });

  it('matches the schema that Bencher publishes', () => {
    const check = new Ajv({ strict: false }).compile(PUBLISHED_BY_BENCHER);
    expect(check(JSON.parse(JSON.stringify(bencherJson(madeGate()))))).toBe(true);
    expect(check({ a: { b: {} } })).toBe(false);
  });

  it('never ends a name with a word that Bencher takes for a command', () => {
    const strategy = 'mine-bencher-ignore';
    const names = Object.keys(bencherJson(gateOf(madeComparison({ strategy, workload: strategy }))));
    expect(names).toEqual(['mine-bencher-ignore · mine-bencher-ignore · call-cost']);
  });

  it('refuses what Bencher could not read', () => {
    const metric = { value: 2, lower_value: 1, upper_value: 3 };
    expect(asBencher({ a: { latency: metric } })).toEqual({ a: { latency: metric } });
    for (const wrong of [
      { a: { latency: { ...metric, value: Number.NaN } } },
      { a: { latency: { lower_value: 1 } } },
      { a: { 'Not a slug': metric } },
      { [`${'a'.repeat(1025)}`]: { latency: metric } },
      { a: { [`${'a'.repeat(65)}`]: metric } },
      { a: 1 },
      [],
    ]) {
      expect(() => asBencher(wrong), JSON.stringify(wrong)).toThrow('Bencher');
    }
    // A value outside its bounds is told with the benchmark, the measure and the numbers.
    const outside = (bounds: object) => () => asBencher({ a: { latency: { ...metric, ...bounds } } });
    expect(outside({ lower_value: 2.5 })).toThrow(/\blatency\b.*"a".*\b2\b.*\b2\.5\b.*\b3\b/);
    expect(outside({ upper_value: 1.5 })).toThrow(/\blatency\b.*"a".*\b2\b.*\b1\b.*\b1\.5\b/);
  });
});

describe('both exports', () => {
  it('apply the ends of a difference by adding', () => {
    const wish = {
      metric: 'bytes-per-code',
      unit: 'bytes',
      before: 10,
      after: 12,
      change: 2,
      low: 1,
      high: 4,
    } as const;
    expect(metrics(gateOf(madeComparison(wish)))).toEqual([{ value: 12, lower_value: 11, upper_value: 14 }]);
    expect(benchmarkActionJson(gateOf(madeComparison(wish)))[0]!.range).toBe('[11, 14]');
  });

  it.each([
    ['below', 102, { value: 102, lower_value: 102, upper_value: 107 }],
    ['above', 110, { value: 110, lower_value: 103.1, upper_value: 110 }],
  ])('widen an interval that the median lies %s of', (_, after, expected) => {
    expect(metrics(gateOf(madeComparison({ after })))).toEqual([expected]);
  });

  it('have no bounds where the change has no interval', () => {
    const record = gateOf(madeComparison({ low: null, high: null }));
    expect(metrics(record)).toEqual([{ value: 105.2 }]);
    expect(benchmarkActionJson(record)[0]).not.toHaveProperty('range');
  });

  it('leave out what is invalid, and only that', () => {
    const record = madeGate();
    const kept = record.comparisons.length - 1;
    expect(benchmarkActionJson(record)).toHaveLength(kept);
    expect(metrics(record)).toHaveLength(kept);
    expect(JSON.stringify([benchmarkActionJson(record), bencherJson(record)])).not.toContain('weakref-list');
  });

  it('let no number out that is not finite', () => {
    const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const value of odd) {
      const record = gateOf(
        madeComparison({ after: value }),
        madeComparison({ before: value }),
        madeComparison({ low: value }),
        madeComparison({ high: value }),
        madeComparison({ before: 1e308, high: 1e308 }),
      );
      expect(metrics(record)).toEqual([{ value: 105.2 }, { value: 105.2 }, { value: 105.2 }]);
      expect(benchmarkActionJson(record)).toHaveLength(3);
      expect(JSON.stringify(benchmarkActionJson(record))).not.toMatch(/null|"range"/);
    }
  });

  it('are empty where nothing was compared', () => {
    expect(benchmarkActionJson(gateOf())).toEqual([]);
    expect(bencherJson(gateOf())).toEqual({});
  });

  it.each(HOSTILE)('keep the name %j in one harmless line', (strategy) => {
    const record = gateOf(madeComparison({ strategy, workload: strategy }));
    const names = [benchmarkActionJson(record)[0]!.name, Object.keys(bencherJson(record))[0]!];
    for (const name of names) {
      expect(name).toMatch(/^[^|`<>&\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+ · [^|`<>&]+ · [a-z -]+$/u);
    }
    expect(JSON.parse(JSON.stringify(bencherJson(record)))).toEqual(bencherJson(record));
  });

  it('lose no comparison, whatever its names, and stay within what is documented', () => {
    const name = fc.oneof(fc.string({ unit: 'binary', maxLength: 3000 }), fc.constantFrom(...HOSTILE));
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const comparison = fc
      .record({ strategy: name, workload: name, before: number, after: number, low: number, high: number })
      .map(madeComparison);
    fc.assert(
      fc.property(fc.array(comparison, { maxLength: 4 }), (comparisons) => {
        const record = madeGate({ comparisons });
        expect(benchmarkActionJson(record)).toHaveLength(comparisons.length);
        expect(metrics(record)).toHaveLength(comparisons.length);
      }),
      { numRuns: 100 },
    );
  });
});
