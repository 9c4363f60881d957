import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { besideText } from '../../../harness/cli/face/beside.ts';
import type { SummaryOptions } from '../../../harness/cli/face/options.ts';
import type { Claim, Run } from '../../../harness/records/schema.ts';
import { AGREEMENTS } from '../../../harness/report/beside/claims.ts';
import { besideOf } from '../../../harness/report/beside/index.ts';
import { labelled } from '../../../harness/report/beside/runs.ts';
import { madeRun } from '../../report/made-run.ts';

const plain = { width: 80, colour: false };
const textOf = (runs: readonly Run[], options: SummaryOptions = plain) =>
  besideText(besideOf(labelled(runs)), options);

const claimed = (verdict: Claim['verdict'], change: Partial<Run> = {}): Run => ({
  ...madeRun(),
  claims: [
    { id: 'a', claim: 'The `field` is fastest.', verdict, because: 'So.', rule: 'The rule.', rows: [] },
  ],
  ...change,
});

test('the verdicts of each run stand beside one another, and whether they agree', () => {
  /** Below the words of the claim. */
  const below = (text: string) => text.slice(text.indexOf('The field is fastest.')).split(/\n +/).slice(1, 3);
  expect(below(textOf([claimed('confirmed'), claimed('refuted')]))).toEqual([
    'A ✓ confirmed  B ✗ refuted',
    AGREEMENTS.differ,
  ]);
  const [verdicts] = below(textOf([claimed('confirmed'), madeRun()]));
  expect(verdicts).toMatch(/^A ✓ confirmed {2}B [a-z ]+$/);
});

test('verdicts of many runs stand below one another', () => {
  const runs = Array.from({ length: 5 }, () => claimed('not decided by this run'));
  expect(textOf(runs)).toContain('    D ? not decided by this run\n    E ? not decided by this run\n');
});

test.each([80, 200])('it fits into %i columns', (width) => {
  const name = 'a-strategy-whose-name-is-longer-than-any-column-should-be';
  const runs = [claimed('confirmed'), madeRun({ own: [name], traces: true, quick: true, complete: false })];
  for (const line of textOf(runs, { width, colour: false }).split('\n'))
    expect(line.length, line).toBeLessThanOrEqual(width);
});

test('what limits a run is said with its letter', () => {
  const text = textOf([madeRun(), madeRun({ quick: true })]);
  expect(text).toMatch(/^! B .*\bquick\b/m);
  expect(text).not.toContain('! A');
});

test('text from a record cannot steer the terminal', () => {
  const run = claimed('confirmed', { seed: 7 });
  run.environment = { ...run.environment, cpu: '\u001b[2Ja processor\u202e' };
  const text = textOf([claimed('confirmed'), run]);
  expect(text).toContain('a processor');
  expect(stripVTControlCharacters(text)).toBe(text);
  expect(text).not.toContain('\u202e');
});

test('where there is nothing but ASCII there is nothing else', () => {
  const text = textOf([claimed('it depends'), claimed('refuted', { seed: 7 })], { ...plain, ascii: true });
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  expect(text).toContain('A ~ it depends  B x refuted');
});
