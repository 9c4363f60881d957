import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../harness/traces/facts.ts';
import { unpackTrace } from '../../harness/traces/format.ts';
import { readHead } from '../../workloads/head.ts';
import { TRACES } from '../../workloads/traces.ts';

const read = TRACES.map((each) => ({ ...each, trace: unpackTrace(readFileSync(each.path), each.file) }));

describe('our traces', () => {
  it('are at least five, each with a recipe, and none is left over', () => {
    expect(TRACES.length).toBeGreaterThanOrEqual(5);
    const files = readdirSync(join(import.meta.dirname, '../../workloads/traces'));
    expect(files.filter((file) => file.endsWith('.gz')).sort()).toEqual(TRACES.map(({ file }) => file));
  });

  it.each(read)('$name is small, and was recorded under CPython 3.11', ({ path, trace }) => {
    expect(statSync(path).size).toBeLessThan(200_000);
    expect(trace.recordedWith).toMatch(/^cpython 3\.11\.\d+, sys\.setprofile$/);
    expect(trace.nsPerCall).toBeGreaterThan(50);
    expect(trace.nsPerCall).toBeLessThan(100_000);
  });

  it.each(read)('$name says what it stresses and what it does not tell', (each) => {
    expect(each.title).toMatch(/^\S.*\.$/);
    expect(each.stresses).toMatch(/^[^ ].{40,}\.$/);
    expect(each.doesNotTell).toMatch(/^[^ ].{20,}\.$/);
  });

  it.each(read)('$name names what was entered, without a path', ({ trace }) => {
    expect(trace.names).toHaveLength(factsOf(trace).calledOften.get(1)!);
    expect(trace.names.filter((name) => name.includes('/'))).toEqual([]);
  });

  it('reach from small programs to large ones, and code objects come and go', () => {
    const facts = read.map(({ trace }) => factsOf(trace));
    const populations = facts.map(({ atMost }) => atMost);
    expect(Math.max(...populations)).toBeGreaterThanOrEqual(12_000);
    expect(Math.min(...populations)).toBeLessThan(2_500);
    expect(Math.max(...facts.map(({ died }) => died))).toBeGreaterThan(0);
    for (const { entries } of facts) expect(entries).toBeGreaterThan(10_000);
  });
});

it('a recipe that says nothing is refused by its path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'coextra-'));
  try {
    const file = join(folder, 'mute.py');
    writeFileSync(file, '"""A title.\n\nStresses: something\n    and more.\n"""\n');
    expect(() => readHead(file)).toThrow(/mute\.py.*"Does not tell:/);
    writeFileSync(file, '"""A title.\n\nStresses: a\n    b.\nDoes not tell: c.\n"""\n');
    expect(readHead(file)).toMatchObject({ title: 'A title.', stresses: 'a b.', doesNotTell: 'c.' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
