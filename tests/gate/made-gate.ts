/**
 * A made gate: a record as a whole gate would have left it, from figures that we know because we chose them.
 * Not measured; no test may depend on their size, only on finding them again where they belong.
 */

import type { GateComparison, GateRecord } from '../../harness/records/gate.ts';
import type { Control } from '../../harness/records/schema.ts';

/** Time per call: a slowdown of 5.2 % that was confirmed. */
export function madeComparison(wish: Partial<GateComparison> = {}): GateComparison {
  return {
    experiment: 'call-cost',
    strategy: 'inline',
    workload: 'fib',
    metric: 'time',
    unit: 'ns',
    before: 100,
    after: 105.2,
    change: 0.052,
    low: 0.031,
    high: 0.07,
    level: 0.95,
    processes: 24,
    limit: 0.03,
    pValue: 0.001,
    verdict: 'slower',
    confirmed: true,
    says: 'inline became slower on fib.',
    ...wish,
  };
}

export function madeControl(wish: Partial<Control> = {}): Control {
  return {
    id: 'injected',
    experiment: 'call-cost',
    workload: 'fib',
    unit: 'ratio',
    expected: 1.05,
    estimate: 1.051,
    low: 1.042,
    high: 1.06,
    level: 0.95,
    processes: 24,
    passed: true,
    says: 'The injected slowdown was found on fib.',
    ...wish,
  };
}

/** One comparison of each metric and most verdicts, two controls, a refusal and a doubt. */
export function madeGate(wish: Partial<GateRecord> = {}): GateRecord {
  const same = { verdict: 'equivalent', confirmed: null, pValue: 1 } as const;
  const bytes = { unit: 'bytes', workload: 'population', pValue: null, confirmed: null } as const;
  return {
    gateSchemaVersion: 1,
    id: 'made-gate',
    startedAt: '2026-11-22T09:00:00.000Z',
    finishedAt: '2026-11-22T09:05:12.000Z',
    seed: 523,
    base: { kind: 'ref', ref: 'main', commit: '57073d7a3f1e' },
    environment: {
      node: '20.20.2',
      v8: '11.3.244.8',
      platform: 'linux',
      arch: 'x64',
      kernel: '6.1',
      cpu: 'A processor of no particular make',
      cores: 2,
      memoryBytes: 2 ** 33,
      ci: true,
      sourceVersion: 'e4553d7',
      sourceChanged: false,
    },
    verdict: 'regressed',
    because: 'inline became slower on fib.',
    comparisons: [
      madeComparison({ strategy: 'trailing', ...same, after: 100.1, change: 0.001, low: -0.01, high: 0.012 }),
      madeComparison({
        strategy: 'weakmap',
        verdict: 'faster',
        after: 90,
        change: -0.1,
        low: -0.12,
        high: -0.08,
      }),
      madeComparison(),
      madeComparison({
        ...bytes,
        ...{ experiment: 'memory', strategy: 'map-by-id', metric: 'bytes-per-code', attachFraction: 0.5 },
        ...{ before: 11.4, after: 23.4, change: 12, low: 11.9, high: 12.1, limit: 0.5, verdict: 'more' },
        ...{ processes: 6, says: 'map-by-id takes more bytes.' },
      }),
      madeComparison({
        ...bytes,
        ...{ experiment: 'cleanup', strategy: 'weakmap', metric: 'left-fraction', unit: 'fraction' },
        ...{ before: 0.25, after: 0, change: -0.25, low: -0.25, high: -0.25, limit: 0.01, verdict: 'less' },
        ...{ processes: 6 },
      }),
      madeComparison({
        ...{ strategy: 'weakref-list', verdict: 'invalid', confirmed: null, pValue: null },
        says: 'The control of weakref-list failed on fib.',
      }),
    ],
    refused: [{ what: 'map-by-object', because: 'The base has no such strategy.' }],
    controls: [madeControl(), madeControl({ id: 'none-twin', expected: 1, estimate: 1 })],
    doubts: [{ code: 'not-steady', says: 'Process 17 was still becoming faster by 3 %.' }],
    seconds: 312,
    ...wish,
  };
}

/** Everything that a name could try, in Markdown, HTML, a terminal or a line of a file. */
export const HOSTILE = [
  'a|b',
  'a\\|b',
  '`code`',
  '<script>alert(1)</script>',
  '</details>',
  '<!-- gone',
  '&lt;b&gt;',
  '**bold** _it_ ~~gone~~',
  '[click](https://evil.invalid)',
  '![x](https://evil.invalid/x.png)',
  'see https://evil.invalid/ and www.evil.invalid',
  '@everyone #1',
  '$x^2$',
  'two\nlines\r\n\r\n# Heading',
  'line\u2028separator',
  '\u001b[31mred\u0007',
  '\u202Ereversed',
  'half \ud800 pair',
  '__proto__',
  '',
];
