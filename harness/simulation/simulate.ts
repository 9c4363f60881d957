/**
 * Shows the statistics: `npm run simulate` repeats every study of this room and prints what came out as
 * Markdown; `--write` puts it between the marks in docs/statistics.md. The same seed and number of trials
 * give the same tables.
 *
 *   --trials N   repetitions of a study of coverage (7500: rates near 0.95 known to 0.005); gates take fewer
 *   --quick      a tenth of them
 *   --seed N     another seed
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SEED_LIMIT, seededRandom } from '../random.ts';
import { bootstrapCoverage, pooledCoverage, stopWhenClear, stopWhenNarrow } from './naive.ts';
import { type Rate, share, simulationError } from './rate.ts';
import { nested, ROUNDS, SHAPES, shapeCalled } from './shapes.ts';
import {
  coverage,
  type Effort,
  equivalenceRate,
  falseDiscoveryRate,
  familyError,
  GATE,
  gateFalseAlarms,
  gatePower,
  LEVEL_OF_TESTS,
  type Stopped,
  sizesOfTests,
  spentCoverage,
  stoppedCoverage,
  THE_RULE,
  UNCORRECTED,
} from './study.ts';

const BEGIN = '<!-- from npm run simulate -->';
const END = '<!-- end -->';
const DOCUMENT = join(fileURLToPath(new URL('../../', import.meta.url)), 'docs', 'statistics.md');

/** Repetitions of a study of coverage. */
const TRIALS = 7500;

/** A coverage farther than this from its nominal value is printed in bold. */
const TOLERANCE = 0.01;

/** Process effects of the gate's studies, standard deviation of the log ratio; blocks scatter by 3 %. */
const GATE_SPREADS = [0.02, 0.03, 0.04, 0.06] as const;
const GATE_NOISE = 0.03;

/** The threshold of equivalence, as a ratio, and a process effect with which it can be reached. */
const WITHIN = 1.02;
const EQUIVALENCE_SPREAD = 0.02;

/** Gives every study its own seed, in the order of asking. */
type Efforts = (share?: number) => Effort;

function effortsOf(trials: number, seed: number): Efforts {
  const seeds = seededRandom(seed);
  return (part = 1) => ({ trials: Math.ceil(trials * part), seed: seeds.below(SEED_LIMIT) });
}

/** 94.9 (94.4-95.4), in percent: the rate and the error of the simulation. */
function cell(rate: Rate): string {
  const { low, high } = simulationError(rate);
  return `${percent(share(rate))} (${percent(low)}–${percent(high)})`;
}

/** In bold where it is outside 0.95 +- TOLERANCE, and not by the error of the simulation alone. */
function coverageCell(rate: Rate): string {
  const { low, high } = simulationError(rate);
  const off = Math.abs(share(rate) - 0.95) > TOLERANCE && (low > 0.95 || high < 0.95);
  return off ? `**${cell(rate)}**` : cell(rate);
}

/** In bold where even the error of the simulation does not reach down to `nominal`. */
function atMostCell(rate: Rate, nominal: number): string {
  return simulationError(rate).low > nominal ? `**${cell(rate)}**` : cell(rate);
}

function percent(part: number): string {
  return (part * 100).toFixed(1);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

function coverageTable(efforts: Efforts): string {
  const sizes = [6, 10, 20, 40];
  return table(
    ['Coverage, nominal 95', ...sizes.map((n) => `${n} processes`)],
    SHAPES.map((shape) => [
      `${shape.name}: ${shape.about}`,
      ...sizes.map((n) => coverageCell(coverage(shape, n, efforts()))),
    ]),
  );
}

function stoppingTable(efforts: Efforts): string {
  const text = ({ rate, meanProcesses }: Stopped) => `${coverageCell(rate)}; ${meanProcesses.toFixed(0)}`;
  return table(
    [
      'Coverage, nominal 95; mean processes',
      '2 % wanted',
      '1 % wanted',
      '2 % wanted for 8 comparisons',
      '2 % wanted, without the correction',
      'a budget spent on the widest of 6 cells',
    ],
    SHAPES.map((shape) => [
      shape.name,
      text(stoppedCoverage(shape, 0.02, efforts())),
      text(stoppedCoverage(shape, 0.01, efforts(0.2))),
      text(stoppedCoverage(shape, 0.02, efforts(0.2), { ...THE_RULE, comparisons: 8 })),
      text(stoppedCoverage(shape, 0.02, efforts(), UNCORRECTED)),
      coverageCell(spentCoverage(shape, efforts())),
    ]),
  );
}

function testTable(efforts: Efforts): string {
  const most = LEVEL_OF_TESTS;
  return table(
    ['False alarms of one test, at most 5', 'signed rank, slower', 'signed rank, faster', 'sign test'],
    SHAPES.map((shape) => {
      const sizes = sizesOfTests(shape, GATE.processes, efforts(0.5));
      return [
        shape.name,
        atMostCell(sizes.signedRankGreater, most),
        atMostCell(sizes.signedRankLess, most),
        atMostCell(sizes.sign, most),
      ];
    }),
  );
}

function manyTable(efforts: Efforts): string {
  return table(
    [
      `${GATE.comparisons} comparisons with one reference, ${GATE.processes} processes`,
      'Holm: any false alarm, at most 5',
      'Benjamini-Hochberg: false share of what is called, at most 5',
    ],
    [nested(), shapeCalled('heavy-tailed processes')].map((shape) => [
      shape.name,
      atMostCell(familyError(shape, GATE.processes, efforts(0.25)), LEVEL_OF_TESTS),
      percent(falseDiscoveryRate(shape, GATE.processes, efforts(0.2))),
    ]),
  );
}

function gateTable(efforts: Efforts): string {
  const [three, five] = [Math.log(1.03), Math.log(1.05)];
  return table(
    [
      'Gate: it fails when ...',
      'nothing differs',
      'all are 0.5 % slower',
      'one is 3 % slower',
      'one is 5 % slower',
    ],
    GATE_SPREADS.map((spread) => {
      const shape = nested(spread, GATE_NOISE);
      const [atThree, atFive] = gatePower(shape, [three, five], efforts(0.25));
      return [
        `process effect of ${percent(spread)} %`,
        atMostCell(gateFalseAlarms(shape, 0, efforts(0.1)), LEVEL_OF_TESTS),
        atMostCell(gateFalseAlarms(shape, GATE.limit, efforts(0.1)), LEVEL_OF_TESTS),
        cell(atThree!),
        cell(atFive!),
      ];
    }),
  );
}

function equivalenceTable(efforts: Efforts): string {
  const shape = nested(EQUIVALENCE_SPREAD, GATE_NOISE);
  const rate = (n: number, truth: number) => equivalenceRate(shape, n, truth, WITHIN, efforts());
  return table(
    ['Called equivalent within 2 %', 'truth 1.02, at most 2.5', 'truth 1/1.02, at most 2.5', 'truth 1'],
    [10, 20, 40].map((n) => [
      `${n} processes, process effect of 2 %`,
      atMostCell(rate(n, WITHIN), 0.025),
      atMostCell(rate(n, 1 / WITHIN), 0.025),
      cell(rate(n, 1)),
    ]),
  );
}

function naiveTable(efforts: Efforts): string {
  const shape = nested();
  return table(
    ['What the project does not do (nested)', 'coverage, nominal 95'],
    [
      ...[ROUNDS, 5 * ROUNDS].map((rounds) => [
        `rounds as replicates: mean ± 1.96 standard errors, 20 processes of ${rounds} rounds`,
        coverageCell(pooledCoverage(shape, 20, rounds, efforts(0.5))),
      ]),
      ...[10, 15, 20].map((n) => [
        `percentile bootstrap of the median, ${n} processes`,
        coverageCell(bootstrapCoverage(shape, n, efforts(0.5))),
      ]),
      [
        'a look after every process, stop when ± 2 % is reached',
        coverageCell(stopWhenNarrow(shape, 0.02, efforts(0.5))),
      ],
      [
        'a look after every process up to 60, stop when 1 lies outside: how often it never does',
        coverageCell(never(stopWhenClear(shape, 60, efforts(0.5)))),
      ],
    ],
  );
}

function never({ hits, trials }: Rate): Rate {
  return { hits: trials - hits, trials };
}

/** All tables, in Markdown. */
export function simulation(trials: number, seed: number): string {
  const efforts = effortsOf(trials, seed);
  const tables = [
    coverageTable,
    stoppingTable,
    testTable,
    manyTable,
    gateTable,
    equivalenceTable,
    naiveTable,
  ].map((each) => each(efforts));
  const how =
    `All figures in percent, with the 95 % interval of the simulation's own error; seed ${seed}, ${trials} trials a ` +
    `figure (a tenth to a half of them where the error is wider). Bold: coverage more than ${TOLERANCE * 100} point from ` +
    `95, or more false alarms than promised, and the error of the simulation does not account for it.`;
  return [how, ...tables].join('\n\n');
}

/** The document with new tables between the marks. */
export function withTables(document: string, tables: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error(`Internal error: docs/statistics.md has lost its marks ${BEGIN} and ${END}`);
  }
  return `${document.slice(0, begin + BEGIN.length)}\n${tables}\n${document.slice(end)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      trials: { type: 'string', default: String(TRIALS) },
      seed: { type: 'string', default: '1986' },
    },
  });
  const trials = wholeNumber('trials', values.trials);
  const tables = simulation(values.quick ? Math.ceil(trials / 10) : trials, wholeNumber('seed', values.seed));
  console.log(tables);
  if (values.write) writeFileSync(DOCUMENT, withTables(readFileSync(DOCUMENT, 'utf8'), tables));
}

function wholeNumber(option: string, given: string): number {
  const number = Number(given);
  if (Number.isInteger(number) && number >= 1 && number < SEED_LIMIT) return number;
  console.error(`--${option} was given "${given}". It takes a whole number from 1 to ${SEED_LIMIT - 1}.`);
  process.exit(2);
}
