/** The recorder under each CPython that is installed, on the path or by pyenv: one program of threads, a fork, and functions that come and go. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpackAnyTrace } from '../../harness/traces/format.ts';

const RECORDER = fileURLToPath(new URL('../../workloads/coextra_trace.py', import.meta.url));

const PROGRAM = `
import _thread, os, sys, threading
def f(): pass
def some():
  for _ in range(100): f()
thread = threading.Thread(target=some)
thread.start()
thread.join()
done = _thread.allocate_lock()
done.acquire()
def work():
  some()
  done.release()
_thread.start_new_thread(work, ())
done.acquire()
for i in range(50):
  space = {}
  exec("def made(): pass\\nmade()", space)
  del space
child = os.fork()
if child == 0:
  some()
  os._exit(0)
os.waitpid(child, 0)
sys.setprofile(lambda *_: None)
sys.setprofile(None)
some()
os._exit(5)
`;

/** Objects in cycles, which only a collection frees; none is left at the end. */
const FINALIZERS = `
import gc
class Cycle:
  def __init__(self): self.itself = self
  def __del__(self): pass
for _ in range(3000): Cycle()
gc.collect()
`;

/** The interpreters by their minor versions. */
function installed(): [string, string][] {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  const ofPyenv = existsSync(versions) ? readdirSync(versions) : [];
  return ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13'].flatMap((minor): [string, string][] => {
    const version = ofPyenv.find((each) => each.startsWith(`${minor}.`));
    if (version !== undefined) return [[minor, join(versions, version, 'bin', 'python3')]];
    const isOnPath = spawnSync(`python${minor}`, ['--version']).status === 0;
    return isOnPath ? [[minor, `python${minor}`]] : [];
  });
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-versions-'));
  writeFileSync(join(folder, 'script.py'), PROGRAM);
  writeFileSync(join(folder, 'finalizers.py'), FINALIZERS);
});
afterAll(() => rmSync(folder, { recursive: true }));

const found = installed();

describe.skipIf(found.length === 0)('coextra_trace.py', () => {
  function recorded(python: string, script: string) {
    const args = ['-S', RECORDER, '-o', `${script}.gz`, `${script}.py`];
    const { status, stderr } = spawnSync(python, args, { cwd: folder, encoding: 'utf8' });
    const trace = unpackAnyTrace(readFileSync(join(folder, `${script}.gz`)), script);
    rmSync(join(folder, `${script}.gz`));
    const entries = (name: string) => {
      const numbers = new Set(
        [...trace.names.keys()].filter((number) => trace.names[number]!.endsWith(name)),
      );
      return trace.words.filter((word) => (word & 3) === 0 && numbers.has(word >>> 2)).length;
    };
    return { status, stderr, trace, entries };
  }

  it.each(found)('records every finalizer under CPython %s, or says that some are missing', (_, python) => {
    const { stderr, trace, entries } = recorded(python, 'finalizers');
    const missing = 3000 - entries('__del__');
    expect(trace.incomplete).toEqual(missing > 0 ? ['collector'] : []);
    if (missing > 0) expect(stderr).toContain('__del__');
  });

  it.each(found)('records the same under CPython %s', (minor, python) => {
    const { status, stderr, trace, entries } = recorded(python, 'script');
    expect(status).toBe(5);
    expect([entries('script:f'), entries('<string>:made')]).toEqual([300, 50]);
    const isMonitoring = Number(minor.split('.')[1]) >= 12;
    expect(trace).toMatchObject({
      recordedWith: expect.stringContaining(isMonitoring ? 'sys.monitoring' : 'sys.setprofile'),
      incomplete: [],
      children: 1,
      endedBy: 'os._exit',
    });
    expect(stderr).toContain('1 child process');
    expect(trace.addressesReused).toBe(trace.reuses!.length);
    expect(trace.addressesReused).toBeGreaterThan(10);
  });
});
