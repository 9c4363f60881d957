import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asGateRecord } from '../../harness/records/check.ts';
import { MAIN, plainEnvironment, ROOT, runCli, until } from './running.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

function worktrees(): string {
  return execFileSync('git', ['worktree', 'list'], { cwd: ROOT, encoding: 'utf8' });
}

describe('gate --base', () => {
  it('measures both versions in the same processes and writes every form of its record', async () => {
    const { code, out, err } = await runCli(
      folder,
      ...[
        'gate',
        '--base',
        'HEAD',
        '--seed',
        '2',
        '--budget',
        '1',
        '--strategy',
        'inline',
        '--program',
        'fib',
      ],
      ...['--out', at('gate'), '--json', at('gate.json'), '--markdown', at('gate.md')],
      ...['--benchmark-action', at('action.json'), '--bencher', at('bencher.json')],
    );
    expect(err).not.toMatch(/Internal/);
    // What it decides is a matter of measuring: 0 passed, 1 regressed, 2 not decided, 3 controls moved.
    expect([0, 1, 2, 3]).toContain(code);
    const record = asGateRecord(JSON.parse(readFileSync(at('gate.json'), 'utf8')), 'gate.json');
    const times = record.comparisons.filter(({ metric }) => metric === 'time');
    expect(times.map(({ strategy }) => strategy)).toEqual(['none', 'inline']);
    for (const { processes } of times) expect(processes).toBeGreaterThanOrEqual(8);
    const bytes = record.comparisons.filter(
      ({ metric, strategy }) => metric !== 'time' && strategy === 'inline',
    );
    expect(bytes.map(({ verdict }) => verdict)).toEqual(bytes.map(() => 'equivalent'));
    expect(out).toContain(record.verdict);
    expect(readFileSync(at('gate.md'), 'utf8')).toContain(`Gate: ${record.verdict}`);
    expect(JSON.parse(readFileSync(at('action.json'), 'utf8'))).toBeInstanceOf(Array);
    expect(Object.keys(JSON.parse(readFileSync(at('bencher.json'), 'utf8')))).not.toEqual([]);
    const lines = readFileSync(join(at('gate'), 'samples.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    const arms = lines
      .map((line) => JSON.parse(line))
      .find(({ process }) => process.experiment === 'call-cost');
    expect(arms.process.arms).toEqual(expect.arrayContaining(['inline', 'inline@base']));
    expect(worktrees()).not.toContain(folder);
  }, 180_000);

  it('leaves neither checkout nor process behind when it is interrupted', async () => {
    const child = spawn(
      process.execPath,
      [...MAIN, 'gate', '--base', 'HEAD', '--strategy', 'inline', '--program', 'fib', '--out', at('gate')],
      { cwd: ROOT, env: plainEnvironment(folder), stdio: 'ignore' },
    );
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    await until(() => existsSync(join(at('gate'), 'samples.jsonl')));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(worktrees()).not.toContain(folder);
    expect(readdirSync(folder).filter((name) => name.startsWith('coextra-'))).toEqual([]);
  }, 120_000);

  it.each([
    [['--base', 'no-such-ref'], /--base no-such-ref: git knows no such commit/],
    [['--base', 'HEAD', '--baseline', 'results/reference'], /mutually exclusive/],
    [['--base', 'HEAD', '--strategy', 'weakmpa'], /Unknown strategy "weakmpa".*Did you mean "weakmap"/],
    [['--base', 'HEAD', '--inject', 'inline'], /expected NAME=SHARE/],
    [['--inject', 'inline=0.05'], /--inject needs --base/],
    [['--baseline', 'nowhere'], /cannot be read.*Expected a run folder/],
    [['--base', 'HEAD', '--budget', '0'], /--budget 0: expected seconds/],
  ])(
    'refuses %j',
    async (args, says) => {
      const { code, err } = await runCli(folder, 'gate', '--out', at('gate'), ...args);
      expect(err).toMatch(says);
      expect(code).toBe(5);
      expect(worktrees()).not.toContain(folder);
    },
    60_000,
  );
});
