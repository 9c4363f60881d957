import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleArm, bundleToolArm } from '../../harness/arms/bundle.ts';
import { createToolArm, type ToolArm } from '../../harness/arms/tools.ts';
import { TOOL_NAMES } from '../../harness/experiments/tools/index.ts';
import { dump, Interpreter } from '../../interpreter/index.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { load } from './load.ts';

const SOURCE = `
def square(n):
    return n * n

def run():
    total = 0
    for i in range(200):
        total += square(i)
    return total
`;
const ANSWER = '2646700';

const code = dump(new Interpreter().compile(SOURCE, 'small.py'));
const storing = STRATEGIES.filter(({ promises }) => promises.fate !== 'nothing-stored');
const tools = TOOL_NAMES;

describe.each(storing)('tools that keep their data by $name', (strategy) => {
  it.each(tools)('%s: the answer is the program’s', (tool) => {
    const program = createToolArm(strategy).openProgram({
      name: 'small',
      code,
      entry: 'run',
      hook: true,
      tool,
    });
    program.run(60);
    expect(program.checksum()).toBe(ANSWER);
  });
});

describe('a bundle with tools', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tools-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = new URL('../../strategies/weakmap.ts', import.meta.url).pathname;

  it('runs a program with each of them, and without any', async () => {
    const module = await bundleToolArm('weakmap', file, folder);
    const { arm } = await load<{ arm: ToolArm }>(module);
    for (const [hook, tool] of [[false, 'JIT'], ...tools.map((each) => [true, each])] as [
      boolean,
      string,
    ][]) {
      const program = arm.openProgram({ name: 'small', code, entry: 'run', hook, tool });
      program.run(40);
      expect(program.checksum()).toBe(ANSWER);
    }
  });

  it('is apart from the others: an arm that counts holds no tool', async () => {
    const module = await bundleArm('weakmap', file, folder);
    expect(readFileSync(module, 'utf8')).not.toMatch(/class (Jit|Debugger|Coverage)\b/);
  });

  it('refuses a tool that there is not', () => {
    const open = () =>
      createToolArm(storing[0]!).openProgram({
        name: 'small',
        code,
        entry: 'run',
        hook: true,
        tool: 'profiler',
      });
    expect(open).toThrow('"profiler"');
  });
});
