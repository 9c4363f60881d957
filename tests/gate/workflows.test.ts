import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const read = (name: string) =>
  readFileSync(new URL(`../../.github/workflows/${name}`, import.meta.url), 'utf8');
const WORKFLOWS = ['test.yml', 'gate.yml'].map((name) => [name, read(name)] as const);

/** The scripts of a workflow's steps: what follows `run:` on its line, or the block below it. */
function scripts(workflow: string): string[] {
  const lines = workflow.split('\n');
  const indent = (line: string) => line.search(/\S|$/);
  return lines.flatMap((line, index) => {
    const [, dash, script] = line.match(/^\s*(- )?run: (.*)$/) ?? [];
    if (script === undefined) return [];
    if (script !== '|') return [script];
    const own = indent(line) + (dash?.length ?? 0);
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((each) => each.trim() !== '' && indent(each) <= own);
    const block = end === -1 ? rest : rest.slice(0, end);
    const depth = indent(block[0]!);
    return [block.map((each) => each.slice(depth)).join('\n')];
  });
}

describe.each(WORKFLOWS)('%s', (_, workflow) => {
  it('may read the repository and nothing else', () => {
    expect(workflow.match(/^permissions:\n {2}contents: read\n\n/m)).not.toBeNull();
    expect(workflow).not.toMatch(/write|secrets|pull_request_target/);
    expect(workflow).toContain('persist-credentials: false');
  });

  it('ends by itself, and when a newer one begins', () => {
    const minutes = Number(workflow.match(/^ {4}timeout-minutes: (\d+)$/m)?.[1]);
    expect(minutes).toBeGreaterThan(0);
    expect(minutes).toBeLessThanOrEqual(20);
    expect(workflow).toMatch(/^concurrency:\n {2}group: .*github\.ref.*\n {2}cancel-in-progress: true$/m);
  });

  it('puts no expression into the text of a script', () => {
    expect(scripts(workflow).length).toBeGreaterThan(0);
    for (const script of scripts(workflow)) expect(script).not.toContain('${{');
  });

  it('uses actions of GitHub alone, each at a major version', () => {
    const used = [...workflow.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(/^actions\/[a-z-]+@v\d+$/);
  });

  it('has no tab and no space at the end of a line', () => {
    expect(workflow).not.toMatch(/\t|[ ]$/m);
  });
});

describe('test.yml', () => {
  it('does what .ci/run does, on every Node that we support', () => {
    const workflow = read('test.yml');
    expect(scripts(workflow)).toEqual(['.ci/run']);
    expect(workflow).toMatch(/^on:\n {2}push:\n {2}pull_request:$/m);
    expect(workflow).toContain('node: [20, 22]');
  });
});

describe('the step of gate.yml', () => {
  const step = scripts(read('gate.yml')).find((script) => script.includes('npm run gate'))!;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs the step as a runner does, with an npm that notes what it was given and ends with `code`. */
  function run(code: number, base = 'e4553d7') {
    const npm = join(folder, 'npm');
    writeFileSync(npm, `#!/usr/bin/env bash\nprintf '%s\\n' "$@" > given\nexit ${code}\n`);
    chmodSync(npm, 0o755);
    const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step], {
      cwd: folder,
      env: { PATH: `${folder}:${process.env.PATH}`, BASE_SHA: base },
      encoding: 'utf8',
    });
    const given = readFileSync(join(folder, 'given'), 'utf8').split('\n').slice(0, -1);
    return { status, stdout, given };
  }

  it.each([1, 4, 5, 70, 130])('fails with the gate when that ends with %i', (code) => {
    expect(run(code)).toMatchObject({ status: code, stdout: '' });
  });

  it.each([2, 3])('warns and goes on when the gate ends with %i', (code) => {
    const { status, stdout } = run(code);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^::warning title=Gate::[^\n]+\n$/);
  });

  it('is quiet when the gate passed', () => {
    expect(run(0)).toMatchObject({ status: 0, stdout: '' });
  });

  it('gives the gate the base and the files that are kept', () => {
    const { given } = run(0);
    expect(given.slice(0, 5)).toEqual(['run', 'gate', '--', '--base', 'e4553d7']);
    const pairs = Object.fromEntries([5, 7, 9, 11, 13].map((index) => [given[index], given[index + 1]]));
    expect(pairs).toEqual({
      '--out': 'gate-out/run',
      '--json': 'gate-out/gate.json',
      '--markdown': 'gate-out/summary.md',
      '--benchmark-action': 'gate-out/benchmark-action.json',
      '--bencher': 'gate-out/bencher.json',
    });
    expect(given).toHaveLength(15);
  });

  it.each(['"; touch harm; "', '$(touch harm)', '`touch harm`', 'two words', '* ?'])(
    'takes the base as one word, whatever it is: %s',
    (base) => {
      expect(run(0, base).given[4]).toBe(base);
      expect(existsSync(join(folder, 'harm'))).toBe(false);
    },
  );

  it('has the base from the environment, and keeps what was measured whatever came of it', () => {
    const workflow = read('gate.yml');
    expect(workflow).toMatch(/^ {10}BASE_SHA: HEAD\^1$/m);
    expect(workflow).toMatch(/if: always\(\)\n {8}uses: actions\/upload-artifact@v\d+\n/);
    expect(workflow).toContain('path: gate-out/');
    expect(workflow).toContain('fetch-depth: 0');
  });
});
