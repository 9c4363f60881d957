import { readFileSync } from 'node:fs';
import { subset } from 'semver';
import { expect, it } from 'vitest';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));

it('no version of Node is allowed that a package excludes', () => {
  const { engines } = read('package.json');
  const packages: [string, { engines?: { node?: string }; optional?: boolean }][] = Object.entries(
    read('package-lock.json').packages,
  );
  // What is for other platforms is not installed.
  const excluding = packages
    .filter(([name, { optional }]) => name !== '' && optional !== true)
    .filter(([, { engines: wanted }]) => wanted?.node !== undefined && !subset(engines.node, wanted.node))
    .map(([name, { engines: wanted }]) => `${name}: ${wanted!.node}`);
  expect(excluding).toEqual([]);
});
