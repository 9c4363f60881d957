import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { factsOf } from '../../harness/traces/facts.ts';
import { type Trace, unpackTrace } from '../../harness/traces/format.ts';

const WORKLOADS = fileURLToPath(new URL('../../workloads/', import.meta.url));
const RECORDER = join(WORKLOADS, 'coextra_trace.py');

const asked = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']);
const hasPython = asked.status === 0;
if (!hasPython) console.warn('The recorder for CPython is not tested: there is no python3 of 3.8 or newer.');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-trace-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const out = () => join(folder, 'x.trace.gz');

function python(...args: string[]) {
  const { status, stdout, stderr } = spawnSync('python3', args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: WORKLOADS, PYTHONDONTWRITEBYTECODE: '1' },
  });
  return { status, stdout, stderr };
}

function write(source: string, name = 'script.py'): string {
  const file = join(folder, name);
  writeFileSync(file, source);
  return file;
}

/** Runs the source under the recorder; the file it left must be a trace without contradictions. */
function record(source: string, ...options: string[]): { trace: Trace; stdout: string } {
  const { status, stdout, stderr } = python(RECORDER, '-o', out(), ...options, write(source));
  expect(stderr).toMatch(/x\.trace\.gz: \d+ entries\n$/);
  expect(status).toBe(0);
  return { trace: readTrace(), stdout };
}

function readTrace(): Trace {
  return unpackTrace(readFileSync(out()), 'x.trace.gz');
}

/** What happens to the code objects of a name, one text for each: "+0 0 -0" is birth, two entries, death. */
function livesOf({ names, words }: Trace, name: string): string[] {
  return names.flatMap((each, number) => {
    if (each !== name) return [];
    const events = [...words].filter((word) => word >>> 2 === number);
    return [events.map((word) => ['entry', 'birth', 'death'][word & 3]).join(' ')];
  });
}

function entriesOf(trace: Trace, name: string): number {
  return livesOf(trace, name).join(' ').split('entry').length - 1;
}

const SCRIPT = `
import sys
def plain():
    return 1
def numbers():
    yield 1
    yield 2
def never():
    pass
class Box:
    def get(self):
        return 1
def brief():
    space = {}
    exec("def short_lived(): return 1", space)
    space["short_lived"]()
    space.clear()
for _ in range(7):
    plain()
list(numbers())
Box().get()
for _ in range(3):
    brief()
print(sys.argv, __name__)
`;

describe.skipIf(!hasPython)('coextra_trace.py', () => {
  it('counts the entries of functions, generators and class bodies exactly', () => {
    const { trace, stdout } = record(SCRIPT);
    expect(stdout).toBe(`['${join(folder, 'script.py')}'] __main__\n`);
    const counts = ['<module>', 'plain', 'numbers', 'Box', 'brief'].map((name) =>
      entriesOf(trace, `script:${name}`),
    );
    expect(counts).toEqual([1, 7, 3, 1, 3]);
    expect(trace.names.filter((name) => name.endsWith('get') && name.startsWith('script:'))).toHaveLength(1);
    expect(trace.names).not.toContain('script:never');
    expect(trace).toMatchObject({ truncated: false });
    expect(trace.recordedWith).toMatch(/^cpython 3\.\d+\.\S+, sys\.setprofile$/);
  });

  it('sees code objects of exec come and go', () => {
    const { trace } = record(SCRIPT);
    expect(livesOf(trace, '<string>:short_lived')).toEqual(new Array(3).fill('birth entry death'));
    const { atStart, born, died } = factsOf(trace);
    expect(Math.min(born, died)).toBeGreaterThanOrEqual(6);
    expect(atStart).toBeGreaterThan(50);
  });

  it('keeps no code object alive', () => {
    const { stdout } = record(`
import weakref
code = compile("def f(): return 1\\nf()", "short", "exec")
inner = weakref.ref(next(each for each in code.co_consts if hasattr(each, "co_code")))
outer = weakref.ref(code)
space = {}
exec(code, space)
space.clear()
del code
print(outer(), inner())
`);
    expect(stdout).toBe('None None\n');
  });

  it('does not record itself', () => {
    const { trace } = record('import coextra_trace\ncoextra_trace.ranges([1])\n');
    expect(trace.names.filter((name) => name.startsWith('coextra_trace:'))).toEqual([]);
  });

  it('records threads that a running process begins, and those that outlive the recording do no harm', () => {
    write(`
import sys, threading
import coextra_trace
sys.setswitchinterval(1e-6)
done = []
def work():
    for _ in range(150):
        space = {}
        exec("def f():\\n  def g(): return 1\\n  return g()\\nf()", space)
        space.clear()
def forever():
    while not done:
        work()
coextra_trace.start("x.trace.gz")
threads = [threading.Thread(target=work) for _ in range(4)]
more = [threading.Thread(target=forever) for _ in range(2)]
for each in threads + more: each.start()
for each in threads: each.join()
coextra_trace.stop()
done.append(True)
`);
    expect(python('script.py')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(entriesOf(readTrace(), 'script:work')).toBeGreaterThanOrEqual(4);
  });

  it('records no names where none are wanted', () => {
    const { trace } = record(SCRIPT, '--no-names');
    expect(trace.names).toEqual([]);
    expect(trace.entries).toBeGreaterThan(15);
  });

  it('stops at a limit, and the program goes on', () => {
    const { trace, stdout } = record(SCRIPT, '--limit', '5');
    expect(trace).toMatchObject({ entries: 5, truncated: true });
    expect(stdout).toContain('__main__');
  });

  it('runs a module, with its arguments', () => {
    write('import sys\ndef f(): pass\nf()\nprint(sys.argv[1:], __name__)\n', 'some_module.py');
    const { status, stdout } = python(RECORDER, '-o', out(), '-m', 'some_module', 'a', '-o');
    expect([status, stdout]).toEqual([0, "['a', '-o'] __main__\n"]);
    expect(entriesOf(readTrace(), 'some_module:f')).toBe(1);
  });

  it('records a part of a process, once at a time, and writes where it was told to', () => {
    write(`
import os
import coextra_trace
def f(): pass
f()
coextra_trace.start("x.trace.gz")
for _ in range(4): f()
try:
    coextra_trace.start("y.trace.gz")
except RuntimeError as error:
    print(error)
os.chdir("/")
print(coextra_trace.stop(), coextra_trace.stop())
f()
`);
    const { status, stdout } = python('script.py');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^coextra_trace is recording already, to .*x\.trace\.gz\n4 0\n$/);
    expect(existsSync(join(folder, 'y.trace.gz'))).toBe(false);
    const trace = readTrace();
    expect(trace.names).toEqual(['script:f']);
    expect(entriesOf(trace, 'script:f')).toBe(4);
    expect(livesOf(trace, 'script:f')[0]).not.toContain('birth');
  });

  it('writes the trace at the end of a process that does not stop it', () => {
    write('import coextra_trace\ndef f(): pass\ncoextra_trace.start("x.trace.gz")\nf()\n');
    expect(python('script.py').status).toBe(0);
    expect(entriesOf(readTrace(), 'script:f')).toBe(1);
  });

  it('keeps the trace of a program that exits or raises, and its exit code', () => {
    for (const [end, code] of [
      ['import sys\nsys.exit(3)', 3],
      ['1 / 0', 1],
    ] as const) {
      const { status } = python(RECORDER, '-o', out(), write(`def f(): pass\nf()\n${end}\n`));
      expect(status).toBe(code);
      expect(entriesOf(readTrace(), 'script:f')).toBe(1);
    }
  });

  it.each([
    ['no file for the trace', ['script.py'], /-o FILE is missing: where shall the trace go\?/],
    ['no program', ['-o', 'x.gz'], /a program to run is missing/],
    ['no module', ['-o', 'x.gz', '-m'], /a module to run is missing/],
    ['an unknown option', ['--speed', '-o', 'x.gz', 'script.py'], /unknown option --speed/],
    ['a limit of nothing', ['--limit', '0', '-o', 'x.gz', 'script.py'], /--limit 0: expected a whole number/],
    ['an option without a value', ['-o'], /-o needs a value/],
  ])('refuses %s with a sentence and exit code 2', (_, args, says) => {
    write('raise SystemExit("was run")\n');
    const { status, stderr } = python(RECORDER, ...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(says);
    expect(stderr).toContain('usage: coextra_trace.py -o FILE');
    expect(existsSync(join(folder, 'x.gz'))).toBe(false);
  });

  it('says which file it cannot find, and which it cannot write', () => {
    const missing = python(RECORDER, '-o', out(), 'nowhere.py');
    expect(missing).toMatchObject({
      status: 1,
      stderr: 'coextra_trace: there is no Python file nowhere.py\n',
    });
    const unwritable = python(RECORDER, '-o', 'no/such/folder.gz', write('raise SystemExit("was run")\n'));
    expect(unwritable.status).toBe(1);
    expect(unwritable.stderr).toMatch(/^coextra_trace: cannot write no\/such\/folder\.gz: /);
  });
});
