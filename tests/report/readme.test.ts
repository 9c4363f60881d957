import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readSamples } from '../../harness/experiments/reading.ts';
import { judge } from '../../harness/judge/judge.ts';
import { pageTitle, subjectOf } from '../../harness/records/report-folder.ts';
import { readRun } from '../../harness/records/store.ts';
import { markdownAnswer, withAnswer } from '../../harness/report/readme.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { barePage } from './bare-page.ts';
import { madeRun } from './made-run.ts';
import { all, parsed } from './parsed.ts';

const at = (path: string) => new URL(`../../${path}`, import.meta.url).pathname;
const reference = readRun(at('results/reference'));

it('README shows the answer of the committed reference run (npm run readme makes it anew)', () => {
  const readme = readFileSync(at('README.md'), 'utf8');
  expect(withAnswer(readme, reference)).toBe(readme);
});

it('the reference run is complete and holds every strategy', () => {
  expect(reference.complete).toBe(true);
  for (const { name } of STRATEGIES)
    expect(reference.rows.some(({ strategy }) => strategy === name)).toBe(true);
});

it('the rows, controls and claims of the reference run are what its samples say', () => {
  const again = judge(reference, readSamples(at('results/reference')).records, []);
  expect(again.rows).toEqual(reference.rows);
  expect(again.controls).toEqual(reference.controls);
  expect(again.claims).toEqual(reference.claims);
});

/** Where links and pictures lead to inside the repository. */
function filesNamedIn(markdown: string): string[] {
  const links = [...markdown.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map(([, to]) => to!);
  const sources = ['src', 'srcset', 'href'].flatMap((name) =>
    all(parsed(markdown), `[${name}]`).map((element) => element.getAttribute(name)!),
  );
  return [...links, ...sources].filter((to) => !/^(?:[a-z]+:|#)/i.test(to)).map((to) => to.split('#', 1)[0]!);
}

it('every file that README names is there', () => {
  const named = filesNamedIn(readFileSync(at('README.md'), 'utf8'));
  expect(named).toEqual(expect.arrayContaining(['reports/reference/charts/together.png', 'docs/threats.md']));
  expect(named.filter((file) => !existsSync(at(file)))).toEqual([]);
});

it('the committed page is the page of the reference run (npm run report -- results/reference --report reports/reference)', () => {
  const page = parsed(readFileSync(at('reports/reference/index.html'), 'utf8'));
  const made = barePage(reference, readSamples(at('results/reference')).records);
  const sectionsOf = (document: Document) => all(document, 'main > section').map(({ id }) => id);
  const verdicts = all(page, '#claims li[id^="claim-"]').map(({ id, className }) => [id, className]);
  expect(page.title).toBe(pageTitle(subjectOf(reference.id)));
  expect(sectionsOf(page)).toEqual(sectionsOf(made));
  expect(sectionsOf(page).length).toBeGreaterThan(10);
  expect(verdicts).toEqual(
    reference.claims.map(({ id, verdict }) => [`claim-${id}`, verdict.replaceAll(' ', '-')]),
  );
});

it('nothing from a record breaks out of the tables of README, or becomes HTML', () => {
  const hostile = 'a\n\n| b ` <img src=x onerror=alert(1)>';
  const run = madeRun({ own: [hostile], traces: true });
  run.environment.cpu = hostile;
  run.claims = [
    { id: 'a', claim: hostile, verdict: 'confirmed', because: hostile, rule: 'As it is judged.', rows: [] },
  ];
  const answer = markdownAnswer(run);
  expect(answer).not.toContain('<img src=x');
  const cellsOf = (line: string) => line.replaceAll('\\|', '').split('|').length;
  const [claims, costs] = [...answer.matchAll(/(?:^\|.*\n?)+/gm)].map(([table]) => table.trim().split('\n'));
  expect(new Set(claims!.map(cellsOf)).size).toBe(1);
  expect(claims).toHaveLength(3);
  expect(new Set(costs!.map(cellsOf)).size).toBe(1);
  expect(costs!.at(-1)).toContain('&lt;img');
  expect(costs!.at(-1)!.split('`')).toHaveLength(3);
});
