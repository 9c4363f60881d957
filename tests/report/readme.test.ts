import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { judge } from '../../harness/judge/judge.ts';
import { readRun, readSamples } from '../../harness/records/store.ts';
import { withAnswer } from '../../harness/report/readme.ts';
import { STRATEGIES } from '../../strategies/index.ts';

const at = (path: string) => new URL(`../../${path}`, import.meta.url).pathname;
const reference = readRun(at('results/reference'));

it('README shows the answer of the committed reference run (npm run readme makes it anew)', () => {
  const readme = readFileSync(at('README.md'), 'utf8');
  expect(withAnswer(readme, reference)).toBe(readme);
});

it('the reference run is complete and holds every strategy', () => {
  expect(reference.complete).toBe(true);
  for (const { name } of STRATEGIES)
    expect(reference.rows.some(({ strategy }) => strategy === name)).toBe(true);
});

it('the rows, controls and claims of the reference run are what its samples say', () => {
  const again = judge(reference, readSamples(at('results/reference')).records, []);
  expect(again.rows).toEqual(reference.rows);
  expect(again.controls).toEqual(reference.controls);
  expect(again.claims).toEqual(reference.claims);
});
