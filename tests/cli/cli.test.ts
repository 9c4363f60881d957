import { type ChildProcess, spawn } from 'node:child_process';
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
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunFolder, readRun, readSamples } from '../../harness/records/store.ts';
import { blankRun } from '../records/blank-run.ts';
import { childrenOf, type Ended, isAlive, MAIN, plainEnvironment, ROOT, runCli, until } from './running.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What lies in the folder, but for caches of the loader that runs the sources. */
function left(): string[] {
  return readdirSync(folder).filter((name) => !name.startsWith('tsx-') && name !== 'node-compile-cache');
}

const cli = (...args: string[]) => runCli(folder, ...args);

const smallest = () => [
  'compare',
  '--quick',
  '--budget',
  '1',
  '--seed',
  '1',
  '--strategy',
  'weakmap',
  '--program',
  'fib',
  '--out',
  join(folder, 'run'),
  '--report',
  join(folder, 'report'),
]; // prettier-ignore

describe('compare', () => {
  it('writes a run that validates, a report, and a table', async () => {
    const { code, out } = await cli(...smallest());
    expect(code).toBe(0);
    const run = readRun(join(folder, 'run'));
    expect(run).toMatchObject({ complete: true, seed: 1 });
    expect(run.rows.some((row) => row.strategy === 'weakmap' && row.experiment === 'call-cost')).toBe(true);
    expect(run.controls.some(({ id, workload }) => id === 'inline-twin' && workload === 'fib')).toBe(true);
    expect(readSamples(join(folder, 'run')).records.length).toBe(run.plan.processes.length);
    const page = readFileSync(join(folder, 'report', 'index.html'), 'utf8');
    expect(page).toContain('WeakMap');
    expect(out).toMatch(/^weakmap /m);
    expect(out).toContain(join(folder, 'report', 'index.html'));
  }, 120_000);

  it.each([
    [
      'an unknown strategy',
      ['--strategy', 'weakmpa'],
      /Unknown strategy "weakmpa".*Did you mean "weakmap"\?/,
    ],
    ['an unknown program', ['--program', 'fibb'], /Unknown program "fibb".*Did you mean "fib"\?/],
    ['a missing Python file', ['--program', 'nowhere.py'], /no Python file nowhere\.py/],
    ['a wrong seed', ['--seed', '-1'], /--seed -1: expected a whole number/],
    ['a wrong budget', ['--budget', '0'], /--budget 0: expected seconds/],
    ['an unknown option', ['--quik'], /Unknown argument: quik/],
  ])('refuses %s before it writes anything', async (_, args, says) => {
    const { code, err } = await cli(
      'compare',
      '--out',
      join(folder, 'run'),
      '--report',
      join(folder, 'report'),
      ...args,
    );
    expect(code).toBe(5);
    expect(err).toMatch(says);
    expect(left()).toEqual([]);
  });

  it('refuses a Python file outside the subset with file, line, column and feature', async () => {
    const file = join(folder, 'new.py');
    writeFileSync(file, 'def f(x):\n    match x:\n        case 1:\n            return 2\nf(1)\n');
    const { code, err } = await cli(
      'compare',
      '--program',
      file,
      '--out',
      join(folder, 'run'),
      '--report',
      join(folder, 'report'),
    );
    expect(code).toBe(5);
    expect(err).toMatch(/new\.py:2:5: .*match statement/);
    expect(left()).toEqual(['new.py']);
  });

  it('refuses a folder that exists', async () => {
    mkdirSync(join(folder, 'old'));
    const { code, err } = await cli(
      'compare',
      '--out',
      join(folder, 'old'),
      '--report',
      join(folder, 'report'),
    );
    expect(code).toBe(5);
    expect(err).toMatch(/exists already, and nothing is overwritten/);
    expect(left()).toEqual(['old']);
  });

  it('refuses a report inside its run, and a run inside its report', async () => {
    const [outer, inner] = [join(folder, 'a'), join(folder, 'a', 'b')];
    for (const [out, report] of [
      [outer, inner],
      [inner, outer],
    ]) {
      const { code, err } = await cli('compare', '--out', out!, '--report', report!);
      expect(code).toBe(5);
      expect(err).toMatch(/need a folder each, beside one another/);
    }
    expect(left()).toEqual([]);
  });

  it('measures the others when a strategy breaks a law, names the law, and exits 4', async () => {
    const file = join(folder, 'forgetful.ts');
    const text = readFileSync(join(ROOT, 'strategies', 'weakmap.ts'), 'utf8')
      .replace("name: 'weakmap'", "name: 'forgetful'")
      .replace('this.#extras.set(code, extra);', '')
      .replaceAll("'../interpreter/", `'${ROOT}interpreter/`)
      .replaceAll("'./contract.ts'", `'${ROOT}strategies/contract.ts'`);
    writeFileSync(file, text);
    const { code, err } = await cli(...smallest(), '--strategy', file);
    expect(code).toBe(4);
    expect(err).toMatch(/forgetful breaks the law "set-is-got"/);
    const run = readRun(join(folder, 'run'));
    expect(run.rows.some(({ strategy }) => strategy === 'forgetful')).toBe(false);
    expect(run.rows.some(({ strategy }) => strategy === 'weakmap')).toBe(true);
    expect(run.doubts.map((doubt) => doubt.code)).toContain('law-broken');
  }, 120_000);
});

describe("a user's strategies", () => {
  /** A file with WeakMap's strategy under another name, changed. */
  function strategyFile(name: string, change: (text: string) => string = (text) => text): string {
    const file = join(folder, `${name}.ts`);
    const text = readFileSync(join(ROOT, 'strategies', 'weakmap.ts'), 'utf8')
      .replace("name: 'weakmap'", `name: '${name}'`)
      .replaceAll("'../interpreter/", `'${ROOT}interpreter/`)
      .replaceAll("'./contract.ts'", `'${ROOT}strategies/contract.ts'`);
    writeFileSync(file, change(text));
    return file;
  }

  it('are measured beside ours, several at once, and may print', async () => {
    const one = strategyFile('one');
    const two = strategyFile(
      'two',
      (text) =>
        `console.log('loaded');\n${text.replace('makePlace(Code) {', "makePlace(Code) {\n    console.log('hello');")}`,
    );
    const { code, out } = await cli(...smallest(), '--json', '--strategy', one, '--strategy', two);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ complete: true, folder: join(folder, 'run') });
    const names = new Set(readRun(join(folder, 'run')).rows.map(({ strategy }) => strategy));
    expect(names.has('one') && names.has('two') && names.has('weakmap')).toBe(true);
  }, 120_000);

  it('that crash while measured are left out and named, the others stand, and the exit code is 4', async () => {
    // Enough look-ups to pass every law, not enough for a measurement.
    const file = strategyFile('brittle', (text) =>
      text
        .replace(
          'return this.#extras.get(code);',
          "gets += 1;\n    if (gets > 100_000) throw new Error('snap');\n    return this.#extras.get(code);",
        )
        .replace('class WeakMapStorage', 'let gets = 0;\nclass WeakMapStorage'),
    );
    const { code, err } = await cli(...smallest(), '--strategy', file);
    expect(code).toBe(4);
    expect(err).toMatch(/brittle failed while it was measured/);
    const run = readRun(join(folder, 'run'));
    expect(
      run.doubts.some(({ code: each, strategy }) => each === 'process-crashed' && strategy === 'brittle'),
    ).toBe(true);
    expect(run.rows.some(({ strategy }) => strategy === 'weakmap')).toBe(true);
  }, 120_000);

  it.each([
    ['inline-twin', /belongs to a strategy or control of the project/],
    ['none', /belongs to a strategy or control of the project/],
  ])('may not be called %s', async (name, says) => {
    const { code, err } = await cli(...smallest(), '--strategy', strategyFile(name));
    expect(code).toBe(5);
    expect(err).toMatch(says);
  });
});

describe('while measuring', () => {
  /** Starts a small run and waits until some processes are on record. */
  async function begin(processes: number): Promise<{ child: ChildProcess; ended: Promise<Ended> }> {
    const child = spawn(process.execPath, [...MAIN, ...smallest()], {
      cwd: ROOT,
      env: plainEnvironment(folder),
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (text) => (out += text));
    child.stderr.on('data', (text) => (err += text));
    const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, out, err })));
    await until(
      () =>
        existsSync(join(folder, 'run', 'samples.jsonl')) &&
        readSamples(join(folder, 'run')).records.length >= processes,
    );
    return { child, ended };
  }

  it('keeps what was finished when it is interrupted, says how to report it, and exits 130', async () => {
    const { child, ended } = await begin(2);
    const measuring = await childrenOf(child.pid!);
    child.kill('SIGINT');
    const { code, err } = await ended;
    expect(code).toBe(130);
    expect(err).toMatch(/npm run compare -- --resume /);
    const run = readRun(join(folder, 'run'));
    expect(run.complete).toBe(false);
    expect(run.rows.length).toBeGreaterThan(0);
    expect(run.doubts.map((doubt) => doubt.code)).toContain('interrupted');
    expect(measuring.filter(isAlive)).toEqual([]);
    expect(left().sort()).toEqual(['report', 'run']);
  }, 120_000);

  it.skipIf(!existsSync('/proc'))(
    'tries a killed process once more and tells of it',
    async () => {
      const { child, ended } = await begin(1);
      await until(async () => {
        const [victim] = await childrenOf(child.pid!);
        if (victim === undefined) return false;
        process.kill(victim, 'SIGKILL');
        return true;
      });
      const { code } = await ended;
      expect(code).toBe(0);
      const run = readRun(join(folder, 'run'));
      const doubt = run.doubts.find(({ code: each }) => each === 'process-crashed')!;
      expect(doubt.says).toMatch(/killed by SIGKILL from outside.*It was tried once more/);
      const { records } = readSamples(join(folder, 'run'));
      expect(records.filter(({ outcome }) => outcome === 'measured').length).toBe(run.plan.processes.length);
    },
    120_000,
  );

  it('loses no finished process when it is killed itself; the report judges what is left', async () => {
    const { child, ended } = await begin(3);
    const orphans = await childrenOf(child.pid!);
    child.kill('SIGKILL');
    await ended;
    for (const orphan of orphans.filter(isAlive)) process.kill(orphan, 'SIGKILL');
    const kept = readSamples(join(folder, 'run')).records.length;
    expect(kept).toBeGreaterThanOrEqual(3);
    const { code, out } = await cli('report', join(folder, 'run'), '--report', join(folder, 'report-again'));
    expect(code).toBe(0);
    expect(out).toContain('report-again');
    expect(readFileSync(join(folder, 'report-again', 'index.html'), 'utf8')).toContain(`${kept} of`);
  }, 120_000);
});

describe('report', () => {
  it('leaves a folder alone that is no report of the run', async () => {
    createRunFolder(join(folder, 'run'), blankRun());
    mkdirSync(join(folder, 'mine'));
    writeFileSync(join(folder, 'mine', 'index.html'), 'my page');
    const { code, err } = await cli('report', join(folder, 'run'), '--report', join(folder, 'mine'));
    expect(code).toBe(5);
    expect(err).toMatch(/is no report of run blank/);
    expect(readFileSync(join(folder, 'mine', 'index.html'), 'utf8')).toBe('my page');
  });

  it('makes one report, in one folder', async () => {
    createRunFolder(join(folder, 'run'), blankRun());
    const places = ['one', 'other'].flatMap((name) => ['--report', join(folder, name)]);
    const { code, err } = await cli('report', join(folder, 'run'), ...places);
    expect(code).toBe(5);
    expect(err).toMatch(/--report was given twice/);
    expect(left()).toEqual(['run']);
  });

  it('says what the disk refused, and where', async () => {
    createRunFolder(join(folder, 'run'), blankRun());
    const again = () => cli('report', join(folder, 'run'), '--report', join(folder, 'report'));
    expect(await again()).toMatchObject({ code: 0 });
    rmSync(join(folder, 'report', 'charts'), { recursive: true });
    writeFileSync(join(folder, 'report', 'charts'), 'a file');
    const { code, err } = await again();
    expect(code).toBe(5);
    expect(err).toContain(`The report folder ${join(folder, 'report')} cannot be written`);
    expect(err).not.toContain('Internal error');
  }, 60_000);

  it('of a run that is whole and cannot be reported says how to report it later', async () => {
    const ended = cli(
      ...['compare', '--quick', '--budget', '1', '--seed', '1', '--experiment', 'memory'],
      ...['--strategy', 'weakmap', '--out', join(folder, 'run'), '--report', join(folder, 'report')],
    );
    await until(() => existsSync(join(folder, 'report')));
    writeFileSync(join(folder, 'report', 'charts'), 'a file');
    const { code, err } = await ended;
    expect(code).toBe(5);
    expect(err).toContain(`The report folder ${join(folder, 'report')} cannot be written`);
    expect(err).toMatch(/The run is kept in \S+run\. To make its report: npm run report -- \S+run\n/);
    expect(err).not.toContain('--resume');
    expect(readRun(join(folder, 'run')).complete).toBe(true);
  }, 120_000);

  it('refuses a folder without a run, with exit code 5', async () => {
    const { code, err } = await cli('report', folder);
    expect(code).toBe(5);
    expect(err).toMatch(/cannot be read.*Expected a run folder/);
  });
});

describe('list and doctor', () => {
  it('list names every strategy, control and program', async () => {
    const { code, out } = await cli('list');
    expect(code).toBe(0);
    for (const name of [
      'inline',
      'trailing',
      'weakref-list',
      'inline-twin',
      'no-hook',
      'fib',
      'queens',
      'scheduler',
      'kernel',
    ]) {
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
  });

  it('doctor checks that collections, bundling and charts work here', async () => {
    const { out } = await cli('doctor', '--quick');
    for (const part of ['collections can be forced', 'arms can be bundled', 'charts can be drawn'])
      expect(out).toMatch(new RegExp(`^fit +[a-z]+ +${part}`, 'm'));
  });
});
