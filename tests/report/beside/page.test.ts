import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Claim, Run } from '../../../harness/records/schema.ts';
import { unpackBeside } from '../../../harness/report/beside/embedded.ts';
import { besideOf, writeBeside } from '../../../harness/report/beside/index.ts';
import { besideHtml } from '../../../harness/report/beside/page.tsx';
import { labelled } from '../../../harness/report/beside/runs.ts';
import { dark, light } from '../../../harness/report/charts/theme.ts';
import { figureText } from '../../../harness/report/figure.ts';
import { checked, madeRun } from '../made-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'coextra-beside-'));
afterAll(() => rmSync(folder, { recursive: true }));

const claim: Claim = {
  id: 'a',
  claim: 'The field is the fastest.',
  verdict: 'confirmed',
  because: '`inline` was.',
  rule: 'As it is judged.',
  rows: [],
};

/** A run whose every figure is another. */
function otherRun(): Run {
  const run = madeRun({ traces: true, without: ({ workload }) => workload === 'queens' });
  const times = (value: number | null) => (value === null ? null : value * 1.7 + 0.013);
  run.rows = run.rows.map((row) => ({
    ...row,
    estimate: times(row.estimate),
    low: times(row.low),
    high: times(row.high),
  }));
  return { ...run, id: 'other-run', environment: { ...run.environment, cpu: 'Another processor' } };
}

const first = checked({ ...madeRun({ traces: true }), claims: [claim] });
const second = checked({ ...otherRun(), claims: [{ ...claim, verdict: 'refuted' }] });

const htmlOf = (...runs: Run[]) => besideHtml(besideOf(labelled(runs)));
const textOf = (html: string) =>
  html
    .replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ');

let page: string;
beforeAll(async () => {
  page = readFileSync(await writeBeside(besideOf(labelled([first, second])), join(folder, 'report')), 'utf8');
}, 60_000);

test('the page names each run, and what they differ in', () => {
  expect(page).toContain('<title>coextra: made-run beside other-run</title>');
  expect(textOf(page)).toContain('They differ in processor.');
  expect(textOf(page)).toContain(
    'processor A processor of no particular make Another processor differs cores 2 2',
  );
});

test('every link to the report of a run is relative', () => {
  for (const label of ['A', 'B']) expect(page).toContain(`href="${label}/index.html"`);
  for (const [, url] of page.matchAll(/\b(?:src|href|srcset)="([^"]*)"/g))
    expect(url).toMatch(/^(#|[AB]\/index\.html|charts\/beside-[a-z-]+\.png$)/);
});

test('the verdicts of a claim stand beside one another, and that they differ is said', () => {
  expect(textOf(page)).toContain(
    'The field is the fastest. the runs differ A ✓ confirmed why inline was. B ✗ refuted',
  );
  expect(textOf(page)).toContain('Of 1 claims: the runs differ: 1.');
});

test('no figure is of two runs: each estimate and each interval is written of a row of one', () => {
  const written = [first, second].flatMap(({ rows }) => rows.map(figureText)).filter((each) => each !== null);
  const figures = new Set(
    written.map(({ estimate, interval }) => `${estimate} ${interval ?? 'no interval'}`),
  );
  const shown = [...page.matchAll(/class="estimate">(.*?)<\/span><span class="interval">(.*?)<\/span>/g)];
  expect(shown.length).toBeGreaterThan(150);
  for (const [, estimate, interval] of shown)
    expect(figures).toContain(`${estimate!.replace(/<abbr.*?<\/abbr>/, '').trim()} ${interval}`);
});

test('a figure stands in the column of its run', () => {
  const cellOf = ({ rows }: Run) => {
    const row = rows.find(
      ({ strategy, workload, metric, reference }) =>
        strategy === 'weakmap' && workload === 'fib' && metric === 'added-ns' && reference === 'none',
    );
    return figureText(row)!.estimate;
  };
  const table = page.match(
    /<table class="comparison beside"><caption>Added to each call, ns.*?<\/table>/s,
  )![0];
  expect(table).toMatch(/<th[^>]*colspan="2"[^>]*>fib<\/th>/i);
  const line = textOf(table.match(/<tr><th[^>]*><code>weakmap<\/code>.*?<\/tr>/s)![0]);
  expect(
    line
      .trim()
      .split(/ \[[^\]]*\] ?/)
      .slice(0, 2),
  ).toEqual([`weakmap ${cellOf(first)}`, cellOf(second)]);
});

test('what a run did not measure is a dash', () => {
  const table = page.match(
    /<table class="comparison beside"><caption>Added to each call, ns.*?<\/table>/s,
  )![0];
  const line = table.match(/<tr><th[^>]*><code>weakmap<\/code>.*?<\/tr>/s)![0];
  expect(line.match(/title="Not measured in this run">–/g)).toHaveLength(1);
});

test('the charts are drawn light and dark, and no two strategies and runs share a line', () => {
  const { questions } = besideOf(labelled([first, second]));
  expect(questions.map((question) => question?.name)).toEqual([
    'beside-call-cost',
    'beside-replay',
    'beside-look-up',
    'beside-memory',
    'beside-cleanup',
  ]);
  for (const question of questions) {
    for (const end of ['', '-dark'])
      expect(existsSync(join(folder, 'report', 'charts', `${question!.name}${end}.png`))).toBe(true);
    const { data, options } = question!.configure(first, { theme: light, titled: false, narrow: false })!;
    const lines = (options!.scales!.y as unknown as { labels: string[] }).labels;
    expect(new Set(lines).size).toBe(lines.length);
    for (const dataset of data.datasets) {
      const drawn = dataset.data.map(({ y }) => y);
      expect(new Set(drawn).size).toBe(drawn.length);
      for (const y of drawn) expect(lines).toContain(y);
    }
  }
});

test('a mark of the second run is hollow, has the colour of its strategy, and says whose it is', () => {
  const [question] = besideOf(labelled([first, second])).questions;
  for (const theme of [light, dark]) {
    const { data } = question!.configure(first, { theme, titled: false, narrow: false })!;
    const [fib] = data.datasets;
    const at = (line: string) => fib!.data.findIndex(({ y }) => y === line);
    const fills = fib!.backgroundColor as string[];
    const edges = fib!.borderColor as string[];
    expect(fills[at('A weakmap')]).toBe(theme.strategies.weakmap);
    expect(fills[at('B weakmap')]).toBe(theme.background);
    expect(edges[at('B weakmap')]).toBe(theme.strategies.weakmap);
    expect(fib!.data[at('B weakmap')]).toMatchObject({ name: 'weakmap', setting: 'fib, run B' });
  }
});

test('zero is on every scale of a time', () => {
  const [question] = besideOf(labelled([first, second])).questions;
  const { options } = question!.configure(first, { theme: light, titled: false, narrow: false })!;
  const scales = Object.entries(options!.scales!).filter(([name]) => name.startsWith('column'));
  expect(scales).toHaveLength(4);
  for (const [, scale] of scales) {
    const { min, max, afterBuildTicks } = scale as {
      min: number;
      max: number;
      afterBuildTicks(built: { ticks: { value: number }[] }): void;
    };
    expect(min).toBeLessThan(0);
    const built = { ticks: [] as { value: number }[] };
    afterBuildTicks(built);
    expect(built.ticks.map(({ value }) => value)).toContain(0);
    expect(built.ticks.length).toBeGreaterThan(1);
    for (const { value } of built.ticks) expect(value).toBeLessThanOrEqual(max);
  }
});

test('the page draws its charts from what is packed in it', () => {
  const packed = page.match(/id="records">([^<]*)</)![1]!;
  const { runs, parts } = unpackBeside(packed);
  expect(runs.map(({ label, run }) => [label, run.rows.length])).toEqual([
    ['A', 0],
    ['B', 0],
  ]);
  expect(parts).toEqual(JSON.parse(JSON.stringify(besideOf(labelled([first, second])).parts)));
});

test('the same runs give the same bytes', () => {
  expect(htmlOf(first, second)).toBe(page);
  expect(htmlOf(second, first)).not.toBe(page);
});

test('nothing from a record becomes markup', () => {
  const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  const run = madeRun({ own: [hostile], traces: true });
  run.environment = { ...run.environment, cpu: hostile, node: hostile };
  Object.assign(run.environment, { [hostile]: hostile });
  run.doubts.push({ code: hostile, says: hostile, strategy: hostile });
  run.controls[0] = { ...run.controls[0]!, passed: false, says: hostile };
  run.claims = [{ ...claim, claim: hostile, because: hostile }];
  run.rows = run.rows.map((row) => (row.workload === 'fib' ? { ...row, workload: hostile } : row));
  run.plan.programs = run.plan.programs.map((each) =>
    each.name === 'fib' ? { ...each, name: hostile } : each,
  );
  run.plan.traces = run.plan.traces!.map((trace) => ({ ...trace, name: hostile }));
  // The records are base64, and the script is ours.
  const html = htmlOf(run, first).replace(/<script type="application\/octet-stream".*$/s, '');
  expect(html).not.toMatch(/<script|<img src=x/);
  expect(textOf(html)).toContain('<script>alert(1)');
});

test('the content policy lets the one script run and nothing else load', () => {
  const policy = page.match(/Content-Security-Policy" content="([^"]*)"/)![1]!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'sha256-");
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(Buffer.byteLength(page)).toBeLessThan(3_000_000);
});

test('runs that measured nothing still make a page that claims nothing', () => {
  const nothing = { ...madeRun({ complete: false, without: () => true }), controls: [], doubts: [] };
  const text = textOf(htmlOf(nothing, { ...nothing, seed: 7 }));
  expect(text).toContain('Not measured in these runs.');
  expect(text).toContain('A was interrupted');
  expect(text).toContain('No two strategies are told apart');
});

test('headings descend by one step and tables have captions', () => {
  const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  for (const [i, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1);
  expect(page.match(/<caption>/g)).toHaveLength(page.match(/<table/g)!.length);
});
