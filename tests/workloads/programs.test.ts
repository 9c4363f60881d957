import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROGRAMS, readExpected, readPrograms } from '../../workloads/programs.ts';

describe('the programs', () => {
  it('are the files of the folder', () => {
    expect(PROGRAMS.map(({ name }) => name)).toEqual(
      [
        ['automata', 'bank', 'constraints', 'coroutines', 'cover', 'fib', 'kernel', 'matrix', 'parser'],
        ['particles', 'queens', 'raytrace', 'scheduler', 'sieve', 'text', 'thousand', 'visitors'],
      ].flat(),
    );
  });

  it.each(PROGRAMS)(
    '$name says what it stresses and what it does not tell',
    ({ title, stresses, doesNotTell }) => {
      expect(title).toMatch(/^[A-Z].*\.$/);
      expect(stresses).toMatch(/^[^ ].{40,}\.$/);
      expect(doesNotTell).toMatch(/^[^ ].{40,}\.$/);
    },
  );

  it('each have a recording by CPython 3.11, and no recording is left over', () => {
    const recordings = readdirSync(join(import.meta.dirname, '../../workloads/expected'));
    expect(recordings).toEqual(PROGRAMS.map(({ name }) => `${name}.json`));
    for (const { name } of PROGRAMS) expect(readExpected(name).python).toMatch(/^3\.11\./);
  });
});

it('a program that does not say what it stresses is refused by name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'coextra-'));
  try {
    writeFileSync(join(folder, 'mute.py'), '"""Nothing to say."""\n');
    expect(() => readPrograms(folder)).toThrow(/mute\.py.*"Stresses:/);
    writeFileSync(join(folder, 'mute.py'), 'x = 1\n');
    expect(() => readPrograms(folder)).toThrow(/mute\.py.*\bdocstring\b/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
