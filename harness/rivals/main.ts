/**
 * On the same work and in the same time: how often do tinybench, mitata and this project call identical code
 * different, and how often do they find a slowdown of 5 % and of 3 %?
 *
 *     npm run rivals -- [--trials 40] [--seconds 6] [--lanes 1] [--seed N] [--out FILE.jsonl]
 *
 * Every trial takes `--seconds`: tinybench and mitata one fresh process that lasts as long, this project as
 * many processes as fit. The rules by which each decides stand in verdicts.ts. Raw results go to `--out`,
 * one trial a line below a line about the machine; the table goes to standard output, also when a trial
 * fails and ends the rest. It is a description, not a test: nothing passes or fails.
 */

import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment } from '../environment/environment.ts';
import { SEED_LIMIT } from '../random.ts';
import { carryOut, openWorkshop } from './carry-out.ts';
import { processesLine, rivalsTable } from './table.ts';
import { drawTrials, type TrialResult } from './trials.ts';

/** Below this a rival's process has hardly begun to measure. */
const FEWEST_SECONDS = 2;

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '40' },
    seconds: { type: 'string', default: '6' },
    lanes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % SEED_LIMIT) },
    out: {
      type: 'string',
      default: `results/rivals-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.jsonl`,
    },
  },
});
const trials = numberOf('trials', 1);
const seconds = numberOf('seconds', FEWEST_SECONDS);
const lanes = numberOf('lanes', 1);
const seed = numberOf('seed', 0);
const versions = { tinybench: versionOf('tinybench'), mitata: versionOf('mitata') };
const environment = readEnvironment();
mkdirSync(dirname(values.out), { recursive: true });
keep({ trials, seconds, lanes, seed, versions, startedAt: new Date().toISOString(), environment });

const results: TrialResult[] = [];
const folder = mkdtempSync(join(tmpdir(), 'coextra-rivals-'));
try {
  const workshop = await openWorkshop(folder, seconds);
  const queue = drawTrials(trials, seed);
  const total = queue.length;
  const lane = async () => {
    for (let trial = queue.shift(); trial !== undefined; trial = queue.shift()) {
      const result = await carryOut(trial, workshop);
      results.push(result);
      keep(result);
      console.error(`${results.length}/${total} ${lineFor(result)}`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
} finally {
  rmSync(folder, { recursive: true, force: true });
  if (results.length > 0) console.log(tableWithHeading());
}

function lineFor({ rival, condition, verdict, ratio, trueRatio, seconds: taken }: TrialResult): string {
  const ratios = `${ratio.toFixed(3)} (truly ${trueRatio.toFixed(3)})`;
  return `${rival}, ${condition}: ${verdict}, ${ratios}, ${taken} s`;
}

function tableWithHeading(): string {
  const heading =
    `tinybench ${versions.tinybench}, mitata ${versions.mitata}, Node ${environment.node}, ` +
    `${environment.cpu}; ${seconds} s a trial, ${lanes} at a time, seed ${seed}. ` +
    'In brackets: 95 % bounds of the share, %.';
  const raw = `Raw results: ${values.out}`;
  return [heading, rivalsTable(results), processesLine(results), raw].join('\n\n');
}

function keep(line: object): void {
  appendFileSync(values.out, `${JSON.stringify(line)}\n`);
}

function numberOf(option: 'trials' | 'seconds' | 'lanes' | 'seed', least: number): number {
  const number = Number(values[option]);
  if (Number.isInteger(number) && number >= least) return number;
  console.error(`--${option} takes a whole number from ${least} on; given "${values[option]}".`);
  return process.exit(5);
}

function versionOf(name: string): string {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).version;
}
