/** Line coverage: what CPython runs, on every strategy, and programs that do not notice. */

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { collect } from '../../harness/process/collect.ts';
import { CodeObject, Interpreter } from '../../interpreter/index.ts';
import type { Storage } from '../../strategies/contract.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { openPlace } from '../../strategies/place.ts';
import weakmap from '../../strategies/weakmap.ts';
import { Coverage, type CoverageExtra, type FileCoverage } from '../../tools/coverage.ts';
import { PROGRAMS, readExpected } from '../../workloads/programs.ts';
import { python311 } from '../interpreter/cpython.ts';
import { eventsOfCPython } from './cpython-lines.ts';

const SAMPLE = `import math

def gcd(a, b):
    while b:
        a, b = b, a % b
    return a

def sign(x):
    if x < 0:
        return -1
    elif x == 0:
        return 0
    else:
        return 1

def unused(x):
    y = x
    # a comment, and a line without code

    return [y for y in range(
        x)]

def numbers():
    yield 1
    try:
        yield 2
        yield 3
    finally:
        print('closed')
    yield 4

class Shape:
    sides = 0

    def name(self):
        return 'shape'

    def area(self):
        return (self.sides
                + 1)

def guarded(key):
    try:
        value = {'a': 1}[key]
        value += 1
    except KeyError as error:
        value = repr(error)
    else:
        value *= 2
    return value

print(gcd(12, 18), sign(1), sign(0), Shape().name(), guarded('a'))
for n in numbers():
    if n == 2:
        print(n)
if math.pi > 4:
    print('never')
`;

/** As sys.settrace of CPython 3.11 has it, but for lines 25 and 43, `try:`, which have no instructions here. */
const EXECUTED = [
  ...[1, 3, 4, 5, 6, 8, 9, 11, 12, 14, 16, 23, 24, 26, 27, 29, 30, 32, 33, 35, 36, 38, 42, 44, 45],
  ...[49, 50, 52, 53, 54, 55, 56],
];
const MISSING = [10, 17, 20, 21, 39, 40, 46, 47, 57];

interface Covered {
  readonly output: string;
  readonly report: readonly FileCoverage[];
  readonly storage: Storage<CoverageExtra>;
  readonly interpreter: Interpreter;
}

function cover(source: string, file: string, strategy = weakmap): Covered {
  let output = '';
  const place = openPlace(strategy, CodeObject);
  const storage = place.open<CoverageExtra>({ name: 'coverage' });
  const interpreter = new Interpreter({
    makeCode: place.makeCode,
    write: (text) => {
      output += text;
    },
  });
  const coverage = new Coverage(interpreter, storage);
  interpreter.runModule(interpreter.compile(source, file), '__main__');
  return { output, report: coverage.report(), storage, interpreter };
}

const coveredPrograms = new Map<string, Covered>();

/** A program of ours; it is run once, whoever asks. */
function coverProgram(name: string): Covered {
  const { path, file } = PROGRAMS.find((program) => program.name === name)!;
  const covered = coveredPrograms.get(name) ?? cover(readFileSync(path, 'utf8'), file);
  coveredPrograms.set(name, covered);
  return covered;
}

describe('a report', () => {
  it('has lines executed and missing, those of functions never entered too', () => {
    const [file] = cover(SAMPLE, 'sample.py').report;
    expect(file).toEqual({
      filename: 'sample.py',
      lines: [...EXECUTED, ...MISSING].sort((a, z) => a - z),
      executed: EXECUTED,
      missing: MISSING,
      missingRanges: '10, 17-21, 39-40, 46-47, 57',
    });
  });

  it('is one for each file', () => {
    const place = openPlace(weakmap, CodeObject);
    const interpreter = new Interpreter({ makeCode: place.makeCode });
    const coverage = new Coverage(interpreter, place.open({ name: 'coverage' }));
    interpreter.runModule(interpreter.compile('def f():\n  return 1\n', 'a.py'), 'a');
    const b = interpreter.runModule(interpreter.compile('def g():\n  return 1\nx = 1\n', 'b.py'), 'b');
    expect(coverage.report().map(({ filename, missing }) => [filename, missing])).toEqual([
      ['a.py', [2]],
      ['b.py', [2]],
    ]);
    interpreter.call(b.get('g') as never);
    expect(coverage.report().map(({ missing }) => missing)).toEqual([[2], []]);
  });
});

/** Lines that have no instructions here, or only a jump that others pass by. */
const WITHOUT_INSTRUCTIONS = /^ *(try:|while True:|pass|continue|break|global |nonlocal |def )/;

describe.skipIf(!python311)('beside CPython', () => {
  // The small ones: tracing takes its time.
  const compared = ['automata', 'coroutines', 'parser', 'text'];
  const sources = new Map([['the sample', SAMPLE]]);
  for (const { name, path } of PROGRAMS.filter(({ name }) => compared.includes(name)))
    sources.set(name, readFileSync(path, 'utf8'));
  const theirs = new Map<string, Set<number>>();
  beforeAll(() => {
    const names = [...sources.keys()];
    for (const [i, events] of eventsOfCPython([...sources.values()]).entries())
      theirs.set(names[i]!, new Set(events.map((event) => Number(event.split(':')[1]))));
  });

  it.each([...sources.keys()])('%s: the same lines ran', (name) => {
    const { report } = name === 'the sample' ? cover(SAMPLE, 'test.py') : coverProgram(name);
    const [file] = report;
    const told = theirs.get(name)!;
    expect(file!.executed.filter((line) => !told.has(line))).toEqual([]);
    const text = sources.get(name)!.split('\n');
    for (const line of [...told].filter((each) => !file!.executed.includes(each))) {
      expect(text[line - 1]).toMatch(WITHOUT_INSTRUCTIONS);
    }
    expect(file!.missing.filter((line) => told.has(line))).toEqual([]);
  });
});

// Between them: classes, closures, generators, coroutines, exceptions, comprehensions and loops of every kind.
const VARIED = ['automata', 'coroutines', 'kernel', 'parser', 'scheduler', 'text'];

it.each(VARIED)('%s prints under coverage what it prints without', (name) => {
  expect(coverProgram(name).output).toBe(readExpected(name).main.output);
});

describe('on each strategy', () => {
  const { output } = cover(SAMPLE, 'sample.py');

  it.each(STRATEGIES)('a report says the same ($name)', (strategy) => {
    const covered = cover(SAMPLE, 'sample.py', strategy);
    expect(covered.output).toBe(output);
    expect(covered.report.map(({ executed, missing }) => [executed, missing])).toEqual([[EXECUTED, MISSING]]);
  });
});

describe('a code object', () => {
  const source = 'def f(x):\n  if x:\n    return 1\n  return 2\n';

  it('runs as it is again once every line was reached', () => {
    const place = openPlace(weakmap, CodeObject);
    const storage = place.open<CoverageExtra>({ name: 'coverage' });
    const interpreter = new Interpreter({ makeCode: place.makeCode });
    const coverage = new Coverage(interpreter, storage);
    const module = interpreter.compile(source, 'f.py');
    const f = interpreter.runModule(module, 'f').get('f') as never;
    const code = module.consts.find((constant) => constant instanceof CodeObject)!;
    expect(storage.get(code)).toBeUndefined();
    interpreter.call(f, [0]);
    expect(storage.get(code)!.copy).not.toBeNull();
    expect([...storage.get(code)!.waitingFor]).toEqual([3]);
    interpreter.call(f, [1]);
    expect(storage.get(code)!.copy).toBeNull();
    expect(coverage.report()[0]!.missingRanges).toBe('');
    expect(interpreter.call(f, [0])).toBe(2);
  });

  it('that was loaded twice is not instrumented for lines that the other reached', () => {
    const place = openPlace(weakmap, CodeObject);
    const storage = place.open<CoverageExtra>({ name: 'coverage' });
    const interpreter = new Interpreter({ makeCode: place.makeCode });
    new Coverage(interpreter, storage);
    for (const name of ['one', 'two']) {
      const module = interpreter.compile('x = 1\ny = 2\n', 'm.py');
      interpreter.runModule(module, name);
      expect(storage.get(module)!.waitingFor.size).toBe(0);
    }
  });

  it('is not instrumented by the extra of another one', () => {
    const shared = new Map<string, CoverageExtra>();
    const lossy: Storage<CoverageExtra> = {
      get: () => shared.get('one place'),
      set: (_, extra) => shared.set('one place', extra),
      delete: () => shared.clear(),
      inspect: () => ({ entries: shared.size }),
    };
    let output = '';
    const interpreter = new Interpreter({
      write: (text) => {
        output += text;
      },
    });
    const coverage = new Coverage(interpreter, lossy);
    interpreter.runModule(interpreter.compile(SAMPLE, 'sample.py'), '__main__');
    expect(output).toBe(cover(SAMPLE, 'sample.py').output);
    expect(coverage.report()[0]).toMatchObject({ executed: EXECUTED, missing: MISSING });
  });

  it('is not kept alive by its extra', async () => {
    const place = openPlace(weakmap, CodeObject);
    const storage = place.open<CoverageExtra>({ name: 'coverage' });
    const interpreter = new Interpreter({ makeCode: place.makeCode });
    new Coverage(interpreter, storage);
    const [extra, code] = (() => {
      const module = interpreter.compile('x = 1\nif x > 2:\n  x = 3\n', 'm.py');
      interpreter.runModule(module, 'm');
      return [storage.get(module)!, new WeakRef(module)];
    })();
    for (let i = 0; i < 4; i++) await collect();
    expect(code.deref()).toBeUndefined();
    expect([...extra.waitingFor]).toEqual([3]);
  });
});
