import { describe, expect, it } from 'vitest';
import type { CodeObject } from '../../interpreter/code.ts';
import { CodeObject as Code } from '../../interpreter/code.ts';
import { Interpreter, type ModuleMaker } from '../../interpreter/index.ts';
import inline from '../../strategies/inline.ts';
import { openPlace } from '../../strategies/place.ts';
import { type Count, countEntries } from '../../tools/counter.ts';
import { makeFrameHook, toolModule } from '../../tools/importable.ts';

/** An interpreter where the module `counter` can be imported, and what was counted in it, by name. */
function withCounter() {
  const place = openPlace(inline, Code);
  const storage = place.open<Count>({ name: 'counter' });
  const made: CodeObject[] = [];
  const modules = new Map<string, ModuleMaker>([
    ['counter', toolModule('counter', (interpreter) => countEntries(interpreter, storage))],
  ]);
  const interpreter = new Interpreter({
    modules,
    makeCode(spec) {
      const code = place.makeCode(spec);
      made.push(code);
      return code;
    },
  });
  const counts = () =>
    Object.fromEntries(
      made.flatMap((code) => {
        const count = storage.get(code);
        return count === undefined ? [] : [[code.name, count.entries]];
      }),
    );
  return { interpreter, counts };
}

const run = (interpreter: Interpreter, source: string) =>
  interpreter.runModule(interpreter.compile(source, 'test.py'), 'test');

const CALLS = 'def f():\n    return 1\nf()\n';

describe('importing the module of a tool', () => {
  it('sets the hook of the interpreter that imports it, from then on', () => {
    const { interpreter, counts } = withCounter();
    run(interpreter, `${CALLS}import counter\nf()\nf()\n`);
    expect(counts()).toEqual({ f: 2 });
  });

  it('sets nobody else’s', () => {
    const one = withCounter();
    const other = withCounter();
    run(one.interpreter, `import counter\n${CALLS}`);
    run(other.interpreter, CALLS);
    expect(other.interpreter.hook).toBeNull();
    expect([one.counts(), other.counts()]).toEqual([{ f: 1 }, {}]);
  });

  it('lets a program take it away and put it back', () => {
    const { interpreter, counts } = withCounter();
    run(interpreter, `import counter\n${CALLS}counter.off()\nf()\ncounter.on()\nf()\n`);
    expect(counts()).toEqual({ f: 2 });
  });

  it('is refused by the compiler where nobody offers it', () => {
    expect(() => run(new Interpreter(), 'import counter\n')).toThrow(/counter/);
  });
});

describe('a setter as sys.settrace is one', () => {
  const modules = new Map([['framehook', makeFrameHook]]);
  const seen = (source: string) => {
    const interpreter = new Interpreter({ modules });
    const module = run(interpreter, `import framehook\nseen = []\n${source}`);
    return interpreter.repr(module.namespace.get('seen')!);
  };

  it('takes a hook written in Python, which sees each entry and not itself', () => {
    const source =
      'def note(name, line):\n    seen.append((name, line))\n' +
      'def f(n):\n    return n and f(n - 1)\nframehook.set(note)\nf(2)\nframehook.set(None)\nf(2)\n';
    expect(seen(source)).toBe("[('f', 5), ('f', 5), ('f', 5)]");
  });

  it('lets the hook take itself away', () => {
    const source =
      'def once(name, line):\n    seen.append(name)\n    framehook.set(None)\n' +
      'def f():\n    return 1\nframehook.set(once)\nf()\nf()\n';
    expect(seen(source)).toBe("['f']");
  });

  it('stays when the hook raises, as an exception of the call', () => {
    const source =
      'def bad(name, line):\n    raise ValueError(name)\ndef f():\n    return 1\nframehook.set(bad)\n' +
      'for i in range(2):\n    try:\n        f()\n    except ValueError as e:\n        seen.append(str(e))\n';
    expect(seen(source)).toBe("['f', 'f']");
  });
});
