/**
 * Keeps the answer in README.md what the committed reference run says: `npm run readme` writes what stands between the
 * two marks anew; a test fails when it differs.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Row, Run } from '../records/schema.ts';
import { readRun } from '../records/store.ts';
import { namesOfStrategies, originOf, replaysOf } from './arms.ts';
import { memory } from './charts/memory.ts';
import { together } from './charts/together.ts';
import { claimCounts, claimLines, VERDICT_SIGNS } from './claims.ts';
import { bytesOfOne, largestPopulation, lastRound } from './comparison.ts';
import { counted, figureText, setShare, shownInterval, whole } from './figure.ts';
import { toldFromNoise } from './noise.ts';
import { shareOfRealCall } from './real-calls.ts';
import { ALL_DIED, isInvalid, isMeasured, rowLike, rowsLike, settings, UNCROWDED } from './rows.ts';
import { failedByExperiment } from './warnings.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const BEGIN = '<!-- from results/reference, by npm run readme -->';
const END = '<!-- end -->';

/** The claims with their verdicts, two pictures, the costs, and how it all was measured. */
export function markdownAnswer(run: Run): string {
  return [
    picture(together),
    `### The claims: ${claimCounts(run) ?? 'not judged'}`,
    claimsTable(run),
    '### The costs',
    picture(memory),
    costsTable(run),
    howMade(run),
  ].join('\n\n');
}

function picture({ name, asks }: { readonly name: string; readonly asks: string }): string {
  const file = `reports/reference/charts/${name}`;
  return (
    `<picture><source media="(prefers-color-scheme: dark)" srcset="${file}-dark.png">` +
    `<img alt="${asks}" src="${file}.png"></picture>`
  );
}

function claimsTable(run: Run): string {
  const rows = claimLines(run).map(({ claim, verdict, because }) => [
    claim,
    `${VERDICT_SIGNS[verdict]} **${verdict}**`,
    because,
  ]);
  return table([['claim', 'verdict', 'what was seen'], ['---', '---', '---'], ...rows]);
}

/** What a strategy costs in one respect: a heading, and the text of its cell. */
interface Cost {
  readonly heading: string;
  readonly textOf: (strategy: string) => string;
}

function costsTable(run: Run): string {
  const costs = [...callCosts(run), ...lookUpCosts(run), ...byteCosts(run), ...deathCosts(run)];
  const strategies = namesOfStrategies(run);
  const lines = strategies.map((strategy) => [
    `${code(strategy)}${originOf(run, strategy) === null ? '' : ' ¹'}`,
    ...costs.map(({ textOf }) => textOf(strategy)),
  ]);
  return table([['', ...costs.map(({ heading }) => heading)], ['---', ...costs.map(() => '---:')], ...lines]);
}

/** On the trace where a call becomes dearer by least, and by most; of a real call where that share is largest. */
function callCosts(run: Run): Cost[] {
  const [rule] = run.plan.rules ?? [];
  const traces = replaysOf(run).filter((replay) => !replay.ofProgram && replay.rule === rule);
  const rowsOf = (strategy: string) =>
    traces
      .map(({ workload }) =>
        rowLike(run, {
          experiment: 'replay',
          workload,
          rule,
          metric: 'added-ns',
          reference: 'none',
          strategy,
        }),
      )
      .filter(isMeasured)
      .filter((row) => !isInvalid(row))
      .sort((a, b) => a.estimate - b.estimate);
  if (traces.length === 0) return [];
  return [
    {
      heading: 'added to a replayed call, ns: least',
      textOf: (strategy) => figure(rowsOf(strategy)[0]),
    },
    { heading: 'most', textOf: (strategy) => figure(rowsOf(strategy).at(-1)) },
    {
      heading: 'of a real call, %: most',
      textOf: (strategy) => {
        const shares = rowsOf(strategy).flatMap((row) => shareOfRealCall(run, row) ?? []);
        return plain(shares.sort((a, b) => a.estimate - b.estimate).at(-1));
      },
    },
  ];
}

function lookUpCosts(run: Run): Cost[] {
  const wanted = { experiment: 'look-up', metric: 'added-ns', reference: 'none', ...UNCROWDED } as const;
  const population = largestPopulation(run);
  if (population === undefined) return [];
  return [1, 0].map((hitRatio) => ({
    heading: `${hitRatio === 1 ? 'hit' : 'miss'} among ${whole(population)}, ns`,
    textOf: (strategy) => figure(rowLike(run, { ...wanted, population, hitRatio, strategy })),
  }));
}

function byteCosts(run: Run): Cost[] {
  const wanted = bytesOfOne(run);
  const fractions = settings(rowsLike(run, wanted), 'attachFraction').filter((share) =>
    [0, 1].includes(share),
  );
  return fractions.map((attachFraction) => ({
    heading: `bytes, extras on ${setShare(attachFraction)}`,
    textOf: (strategy) => plain(rowLike(run, { ...wanted, attachFraction, strategy })),
  }));
}

function deathCosts(run: Run): Cost[] {
  const rounds = lastRound(run);
  if (rounds === undefined) return [];
  const wanted = { experiment: 'cleanup', metric: 'left-fraction', rounds, ...ALL_DIED } as const;
  return [
    {
      heading: `left of the dead, %`,
      textOf: (strategy) => plain(rowLike(run, { ...wanted, strategy })),
    },
  ];
}

/** Figure and interval; in italics where no difference that counts is shown. */
function figure(row: Row | undefined): string {
  const text = plain(row);
  return isMeasured(row) && toldFromNoise(row) === 'not told apart' ? `*${text}*` : text;
}

function plain(row: Row | undefined): string {
  const text = figureText(row);
  if (text === null) return '–';
  const level = text.level === null ? null : `at ${text.level}`;
  return [text.estimate, shownInterval(text), level].filter((part) => part !== null).join(' ');
}

function howMade(run: Run): string {
  const { node, cpu, cores } = run.environment;
  const failed = run.controls.filter(({ passed }) => !passed);
  const controls = `${run.controls.length - failed.length} of ${counted(run.controls.length, 'control')} passed`;
  return (
    'Medians over processes with their 95 % intervals; *italics*: no difference that counts; ¹ not named by the thread; – not measured. Times are what is ' +
    'added to the same work without a look-up, on traces and in populations whose controls passed; bytes are those on each code object. ' +
    `Run \`${run.id}\`, seed ${run.seed}, a budget of ${run.plan.budgetSeconds} s, Node ${inLine(node)}, ` +
    `${inLine(cpu)}, ${cores} cores: ${controls}` +
    `${failed.length === 0 ? '' : `; failed: ${failedByExperiment(failed)}`}. All figures: [the report](reports/reference/index.html).`
  );
}

function table(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `| ${row.map(inCell).join(' | ')} |`).join('\n');
}

function inCell(text: string): string {
  return inLine(text).replaceAll('|', '\\|');
}

/** What comes from records stays on its line, and is no HTML. Spaces that do not break are for pages. */
function inLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').replaceAll('<', '&lt;');
}

/** A name as code: no backtick in it ends it. */
function code(name: string): string {
  return `\`${name.replaceAll('`', "'")}\``;
}

/** README.md with the answer of a run between the marks. */
export function withAnswer(readme: string, run: Run): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin)
    throw new Error(`Internal error: README.md has lost its marks ${BEGIN} and ${END}`);
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${markdownAnswer(run)}\n\n${readme.slice(end)}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = join(ROOT, 'README.md');
  writeFileSync(file, withAnswer(readFileSync(file, 'utf8'), readRun(join(ROOT, 'results', 'reference'))));
}
