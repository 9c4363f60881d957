/** `compare` from its options to its exit code, on a simulated machine. */

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commandLine } from '../../harness/cli/command-line.ts';
import { readSamples } from '../../harness/experiments/reading.ts';
import type { MeasureTask } from '../../harness/process/task.ts';
import { readRun } from '../../harness/records/store.ts';
import type { Outcome } from '../../harness/run/launch.ts';
import { type Ended, expectRefused, runCli, runOn, SMALL, testHost } from './running.ts';
import { answerTo, simulatedMachine } from './simulated-machine.ts';
import { strategyFile } from './strategy-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const left = () => readdirSync(folder).sort();
const at = (name: string) => join(folder, name);
const places = () => ['--out', at('run'), '--report', at('report')];
const small = () => [...SMALL, ...places()];

/** Runs `compare` on a machine whose processes end as is said. */
function compareWhere(
  outcome: (task: MeasureTask, launched: number) => Outcome | undefined,
  ...args: string[]
): Promise<Ended> {
  return runOn({ machine: simulatedMachine({ folder, outcome }) }, ...small(), ...args);
}

describe('compare', () => {
  it('writes a run that is complete, a report that names it, and its figures', async () => {
    const { code, out } = await runCli(folder, ...small());
    expect(code).toBe(0);
    const run = readRun(at('run'));
    expect(run).toMatchObject({ complete: true, seed: 1 });
    expect(run.rows.some((row) => row.strategy === 'weakmap' && row.experiment === 'call-cost')).toBe(true);
    expect(run.controls.some(({ id, workload }) => id === 'inline-twin' && workload === 'fib')).toBe(true);
    expect(readSamples(at('run')).records.length).toBe(run.plan.processes.length);
    const { document } = parseHTML(readFileSync(join(at('report'), 'index.html'), 'utf8'));
    expect(document.title).toContain(run.id);
    expect(out).toMatch(/^weakmap /m);
    expect(out).toContain(join(at('report'), 'index.html'));
  });

  it('gives the figures that the processes measured', async () => {
    await runCli(folder, ...small());
    const rows = readRun(at('run')).rows.filter(({ experiment }) => experiment === 'call-cost');
    const added = rows.find(({ strategy, metric }) => strategy === 'weakmap' && metric === 'added-ns')!;
    expect(added.estimate).toBeCloseTo(10, 0);
    expect(added.processes).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ['an unknown strategy', ['--strategy', 'weakmpa'], ['weakmpa', 'weakmap']],
    ['an unknown program', ['--program', 'fibb'], ['fibb', 'fib']],
    ['a missing Python file', ['--program', 'nowhere.py'], ['nowhere.py']],
    ['a missing trace', ['--trace', 'missing.gz'], ['missing.gz', 'argparse_commands', 'docs/traces.md']],
    ['a rule of no kind', ['--rule', 'nonsense'], ['nonsense', 'call-N', 'share-0.05']],
    ['a wrong seed', ['--seed', '-1'], ['--seed', '-1']],
    ['a wrong budget', ['--budget', '0'], ['--budget', '0']],
    ['a wrong time limit', ['--timeout', '0'], ['--timeout', '0']],
    ['a wrong precision', ['--precision', '0'], ['--precision', '0']],
    ['two folders', ['--out', 'a', '--out', 'b'], ['--out']],
    ['--quick with --full', ['--quick', '--full'], ['--quick', '--full']],
    ['--quick with --precision', ['--quick', '--precision', '1'], ['--quick', '--precision']],
    ['what a quick run does not measure', ['--quick', '--experiment', 'collector'], ['collector', '--full']],
    ['an unknown option', ['--quik'], ['quik']],
    ['an unknown experiment', ['--experiment', 'look-up,life'], ['look-up,life']],
  ])('refuses %s before it writes anything', async (_, args, mentions) => {
    const out = args.includes('--out') ? [] : places();
    expectRefused(await runCli(folder, 'compare', ...out, ...args), ...mentions);
    expect(left()).toEqual([]);
  });

  it('refuses a Python file outside the subset with file, line, column and feature', async () => {
    writeFileSync(at('new.py'), 'def f(x):\n    match x:\n        case 1:\n            return 2\nf(1)\n');
    const ended = await runCli(folder, 'compare', ...places(), '--program', at('new.py'));
    expectRefused(ended, 'new.py:2:5', 'match statement');
    expect(left()).toEqual(['new.py']);
  });

  it.each([
    ['calls nothing', 'x = 1\n', []],
    ['raises', 'def f():\n    1 / 0\nf()\n', ['ZeroDivisionError']],
    ['exits with an error', 'import sys\nsys.exit(3)\n', ['sys.exit()']],
  ])('refuses a Python file that %s', async (_, source, mentions) => {
    writeFileSync(at('mine.py'), source);
    const ended = await runCli(folder, 'compare', ...places(), '--program', at('mine.py'));
    expectRefused(ended, 'mine.py', ...mentions);
    expect(left()).toEqual(['mine.py']);
  });

  it.each(['run', 'report'])('refuses a %s folder that exists', async (name) => {
    mkdirSync(at(name));
    expectRefused(await runCli(folder, ...small()), at(name));
    expect(left()).toEqual([name]);
  });

  it('refuses a report inside its run, and a run inside its report', async () => {
    const [outer, inner] = [at('a'), join(folder, 'a', 'b')];
    for (const [out, report] of [
      [outer, inner],
      [inner, outer],
    ]) {
      expectRefused(
        await runCli(folder, 'compare', '--out', out!, '--report', report!),
        `--out ${out}`,
        `--report ${report}`,
      );
    }
    expect(left()).toEqual([]);
  });

  it('replays a trace by a rule, and compares what every arm found', async () => {
    const trace = ['--trace', 'argparse_commands', '--rule', 'call-10'];
    const machine = simulatedMachine({ folder });
    const { code } = await runOn(
      { machine },
      ...[
        'compare',
        '--quick',
        '--budget',
        '1',
        '--seed',
        '1',
        '--strategy',
        'weakmap',
        ...trace,
        ...places(),
      ],
    );
    expect(code).toBe(0);
    const run = readRun(at('run'));
    const rows = run.rows.filter(({ experiment }) => experiment === 'replay');
    expect(new Set(rows.map(({ workload, rule }) => `${workload} ${rule}`))).toEqual(
      new Set(['argparse_commands call-10']),
    );
    for (const strategy of ['inline', 'weakmap'])
      expect(rows.some((row) => row.strategy === strategy && row.metric === 'added-ns')).toBe(true);
    expect(run.plan.traces).toMatchObject([{ name: 'argparse_commands', ofProgram: false }]);
    expect(run.controls.some(({ id, rule }) => id === 'injected' && rule === 'call-10')).toBe(true);
    expect(run.given).toMatchObject({ traces: ['argparse_commands'], rules: ['call-10'] });
    const scripts = machine.launched.flatMap(({ replay }) => replay?.file ?? []);
    expect(new Set(scripts).size).toBe(1);
  });

  it('measures bytes and deaths alone where only they are wanted', async () => {
    const { code } = await runCli(folder, ...small(), '--experiment', 'memory', '--experiment', 'cleanup');
    expect(code).toBe(0);
    const { plan, rows } = readRun(at('run'));
    expect(new Set(plan.processes.map(({ experiment }) => experiment))).toEqual(
      new Set(['memory', 'cleanup']),
    );
    const bytes = rows.find(
      ({ strategy, metric, attachFraction }) =>
        strategy === 'weakmap' && metric === 'bytes-per-code' && attachFraction === 1,
    );
    expect(bytes).toMatchObject({ estimate: 40, unit: 'bytes' });
  });

  it('prints one JSON document with --json, and everything else to standard error', async () => {
    const { code, out, err } = await runCli(folder, ...small(), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      complete: true,
      folder: at('run'),
      report: join(at('report'), 'index.html'),
    });
    expect(err).not.toBe('');
  });
});

describe("a user's strategies", () => {
  it('are measured next to ours, several at once, and may print', async () => {
    const printed = vi.spyOn(console, 'log').mockReturnValue();
    const one = strategyFile(folder, 'one');
    const two = strategyFile(
      folder,
      'two',
      (text) =>
        `console.log('loaded');\n${text.replace('makePlace(Code) {', "makePlace(Code) {\n    console.log('hello');")}`,
    );
    const { code, out } = await runCli(folder, ...small(), '--json', '--strategy', one, '--strategy', two);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ complete: true });
    const names = new Set(readRun(at('run')).rows.map(({ strategy }) => strategy));
    expect(names.has('one') && names.has('two') && names.has('weakmap')).toBe(true);
    expect(printed).toHaveBeenCalledWith('loaded');
    printed.mockRestore();
  });

  it('that break a law are named with the law and not measured; the others are; exit code 4', async () => {
    const file = strategyFile(folder, 'forgetful', (text) =>
      text.replace('this.#extras.set(code, extra);', ''),
    );
    const { code, err } = await runCli(folder, ...small(), '--strategy', file);
    expect(code).toBe(4);
    expect(err).toMatch(/^forgetful .*set-is-got/m);
    const run = readRun(at('run'));
    expect(run.rows.some(({ strategy }) => strategy === 'forgetful')).toBe(false);
    expect(run.rows.some(({ strategy }) => strategy === 'weakmap')).toBe(true);
    expect(run.doubts).toContainEqual(expect.objectContaining({ code: 'law-broken', strategy: 'forgetful' }));
  });

  it('are not measured at all where nothing else was named', async () => {
    const file = strategyFile(folder, 'forgetful', (text) =>
      text.replace('this.#extras.set(code, extra);', ''),
    );
    const { code, err } = await runCli(folder, 'compare', '--quick', '--strategy', file, ...places());
    expect(code).toBe(4);
    expect(err).toContain('set-is-got');
    expect(left()).toEqual(['forgetful.ts']);
  });

  it('that crash while they are measured are left out and named; the others stand; exit code 4', async () => {
    const { code, err } = await compareWhere(
      ({ arms }) =>
        arms.some(({ name }) => name === 'brittle')
          ? { kind: 'crashed', error: 'arm "brittle": snap', arm: 'brittle' }
          : undefined,
      ...['--strategy', strategyFile(folder, 'brittle')],
    );
    expect(code).toBe(4);
    expect(err).toContain('brittle');
    const { rows, doubts, complete } = readRun(at('run'));
    expect(complete).toBe(true);
    expect(doubts.some((doubt) => doubt.code === 'process-crashed' && doubt.strategy === 'brittle')).toBe(
      true,
    );
    expect(rows.some(({ strategy }) => strategy === 'brittle')).toBe(false);
    expect(rows.some(({ strategy }) => strategy === 'weakmap')).toBe(true);
  });

  it.each(['inline-twin', 'none'])('may not be called %s', async (name) => {
    expectRefused(await runCli(folder, ...small(), '--strategy', strategyFile(folder, name)), name);
  });

  it('may not be given twice', async () => {
    const file = strategyFile(folder, 'one');
    expectRefused(await runCli(folder, ...small(), '--strategy', file, '--strategy', file), 'one');
  });
});

describe('while measuring', () => {
  it('does not end with 0 where something that was asked for was not measured, and names it', async () => {
    const { code, err } = await compareWhere((task) => {
      if (task.process.experiment !== 'look-up') return undefined;
      const { samples, notes } = answerTo(task, () => 1);
      return { kind: 'measured', answer: { samples: samples.filter(({ arm }) => arm !== 'weakmap'), notes } };
    });
    expect(code).toBe(2);
    const missing = readRun(at('run')).doubts.filter((doubt) => doubt.code === 'not-measured');
    expect(missing).not.toEqual([]);
    for (const { says } of missing) expect(err).toContain(says);
  });

  it('tries a crashed process once more, and keeps both records', async () => {
    const { code } = await compareWhere((_, launched) =>
      launched === 2 ? { kind: 'crashed', error: 'killed' } : undefined,
    );
    expect(code).toBe(0);
    const run = readRun(at('run'));
    expect(run.doubts.map((doubt) => doubt.code)).toContain('process-crashed');
    const { records } = readSamples(at('run'));
    expect(records.filter(({ outcome }) => outcome === 'measured').length).toBe(run.plan.processes.length);
    expect(records.filter(({ outcome }) => outcome === 'crashed')).toMatchObject([
      { attempt: 1, error: 'killed' },
    ]);
  });

  it('keeps what was finished when it is interrupted, says how to go on, and exits 130', async () => {
    const parts = testHost();
    const machine = simulatedMachine({
      folder,
      outcome(_, launched) {
        if (launched === 4) parts.interrupt();
        return launched >= 4 ? { kind: 'stopped' } : undefined;
      },
    });
    const { host, said, interrupt } = testHost({ machine });
    parts.interrupt = interrupt;
    await commandLine(small(), host);
    expect(host.exitCode).toBe(130);
    expect(said.err).toContain('npm run compare -- --resume ');
    const run = readRun(at('run'));
    expect(run.complete).toBe(false);
    expect(run.rows).toEqual([]);
    expect(readSamples(at('run')).records).toHaveLength(3);
    expect(machine.launched.length).toBeLessThanOrEqual(5);
    expect(left()).toEqual(['run']);
  });

  it('writes nothing when it is interrupted before the first measurement', async () => {
    const machine = simulatedMachine({ folder });
    const interrupting = testHost({
      machine: {
        ...machine,
        async preflight(...args) {
          interrupting.interrupt();
          return machine.preflight(...args);
        },
      },
    });
    await commandLine(small(), interrupting.host);
    expect(interrupting.host.exitCode).toBe(130);
    expect(left()).toEqual([]);
  });

  it('ends with the run kept when the report cannot be written, and says how to make it later', async () => {
    const machine = simulatedMachine({
      folder,
      outcome() {
        if (!existsSync(join(at('report'), 'rows.tsv'))) mkdirSync(join(at('report'), 'rows.tsv'));
        return undefined;
      },
    });
    const { code, err } = await runOn({ machine }, ...small());
    expect(code).toBe(5);
    expect(err).toContain(at('report'));
    expect(err).toContain(`npm run report -- ${at('run')}`);
    expect(err).not.toContain('--resume');
    expect(readRun(at('run')).complete).toBe(true);
  });
});
