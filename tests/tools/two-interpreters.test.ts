import { describe, expect, it } from 'vitest';
import { CodeObject } from '../../interpreter/code.ts';
import { Interpreter, type ModuleMaker } from '../../interpreter/index.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { openPlace } from '../../strategies/place.ts';
import { Debugger } from '../../tools/debugger.ts';
import { toolModule } from '../../tools/importable.ts';
import { Jit } from '../../tools/jit.ts';

/** The first line is the import of a tool, or nothing. */
const program = (first: string) => `${first}
def square(n):
    return n * n

def total(n):
    result = 0
    for i in range(n):
        result += square(i)
    return result

answer = [total(10) for _ in range(20)][-1]
`;
const ANSWER = '285';

const storing = STRATEGIES.filter(({ promises }) => promises.fate !== 'nothing-stored');

/** An interpreter in which a program can import a JIT, and one in which it can import a debugger; both use the strategy. */
function twoInterpreters(strategy: (typeof storing)[number]) {
  const jits: Jit[] = [];
  const stops: string[] = [];
  const withModule = (name: string, make: (place: ReturnType<typeof openPlace>) => ModuleMaker) => {
    const place = openPlace(strategy, CodeObject);
    return new Interpreter({ makeCode: place.makeCode, modules: new Map([[name, make(place)]]) });
  };
  const first = withModule('jit', (place) =>
    toolModule('jit', (interpreter) => {
      jits.push(new Jit(interpreter, place.open({ name: 'JIT' }), { threshold: 5 }));
    }),
  );
  const second = withModule('debugger', (place) =>
    toolModule('debugger', (interpreter) => {
      const tool = new Debugger(interpreter, place.open({ name: 'debugger' }), (stop) => {
        stops.push(`${stop.function}:${stop.line} n=${stop.show('n')}`);
        return 'continue';
      });
      tool.breakAt({ line: 3 });
    }),
  );
  return { first, second, jits, stops };
}

function run(interpreter: Interpreter, source: string): string {
  const module = interpreter.runModule(interpreter.compile(source, 'program.py'), 'program');
  return interpreter.repr(interpreter.getAttribute(module, 'answer'));
}

describe.each(storing)('a JIT in one interpreter and a debugger in another, by $name', (strategy) => {
  it('do not disturb one another', () => {
    const { first, second, jits, stops } = twoInterpreters(strategy);
    const compiled = run(first, program('import jit'));
    expect(stops).toEqual([]);
    const stepped = run(second, program('import debugger'));
    expect([compiled, stepped]).toEqual([ANSWER, ANSWER]);
    expect(jits).toHaveLength(1);
    // The debugger stopped at each call of its own interpreter's, and at none of the other's.
    expect(stops).toHaveLength(200);
    expect(stops.slice(0, 2)).toEqual(['square:3 n=0', 'square:3 n=1']);
    const { compiled: before } = jits[0]!.stats();
    expect(before).toBeGreaterThanOrEqual(2);
    // And neither is gone: the first goes on with what it has compiled, the second stops again.
    expect(run(first, program(''))).toBe(ANSWER);
    expect(stops).toHaveLength(200);
    expect(run(second, program(''))).toBe(ANSWER);
    expect(stops).toHaveLength(400);
    expect(first.hook).not.toBe(second.hook);
  });
});
