import { expect, test } from 'vitest';
import { summary } from '../../harness/cli/face/summary.ts';
import type { Row } from '../../harness/records/schema.ts';
import { FORM, madeRun, PROGRAMS } from './made-run.ts';

const plain = { width: 80, colour: false };

/** What a life costs, a thousand times as much. */
function wider(row: Row): Row {
  const { experiment, estimate, low, high } = row;
  if (experiment !== 'life' && experiment !== 'collector') return row;
  const more = (value: number | null) => (value === null ? null : -1000 * value);
  return { ...row, estimate: more(estimate), low: more(high), high: more(low) };
}

test.each([
  ['a whole run', madeRun()],
  ['a run without intervals', madeRun({ processes: 2, quick: true, complete: false })],
  [
    'a run with a very long name',
    madeRun({ own: ['a-strategy-whose-name-is-longer-than-any-column-should-be'] }),
  ],
  ['a run with no row', madeRun({ without: () => true })],
  ['a run with lives', madeRun({ life: true })],
  [
    'a run with lives of many digits',
    { ...madeRun(), rows: madeRun({ life: true }).rows.map((row) => wider(row)) },
  ],
])('%s fits into 80 columns', (_, run) => {
  for (const line of summary(run, plain).split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
});

test('every strategy has a row', () => {
  const lines = summary(madeRun(), plain).split('\n');
  for (const name of [
    'inline',
    'trailing',
    'map-by-id',
    'map-by-address',
    'map-by-object',
    'weakmap',
    'weakref-list',
  ]) {
    expect(
      lines.some((line) => line.startsWith(`${name} `)),
      name,
    ).toBe(true);
  }
  expect(lines.find((line) => line.startsWith('map-by-id'))).toMatch(/100 % left$/);
  expect(lines.find((line) => line.startsWith('weakref-list'))).toMatch(/gone after 2$/);
});

test('the life of a code object follows the comparison, with forms below their strategies', () => {
  const text = summary(madeRun({ life: true }), plain);
  const life = text.slice(text.indexOf('\nlife '));
  expect(life).toMatch(/\nmap-by-id .*\n {2}-finalized .* 56 /);
  expect(life.replace(/\s/g, ' ')).toContain('full: added to a full collection with 1 000 000 live extras');
  expect(summary(madeRun(), plain)).not.toContain('\nlife ');
  expect(summary(madeRun({ life: true }), { width: 200, colour: false })).toMatch(
    /\n {2}-finalized .* 56 \[56, 56\] /,
  );
  expect(text).not.toContain(FORM);
});

test('the twin of inline stands with its interval on each program', () => {
  const lines = summary(madeRun(), plain).split('\n');
  for (const program of PROGRAMS) {
    expect(
      lines.some((line) =>
        new RegExp(`^${program} +−?\\d+\\.\\d \\[−?\\d+\\.\\d, −?\\d+\\.\\d\\] %`).test(line),
      ),
      program,
    ).toBe(true);
  }
});

test('a wider terminal shows intervals, a very wide one every program', () => {
  expect(summary(madeRun(), { width: 120, colour: false })).toMatch(/inline .*3\.20 \[2\.\d\d, 3\.\d\d\]/);
  expect(summary(madeRun(), { width: 260, colour: false })).toContain('scheduler, ns');
});

test('colour is used where it is wanted and nowhere else', () => {
  const sequence = '\u001b[';
  expect(summary(madeRun(), plain)).not.toContain(sequence);
  expect(summary(madeRun(), { width: 80, colour: true })).toContain(sequence);
});

test('a failed control is named', () => {
  const run = madeRun();
  run.controls[0] = { ...run.controls[0]!, passed: false, says: 'The twin ran away.' };
  expect(summary(run, plain)).toContain('failed: none-twin, call-cost, fib. The twin ran away.');
});

test('doubts are told', () => {
  expect(summary(madeRun(), plain)).toContain('- not-steady: In process 17');
});

test('a name from a record cannot steer the terminal', () => {
  const run = madeRun({ own: ['mine\u001b[2J\u0007'] });
  run.doubts.push({ code: 'odd', says: 'clears\u001b[2J the screen' });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the point
  expect(summary(run, plain)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});
