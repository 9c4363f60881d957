/** runPython: a Python file on the core, with CPython's output and exit codes. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runPython } from '../../harness/cli/python.ts';

const folder = mkdtempSync(join(tmpdir(), 'coextra-python-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(source: string, ...args: string[]) {
  const file = join(folder, 'program.py');
  writeFileSync(file, source);
  const said = { stdout: '', stderr: '' };
  const status = runPython(file, { counts: args.includes('--counts') }, (descriptor, text) => {
    said[descriptor === 1 ? 'stdout' : 'stderr'] += text;
  });
  return { ...said, status };
}

test('prints and exits with 0', () => {
  expect(run('print("hi")')).toEqual({ stdout: 'hi\n', stderr: '', status: 0 });
});

test('prints the traceback of an uncaught exception and exits with 1', () => {
  const { stdout, stderr, status } = run('print(1)\n1 / 0\n');
  expect([stdout, status]).toEqual(['1\n', 1]);
  expect(stderr).toMatch(
    /^Traceback \(most recent call last\):\n.*line 2, in <module>\n {4}1 \/ 0\n {4}~~\^~~\nZeroDivisionError: division by zero\n$/s,
  );
});

test('exits as sys.exit says', () => {
  expect(run('import sys\nsys.exit(3)').status).toBe(3);
  expect(run('import sys\nsys.exit()').status).toBe(0);
  expect(run('import sys\nsys.exit("why")')).toEqual({ stdout: '', stderr: 'why\n', status: 1 });
});

test('exits as a subclass of SystemExit says, and with 130 when interrupted', () => {
  expect(run('class Quit(SystemExit): pass\nraise Quit(4)').status).toBe(4);
  expect(run('raise KeyboardInterrupt').status).toBe(130);
});

test('prints frame entries as the last line with --counts', () => {
  const { stdout } = run('def f(): yield 1\nprint(list(f()))', '--counts');
  expect(stdout).toBe('[1]\n{"<module>:1":1,"f:1":2}\n');
});

test('refuses what is no Python, what is outside the subset, and what it cannot read', () => {
  const broken = run('def');
  expect(broken.status).toBe(1);
  expect(broken.stderr).toMatch(/^ {2}File ".*", line 1\n {4}def\n.*\^\nSyntaxError: /);
  const beyond = run('match 1:\n  case 1: pass\n');
  expect(beyond.status).toBe(5);
  expect(beyond.stderr).toContain('UnsupportedSyntax: ');
  const missing = runPython(join(folder, 'nowhere.py'), { counts: false }, () => {});
  expect(missing).toBe(5);
});
