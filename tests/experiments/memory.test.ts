import { describe, expect, it } from 'vitest';
import { measureMemory } from '../../harness/experiments/memory.ts';
import type { PlannedProcess } from '../../harness/records/schema.ts';
import { madeTask, samplesOf } from './made-task.ts';

/** The heap of a test runner moves by itself, by some bytes on each of so many objects. */
const SIZE = 20_000;
const RUNNER = 12;

async function measure(name: string, process: Partial<PlannedProcess>) {
  const { task, arms } = madeTask({ experiment: 'memory', populations: [SIZE], ...process }, [name]);
  return (await measureMemory(task, arms)).samples;
}

describe('bytes of a population made from nothing', () => {
  it('are those of the objects, then those with extras; a table shows, a field does not', async () => {
    const added = async (name: string) => {
      const [sample, ...others] = await measure(name, { attachFraction: 1 });
      expect(others).toEqual([]);
      expect(sample).toMatchObject({ arm: name, unit: 'bytes', population: SIZE, attachFraction: 1 });
      const [made, attached] = sample!.values.map((bytes) => bytes / sample!.workPerBlock) as [
        number,
        number,
      ];
      expect(made).toBeGreaterThan(100);
      return attached - made;
    };
    expect(await added('inline')).toBeLessThan(RUNNER);
    expect(await added('map-by-id')).toBeGreaterThan(30);
  });

  it('are fewer at a small attach fraction', async () => {
    const [sample] = await measure('map-by-id', { attachFraction: 0.05 });
    const [made, attached] = sample!.values as [number, number];
    expect((attached - made) / SIZE).toBeLessThan(20);
  });
});

describe('bytes of a population that grows', () => {
  const growth = [0, 0.01, 0.5, 1];

  it('are read at each fraction, from one population', async () => {
    const samples = await measure('map-by-id', { workload: 'growing', growth });
    expect(samples.map(({ attachFraction }) => attachFraction)).toEqual(growth);
    expect(new Set(samples.map(({ values: [made] }) => made)).size).toBe(1);
    const added = samples.map(({ values: [made, now] }) => (now! - made!) / SIZE);
    expect(added[1]).toBeLessThan(RUNNER);
    expect(added[2]).toBeGreaterThan(added[1]! + 5);
    expect(added[3]).toBeGreaterThan(added[2]! + 5);
  });

  it('leave the layout of objects without room behind, where room is decided at birth', async () => {
    const samples = await measure('trailing', { workload: 'growing', growth });
    // Each object is replaced by one with room: no more than a field is left over.
    for (const { values } of samples) expect((values[1]! - values[0]!) / SIZE).toBeLessThan(8 + RUNNER);
  });
});

describe('bytes by heap snapshot', () => {
  const size = 2000;
  const snapshot = { workload: 'snapshot', populations: [size], attachFraction: 1 };
  const own = async (name: string, part: string) =>
    samplesOf(await measure(name, snapshot), 'snapshot-bytes', { part }).values[0]! / size;

  it('are told by constructor: a field is eight bytes of the object itself', async () => {
    const [bare, inline] = [await own('none', 'CodeObject'), await own('inline', 'InlineCode')];
    expect(Number.isInteger(bare)).toBe(true);
    expect(inline - bare).toBe(8);
  });

  it('sum up to more than any part, and parts too small to tell are left out', async () => {
    const samples = await measure('map-by-id-weak', snapshot);
    const parts = samples.filter(({ part }) => part !== undefined);
    const total = samples.find(({ part }) => part === undefined)!.values[0]!;
    for (const { values, workPerBlock } of parts)
      expect(Math.abs(values[0]!)).toBeGreaterThanOrEqual(workPerBlock / 2);
    for (const { values } of parts) expect(values[0]).toBeLessThan(total);
    expect(parts.map(({ part }) => part)).toContain('WeakRef');
    for (const { unit } of samples) expect(unit).toBe('snapshot-bytes');
  });
});
