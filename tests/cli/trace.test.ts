import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unpackTrace } from '../../harness/traces/format.ts';
import { expectRefused, runCli } from './running.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cli = (...args: string[]) => runCli(folder, ...args);

function write(source: string): string {
  const file = join(folder, 'mine.py');
  writeFileSync(file, source);
  return file;
}

const out = () => join(folder, 'new', 'mine.trace.gz');

/** What `trace show` tells, by the name of the line. */
function factsIn(shown: string): Record<string, string> {
  return Object.fromEntries(
    shown
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/)),
  );
}

const SOURCE =
  'def f(n):\n    return n\ndef never():\n    pass\nfor i in range(12):\n    f(i)\nprint("hi")\n';

describe('trace record', () => {
  it('writes a trace that trace show reads, and says how to replay it', async () => {
    const recorded = await cli('trace', 'record', write(SOURCE), '--out', out());
    expect(recorded).toMatchObject({ code: 0, out: 'hi\n' });
    expect(recorded.err).toContain(`npm run compare -- --trace ${out()}`);
    const trace = unpackTrace(readFileSync(out()), out());
    expect(trace).toMatchObject({ entries: 13, names: ['<module>', 'f'], truncated: false });
    const shown = await cli('trace', 'show', out());
    expect(shown.code).toBe(0);
    expect(factsIn(shown.out)).toMatchObject({
      'recorded with': 'coextra, frame hook',
      calls: '13',
      'called 10 times': expect.stringMatching(/^1 \(33\.3 %/),
      'first called': '<module>, f',
    });
  });

  it('keeps no more entries than are wanted, and no names if none are', async () => {
    await cli('trace', 'record', write(SOURCE), '--out', out(), '--limit', '5', '--no-names');
    const trace = unpackTrace(readFileSync(out()), out());
    expect(trace).toMatchObject({ entries: 5, names: [], truncated: true });
    expect(factsIn((await cli('trace', 'show', out())).out).calls).toMatch(/^5 .*cut off/);
  });

  it.each([
    ['a missing file', ['nowhere.py'], ['nowhere.py']],
    ['a limit of nothing', ['FILE', '--limit', '0'], ['--limit', '0']],
    ['two files to write', ['FILE', '--out', 'a', '--out', 'b'], ['--out']],
    ['a place that cannot be written', ['FILE', '--out', '/dev/null/x.gz'], ['/dev/null/x.gz']],
  ])('refuses %s', async (_, args, mentions) => {
    const file = write(SOURCE);
    expectRefused(
      await cli('trace', 'record', ...args.map((each) => (each === 'FILE' ? file : each))),
      ...mentions,
    );
  });

  it('overwrites nothing, and runs nothing before it knows', async () => {
    writeFileSync(join(folder, 'mine.trace.gz'), 'precious');
    const ended = await cli('trace', 'record', write(SOURCE), '--out', join(folder, 'mine.trace.gz'));
    expectRefused(ended, 'mine.trace.gz', '--out');
    expect(ended.out).toBe('');
    expect(readFileSync(join(folder, 'mine.trace.gz'), 'utf8')).toBe('precious');
  });

  it.each([
    [
      'outside the subset',
      'x = 1\nmatch x:\n    case 1:\n        pass\n',
      ['mine.py:2:1', 'match statement'],
    ],
    ['that is no Python', 'def f(:\n', ['SyntaxError', 'mine.py:1:7']],
    ['that raises', 'def f():\n    1 / 0\nf()\n', ['Traceback', 'line 2, in f', 'ZeroDivisionError']],
  ])('refuses a file %s, with the place', async (_, source, mentions) => {
    expectRefused(await cli('trace', 'record', write(source), '--out', out()), ...mentions);
    expect(existsSync(out())).toBe(false);
  });
});

describe('trace show', () => {
  it('knows the traces of ours by name', async () => {
    const { code, out } = await cli('trace', 'show', 'json_tool');
    expect(code).toBe(0);
    const facts = factsIn(out);
    expect(facts['recorded with']).toMatch(/^cpython 3\.11/);
    expect(facts['a real call']).toMatch(/^\d+(\.\d+)? ns/);
  });

  it('refuses what is no trace, and what is not there', async () => {
    expectRefused(await cli('trace', 'show', write(SOURCE)), 'mine.py');
    for (const missing of ['missing.gz', folder]) expectRefused(await cli('trace', 'show', missing), missing);
  });
});
