/**
 * How often the gate is wrong: many gates of the work tree against a ref, one after another, with what is built built once.
 * With `--base HEAD` and nothing changed every red gate is a false alarm; with `--inject` every gate that stays green is a
 * miss.
 *
 *     npm run gate-trials -- --gates 200 --processes 8 --program fib --out trials.jsonl
 *     npm run gate-trials -- --gates 40 --inject inline=0.05
 *
 * The samples of every process are appended to the file given, one line each, with the number of its gate.
 */

import { appendFileSync } from 'node:fs';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { thisMachine } from '../run/machine.ts';
import { shareInterval } from '../statistics/proportion.ts';
import { gateOnce, withPrepared } from './against-ref.ts';
import { gateVerdict } from './decide.ts';
import { injectionFrom } from './injection.ts';
import { GATE_PROCESSES } from './plan.ts';

const given = yargs(hideBin(process.argv))
  .scriptName('npm run gate-trials --')
  .option('gates', { type: 'number', default: 20, describe: 'Gates to run' })
  .option('base', { type: 'string', default: 'HEAD', describe: 'Git ref to compare with' })
  .option('processes', {
    type: 'number',
    default: GATE_PROCESSES,
    describe: 'Processes of each program in a gate',
  })
  .option('budget', {
    type: 'number',
    default: 600,
    describe: 'Seconds of the first set of each gate, at most',
  })
  .option('strategy', {
    type: 'string',
    array: true,
    default: [] as string[],
    describe: 'Strategies by name',
  })
  .option('program', { type: 'string', array: true, default: [] as string[], describe: 'Programs by name' })
  .option('inject', {
    type: 'string',
    describe: 'NAME=SHARE: the new version of this strategy is so much slower',
  })
  .option('memory', {
    type: 'boolean',
    default: false,
    describe: 'Measure bytes and cleanup in each gate too',
  })
  .option('seed', { type: 'number', default: 1, describe: 'Seed of the first gate; the others count on' })
  .option('out', { type: 'string', describe: 'File to which the samples are appended' })
  .strict()
  .parseSync();

const abort = new AbortController();
process.on('SIGINT', () => abort.abort());

await withPrepared(
  { ref: given.base, strategies: given.strategy, programs: given.program, timeoutSeconds: 60 },
  (says) => process.stderr.write(`${says}\n`),
  abort.signal,
  thisMachine,
  async (prepared) => {
    const counts = new Map<string, number>();
    const seconds: number[] = [];
    let confirmations = 0;
    for (let gate = 0; gate < given.gates && !abort.signal.aborted; gate++) {
      const start = performance.now();
      const measured = await gateOnce(
        prepared,
        {
          seed: given.seed + gate,
          processes: given.processes,
          budgetSeconds: given.budget,
          timeoutSeconds: 60,
          injected: injectionFrom(
            given.inject,
            prepared.sources.map(({ strategy }) => strategy.name),
          ),
          memory: given.memory,
        },
        { begins() {}, batch() {}, starts() {}, ends() {} },
        (record) => {
          if (given.out !== undefined) appendFileSync(given.out, `${JSON.stringify({ gate, ...record })}\n`);
        },
        abort.signal,
      );
      if (!measured.complete) break;
      const { verdict, because } = gateVerdict(measured.comparisons, measured.controls, measured.missing);
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
      confirmations += measured.comparisons.some(({ confirmed }) => confirmed !== null) ? 1 : 0;
      seconds.push((performance.now() - start) / 1000);
      const red = verdict === 'passed' ? '' : `: ${because}`;
      process.stderr.write(
        `gate ${gate + 1} of ${given.gates}, ${seconds.at(-1)!.toFixed(0)} s: ${verdict}${red}\n`,
      );
    }
    const total = seconds.length;
    const lines = [...counts].map(([verdict, count]) => {
      const { low, high } = shareInterval(count, total);
      return `| ${verdict} | ${count} of ${total} | ${percent(count / total)} [${percent(low)}, ${percent(high)}] |`;
    });
    const middle = [...seconds].sort((a, b) => a - b)[Math.floor(total / 2)] ?? 0;
    process.stdout.write(
      `| verdict | gates | share, 95 % bounds |\n| --- | ---: | ---: |\n${lines.join('\n')}\n\n` +
        `A second set of processes was asked for in ${confirmations} of ${total} gates. A gate took ${middle.toFixed(0)} s (median).\n`,
    );
  },
);

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
