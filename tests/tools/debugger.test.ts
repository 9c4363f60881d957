/** The debugger: breakpoints, steps, what a stop tells, on every strategy, and programs that do not notice. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collect } from '../../harness/process/collect.ts';
import { CodeObject, Interpreter, PyException } from '../../interpreter/index.ts';
import type { Storage } from '../../strategies/contract.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { openPlace } from '../../strategies/place.ts';
import weakmap from '../../strategies/weakmap.ts';
import { Coverage } from '../../tools/coverage.ts';
import { type Command, Debugger, type DebuggerExtra, type Stop } from '../../tools/debugger.ts';
import { PROGRAMS, readExpected } from '../../workloads/programs.ts';

const SAMPLE = `def square(x):
    y = x * x
    return y

def total(xs):
    result = 0
    for x in xs:
        result += square(x)
    return result

def numbers(n):
    for i in range(n):
        yield i

def main():
    a = total([1, 2])
    b = sum(numbers(2))
    try:
        fail(a)
    except KeyError:
        c = 3
    return [a, b, c]

def fail(x):
    raise KeyError(x)

print(main())
`;

interface Session {
  readonly interpreter: Interpreter;
  readonly debug: Debugger;
  readonly storage: Storage<DebuggerExtra>;
  /** "qualified name:line" of each stop. */
  readonly stops: string[];
  run(source?: string): CodeObject;
  output(): string;
}

/** A debugger that answers its stops by `commands` in turns, then by the last of them. */
function session(
  commands: readonly Command[] | ((stop: Stop) => Command),
  strategy = weakmap,
  given?: Storage<DebuggerExtra>,
): Session {
  const place = openPlace(strategy, CodeObject);
  const storage = given ?? place.open<DebuggerExtra>({ name: 'debugger' });
  let output = '';
  const interpreter = new Interpreter({
    makeCode: place.makeCode,
    write: (text) => {
      output += text;
    },
  });
  const stops: string[] = [];
  const answer =
    typeof commands === 'function'
      ? commands
      : () => commands[stops.length - 1] ?? commands.at(-1) ?? 'continue';
  const debug = new Debugger(interpreter, storage, (stop) => {
    stops.push(`${stop.function}:${stop.line}`);
    return answer(stop);
  });
  return {
    interpreter,
    debug,
    storage,
    stops,
    run(source = SAMPLE) {
      const module = interpreter.compile(source, 'sample.py');
      interpreter.runModule(module, '__main__');
      return module;
    },
    output: () => output,
  };
}

describe('a breakpoint', () => {
  it('stops before its line, each time', () => {
    const { debug, stops, run, output } = session([]);
    const breakpoint = debug.breakAt({ line: 3 });
    expect(breakpoint).toMatchObject({ line: 3, filename: null, found: false, hits: 0 });
    run();
    expect(stops).toEqual(['square:3', 'square:3']);
    expect(breakpoint).toMatchObject({ found: true, hits: 2 });
    expect(output()).toBe('[5, 1, 3]\n');
  });

  it('may be for one file', () => {
    const { debug, stops, run } = session([]);
    debug.breakAt({ line: 3, filename: 'other.py' });
    run();
    expect(stops).toEqual([]);
  });

  it('may be for one code object', () => {
    const { interpreter, debug, stops } = session([]);
    const source = 'def f():\n  return 1\nf()\n';
    const [one, two] = [interpreter.compile(source, 'a.py'), interpreter.compile(source, 'a.py')];
    debug.breakAt({ line: 2, code: two.consts.find((constant) => constant instanceof CodeObject)! });
    interpreter.runModule(one, 'one');
    expect(stops).toEqual([]);
    interpreter.runModule(two, 'two');
    expect(stops).toEqual(['f:2']);
  });

  it('may have a condition', () => {
    const { debug, stops, run } = session([]);
    const breakpoint = debug.breakAt({ line: 2 }, (stop) => stop.locals.get('x') === 2);
    run();
    expect(stops).toEqual(['square:2']);
    expect(breakpoint.hits).toBe(1);
  });

  it('that was removed does not stop, in what runs either', () => {
    const { debug, stops, run } = session((): Command => {
      debug.remove(breakpoint);
      return 'continue';
    });
    const breakpoint = debug.breakAt({ line: 8 });
    run();
    run();
    expect(stops).toEqual(['total:8']);
  });

  it('that is set at a stop holds for what runs already', () => {
    const { debug, stops, run } = session((stop): Command => {
      if (stop.line === 2) debug.breakAt({ line: 9 });
      return 'continue';
    });
    debug.breakAt({ line: 2 }, (stop) => stop.locals.get('x') === 1);
    run();
    expect(stops).toEqual(['square:2', 'total:9']);
  });

  it('stops in a generator that was suspended when it was set', () => {
    const { interpreter, debug, stops } = session([]);
    debug.breakAt({ line: 99 });
    const module = interpreter.runModule(
      interpreter.compile(
        'def g():\n  yield 1\n  x = 2\n  yield x\nit = g()\nnext(it)\ndef go():\n  return next(it)\n',
        'g.py',
      ),
      'g',
    );
    debug.breakAt({ line: 3 });
    expect(interpreter.call(module.get('go') as never)).toBe(2);
    expect(stops).toEqual(['g:3']);
  });
});

describe('a step', () => {
  it('into goes to every line', () => {
    const { debug, stops, run } = session(['into']);
    debug.stopSoon();
    run();
    expect(stops.slice(0, 12)).toEqual([
      ...['<module>:1', '<module>:5', '<module>:11', '<module>:15', '<module>:24', '<module>:27'],
      ...['main:16', 'total:6', 'total:7', 'total:8', 'square:2', 'square:3'],
    ]);
    expect(stops).toContain('numbers:13');
    expect(stops.slice(-5)).toEqual(['main:19', 'fail:25', 'main:20', 'main:21', 'main:22']);
  });

  it('over stays in the frame, and goes on in the caller', () => {
    const { debug, stops, run } = session(['over']);
    debug.breakAt({ line: 6 });
    run();
    expect(stops).toEqual([
      ...['total:6', 'total:7', 'total:8', 'total:7', 'total:8', 'total:7', 'total:9'],
      ...['main:17', 'main:19', 'main:20', 'main:21', 'main:22'],
    ]);
  });

  it('over ends where an exception is caught', () => {
    const { debug, stops, run } = session(['over', 'continue']);
    debug.breakAt({ line: 25 });
    run();
    expect(stops).toEqual(['fail:25', 'main:20']);
  });

  it('out goes to the caller', () => {
    const { debug, stops, run } = session(['out', 'out', 'continue', 'continue']);
    debug.breakAt({ line: 2 });
    run();
    // Out of square into total, out of total into main: but the breakpoint comes first.
    expect(stops).toEqual(['square:2', 'total:7', 'square:2']);
  });

  it('out of the outermost frame is the end', () => {
    const { debug, stops, run, output } = session(['out']);
    debug.breakAt({ line: 27 });
    run();
    expect(stops).toEqual(['<module>:27']);
    expect(output()).toBe('[5, 1, 3]\n');
  });

  it('over a yield ends in the one who resumed', () => {
    const { debug, stops, run } = session(['over']);
    debug.breakAt({ line: 2 });
    run('def g():\n  yield 1\n  yield 2\nfor x in g():\n  print(x)\n');
    expect(stops).toEqual(
      ['g:2', '<module>:5', '<module>:4', '<module>:5', '<module>:4'].slice(0, stops.length),
    );
    expect(stops.length).toBe(5);
  });

  it('over in a recursion does not stop in the deeper call', () => {
    const { debug, stops, run } = session(['over']);
    debug.breakAt({ line: 2 }, (stop) => stop.locals.get('n') === 2);
    run('def f(n):\n  if n == 0:\n    return 0\n  m = f(n - 1)\n  return m + 1\nf(3)\n');
    expect(stops).toEqual(['f:2', 'f:4', 'f:5', 'f:5']);
  });

  it('leaves nothing behind for the next run', () => {
    const { debug, stops, run } = session(['over', 'over', 'continue']);
    const breakpoint = debug.breakAt({ line: 27 });
    run();
    debug.remove(breakpoint);
    run();
    expect(stops).toEqual(['<module>:27']);
  });
});

describe('a stop', () => {
  it('tells of locals, of those of functions around, and of the stack', () => {
    let seen: unknown;
    const { debug, run } = session((stop): Command => {
      seen = { locals: [...stop.locals], stack: stop.stack, line: stop.line, file: stop.filename };
      return 'continue';
    });
    debug.breakAt({ line: 4 });
    run('def outer(a):\n  b = 2\n  def inner(c):\n    return a + b + c\n  return inner(3)\nouter(1)\n');
    const filename = 'sample.py';
    expect(seen).toEqual({
      locals: [
        ['c', 3],
        ['a', 1],
        ['b', 2],
      ],
      stack: [
        { function: 'outer.<locals>.inner', filename, line: 4 },
        { function: 'outer', filename, line: 5 },
        { function: '<module>', filename, line: 6 },
      ],
      line: 4,
      file: filename,
    });
  });

  it("tells of a class body's and a module's names", () => {
    const seen: unknown[] = [];
    const { debug, run } = session((stop): Command => {
      seen.push(stop.locals.get('x'), stop.show('x'));
      return 'continue';
    });
    debug.breakAt({ line: 4 });
    debug.breakAt({ line: 5 });
    run("x = 'm'\nclass C:\n  x = 'c'\n  y = 1\nz = 2\n");
    expect(seen).toEqual(['c', "'c'", 'm', "'m'"]);
  });

  it("shows values by the program's own repr, in which nothing stops", () => {
    const shown: (string | undefined)[] = [];
    const { debug, stops, run, output } = session((stop): Command => {
      shown.push(stop.show('p'), stop.show('q'), stop.show('none'));
      return 'into';
    });
    const source =
      'class P:\n  def __repr__(self):\n    return "P!"\nclass Q:\n  def __repr__(self):\n    raise KeyError\ndef f(p, q):\n  x = 1\n  return x\nprint(f(P(), Q()))\n';
    debug.breakAt({ line: 8 });
    run(source);
    expect(shown.slice(0, 3)).toEqual(['P!', undefined, undefined]);
    expect(stops).toEqual(['f:8', 'f:9']);
    expect(output()).toBe('1\n');
  });

  it('may end the program', () => {
    const { debug, interpreter, run, output } = session((): Command => {
      throw new Error('quit');
    });
    const breakpoint = debug.breakAt({ line: 25 });
    expect(() => run()).toThrow('quit');
    expect([interpreter.frame, interpreter.depth]).toEqual([null, 0]);
    debug.remove(breakpoint);
    run();
    expect(output()).toBe('[5, 1, 3]\n');
  });
});

describe('code', () => {
  it('runs as it is while there is no breakpoint and no step', () => {
    const { storage, run } = session([]);
    const module = run();
    expect(storage.get(module)).toBeUndefined();
  });

  it('is instrumented once', () => {
    const { debug, storage, interpreter, run } = session([]);
    debug.breakAt({ line: 3 });
    const module = run();
    const extra = storage.get(module);
    expect(extra?.owner).toBe(module.consts);
    interpreter.runModule(module, '__main__');
    expect(storage.get(module)).toBe(extra);
  });

  it('is not kept alive by its extra, after steps either', async () => {
    const { debug, storage, interpreter, stops } = session(['into']);
    debug.stopSoon();
    const [extra, code] = (() => {
      const module = interpreter.compile('x = 1\nx = 2\n', 'm.py');
      debug.breakAt({ line: 2, code: module });
      interpreter.runModule(module, 'm');
      return [storage.get(module)!, new WeakRef(module)];
    })();
    for (let i = 0; i < 4; i++) await collect();
    expect(code.deref()).toBeUndefined();
    expect([stops, [...extra.breakpoints.keys()]]).toEqual([['<module>:1', '<module>:2'], [2]]);
  });
});

// Between them: classes, closures, generators, coroutines, exceptions, comprehensions and loops of every kind.
const VARIED = ['automata', 'bank', 'coroutines', 'kernel', 'parser', 'scheduler', 'text'];

describe.each(VARIED)('%s prints the same', (name) => {
  const { path, file } = PROGRAMS.find((program) => program.name === name)!;
  const source = readFileSync(path, 'utf8');

  it('when one steps into 3000 lines and goes on, with a breakpoint that is never reached', () => {
    const { interpreter, debug, stops, output } = session(() => (stops.length < 3000 ? 'into' : 'continue'));
    debug.stopSoon();
    debug.breakAt({ line: 1_000_000 });
    interpreter.runModule(interpreter.compile(source, file), '__main__');
    expect(output()).toBe(readExpected(name).main.output);
    expect(stops.length).toBe(3000);
  });

  it('when one steps over and out by turns', () => {
    const { interpreter, debug, stops, output } = session((stop) => {
      if (stops.length >= 500) return 'continue';
      if (stop.stack.length < 3) return 'into';
      if (stops.length % 7 === 0) return 'out';
      return stops.length % 3 === 0 ? 'over' : 'into';
    });
    debug.stopSoon();
    interpreter.runModule(interpreter.compile(source, file), '__main__');
    expect(output()).toBe(readExpected(name).main.output);
    expect(stops.length).toBeGreaterThan(20);
  });
});

const INTO = (() => {
  const reference = session(['into']);
  reference.debug.stopSoon();
  reference.run();
  return reference.stops;
})();

describe.each(STRATEGIES)('on $name', (strategy) => {
  it('stops at the same lines', () => {
    const into = session(['into'], strategy);
    into.debug.stopSoon();
    into.run();
    expect(into.stops).toEqual(INTO);
    const out = session(['out', 'over', 'continue'], strategy);
    out.debug.breakAt({ line: 2 });
    out.run();
    expect(out.stops).toEqual(['square:2', 'total:7', 'total:8', 'square:2']);
    expect([into.output(), out.output()]).toEqual(['[5, 1, 3]\n', '[5, 1, 3]\n']);
  });
});

it('a storage that answers with the extra of another code object does no harm', () => {
  let last: DebuggerExtra | undefined;
  const lossy: Storage<DebuggerExtra> = {
    get: () => last,
    set: (_, extra) => {
      last = extra;
    },
    delete: () => {},
    inspect: () => ({ entries: null }),
  };
  const { debug, stops, run, output } = session(['into'], weakmap, lossy);
  debug.stopSoon();
  run();
  expect(stops).toEqual(INTO);
  expect(output()).toBe('[5, 1, 3]\n');
});

it('a debugger and coverage in two interpreters do not disturb one another', () => {
  const place = openPlace(weakmap, CodeObject);
  const covered = new Interpreter({ makeCode: place.makeCode });
  const coverage = new Coverage(covered, place.open({ name: 'coverage' }));
  const { debug, stops, run } = session(() => {
    covered.runModule(covered.compile(SAMPLE, 'sample.py'), '__main__');
    return 'continue';
  });
  debug.breakAt({ line: 2 });
  run();
  expect(stops).toEqual(['square:2', 'square:2']);
  expect(coverage.report()).toMatchObject([{ filename: 'sample.py', missing: [] }]);
});

it('the deepest recursion fits, and one without end is a RecursionError', () => {
  const { debug, interpreter, stops } = session([]);
  debug.breakAt({ line: 3 });
  const module = interpreter.runModule(
    interpreter.compile('def f(n):\n  if n == 0:\n    return 0\n  return 1 + f(n - 1)\n', 'f.py'),
    'f',
  );
  expect(interpreter.call(module.get('f') as never, [980])).toBe(980);
  expect(stops).toEqual(['f:3']);
  expect(() => interpreter.call(module.get('f') as never, [-1])).toThrow(PyException);
  expect(interpreter.depth).toBe(0);
});
