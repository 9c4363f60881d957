import { describe, expect, it } from 'vitest';
import { packTrace, unpackAnyTrace } from '../../harness/traces/format.ts';
import { type Recorded, recordProgram } from '../../harness/traces/record.ts';
import { Interpreter } from '../../interpreter/index.ts';

const SOURCE = `
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def numbers():
    yield 1
    yield 2

def never():
    def inner():
        return 1
    return inner

class Box:
    def get(self):
        return sum(numbers())

def run():
    return [fib(5), Box().get(), (lambda: 1)()]

fib(1)
run()
`;

function record(entry: 'run' | 'file', limit = 1_000, source = SOURCE): Recorded {
  return recordProgram({ source, file: 'sample.py', entry, name: 'sample', limit });
}

/** Entries by name, as a hook sees them that does nothing else. */
function plainCount(source: string, entry: 'run' | 'file'): Record<string, number> {
  const interpreter = new Interpreter({});
  let counts: Record<string, number> = {};
  interpreter.setHook((frame, self) => {
    counts[frame.code.qualname] = (counts[frame.code.qualname] ?? 0) + 1;
    return self.evalFrame(frame);
  });
  const name = entry === 'file' ? '__main__' : 'sample';
  const module = interpreter.runModule(interpreter.compile(source, 'sample.py'), name);
  if (entry === 'file') return counts;
  counts = {};
  interpreter.call(interpreter.getAttribute(module, 'run'));
  return counts;
}

function recordedCount({ trace }: Recorded): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of trace!.words) {
    const name = trace!.names[word >>> 2]!;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

describe('a recording', () => {
  it.each(['file', 'run'] as const)('holds the entries that a plain hook counts (%s)', (entry) => {
    const recorded = record(entry);
    expect(recordedCount(recorded)).toEqual(plainCount(SOURCE, entry));
    expect(recorded.calls).toBe(recorded.trace!.entries);
  });

  it('of a file has its module, a recording of run() has not', () => {
    const [file, run] = [recordedCount(record('file')), recordedCount(record('run'))];
    expect(file['<module>']).toBe(1);
    expect(run['<module>']).toBeUndefined();
    expect(file.fib).toBe(run.fib! + 1);
  });

  it('has each resume of a generator', () => {
    // The call that makes it, two values, and its end.
    expect(recordedCount(record('run')).numbers).toBe(4);
  });

  it('has all code objects in its population, called or not', () => {
    for (const entry of ['file', 'run'] as const) {
      const { sizes, atStart, names } = record(entry).trace!;
      // <module>, fib, numbers, never, inner, Box, Box.get, run and the lambda.
      expect(sizes).toHaveLength(9);
      expect(atStart).toEqual([[0, 9]]);
      expect(names).not.toContain('never');
      expect(Math.min(...sizes)).toBeGreaterThan(0);
    }
  });

  it('gives numbers in the order of the first entry', () => {
    const { words, names } = record('file').trace!;
    const firsts = [...new Set(words.map((word) => word >>> 2))];
    expect(firsts).toEqual(firsts.map((_, i) => i));
    expect(names.slice(0, 3)).toEqual(['<module>', 'Box', 'fib']);
  });

  it('is a trace without contradictions', () => {
    const trace = { ...record('file').trace!, words: Uint32Array.from(record('file').trace!.words) };
    expect(unpackAnyTrace(packTrace(trace), 'sample')).toEqual(trace);
  });

  it('stops at its limit, and counts on', () => {
    const whole = record('run');
    const { calls, trace } = record('run', 5);
    expect(calls).toBe(whole.calls);
    expect(trace).toMatchObject({ entries: 5, truncated: true, words: whole.trace!.words.slice(0, 5) });
    expect(trace!.sizes).toHaveLength(9);
    expect(record('run', whole.calls).trace!.truncated).toBe(false);
  });

  it('keeps nothing if nothing is to be kept, and counts', () => {
    expect(record('run', 0)).toMatchObject({ trace: null, calls: record('run').calls });
  });
});
