import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleArm, bundleEntry } from '../../harness/arms/bundle.ts';
import type { ArmSamples, PlannedProcess } from '../../harness/records/schema.ts';
import { launch } from '../../harness/run/launch.ts';
import { madeTask, samplesOf } from './made-task.ts';

const SIZE = 3000;
const HERE = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;
let child: string;
const modules = new Map<string, string>();
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
  child = await bundleEntry(join(HERE, 'harness', 'experiments', 'child.ts'), join(folder, 'child.mjs'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** In a process of its own, as in a run: the heap of a test runner moves by itself. */
async function measure(name: string, process: Partial<PlannedProcess>) {
  const module = modules.get(name) ?? (await bundleArm(name, join(HERE, 'strategies', `${name}.ts`), folder));
  modules.set(name, module);
  const planned = { experiment: 'memory' as const, populations: [SIZE], ...process };
  const { task } = madeTask(planned, [name], { arm: { module } });
  const { signal } = new AbortController();
  const outcome = await launch(task, { program: child, folder, timeoutSeconds: 600, signal });
  if (outcome.kind !== 'measured') throw new Error(JSON.stringify(outcome));
  return outcome.answer.samples;
}

/** Bytes per code object, bare and with extras. */
async function fresh(name: string, attachFraction: number): Promise<[number, number]> {
  const [sample, ...others] = await measure(name, { attachFraction });
  expect(others).toEqual([]);
  expect(sample).toMatchObject({ arm: name, unit: 'bytes', population: SIZE, attachFraction });
  return sample!.values.map((bytes) => bytes / sample!.workPerBlock) as [number, number];
}

describe('bytes of a population made from nothing', () => {
  it('are those of the objects, then those with extras; a field was there before', async () => {
    const [none, inline] = [await fresh('none', 1), await fresh('inline', 1)];
    expect(none[0]).toBeGreaterThan(100);
    expect(none[1] - none[0]).toBeCloseTo(0, 0);
    expect(inline[1] - inline[0]).toBeCloseTo(0, 0);
    expect(inline[0] - none[0]).toBeCloseTo(8, 0);
  });

  it('are those of a table by how many have an extra', async () => {
    const added = async (fraction: number) => {
      const [made, attached] = await fresh('map-by-id', fraction);
      return attached - made;
    };
    expect(await added(1)).toBeGreaterThan(24);
    expect(await added(0.05)).toBeLessThan(8);
  });
});

describe('bytes of a population that grows', () => {
  const growth = [0, 0.01, 0.5, 1];
  const workload = 'growing';

  it('are read at each fraction, from one population', async () => {
    const samples = await measure('map-by-id', { workload, growth });
    expect(samples.map(({ attachFraction }) => attachFraction)).toEqual(growth);
    expect(new Set(samples.map(({ values: [made] }) => made)).size).toBe(1);
    const added = samples.map(({ values: [made, now] }) => (now! - made!) / SIZE);
    expect(added[0]).toBeCloseTo(0, 0);
    expect(added[2]).toBeGreaterThan(added[1]! + 5);
    expect(added[3]).toBeGreaterThan(added[2]! + 5);
  });

  it('add a field to each object that is made anew, where room is decided at birth', async () => {
    const size = 4 * SIZE;
    const samples = await measure('trailing', { workload, growth, populations: [size] });
    for (const { values, attachFraction } of samples) {
      const added = (values[1]! - values[0]!) / size;
      // What grows for the first time is compiled: some kilobytes, once.
      expect(Math.abs(added - 8 * attachFraction!)).toBeLessThan(1);
    }
  });
});

describe('bytes by heap snapshot', () => {
  let samples: ArmSamples[];
  beforeAll(async () => {
    samples = await measure('trailing', { workload: 'snapshot', attachFraction: 0.5 });
  });

  it('are told by constructor: a field is eight bytes of the objects that have room for it', () => {
    const own = (part: string) => samplesOf(samples, 'snapshot-bytes', { part }).values[0]! / (SIZE / 2);
    expect(Number.isInteger(own('PlainCode'))).toBe(true);
    expect(own('RoomyCode') - own('PlainCode')).toBe(8);
  });

  it('sum up to more than any part, and parts too small to tell are left out', () => {
    const parts = samples.filter(({ part }) => part !== undefined);
    const total = samples.find(({ part }) => part === undefined)!.values[0]!;
    expect(parts.length).toBeGreaterThan(2);
    for (const { values, workPerBlock } of parts) {
      expect(Math.abs(values[0]!)).toBeGreaterThanOrEqual(workPerBlock / 2);
      expect(values[0]).toBeLessThan(total);
    }
    for (const { unit } of samples) expect(unit).toBe('snapshot-bytes');
  });
});
