import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
import { all, intruders, lineOf, linesOf, one, outlineFaults, parsed, tableWith, textOf } from '../parsed.ts';

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

let html: string;
let page: Document;
const asked: string[] = [];
beforeAll(async () => {
  const beside = besideOf(labelled([first, second]));
  const file = await writeBeside(
    beside,
    join(folder, 'report'),
    async (_, { name }) => void asked.push(name),
  );
  html = readFileSync(file, 'utf8');
  page = parsed(html);
});

test('the page names each run, and what they differ in', () => {
  expect(page.title).toMatch(/\bmade-run\b.*\bother-run\b/);
  const facts = linesOf(one(page, 'table.fingerprints'));
  expect(facts).toContainEqual([
    'processor',
    'A processor of no particular make',
    'Another processor',
    'differs',
  ]);
  expect(facts).toContainEqual(['cores', '2', '2', '']);
  const differing = all(page, '.fingerprints tr.differs').map((row) => textOf(row.querySelector('th')));
  expect(differing).toEqual(['processor']);
  expect(textOf(one(page, 'header .lead'))).toMatch(/ processor\.$/);
});

test('every link to the report of a run is relative', () => {
  for (const label of ['A', 'B'])
    expect(all(page, `.fingerprints a[href="${label}/index.html"]`)).toHaveLength(1);
  for (const name of ['src', 'href', 'srcset'])
    for (const element of all(page, `[${name}]`))
      expect(element.getAttribute(name)).toMatch(/^(#|[AB]\/index\.html|charts\/beside-[a-z-]+\.png$)/);
});

test('the verdicts of a claim stand beside one another, and that they differ is said', () => {
  const [claimed, ...more] = all(page, '#claims li');
  expect(more).toEqual([]);
  const [said, ...answers] = [...claimed!.children];
  expect(textOf(said!.querySelector('p'))).toBe(claim.claim);
  expect(all(said!, '.agreement.differ')).toHaveLength(1);
  expect(answers.map((answer) => textOf(answer.querySelector('strong')))).toEqual(['A', 'B']);
  expect(answers.map((answer) => answer.querySelector('.ruling')!.className)).toEqual([
    'ruling confirmed',
    'ruling refuted',
  ]);
  expect(all(answers[0]!, 'details code').map((code) => textOf(code))).toEqual(['inline']);
});

test('no figure is of two runs: each estimate and each interval is written of a row of one', () => {
  const written = [first, second].flatMap(({ rows }) => rows.map(figureText)).filter((each) => each !== null);
  const figures = new Set(
    written.map(({ estimate, interval }) => `${estimate} ${interval ?? 'no interval'}`),
  );
  const shown = all(page, '.figure');
  expect(shown.length).toBeGreaterThan(150);
  for (const figure of shown) {
    // The number itself, without the sign that it is in the noise.
    const estimate = one(figure, '.estimate').lastChild!.textContent!.trim();
    expect(figures).toContain(`${estimate} ${textOf(one(figure, '.interval'))}`);
  }
});

/** What is added to the calls of each program. */
const callTable = () => tableWith(one(page, '#comparison'), 'fib');

test('a figure stands in the column of its run', () => {
  const cellOf = ({ rows }: Run) => {
    const row = rows.find(
      ({ strategy, workload, metric, reference }) =>
        strategy === 'weakmap' && workload === 'fib' && metric === 'added-ns' && reference === 'none',
    );
    return figureText(row)!.estimate;
  };
  const [groups, labels] = all(callTable(), 'thead tr');
  const [fib] = all(groups!, '[colspan]');
  expect([textOf(fib!), fib!.getAttribute('colspan')]).toEqual(['fib', '2']);
  expect(
    all(labels!, 'th')
      .map((label) => textOf(label))
      .slice(0, 2),
  ).toEqual(['A', 'B']);
  const estimates = all(lineOf(callTable(), 'weakmap'), 'td').map((cell) =>
    textOf(cell.querySelector('.estimate')),
  );
  expect(estimates.slice(0, 2)).toEqual([cellOf(first), cellOf(second)]);
});

test('what a run did not measure is a dash', () => {
  const [unmeasured, ...more] = all(lineOf(callTable(), 'weakmap'), '.none');
  expect(more).toEqual([]);
  expect(textOf(unmeasured!)).toBe('–');
  expect(unmeasured!.getAttribute('title')).not.toBe('');
});

test('the charts are asked for, and no two strategies and runs share a line', () => {
  const { questions } = besideOf(labelled([first, second]));
  expect(questions.map((question) => question?.name)).toEqual([
    'beside-call-cost',
    'beside-replay',
    'beside-look-up',
    'beside-memory',
    'beside-cleanup',
  ]);
  expect(asked).toEqual(questions.map((question) => question!.name));
  for (const end of ['', '-dark'])
    for (const name of asked) expect(html).toContain(`"charts/${name}${end}.png"`);
  for (const question of questions) {
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
  const { runs, parts } = unpackBeside(one(page, '#records').textContent!);
  expect(runs.map(({ label, run }) => [label, run.rows.length])).toEqual([
    ['A', 0],
    ['B', 0],
  ]);
  expect(parts).toEqual(JSON.parse(JSON.stringify(besideOf(labelled([first, second])).parts)));
});

test('the same runs give the same bytes', () => {
  expect(htmlOf(first, second)).toBe(html);
  expect(htmlOf(second, first)).not.toBe(html);
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
  const bad = parsed(htmlOf(run, first));
  expect(intruders(bad)).toEqual([]);
  for (const id of ['runs', 'claims', 'comparison', 'doubts'])
    expect(textOf(one(bad, `#${id}`)), id).toContain('<script>alert(1)');
});

test('the content policy lets the one script run and nothing else load', () => {
  const policy = one(page, 'meta[http-equiv="Content-Security-Policy"]').getAttribute('content')!;
  expect(policy.split('; ')).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'sha256-");
  expect(all(page, 'script')).toHaveLength(2);
  expect(intruders(page)).toEqual([]);
  expect(Buffer.byteLength(html)).toBeLessThan(3_000_000);
});

test('runs that measured nothing still make a page that claims nothing', () => {
  const nothing = { ...madeRun({ complete: false, without: () => true }), controls: [], doubts: [] };
  const empty = parsed(htmlOf(nothing, { ...nothing, seed: 7 }));
  expect(all(empty, '#comparison .missing')).toHaveLength(1);
  expect(all(empty, '.figure, .reversals li, #claims li')).toEqual([]);
  // Each was interrupted, and measured no control.
  const warned = all(empty, 'header .warnings li').map((item) => textOf(item.querySelector('strong')));
  expect(warned).toEqual(['A', 'A', 'B', 'B']);
});

test('headings descend by one step and tables have captions', () => {
  expect(outlineFaults(page)).toEqual([]);
});
