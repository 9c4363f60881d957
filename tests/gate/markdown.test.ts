import { describe, expect, it } from 'vitest';
import { gateMarkdown } from '../../harness/gate/markdown.ts';
import type { GateRecord } from '../../harness/records/gate.ts';
import { HOSTILE, madeComparison, madeControl, madeGate } from './made-gate.ts';

const lineWith = (text: string, part: string) => text.split('\n').find((line) => line.includes(part)) ?? '';
const section = (text: string, heading: string) =>
  text.split(/\n(?=### )/).find((each) => each.startsWith(heading)) ?? '';

/** As a reader of HTML sees it: entities become what they stand for. */
const seen = (text: string) =>
  text.replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number))).replaceAll('\u200b', '');

describe('the summary of a gate', () => {
  it('opens with the verdict and why', () => {
    expect(gateMarkdown(madeGate()).split('\n').slice(0, 3)).toEqual([
      '## Gate: regressed',
      '',
      '**Regressed.** inline became slower on fib.',
    ]);
  });

  it('writes every change with its interval, its limit and its processes', () => {
    const text = gateMarkdown(madeGate());
    expect(lineWith(text, '<code>inline</code> | <code>fib</code>')).toBe(
      '| <code>inline</code> | <code>fib</code> | time per call | 100 ns | 105.2 ns | ' +
        '+5.2 [3.1, 7.0] % | 3 % | 24 | **slower, confirmed** |',
    );
    expect(lineWith(text, '<code>map-by-id</code> | ')).toContain(
      '| 11.4 bytes | 23.4 bytes | +12.0 [11.9, 12.1] bytes | 0.5 bytes | 6 |',
    );
    expect(lineWith(text, 'share left after death')).toContain(
      '| 25 % | 0 % | −25 [−25, −25] % points | 1 % points | 6 |',
    );
  });

  it('says so where there is no interval, and where it covers less than 95 %', () => {
    const comparisons = [
      madeComparison({ low: null, high: null, processes: 3 }),
      madeComparison({ strategy: 'weakmap', level: 0.9 }),
    ];
    const text = gateMarkdown(madeGate({ comparisons }));
    expect(text).toContain('| +5.2 % (no interval) |');
    expect(text).toContain('| +5.2 [3.1, 7.0] % at 90 % |');
    expect(text).toContain('3 to 24 processes per comparison.');
    expect(text).toContain('at 90 % to 95 %');
  });

  it('puts first what became worse, and folds what is equivalent', () => {
    const [open, folded] = gateMarkdown(madeGate()).split('<details>');
    const verdicts = [...open!.matchAll(/\| ([^|]+) \|$/gm)].map(([, verdict]) => verdict).slice(2);
    expect(verdicts).toEqual(['**slower, confirmed**', '**more**', 'invalid', 'faster, confirmed', 'less']);
    expect(folded).toContain('<summary>1 comparison found equivalent</summary>\n\n| strategy |');
    expect(folded!.split('</details>')[0]).toContain('<code>trailing</code>');
    expect(open).not.toContain('trailing');
  });

  it('shows each comparison once', () => {
    const record = madeGate();
    const rows = gateMarkdown(record).match(/^\| <code>/gm);
    expect(rows).toHaveLength(record.comparisons.length);
  });

  it('explains what became worse and what is invalid', () => {
    const text = gateMarkdown(madeGate());
    expect(text).toContain('- <code>weakref-list</code>: The control of weakref-list failed on fib.');
    expect(text).toContain('- <code>map-by-id</code>: map-by-id takes more bytes.');
  });

  it('counts controls and names those that failed', () => {
    expect(section(gateMarkdown(madeGate()), '### Controls')).toMatch(
      /^### Controls\n\n2 of 2 controls passed\.\n*$/,
    );
    const failed = madeControl({
      passed: false,
      says: 'The slowdown was missed.',
      estimate: 1.01,
      low: 1,
      high: 1.02,
    });
    const text = gateMarkdown(madeGate({ controls: [madeControl(), failed] }));
    expect(text).toContain('1 of 2 controls passed.');
    expect(text).toContain(
      '- failed: <code>injected</code> (call-cost, fib): The slowdown was missed. ' +
        'Expected 5 %, found 1.0 [0.0, 2.0] %, 24 processes.',
    );
    expect(gateMarkdown(madeGate({ controls: [] }))).toContain('No control was measured.');
  });

  it('names what was refused and every doubt, folded when there are many', () => {
    const text = gateMarkdown(madeGate());
    expect(text).toContain(
      '### Not compared\n\n- <code>map-by-object</code>: The base has no such strategy.',
    );
    expect(text).toContain(
      '### Doubts\n\n- <code>not-steady</code>: Process 17 was still becoming faster by 3 %.',
    );
    const doubts = Array.from({ length: 40 }, (_, process) => ({
      code: 'hung',
      says: `Process ${process} hung.`,
    }));
    const many = section(gateMarkdown(madeGate({ doubts })), '### Doubts');
    expect(many).toContain('<summary>40 doubts</summary>');
    expect(many.match(/- <code>hung<\/code>/g)).toHaveLength(40);
  });

  it('tells how it was made', () => {
    const how = section(gateMarkdown(madeGate()), '### How it was made');
    for (const part of [
      '6 to 24 processes per comparison',
      'at 95 %;',
      'Seed 523, 312 s',
      'Base: <code>main</code>, commit <code>57073d7a3f1e</code>.',
      'Measured: commit <code>e4553d7</code>.',
      'Node 20.20.2, V8 11.3.244.8, A processor of no particular make, 2 cores, linux x64, on CI.',
    ]) {
      expect(how).toContain(part);
    }
  });

  it('tells of a baseline, and of sources that are not committed', () => {
    const record = madeGate();
    const environment = { ...record.environment, sourceChanged: true };
    const base = { kind: 'baseline', run: 'kept', folder: 'results/kept' } as const;
    const text = gateMarkdown({ ...record, environment, base });
    expect(text).toContain('Base: run <code>kept</code>, kept in <code>results/kept</code>.');
    expect(text).toContain('<code>e4553d7</code> with changes that are not committed.');
    expect(gateMarkdown({ ...record, environment: { ...environment, sourceVersion: null } })).toContain(
      'sources of no known commit',
    );
  });

  it('is whole where nothing was compared, and where nothing changed', () => {
    const nothing = gateMarkdown(madeGate({ comparisons: [], controls: [], doubts: [], refused: [] }));
    expect(nothing).toContain('Nothing was compared.');
    expect(nothing).not.toMatch(/Infinity|NaN|undefined|null|### Doubts|### Not compared/);
    const equivalent = madeComparison({ verdict: 'equivalent', confirmed: null });
    const same = gateMarkdown(madeGate({ comparisons: [equivalent], verdict: 'passed' }));
    expect(same).toContain('Nothing changed by more than its limit.');
  });
});

/** A gate in which every text that can come from outside is `text`. */
function gateSaying(text: string): GateRecord {
  const record = madeGate();
  const named = { strategy: text, workload: text, says: text };
  return {
    ...record,
    because: text,
    base: { kind: 'ref', ref: text, commit: text },
    environment: {
      ...record.environment,
      node: text,
      v8: text,
      cpu: text,
      platform: text,
      arch: text,
      sourceVersion: text,
    },
    comparisons: record.comparisons.map((comparison) => ({ ...comparison, ...named })),
    refused: [{ what: text, because: text }],
    controls: [madeControl({ passed: false, workload: text, says: text })],
    doubts: [{ code: text, says: text }],
  };
}

describe('names from outside', () => {
  const harmless = gateMarkdown(gateSaying('harmless'));

  it.each(HOSTILE)('cannot add a line, a cell or a tag: %j', (text) => {
    const markdown = gateMarkdown(gateSaying(text));
    const shape = (each: string) =>
      each.split('\n').map((line) => line.match(/\||<\/?\w+>/g)?.join('') ?? '');
    expect(shape(markdown)).toEqual(shape(harmless));
  });

  it.each(HOSTILE)('are no markup, link, mention or control character: %j', (text) => {
    const markdown = gateMarkdown(gateSaying(text));
    // What we write ourselves: bold around verdicts, tags of ours, tables, brackets around intervals.
    const left = markdown
      .replace(/<\/?(code|details|summary)>/g, '')
      .replace(/\*\*[A-Za-z, ]+\.?\*\*/g, '')
      .replace(/\[−?[\d.]+, −?[\d.]+\]/g, '')
      .replace(/&#\d+;/g, '·')
      .replace(/^\|.*\|$/gm, (row) => row.replaceAll('|', ''));
    expect(left).not.toMatch(/[<>|`\\*_[\]~!$&"]|:\/\/|www\.|[@#]\w|\r/);
    expect(left.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(left.match(/^#+ /gm)).toEqual(harmless.match(/^#+ /gm));
  });

  it('are still what a reader sees', () => {
    for (const name of ['a|b', 'a\\|b', '`code`', '<b>', '&lt;', '@you #1', 'https://a.invalid', '[x](y)']) {
      const text = seen(gateMarkdown(madeGate({ comparisons: [madeComparison({ strategy: name })] })));
      expect(text).toContain(`<code>${name}</code>`);
    }
  });
});
