import { readFileSync } from 'node:fs';
import { satisfies, subset } from 'semver';
import { expect, it } from 'vitest';
import { judgeNode } from '../../harness/doctor/works.ts';

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

it.each(['18.20.0', '20.18.3', '20.19.0', '21.7.0', '22.11.0', '22.12.0', '23.11.0', '24.0.0', '26.1.0'])(
  'the doctor finds Node %s fit where package.json allows it',
  (version) => {
    const isAllowed = satisfies(version, read('package.json').engines.node);
    expect(judgeNode(version).standing).toBe(isAllowed ? 'fit' : 'unfit');
  },
);
