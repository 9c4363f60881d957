/**
 * How often a gate of the full length would be wrong, from the processes of many shorter ones: `npm run gate-trials` keeps
 * the samples, this puts them together again in sets of the full number.
 *
 *     npm run gate-regroup -- trials.jsonl [--processes 24] [--comparisons 16]
 *
 * Processes of first sets are taken in the order in which they were measured; each serves in one gate, in its first or its
 * second set. Holm's correction is taken at its strictest, as if the comparison were the most suspect of as many as a full
 * gate has. A line is about one comparison: a gate with several is red if any of them is.
 */

import { readFileSync } from 'node:fs';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { asProcessRecord } from '../experiments/reading.ts';
import type { ProcessRecord } from '../records/schema.ts';
import { ratioTo } from '../samples/collapse.ts';
import { GATE_LEVEL, GATE_SUSPICION_LEVEL, GATE_TIME_LIMIT } from '../samples/thresholds.ts';
import { medianInterval } from '../statistics/interval.ts';
import { shareInterval } from '../statistics/proportion.ts';
import { signedRankP } from '../statistics/signed-rank.ts';
import { BASE_SUFFIX, GATE_PROCESSES } from './plan.ts';

const given = yargs(hideBin(process.argv))
  .scriptName('npm run gate-regroup --')
  .usage('$0 FILE')
  .option('processes', { type: 'number', default: GATE_PROCESSES, describe: 'Processes in a set' })
  .option('comparisons', { type: 'number', default: 16, describe: 'Comparisons in a gate, for Holm' })
  .demandCommand(1, 'Name the file that gate-trials wrote.')
  .strict()
  .parseSync();

const records = readFileSync(String(given._[0]), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line, i) => {
    const { gate: _, ...record } = JSON.parse(line) as { gate: number };
    return asProcessRecord(record, `line ${i + 1}`);
  })
  .filter(({ process, outcome }) => process.experiment === 'call-cost' && outcome === 'measured')
  .filter(isOfFirstSet);

const workloads = [...new Set(records.map(({ process }) => process.workload))];
const lines = workloads.flatMap((workload) => {
  const mine = records.filter(({ process }) => process.workload === workload);
  return pairsIn(mine).flatMap(([after, before]) =>
    line(workload, after, before, logRatios(mine, after, before)),
  );
});
process.stdout.write(
  '| program | new | beside | processes | median ratio − 1, 95 % interval | sd between processes | gates | suspected | red, 95 % bounds |\n' +
    `| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n${lines.join('\n')}\n`,
);

/** A second set holds the suspects alone: fewer arms than the first. */
function isOfFirstSet({ process }: ProcessRecord, _: number, all: readonly ProcessRecord[]): boolean {
  const most = Math.max(
    ...all
      .filter((each) => each.process.workload === process.workload)
      .map((each) => each.process.arms.length),
  );
  return process.arms.length === most;
}

/** Both versions of each strategy, and the controls that were there. */
function pairsIn(some: readonly ProcessRecord[]): [string, string][] {
  const arms = new Set(some.flatMap(({ samples }) => samples.map(({ arm }) => arm)));
  const versions = [...arms].filter((arm) => arms.has(`${arm}${BASE_SUFFIX}`));
  const pairs = versions.map((arm): [string, string] => [arm, `${arm}${BASE_SUFFIX}`]);
  const controls = ['inline-twin', 'inline-slowed'].filter((arm) => arms.has(arm));
  return [...pairs, ...controls.map((arm): [string, string] => [arm, `inline${BASE_SUFFIX}`])].sort();
}

function logRatios(some: readonly ProcessRecord[], after: string, before: string): number[] {
  return some.flatMap(({ samples }) => {
    const one = samples.find(({ arm }) => arm === after);
    const other = samples.find(({ arm }) => arm === before);
    return one === undefined || other === undefined ? [] : [Math.log(ratioTo(one, other))];
  });
}

function line(workload: string, after: string, before: string, logs: readonly number[]): string {
  const sets = Array.from({ length: Math.floor(logs.length / given.processes) }, (_, i) =>
    logs.slice(i * given.processes, (i + 1) * given.processes),
  );
  const p = sets.map((set) => signedRankP(set, Math.log1p(GATE_TIME_LIMIT), 'greater'));
  const gates = Math.floor(sets.length / 2);
  const suspicious = (gate: number) => p[2 * gate]! * given.comparisons <= GATE_SUSPICION_LEVEL;
  const numbers = Array.from({ length: gates }, (_, gate) => gate);
  const suspected = numbers.filter(suspicious).length;
  const red = numbers.filter((gate) => suspicious(gate) && p[2 * gate + 1]! <= GATE_LEVEL).length;
  const { estimate, low, high } = medianInterval(logs);
  const bounds = gates === 0 ? null : shareInterval(red, gates);
  const cells = [
    workload,
    `\`${after}\``,
    `\`${before}\``,
    logs.length,
    `${percent(Math.expm1(estimate), 2)} [${percent(Math.expm1(low ?? 0), 2)}, ${percent(Math.expm1(high ?? 0), 2)}]`,
    percent(deviation(logs), 1),
    gates,
    suspected,
    bounds === null ? 'too few' : `${red} [${percent(bounds.low, 1)}, ${percent(bounds.high, 1)}]`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

function percent(share: number, digits: number): string {
  return `${(share * 100).toFixed(digits)} %`;
}
