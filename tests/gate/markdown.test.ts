import { describe, expect, it } from 'vitest';
import { gateMarkdown } from '../../harness/gate/markdown.ts';
import { measuredText } from '../../harness/gate/wording.ts';
import type { GateComparison, GateRecord } from '../../harness/records/gate.ts';
import { controlSentence } from '../../harness/words/control.ts';
import { HOSTILE, madeComparison, madeControl, madeGate } from './made-gate.ts';

const section = (text: string, heading: string) =>
  text.split(/\n(?=### )/).find((each) => each.startsWith(heading)) ?? '';

/** As a reader of HTML sees it: entities become what they stand for. */
const seen = (text: string) =>
  text.replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number))).replaceAll('\u200b', '');

/** Cells of every row of every table, as they are written; heads and rules are no rows. */
const rowsIn = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| <code>'))
    .map((line) => line.slice(2, -2).split(' | '));
const rowOf = (text: string, strategy: string) =>
  rowsIn(text).find(([name]) => name === `<code>${strategy}</code>`) ?? [];
/** Entries of a list below a heading: the name that each begins with, and what follows. */
const entriesIn = (text: string, heading: string) =>
  [...section(text, heading).matchAll(/^- <code>(.*?)<\/code>: (.*)$/gm)].map(([, name, says]) => [
    name,
    says,
  ]);
/** The paragraphs of a section that are neither heading, table, list nor fold. */
const plainIn = (text: string, heading: string) =>
  section(text, heading)
    .split('\n')
    .filter((line) => /^[\w*]/.test(line));
const numbersIn = (text: string) => (text.match(/\d+/g) ?? []).map(Number);

describe('the summary of a gate', () => {
  it('opens with the verdict and why', () => {
    const record = madeGate();
    const [heading, blank, why] = gateMarkdown(record).split('\n');
    expect([heading, blank]).toEqual([expect.stringMatching(/^## .*\bregressed$/), '']);
    expect(why).toBe(`**Regressed.** ${record.because}`);
  });

  it('writes every change with its interval, its limit and its processes', () => {
    const text = gateMarkdown(madeGate());
    const measured = (strategy: string, metric: GateComparison['metric']) =>
      measuredText(
        madeGate().comparisons.find((each) => each.strategy === strategy && each.metric === metric)!,
      );
    expect(rowOf(text, 'inline')).toEqual([
      ...['<code>inline</code>', '<code>fib</code>', measured('inline', 'time'), '100 ns', '105.2 ns'],
      ...['+5.2 [3.1, 7.0] %', '3 %', '24', '**slower, confirmed**'],
    ]);
    expect(rowOf(text, 'map-by-id').slice(2, 8)).toEqual([
      ...[measured('map-by-id', 'bytes-per-code'), '11.4 bytes', '23.4 bytes'],
      ...['+12.0 [11.9, 12.1] bytes', '0.5 bytes', '6'],
    ]);
    const left = measured('weakmap', 'left-fraction');
    expect(
      rowsIn(text)
        .find(([, , what]) => what === left)!
        .slice(3, 8),
    ).toEqual([...['25 %', '0 %', '−25 [−25, −25] % points', '1 % points', '6']]);
  });

  it('says so where there is no interval, and where it covers less than 95 %', () => {
    const comparisons = [
      madeComparison({ low: null, high: null, processes: 3 }),
      madeComparison({ strategy: 'weakmap', level: 0.9 }),
    ];
    const text = gateMarkdown(madeGate({ comparisons }));
    const changes = comparisons.map(({ strategy }) => rowOf(text, strategy)[5]!);
    expect(changes).toEqual([expect.stringMatching(/^\+5\.2 % \(.+\)$/), '+5.2 [3.1, 7.0] % at 90 %']);
    const [spread] = section(text, '### How it was made')
      .split('\n')
      .filter((line) => line.startsWith('- '));
    expect(numbersIn(spread!)).toEqual([3, 24, 90, 95]);
  });

  it('puts first what became worse, and folds what is equivalent', () => {
    const [open, folded] = gateMarkdown(madeGate()).split('<details>');
    const verdicts = [...open!.matchAll(/\| ([^|]+) \|$/gm)].map(([, verdict]) => verdict).slice(2);
    expect(verdicts).toEqual(['**slower, confirmed**', '**more**', 'invalid', 'faster, confirmed', 'less']);
    expect(folded).toMatch(/^\n<summary>1 \w[\w ]*\bequivalent<\/summary>\n\n\| strategy \|/);
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
    const saying = madeGate().comparisons.map(({ strategy, verdict, says }) => [verdict, [strategy, says]]);
    const explained = ['slower', 'more', 'invalid'].map(
      (is) => saying.find(([verdict]) => verdict === is)![1],
    );
    expect(entriesIn(text, '### Comparisons')).toEqual(explained);
  });

  it('counts controls and names those that failed', () => {
    const counted = (text: string) => plainIn(text, '### Controls').map(numbersIn);
    expect(counted(gateMarkdown(madeGate()))).toEqual([[2, 2]]);
    expect(section(gateMarkdown(madeGate()), '### Controls')).not.toContain('- ');
    const failed = madeControl({
      passed: false,
      estimate: 1.01,
      low: 1,
      high: 1.02,
    });
    const text = gateMarkdown(madeGate({ controls: [madeControl(), failed] }));
    expect(counted(text)).toEqual([[1, 2]]);
    const [listed, ...more] = section(text, '### Controls').match(/^- .*$/gm)!;
    expect(more).toEqual([]);
    for (const part of [
      '<code>injected</code>',
      '(call-cost, fib)',
      controlSentence(failed),
      ' 5 %',
      '1.0 [0.0, 2.0] %',
      ' 24 ',
    ])
      expect(listed).toContain(part);
    // None of none would read as if all had passed.
    expect(counted(gateMarkdown(madeGate({ controls: [] })))).toEqual([[]]);
  });

  it('names what was refused and every doubt, folded when there are many', () => {
    const text = gateMarkdown(madeGate());
    const { refused, doubts: few } = madeGate();
    expect(entriesIn(text, '### Not compared')).toEqual(refused.map(({ what, because }) => [what, because]));
    expect(entriesIn(text, '### Doubts')).toEqual(few.map(({ code, says }) => [code, says]));
    expect(section(text, '### Doubts')).not.toContain('<details>');
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
      '- 6 to 24 ',
      ' 95 %',
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
    const how = section(text, '### How it was made');
    for (const name of ['<code>kept</code>', '<code>results/kept</code>']) expect(how).toContain(name);
    expect(how).not.toContain('<code>main</code>');
    const measured = (each: string) => /Measured: (.*)\.$/m.exec(section(each, '### How it was made'))![1]!;
    const [clean, changed, unknown] = [
      gateMarkdown(record),
      text,
      gateMarkdown({ ...record, environment: { ...environment, sourceVersion: null } }),
    ].map(measured);
    expect(clean).toMatch(/<code>e4553d7<\/code>$/);
    expect(changed!.startsWith(clean!)).toBe(true);
    expect(changed).toMatch(/ changes /);
    expect(unknown).not.toMatch(/<code>|null|e4553d7/);
    expect(unknown).not.toBe('');
  });

  it('is whole where nothing was compared, and where nothing changed', () => {
    const nothing = gateMarkdown(madeGate({ comparisons: [], controls: [], doubts: [], refused: [] }));
    expect(nothing).not.toContain('| strategy |');
    expect(nothing).not.toMatch(/Infinity|NaN|undefined|null|### Doubts|### Not compared/);
    const equivalent = madeComparison({ verdict: 'equivalent', confirmed: null });
    const same = gateMarkdown(madeGate({ comparisons: [equivalent], verdict: 'passed' }));
    // The only table is folded; what stands in the place of the open one differs from that where nothing was compared.
    expect(same.split('<details>')[0]).not.toContain('| strategy |');
    const thirdLine = (text: string) => text.split('\n').filter((line) => line !== '')[2];
    expect(thirdLine(same)).toMatch(/\blimit\b/);
    expect(thirdLine(nothing)).not.toMatch(/\blimit\b/);
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
