/**
 * `gate` from its options to its exit code. Both versions are checked out, bundled and loaded for real where that is the point;
 * what processes measure is made (simulated-machine.ts), so that each verdict can be asked for.
 */

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../../harness/cli/command-line.ts';
import { gateExitCode } from '../../harness/gate/gate.ts';
import type { TaskArm } from '../../harness/process/task.ts';
import { asGateRecord } from '../../harness/records/check.ts';
import type { GateRecord } from '../../harness/records/gate.ts';
import { type Machine, thisMachine } from '../../harness/run/machine.ts';
import { type Ended, expectRefused, ROOT, runCli, runOn, testHost } from './running.ts';
import { simulatedMachine } from './simulated-machine.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const inline = ['--strategy', 'inline', '--program', 'fib', '--seed', '2'];

/** A gate of `inline` against HEAD, where an arm of a program takes so many times what it would. */
async function gateWhere(
  factor: (arm: TaskArm) => number,
  ...args: string[]
): Promise<{ ended: Ended; record: GateRecord }> {
  const machine = simulatedMachine({
    folder,
    factor: (arm, { process }) => (process.experiment === 'call-cost' ? factor(arm) : 1),
  });
  const ended = await runOn({ machine }, 'gate', '--base', 'HEAD', ...inline, '--out', at('gate'), ...args);
  return {
    ended,
    record: asGateRecord(JSON.parse(readFileSync(join(at('gate'), 'gate.json'), 'utf8')), 'gate.json'),
  };
}

const verdictsOf = ({ comparisons }: GateRecord, strategy: string) =>
  comparisons
    .filter((each) => each.strategy === strategy)
    .map(({ metric, verdict }) => `${metric}: ${verdict}`);

describe('gate --base', () => {
  it('passes with 0 where nothing changed, and compares time, bytes and what is left', async () => {
    const { ended, record } = await gateWhere(() => 1);
    expect(ended.code).toBe(0);
    expect(record).toMatchObject({ verdict: 'passed', base: { kind: 'ref', ref: 'HEAD' }, seed: 2 });
    expect(ended.out).toContain('passed');
    const [time, ...others] = verdictsOf(record, 'inline');
    expect(time).toBe('time: equivalent');
    expect(others.length).toBeGreaterThan(2);
    expect(new Set(others.map((each) => each.replace(/.*: /, '')))).toEqual(new Set(['equivalent']));
    const times = record.comparisons.filter(({ metric }) => metric === 'time');
    expect(times.map(({ strategy }) => strategy)).toEqual(['none', 'inline']);
    for (const { processes } of times) expect(processes).toBeGreaterThanOrEqual(8);
    expect(readdirSync(folder)).toEqual(['gate']);
  });

  it('is red with 1 where the work tree is slower, and only after a second set of processes', async () => {
    const { ended, record } = await gateWhere(({ name }) => (name === 'inline' ? 1.2 : 1));
    expect(ended.code).toBe(1);
    expect(record.verdict).toBe('regressed');
    const time = record.comparisons.find(
      ({ strategy, metric }) => strategy === 'inline' && metric === 'time',
    )!;
    expect(time.verdict).toBe('slower');
    expect(time.confirmed).not.toBeNull();
    expect(verdictsOf(record, 'none')).toContain('time: equivalent');
  });

  it('does not fail where the work tree is faster', async () => {
    const { ended, record } = await gateWhere(({ name }) => (name === 'inline' ? 0.8 : 1));
    expect(ended.code).toBe(0);
    expect(record.verdict).toBe('passed');
  });

  it('is unfit with 3 where a control moved', async () => {
    const { ended, record } = await gateWhere(({ name }) => (name === 'inline-twin' ? 1.3 : 1));
    expect(ended.code).toBe(3);
    expect(record.verdict).toBe('environment unfit');
    expect(record.controls.some(({ id, passed }) => id === 'inline-twin' && !passed)).toBe(true);
  });

  it('finds a slowdown that is put in on purpose', async () => {
    const { ended, record } = await gateWhere(() => 1, '--inject', 'inline=0.2');
    expect(ended.code).toBe(1);
    expect(record.doubts.map(({ code }) => code)).toContain('injected');
  });

  it('writes its record in every form that was asked for, and adds the summary to the one of GitHub', async () => {
    const machine = simulatedMachine({ folder });
    const { code } = await runOn(
      { machine, env: { NO_COLOR: '1', GITHUB_STEP_SUMMARY: at('summary.md') } },
      ...['gate', '--base', 'HEAD', ...inline, '--out', at('gate')],
      ...['--json', at('gate.json'), '--markdown', at('gate.md')],
      ...['--benchmark-action', at('action.json'), '--bencher', at('bencher.json')],
    );
    expect(code).toBe(0);
    const record = asGateRecord(JSON.parse(readFileSync(at('gate.json'), 'utf8')), 'gate.json');
    expect(JSON.parse(readFileSync(join(at('gate'), 'gate.json'), 'utf8'))).toEqual(record);
    expect(readFileSync(at('gate.md'), 'utf8')).toContain(record.verdict);
    expect(readFileSync(at('summary.md'), 'utf8')).toBe(readFileSync(at('gate.md'), 'utf8'));
    expect(JSON.parse(readFileSync(at('action.json'), 'utf8')).length).toBeGreaterThan(0);
    expect(Object.keys(JSON.parse(readFileSync(at('bencher.json'), 'utf8')))).not.toEqual([]);
    const lines = readFileSync(join(at('gate'), 'samples.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    const timed = lines
      .map((line) => JSON.parse(line))
      .find(({ process }) => process.experiment === 'call-cost');
    expect(timed.process.arms).toEqual(expect.arrayContaining(['inline', 'inline@base']));
  });

  it('loads the interpreter and the strategies of both versions', async () => {
    const simulated = simulatedMachine({ folder });
    const { bundleVersion, bundleRest, bundleProcesses } = thisMachine;
    const roots: string[] = [];
    const machine: Machine = {
      ...simulated,
      bundleRest,
      bundleProcesses,
      bundleVersion(sources, place, version) {
        roots.push(version?.root ?? ROOT);
        return bundleVersion(sources, place, version);
      },
    };
    const { code } = await runOn({ machine }, 'gate', '--base', 'HEAD', ...inline, '--out', at('gate'));
    expect(code).toBe(0);
    expect(roots).toHaveLength(2);
    expect(roots[1]!.startsWith(folder)).toBe(true);
  });

  it.each([
    [1, 0, 5],
    [1.3, 1, 1],
  ])(
    'where a call takes %d times what it did, files that cannot be written turn exit code %d into %d',
    async (factor, verdict, code) => {
      const nowhere = join(folder, 'nowhere', 'summary.md');
      const machine = simulatedMachine({
        folder,
        factor: (arm, { process }) =>
          process.experiment === 'call-cost' && arm.name === 'inline' ? factor : 1,
      });
      const env = { NO_COLOR: '1', GITHUB_STEP_SUMMARY: nowhere };
      const asked = ['--base', 'HEAD', ...inline, '--out', at('gate'), '--json', at('gate.json')];
      const ended = await runOn({ machine, env }, 'gate', ...asked);
      expect(ended.code).toBe(code);
      expect(ended.err).toContain(nowhere);
      const record = asGateRecord(JSON.parse(readFileSync(at('gate.json'), 'utf8')), 'gate.json');
      expect(gateExitCode(record)).toBe(verdict);
    },
  );

  it('leaves no checkout behind when it is interrupted, decides nothing, and exits 130', async () => {
    const machine = simulatedMachine({
      folder,
      outcome(_, launched) {
        if (launched < 3) return undefined;
        interrupted.interrupt();
        return { kind: 'stopped' };
      },
    });
    const interrupted = testHost({ machine });
    await commandLine(['gate', '--base', 'HEAD', ...inline, '--out', at('gate')], interrupted.host);
    expect(interrupted.host.exitCode).toBe(130);
    expect(JSON.parse(readFileSync(join(at('gate'), 'gate.json'), 'utf8'))).toMatchObject({
      verdict: 'interrupted',
    });
    expect(readdirSync(folder)).toEqual(['gate']);
  });

  it('does not pass when what it measures hangs: every comparison that is missing is named', async () => {
    const machine = simulatedMachine({
      folder,
      outcome: ({ process }) =>
        process.experiment === 'call-cost' ? { kind: 'hung', error: 'no answer' } : undefined,
    });
    const { code, out } = await runOn({ machine }, 'gate', '--base', 'HEAD', ...inline, '--out', at('gate'));
    expect(code).not.toBe(0);
    expect(out).not.toMatch(/^passed/);
  });

  it.each([
    [['--base', 'no-such-ref'], ['no-such-ref']],
    [
      ['--base', 'HEAD', '--baseline', 'results/reference'],
      ['base', 'baseline'],
    ],
    [
      ['--base', 'HEAD', '--strategy', 'weakmpa'],
      ['weakmpa', 'weakmap'],
    ],
    [
      ['--base', 'HEAD', '--inject', 'inline'],
      ['--inject', 'NAME=SHARE'],
    ],
    [
      ['--inject', 'inline=0.05'],
      ['--inject', '--base'],
    ],
    [['--baseline', 'nowhere'], ['nowhere']],
    [
      ['--base', 'HEAD', '--budget', '0'],
      ['--budget', '0'],
    ],
    [
      ['--base', 'HEAD', '--processes', '2'],
      ['--processes', '2'],
    ],
    [
      ['--base', 'HEAD', '--seed', '0.5'],
      ['--seed', '0.5'],
    ],
    [
      ['--base', 'HEAD', '--json', 'no/such/folder.json'],
      ['--json', 'no/such'],
    ],
    [['--base', 'HEAD', '--base', 'HEAD'], ['--base']],
  ])('refuses %j', async (args, mentions) => {
    expectRefused(await runCli(folder, 'gate', '--out', at('gate'), ...args), ...mentions);
    expect(existsSync(at('gate'))).toBe(false);
  });
});
