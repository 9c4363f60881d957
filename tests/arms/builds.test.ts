import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuildArm } from '../../harness/arms/builds.ts';
import { type Build, bundleBuild } from '../../harness/arms/bundle.ts';
import { bareSpec, CodeObject } from '../../interpreter/code.ts';
import { dump, Interpreter } from '../../interpreter/index.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { openPlace } from '../../strategies/place.ts';
import { load } from './load.ts';

const SOURCE = `
class Adder:
    def add(self, a, b):
        return a + b

def twice(n):
    return n + n

def numbers(n):
    for i in range(n):
        yield twice(i)

def run():
    return sum(numbers(3)) + Adder().add(twice(1), 2)
`;

/** Entries of one run: run, twice four times, add, and the generator, entered once and resumed four times. */
const ENTRIES = { run: 1, twice: 4, add: 1, numbers: 1 + 4 };
const ALL_ENTRIES = Object.values(ENTRIES).reduce((sum, each) => sum + each);

const folder = mkdtempSync(join(tmpdir(), 'builds-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options = {
  name: 'small',
  code: dump(new Interpreter().compile(SOURCE, 'small.py')),
  entry: 'run',
  hook: true,
} as const;
const noStorage = new URL('../../strategies/none.ts', import.meta.url).pathname;

/** A core of its own, with the arm in it. */
async function loaded(build: Build): Promise<{ arm: BuildArm; text: string }> {
  const name = `${build.grain}-${build.way}`;
  const file = await bundleBuild(name, build, noStorage, folder);
  const { arm } = await load<{ arm: BuildArm }>(file);
  return { arm, text: readFileSync(file, 'utf8') };
}

const BUILDS: readonly Build[] = [
  { grain: 'interpreter', way: 'hook' },
  { grain: 'process', way: 'hook' },
  { grain: 'code', way: 'hook' },
  { grain: 'code', way: 'own-hooks' },
  { grain: 'code', way: 'idle' },
  { grain: 'interpreter', way: 'decorator' },
];

describe.each(BUILDS)('hooks by $grain, $way', (build) => {
  let arm: BuildArm;
  let text: string;
  beforeAll(async () => {
    ({ arm, text } = await loaded(build));
  });

  it('answers as a core without a hook does', () => {
    const program = arm.openProgram(options);
    program.run(3);
    expect(program.checksum()).toBe('10');
  });

  it('counts what it can see', () => {
    const program = arm.openProgram(options);
    program.run(5);
    // Whoever asked for the attribute `run` got the decorated function; methods and resumed generators escape a decorator.
    const decorated = ENTRIES.run + ENTRIES.twice + 1;
    const seen = { hook: ALL_ENTRIES, 'own-hooks': ALL_ENTRIES, idle: 0, decorator: decorated };
    expect(program.counted()).toBe(5 * seen[build.way]);
  });

  it('holds one grain, and no other', () => {
    const lines = {
      interpreter: 'return vm.hook;',
      process: 'return processHook;',
      code: 'return code.hook;',
    };
    for (const [grain, line] of Object.entries(lines))
      expect(text.includes(line)).toBe(grain === build.grain);
  });
});

describe('two interpreters in one core', () => {
  it.each(['interpreter', 'code'] as const)('do not disturb one another with hooks by %s', async (grain) => {
    const { arm } = await loaded({ grain, way: 'hook' });
    const one = arm.openProgram(options);
    const other = arm.openProgram(options);
    one.run(1);
    expect([one.counted(), other.counted()]).toEqual([ALL_ENTRIES, 0]);
    other.run(2);
    expect([one.counted(), other.counted()]).toEqual([ALL_ENTRIES, 2 * ALL_ENTRIES]);
  });

  it('take the hook away from one another when there is one for the process', async () => {
    const { arm } = await loaded({ grain: 'process', way: 'hook' });
    const one = arm.openProgram(options);
    const other = arm.openProgram(options);
    // The first tool has counted while the second program was loaded, its module and its class; then it lost the hook.
    expect(one.counted()).toBe(2);
    one.run(1);
    expect([one.counted(), other.counted()]).toEqual([2, ALL_ENTRIES]);
  });
});

describe('a field that nobody uses', () => {
  it('is there, and holds nothing', () => {
    const unused = STRATEGIES.find(({ name }) => name === 'unused-field')!;
    const code = openPlace(unused, CodeObject).makeCode(bareSpec('f'));
    expect(Reflect.ownKeys(code)).toContain('extra');
    expect((code as unknown as { extra: unknown }).extra).toBeUndefined();
  });
});
