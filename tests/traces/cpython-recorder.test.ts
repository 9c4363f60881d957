/** The recorder for CPython. The programs that it records share one start of CPython, except one: see plan(). */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../harness/failure.ts';
import { factsOf } from '../../harness/traces/facts.ts';
import { type Trace, unpackAnyTrace } from '../../harness/traces/format.ts';
import { type Ended, python38, runPrograms } from '../interpreter/cpython.ts';

const WORKLOADS = fileURLToPath(new URL('../../workloads/', import.meta.url));
const RECORDER = join(WORKLOADS, 'coextra_trace.py');
const ENVIRONMENT = { PYTHONPATH: WORKLOADS, PYTHONDONTWRITEBYTECODE: '1' };

/** What a program under the recorder did. */
interface Run extends Ended {
  readonly folder: string;
  /** The trace that it left: read, so it is one without contradictions. */
  readonly trace: Trace;
}

let folder = '';
const planned: { readonly source: string; readonly argv: readonly string[] }[] = [];
let ended: Ended[] | undefined;
const folderOf = (number: number) => join(folder, `${number}`);

/**
 * Plans a program, `script.py` in a folder of its own, and returns a function that returns what it did. The first
 * call of one runs all that are planned, for one start of CPython: so plan outside of tests.
 */
function plan(source: string, argv: readonly string[] = ['script.py']): () => Run {
  const number = planned.push({ source, argv }) - 1;
  return () => {
    ended ??= runPlanned();
    const { status, stdout, stderr } = ended[number]!;
    return {
      folder: folderOf(number),
      status,
      stdout,
      stderr,
      get trace() {
        return unpackAnyTrace(readFileSync(join(folderOf(number), 'x.trace.gz')), 'x.trace.gz');
      },
    };
  };
}

/** Plans a program that is run under the recorder. */
function planRecorded(source: string, ...options: string[]): () => Run {
  return plan(source, [RECORDER, '-o', 'x.trace.gz', ...options, 'script.py']);
}

function runPlanned(): Ended[] {
  folder = mkdtempSync(join(tmpdir(), 'coextra-trace-'));
  for (const [number, { source }] of planned.entries()) {
    mkdirSync(folderOf(number));
    writeFileSync(join(folderOf(number), 'script.py'), source);
  }
  const commands = planned.map(({ argv }, number) => ({ argv, cwd: folderOf(number) }));
  return runPrograms(commands, ENVIRONMENT);
}

afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true });
});

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

describe.skipIf(!python38)('coextra_trace.py', () => {
  const whole = planRecorded(SCRIPT);

  it('counts the entries of functions, generators and class bodies exactly', () => {
    const { trace, status, stdout, stderr } = whole();
    expect([status, stdout]).toEqual([0, "['script.py'] __main__\n"]);
    expect(stderr.match(/x\.trace\.gz|\d+/g)).toEqual(['x.trace.gz', String(trace.entries)]);
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
    const { trace } = whole();
    expect(livesOf(trace, '<string>:short_lived')).toEqual(new Array(3).fill('birth entry death'));
    const { atStart, born, died } = factsOf(trace);
    expect(Math.min(born, died)).toBeGreaterThanOrEqual(6);
    expect(atStart).toBeGreaterThan(50);
  });

  const releasing = planRecorded(`
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

  it('keeps no code object alive', () => {
    expect(releasing().stdout).toBe('None None\n');
  });

  const curious = planRecorded('import coextra_trace\ncoextra_trace.ranges([1])\n');

  it('does not record itself', () => {
    const { status, trace } = curious();
    expect(status).toBe(0);
    expect(trace.names.filter((name) => name.startsWith('coextra_trace:'))).toEqual([]);
  });

  const threaded = plan(`
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

  it('records threads that a running process begins, and those that outlive the recording do no harm', () => {
    const { status, stdout, stderr, trace } = threaded();
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(entriesOf(trace, 'script:work')).toBeGreaterThanOrEqual(4);
  });

  const nameless = planRecorded(SCRIPT, '--no-names');

  it('records no names where none are wanted', () => {
    expect(nameless().trace.names).toEqual([]);
    expect(nameless().trace.entries).toBe(whole().trace.entries);
  });

  const limited = planRecorded(SCRIPT, '--limit', '5');

  it('stops at a limit, and the program goes on', () => {
    expect(limited().trace).toMatchObject({ entries: 5, truncated: true });
    expect(limited().stdout).toBe(whole().stdout);
  });

  it('runs a module, with its arguments', () => {
    const place = mkdtempSync(join(tmpdir(), 'coextra-trace-'));
    try {
      const source = 'import sys\ndef f(): pass\nf()\nprint(sys.argv[1:], __name__)\n';
      writeFileSync(join(place, 'some_module.py'), source);
      // As a process of its own, as users start it.
      const args = [RECORDER, '-o', 'x.gz', '-m', 'some_module', 'a', '-o'];
      const env = { ...process.env, ...ENVIRONMENT };
      const { status, stdout } = spawnSync('python3', args, { cwd: place, encoding: 'utf8', env });
      expect([status, stdout]).toEqual([0, "['a', '-o'] __main__\n"]);
      expect(entriesOf(unpackAnyTrace(readFileSync(join(place, 'x.gz')), 'x.gz'), 'some_module:f')).toBe(1);
    } finally {
      rmSync(place, { recursive: true });
    }
  });

  const part = plan(`
import os
import coextra_trace
def f(): pass
f()
coextra_trace.start("x.trace.gz")
for _ in range(4): f()
try:
    coextra_trace.start("y.trace.gz")
except RuntimeError as error:
    print("x.trace.gz" in str(error))
os.chdir("/")
print(coextra_trace.stop(), coextra_trace.stop())
f()
`);

  it('records a part of a process, once at a time, and writes where it was told to', () => {
    const { folder, status, stdout, trace } = part();
    expect([status, stdout]).toEqual([0, 'True\n4 0\n']);
    expect(existsSync(join(folder, 'y.trace.gz'))).toBe(false);
    expect(trace.names).toEqual(['script:f']);
    expect(entriesOf(trace, 'script:f')).toBe(4);
    expect(livesOf(trace, 'script:f')[0]).not.toContain('birth');
  });

  const unstopped = plan('import coextra_trace\ndef f(): pass\ncoextra_trace.start("x.trace.gz")\nf()\n');

  it('writes the trace at the end of a process that does not stop it', () => {
    expect(unstopped().status).toBe(0);
    expect(entriesOf(unstopped().trace, 'script:f')).toBe(1);
  });

  it.each([
    ['exits', 3, planRecorded('def f(): pass\nf()\nimport sys\nsys.exit(3)\n')],
    ['raises', 1, planRecorded('def f(): pass\nf()\n1 / 0\n')],
  ])('keeps the trace of a program that %s, and its exit code', (_, code, ending) => {
    expect(ending().status).toBe(code);
    expect(entriesOf(ending().trace, 'script:f')).toBe(1);
  });

  const refused = (...args: string[]) => plan('print("was run")\n', [RECORDER, ...args]);

  it.each([
    ['no file for the trace', '-o FILE', refused('script.py')],
    ['no program', 'program', refused('-o', 'x.gz')],
    ['no module', 'module', refused('-o', 'x.gz', '-m')],
    ['an unknown option', '--speed', refused('--speed', '-o', 'x.gz', 'script.py')],
    ['a limit of nothing', '--limit 0', refused('--limit', '0', '-o', 'x.gz', 'script.py')],
    ['an option without a value', '-o', refused('-o')],
  ])('refuses %s by its name, shows the usage, and has exit code 2', (_, name, refusal) => {
    const { folder, status, stdout, stderr } = refusal();
    expect([status, stdout]).toEqual([2, '']);
    const [first, , usage] = stderr.split('\n');
    expect(first).toContain(name);
    expect(usage).toContain('coextra_trace.py -o FILE');
    expect(existsSync(join(folder, 'x.gz'))).toBe(false);
  });

  it.each([
    ['cannot find', 'nowhere.py', refused('-o', 'x.trace.gz', 'nowhere.py')],
    ['cannot write', 'no/such/folder.gz', refused('-o', 'no/such/folder.gz', 'script.py')],
  ])('names the file that it %s, in one line', (_, file, refusal) => {
    const { status, stdout, stderr } = refusal();
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(file);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  const counted = 'def f(*_): pass\ndef some():\n  for _ in range(10): f()\n';

  it.each([
    [
      'of _thread',
      10,
      planRecorded(`${counted}
import _thread
done = _thread.allocate_lock()
done.acquire()
def work():
  some()
  done.release()
_thread.start_new_thread(work, ())
done.acquire()
`),
    ],
    [
      'of threading',
      20,
      planRecorded(`${counted}
import threading
threads = [threading.Thread(target=some) for _ in range(2)]
for each in threads: each.start()
for each in threads: each.join()
`),
    ],
    [
      'of a pool',
      30,
      planRecorded(`${counted}
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(3) as pool: list(pool.map(f, range(30)))
`),
    ],
    [
      'that outlive the main module',
      20,
      planRecorded(`${counted}
import atexit, threading
atexit.register(some)
main = threading.current_thread()
threading.Thread(target=lambda: (main.join(), some())).start()
`),
    ],
  ])('records all entries in threads %s', (_, entries, run) => {
    expect(run().status).toBe(0);
    expect(entriesOf(run().trace, 'script:f')).toBe(entries);
    expect(run().trace.incomplete).toEqual([]);
  });

  it.each([
    [
      'forks',
      1,
      planRecorded(`${counted}
import os, sys
some()
child = os.fork()
if child == 0:
  some()
  sys.exit(0)
os.waitpid(child, 0)
some()
`),
    ],
    [
      'has a pool of forked processes',
      2,
      planRecorded(`${counted}
import multiprocessing
some()
with multiprocessing.get_context("fork").Pool(2) as pool: pool.map(f, range(9))
some()
`),
    ],
    [
      'starts Python, and forks and becomes another program',
      2,
      planRecorded(`${counted}
import os, subprocess, sys
some()
subprocess.run([sys.executable, "-S", "-c", ""])
child = os.fork()
if child == 0: os.execv("/bin/sh", ["sh", "-c", ":"])
os.waitpid(child, 0)
some()
`),
    ],
  ])('records the parent alone of a program that %s, and counts its children', (_, children, run) => {
    expect(run().status).toBe(0);
    expect(entriesOf(run().trace, 'script:f')).toBe(20);
    expect(run().trace.children).toBe(children);
    expect(run().stderr).toContain(`coextra_trace: ${children} child`);
  });

  it.each([
    ['os._exit', 7, 'os._exit', planRecorded(`${counted}some()\nimport os\nos._exit(7)\n`)],
    ['os.abort', -6, 'os.abort', planRecorded(`${counted}some()\nimport os\nos.abort()\n`)],
    [
      'exec',
      3,
      'os.execv',
      planRecorded(`${counted}some()\nimport os\nos.execv("/bin/sh", ["sh", "-c", "exit 3"])\n`),
    ],
    [
      'a signal of its own',
      -9,
      'os.kill',
      planRecorded(`${counted}some()\nimport os\nos.kill(os.getpid(), 9)\n`),
    ],
    [
      'a signal',
      -15,
      'signal 15',
      planRecorded(`${counted}some()
import os, subprocess, time
subprocess.run(["/bin/sh", "-c", "kill -15 %d" % os.getpid()])
while True: time.sleep(1)
`),
    ],
  ])('keeps what was recorded when the process ends by %s', (_, status, endedBy, run) => {
    expect(run().status).toBe(status);
    expect(entriesOf(run().trace, 'script:f')).toBe(10);
    // The second is what a handler of the recorder calls to end the process as it would have ended.
    expect([endedBy, 'os.kill']).toContain(run().trace.endedBy);
    expect(run().stderr).toContain('coextra_trace: the program ended by');
  });

  const killed = planRecorded(`${counted}some()
import os, subprocess, time
subprocess.run(["/bin/sh", "-c", "kill -9 %d" % os.getpid()])
while True: time.sleep(1)
`);

  it('leaves a file that is refused, with the reason, where the process was killed', () => {
    expect(killed().status).toBe(-9);
    expect(() => killed().trace).toThrow(expect.objectContaining({ exitCode: EXIT.usage }));
    expect(() => killed().trace).toThrow('killed');
  });

  const profiling = planRecorded(`${counted}
import profile, sys
seen = []
def own(frame, event, _):
  if event == "call" and frame.f_code is f.__code__: seen.append(frame.f_code.co_filename)
some()
sys.setprofile(own)
some()
is_own = sys.getprofile() is own
sys.setprofile(None)
profile.Profile().runctx("some()", globals(), {})
print(is_own, len(seen))
`);

  it('records all next to a profile function of the program, and both work', () => {
    const { trace, stdout } = profiling();
    expect(stdout).toBe('True 10\n');
    expect([entriesOf(trace, 'script:f'), trace.incomplete]).toEqual([30, []]);
  });

  const marked = [
    planRecorded(`${counted}
import cProfile
some()
profile = cProfile.Profile()
profile.enable()
some()
profile.disable()
some()
`),
  ];

  it.each(marked)('records all next to cProfile, or marks what is missing', (run) => {
    const { trace, stderr, status } = run();
    expect(status).toBe(0);
    const all = trace.recordedWith.endsWith('sys.monitoring');
    expect(trace.incomplete).toEqual(all ? [] : ['profile-function']);
    expect(stderr.includes('cProfile')).toBe(!all);
    const entries = entriesOf(trace, 'script:f');
    if (all) expect(entries).toBe(30);
    else expect([10, 20]).toContain(entries);
  });

  const handling = planRecorded(`
import os, signal
seen = []
def g(): seen.append(1)
def handler(*_): g()
signal.signal(signal.SIGALRM, handler)
print(signal.getsignal(signal.SIGALRM) is handler)
def idle(): pass
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
while len(seen) < 20: idle()
signal.setitimer(signal.ITIMER_REAL, 0)
print(len(seen))
`);

  it('records signal handlers, also those that run while it is at work', () => {
    const { trace, stdout } = handling();
    const [isOwn, seen] = stdout.trim().split('\n');
    expect(isOwn).toBe('True');
    expect(entriesOf(trace, 'script:g')).toBe(Number(seen));
  });

  it('tells which new code objects got the address of a freed one', () => {
    const { trace } = whole();
    expect(trace.reuses!.length).toBe(trace.addressesReused);
    const again = making().trace;
    expect(again.addressesReused).toBeGreaterThan(50);
  });

  const making = planRecorded(`
for i in range(100):
  space = {}
  exec("def made(): pass\\nmade()", space)
  del space
`);
});
