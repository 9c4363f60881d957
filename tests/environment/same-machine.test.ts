import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../harness/environment/environment.ts';
import { differences, differenceText } from '../../harness/environment/same-machine.ts';
import type { Environment } from '../../harness/records/schema.ts';

const HERE: Environment = {
  node: '20.19.0',
  v8: '11.3.244.8-node.26',
  platform: 'linux',
  arch: 'x64',
  kernel: '6.1.0',
  cpu: 'A processor',
  cores: 4,
  memoryBytes: 8e9,
  ci: false,
  sourceVersion: 'a'.repeat(40),
  sourceChanged: false,
};

describe('two environments', () => {
  it('do not differ from themselves', () => {
    expect(differences(HERE, { ...HERE })).toEqual([]);
    expect(differences(readEnvironment(), readEnvironment())).toEqual([]);
  });

  it.each([
    ['node', '20.19.1', 'engine'],
    ['v8', '12.4', 'engine'],
    ['arch', 'arm64', 'machine'],
    ['platform', 'darwin', 'machine'],
    ['cpu', 'Another', 'machine'],
    ['cores', 8, 'machine'],
    ['kernel', '6.2.0', 'note'],
  ] as const)('that differ in %s are told apart by it', (field, value, weight) => {
    const found = differences(HERE, { ...HERE, [field]: value });
    expect(found).toEqual([{ field, one: String(HERE[field]), other: String(value), weight }]);
    const text = differenceText(found[0]!);
    expect(text.indexOf(String(HERE[field]))).toBeGreaterThan(0);
    expect(text.lastIndexOf(String(value))).toBeGreaterThan(text.indexOf(String(HERE[field])));
  });

  it('are not told apart by memory, CI or the sources, which are what is compared', () => {
    const other = { ...HERE, memoryBytes: 1, ci: true, sourceVersion: null, sourceChanged: null };
    expect(differences(HERE, other)).toEqual([]);
  });

  it('tell the weightiest difference first', () => {
    const other = { ...HERE, kernel: 'x', cpu: 'x', node: 'x' };
    expect(differences(HERE, other).map(({ weight }) => weight)).toEqual(['engine', 'machine', 'note']);
  });
});
