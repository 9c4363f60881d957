import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commandLine } from '../../harness/cli/command-line.ts';
import { INSTRUMENTS } from '../../harness/doctor/examine.ts';
import type { Finding } from '../../harness/doctor/finding.ts';
import { TWIN_PROCESSES } from '../../harness/doctor/twins.ts';
import { EXIT } from '../../harness/failure.ts';
import { PROGRAMS } from '../../workloads/programs.ts';
import {
  childrenOf,
  type Ended,
  expectRefused,
  isAlive,
  runOn,
  startCli,
  testHost,
  until,
} from '../cli/running.ts';

const trial = (standing: Finding['standing']) => async (): Promise<Finding> => ({
  standing,
  what: 'a trial',
  says: 'It was tried.',
});

const SAME = Array.from({ length: TWIN_PROCESSES }, () => 1);

describe('doctor', () => {
  beforeEach(() => {
    vi.spyOn(INSTRUMENTS, 'readSpeed').mockResolvedValue([37, 37]);
    vi.spyOn(INSTRUMENTS, 'trials').mockReturnValue([trial('fit')]);
    vi.spyOn(INSTRUMENTS, 'readTwins').mockResolvedValue({ ratios: SAME, failures: [] });
  });
  afterEach(() => vi.restoreAllMocks());

  const doctor = (...args: string[]) => runOn({}, 'doctor', ...args);
  const parsed = ({ out }: Ended) =>
    JSON.parse(out) as { standing: string; seed: number | null; findings: Finding[] };
  const standingOf = (findings: readonly Finding[], name: string) =>
    findings.find(({ what }) => what === name)?.standing;

  it('gives its findings as JSON, each once, with an exit code that agrees', async () => {
    const ended = await doctor('--json', '--seed', '7');
    const { standing, seed, findings } = parsed(ended);
    expect(ended.code).toBe(standing === 'unfit' ? EXIT.environmentUnfit : EXIT.done);
    expect(seed).toBe(7);
    expect(INSTRUMENTS.readTwins).toHaveBeenCalledWith(expect.objectContaining({ seed: 7 }));
    const names = findings.map(({ what }) => what);
    expect(new Set(names).size).toBe(names.length);
    for (const what of ['Node', 'clock', 'steal', 'CPU quota', 'speed', 'memory', 'a trial', 'twins']) {
      expect(names).toContain(what);
    }
    for (const each of findings) {
      expect(['fit', 'watch', 'unfit']).toContain(each.standing);
      expect(each.says).toMatch(/\.$/);
    }
    expect(standingOf(findings, 'twins')).toBe('fit');
  });

  it('makes no twin test and draws no seed when it is to be quick', async () => {
    const { seed, findings } = parsed(await doctor('--quick', '--json'));
    expect(seed).toBeNull();
    expect(INSTRUMENTS.readTwins).not.toHaveBeenCalled();
    expect(findings.at(-1)).toMatchObject({ standing: 'watch', what: 'twins' });
  });

  it.each(['', '--json'])('ends as unfit when a trial fails (%s)', async (json) => {
    vi.mocked(INSTRUMENTS.trials).mockReturnValue([trial('fit'), trial('unfit')]);
    const { code } = await doctor('--quick', ...(json === '' ? [] : [json]));
    expect(code).toBe(EXIT.environmentUnfit);
  });

  it('ends as unfit, with the reason, when the twin test cannot be made', async () => {
    vi.mocked(INSTRUMENTS.readTwins).mockRejectedValue(new Error('no space left'));
    const ended = await doctor('--json');
    const { findings } = parsed(ended);
    expect(findings.at(-1)).toMatchObject({ standing: 'unfit', what: 'twins' });
    expect(findings.at(-1)!.says).toContain('no space left');
    expect(ended.code).toBe(EXIT.environmentUnfit);
  });

  it('prints a line for each finding, and the seed that repeats the twin test', async () => {
    const { out } = await doctor('--seed', '7');
    for (const name of ['Node', 'clock', 'speed', 'a trial', 'twins']) {
      expect(out).toMatch(new RegExp(`^(fit|watch|unfit) +${name} `, 'm'));
    }
    expect(out.trim().split('\n').at(-1)).toMatch(/\b7\b/);
  });

  it('ends at once when it is interrupted', async () => {
    const { host, interrupt } = testHost();
    vi.mocked(INSTRUMENTS.trials).mockReturnValue([
      async () => {
        interrupt();
        return trial('fit')();
      },
    ]);
    await commandLine(['doctor'], host);
    expect(host.exitCode).toBe(EXIT.interrupted);
    expect(INSTRUMENTS.readTwins).not.toHaveBeenCalled();
  });

  it.each(['-1', '1.5', 'x'])('refuses the seed %s', async (seed) => {
    expectRefused(await doctor(`--seed=${seed}`), '--seed', String(Number(seed)));
    expect(INSTRUMENTS.readSpeed).not.toHaveBeenCalled();
  });
});

describe('doctor as a process', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.skipIf(!existsSync('/proc'))(
    'tries everything out; interrupted, it kills its measuring processes, removes its folder, and exits 130',
    async () => {
      const { child, ended } = startCli(folder, 'doctor', '--seed', '1');
      let measuring: number[] = [];
      await until(() => {
        measuring = childrenOf(child.pid!);
        return measuring.length > 0 || child.exitCode !== null;
      });
      expect(measuring.length).toBeGreaterThan(0);
      child.kill('SIGINT');
      const { code, out } = await ended;
      expect(code).toBe(130);
      expect(measuring.filter(isAlive)).toEqual([]);
      expect(readdirSync(folder).filter((name) => name.startsWith('coextra'))).toEqual([]);
      for (const works of ['collections', 'bundling', 'charts', 'folders', 'workloads']) {
        expect(out).toMatch(new RegExp(`^fit +${works} `, 'm'));
      }
      expect(out).toMatch(/^(fit|watch) +speed .*\b40\b/m);
      expect(out).toMatch(new RegExp(`^fit +workloads +${PROGRAMS.length}\\b`, 'm'));
    },
  );
});
