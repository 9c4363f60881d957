/** The command line as a whole: help, wrong calls, and the commands that only tell. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { planArms } from '../../harness/plan/arms.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { PROGRAMS } from '../../workloads/programs.ts';
import { TRACES } from '../../workloads/traces.ts';
import { expectRefused, runCli } from './running.ts';

const folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COMMANDS = ['compare', 'gate', 'report', 'new-strategy', 'laws', 'list', 'doctor', 'python', 'trace'];

describe('the command line', () => {
  it('names every command in its help', async () => {
    const { code, out, err } = await runCli(folder, '--help');
    expect([code, err]).toEqual([0, '']);
    for (const name of COMMANDS) expect(out).toMatch(new RegExp(`^ +npm run ${name} `, 'm'));
  });

  it.each(COMMANDS)('tells the options of %s, and does nothing', async (name) => {
    const { code, out, err } = await runCli(folder, name, '--help');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`npm run ${name}`);
    expect(out).toContain('--help');
  });

  it('refuses a call without a command, with help', async () => {
    expectRefused(await runCli(folder), ...COMMANDS);
  });

  it('refuses an unknown command, and names the nearest', async () => {
    expectRefused(await runCli(folder, 'comparr'), 'compare');
  });

  it('refuses an unknown option with the help of its command', async () => {
    expectRefused(await runCli(folder, 'list', '--colour'), 'colour', 'npm run list');
  });

  it('prints help as wide as the terminal, up to a hundred columns', async () => {
    const { out } = await runCli(folder, 'compare', '--help');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

describe('list', () => {
  it('names every strategy, control, program and trace once', async () => {
    const { code, out } = await runCli(folder, 'list');
    expect(code).toBe(0);
    const names = [...planArms(STRATEGIES), ...PROGRAMS, ...TRACES].map(({ name }) => name);
    const listed = [...out.matchAll(/^ {2}(\S+) /gm)].map(([, name]) => name!);
    expect(listed.sort()).toEqual(names.sort());
  });
});
