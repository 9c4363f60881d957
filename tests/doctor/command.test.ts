import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXIT } from '../../harness/failures/failure.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = ['--import', 'tsx', 'harness/cli/main.ts', 'doctor'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * The test runner's own flags are not for the command under test, and its temporary files lie in our folder.
 */
function settings() {
  const { NODE_OPTIONS: _, FORCE_COLOR: __, ...rest } = process.env;
  return { cwd: ROOT, env: { ...rest, TMPDIR: folder } };
}

function doctor(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...MAIN, ...args], settings(), (error, out, err) => {
      resolve({ code: error === null ? 0 : ((error as { code?: number }).code ?? null), out, err });
    });
  });
}

describe('doctor', () => {
  it('gives its findings as JSON, with an exit code that agrees, and leaves nothing behind', async () => {
    const { code, out } = await doctor('--quick', '--json');
    const { standing, findings } = JSON.parse(out) as {
      standing: string;
      findings: { standing: string; what: string; says: string; tryThis?: string }[];
    };
    expect(code).toBe(standing === 'unfit' ? EXIT.environmentUnfit : EXIT.done);
    const names = findings.map(({ what }) => what);
    expect(new Set(names).size).toBe(names.length);
    for (const what of ['Node', 'clock', 'steal', 'CPU quota', 'speed', 'memory', 'bundling', 'twins']) {
      expect(names).toContain(what);
    }
    for (const each of findings) {
      expect(['fit', 'watch', 'unfit']).toContain(each.standing);
      expect(each.says).toMatch(/\.$/);
    }
    expect(findings.at(-1)!.says).toContain('skipped');
    expect(readdirSync(folder).filter((name) => name.startsWith('coextra'))).toEqual([]);
  });

  it.each(['-1', '1.5', 'x'])('refuses the seed %s', async (seed) => {
    const { code, err } = await doctor(`--seed=${seed}`);
    expect(code).toBe(5);
    expect(err).toMatch(/--seed .*expected a whole number/);
  });

  it.skipIf(!existsSync('/proc'))(
    'kills its measuring processes when it is interrupted, removes its folder, and exits 130',
    async () => {
      const child = spawn(process.execPath, [...MAIN, '--seed', '1'], settings());
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      let measuring: number[] = [];
      for (let i = 0; i < 500 && measuring.length === 0; i++) {
        await pause(50);
        measuring = measuringProcessesOf(child.pid!);
      }
      expect(measuring.length).toBeGreaterThan(0);
      child.kill('SIGINT');
      expect(await ended).toBe(130);
      expect(measuring.filter((pid) => commandLine(pid).includes('child.mjs'))).toEqual([]);
      expect(readdirSync(folder).filter((name) => name.startsWith('coextra'))).toEqual([]);
    },
    60_000,
  );
});

function measuringProcessesOf(pid: number): number[] {
  const children = textOf(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
  return children.filter((child) => commandLine(child).includes('child.mjs'));
}

function commandLine(pid: number): string {
  return textOf(`/proc/${pid}/cmdline`);
}

/** Empty for a file that is not there, or no longer. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
