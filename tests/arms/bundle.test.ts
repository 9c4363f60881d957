import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Arm } from '../../harness/arms/arm.ts';
import { bundleArm } from '../../harness/arms/bundle.ts';
import { dump, Interpreter } from '../../interpreter/index.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { load } from './load.ts';

const STRATEGY_FOLDER = fileURLToPath(new URL('../../strategies/', import.meta.url));

let folder: string;
const modules = new Map<string, string>();
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
  const bundle = async (name: string) =>
    modules.set(name, await bundleArm(name, join(STRATEGY_FOLDER, `${name}.ts`), folder));
  await Promise.all(STRATEGIES.map(({ name }) => bundle(name)));
});
afterAll(() => rmSync(folder, { recursive: true }));

const emitted = (name: string) => readFileSync(modules.get(name)!, 'utf8');

const loaded = async (name: string, address?: string) =>
  (await load<{ arm: Arm }>(modules.get(name)!, address)).arm;

describe('the emitted code', () => {
  it('keeps private fields private: none becomes a WeakMap', () => {
    for (const { name } of STRATEGIES) {
      const used = emitted(name).match(/new WeakMap\b/g)?.length ?? 0;
      expect(`${name} ${used}`).toBe(`${name} ${name === 'weakmap' ? 1 : 0}`);
    }
    expect(emitted('map-by-id')).toContain('#extras');
  });

  it('has no helper of the bundler in it', () => {
    for (const { name } of STRATEGIES)
      expect(emitted(name)).not.toMatch(/__(publicField|privateGet|spreadValues|name)\b/);
  });

  it('holds no front end', () => {
    expect(emitted('inline')).toMatch(/\bInlineStorage = class\b/);
    expect(emitted('inline')).not.toMatch(/\b(Builder|Checker|Collector|Region|Scope)\d* = class\b/);
  });

  it('holds one strategy only', () => {
    const storages = /\b(\w+Storage|(?:Number|Object|Weak|Finalized)Table) = class\b/g;
    const held = (name: string) => [...emitted(name).matchAll(storages)].map(([, found]) => found);
    expect(held('inline')).toEqual(['InlineStorage']);
    expect(held('weakref-list')).toEqual(['WeakReferenceStorage']);
    expect(held('map-by-id')).toEqual(['NumberTable']);
    expect(held('map-by-id-weak')).toEqual(['WeakTable']);
  });
});

describe('an arm', () => {
  const source =
    'def add(a, b):\n    return a + b\ndef run():\n    return sum(add(i, 1) for i in range(10))\n';
  const code = dump(new Interpreter().compile(source, 'p.py'));

  it('is a program of its own at each address', async () => {
    const one = await loaded('inline', 'one');
    const two = await loaded('inline', 'two');
    expect(one).not.toBe(two);
    expect(one.openPopulation).not.toBe(two.openPopulation);
  });

  it.each(STRATEGIES)('finds what was attached and nothing else ($name)', async ({ name, promises }) => {
    const arm = await loaded(name);
    const population = arm.openPopulation({ size: 100, wantsExtra: (i) => i % 4 === 0 });
    population.make();
    population.attach(Array.from({ length: 100 }, () => ({ entries: 0 })));
    const all = population.sequence(Int32Array.from({ length: 100 }, (_, i) => i));
    expect(population.lookUp(all, 100)).toBe(promises.fate === 'nothing-stored' ? 0 : 25);
    expect(population.touched()).toBe(100);
  });

  it.each(STRATEGIES)('runs a program to the same answer, hooked or not ($name)', async ({ name }) => {
    const arm = await loaded(name);
    const answers = [true, false].map((hook) => {
      const program = arm.openProgram({ name: 'p', code, entry: 'run', hook });
      program.run(3);
      return program.checksum();
    });
    expect(answers).toEqual(['55', '55']);
  });
});
