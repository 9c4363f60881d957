import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { summary } from '../../../harness/cli/face/summary.ts';
import type { Claim, Row, Run } from '../../../harness/records/schema.ts';
import { FORM, madeRun, PROGRAMS } from '../../report/made-run.ts';

const plain = { width: 80, colour: false };

const CLAIMS = (
  [
    ['The field is fastest.', 'confirmed'],
    ['Maps are free.', 'refuted'],
    ['Lists are slow.', 'it depends'],
    ['Bytes matter.', 'not decided by this run'],
  ] as const
).map(
  ([claim, verdict], index): Claim => ({
    id: `claim-${index}`,
    claim,
    verdict,
    because: '`weakmap` takes 4.4 [4.3, 4.5] ns more, and that is what the rule asks for in so many words.',
    rule: 'The rule.',
    rows: [0],
  }),
);

const claimed: Run = { ...madeRun(), claims: CLAIMS };

function withClaim(part: Partial<Claim>): Run {
  return { ...madeRun(), claims: [{ ...CLAIMS[0]!, ...part }] };
}

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
  ['a run with traces', madeRun({ traces: true })],
  ['a run with claims', claimed],
  ['a run with a claim of one endless word', withClaim({ claim: 'x'.repeat(300) })],
  [
    'a run with lives of many digits',
    { ...madeRun(), rows: madeRun({ life: true }).rows.map((row) => wider(row)) },
  ],
])('%s fits into 80 columns, and into 200', (_, run) => {
  for (const width of [80, 200]) {
    const text = summary(run, { width, colour: false });
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(width);
  }
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
  expect(lines.some((line) => /^map-by-id .* 100 % left$/.test(line))).toBe(true);
  expect(lines.some((line) => /^weakref-list .* gone after 2$/.test(line))).toBe(true);
});

test('the life of a code object follows the comparison, with forms below their strategies', () => {
  const text = summary(madeRun({ life: true }), plain);
  const life = text.slice(text.indexOf('\nlife '));
  expect(life).toMatch(/\nmap-by-id .*\n {2}-finalized .* 56\n/);
  expect(life.replace(/\s+/g, ' ')).toMatch(/\bfull: [^;]*\b1 000 000\b/);
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
  expect(summary(claimed, plain)).not.toContain(sequence);
  expect(summary(claimed, { width: 80, colour: true })).toContain(sequence);
});

test('colour says nothing that the text does not say', () => {
  for (const width of [80, 200]) {
    const coloured = summary(claimed, { width, colour: true });
    expect(stripVTControlCharacters(coloured)).toBe(summary(claimed, { width, colour: false }));
  }
});

test('a failed control is named', () => {
  const run = madeRun();
  run.controls[0] = { ...run.controls[0]!, passed: false, says: 'The twin ran away.' };
  const line = summary(run, plain)
    .split('\n')
    .find((each) => each.includes('The twin ran away.'));
  expect(line).toMatch(/\bnone-twin, call-cost, fib\b/);
});

test('of many failed controls the first are told and the others counted by kind', () => {
  const run = madeRun();
  const failed = run.controls.map((control) => ({ ...control, passed: false }));
  const text = summary({ ...run, controls: failed }, plain);
  expect(text.match(/^failed: /gm)).toHaveLength(5);
  expect(text).toMatch(new RegExp(`\\b${failed.length - 5} more\\b`));
  expect(text).toMatch(new RegExp(`\\b0 of ${failed.length}\\b`));
});

test('doubts are told', () => {
  const [doubt] = madeRun().doubts;
  const text = summary(madeRun(), plain).replace(/\s+/g, ' ');
  expect(text).toContain(`${doubt!.code}: ${doubt!.says}`);
});

test('the claims are the last that is said, in the order of the run, with verdict and reasons', () => {
  const text = summary(claimed, plain);
  const [counts, ...claims] = text.split('\n\n').slice(-5);
  const verdicts = '1 confirmed, 1 refuted, 1 it depends, 1 not decided by this run';
  expect(counts!.replaceAll('\n', ' ')).toContain(verdicts);
  for (const option of ['--full', '--budget', '--precision']) expect(counts).toContain(option);
  expect(claims).toEqual([
    expect.stringMatching(/^✓ confirmed: The field is fastest\.\n {4}weakmap takes 4\.4 \[4\.3, 4\.5\] ns/),
    expect.stringMatching(/^✗ refuted: Maps are free\.\n {4}/),
    expect.stringMatching(/^◐ it depends: Lists are slow\.\n {4}/),
    expect.stringMatching(/^\? not decided by this run: Bytes matter\.\n {4}/),
  ]);
  expect(claims.join()).not.toContain('`');
  for (const before of ['strategy', 'controls on', '1 doubt']) {
    const at = text.search(new RegExp(`^${before}`, 'm'));
    expect(at, before).toBeGreaterThanOrEqual(0);
    expect(at, before).toBeLessThan(text.indexOf(counts!));
  }
});

test('a figure and its unit stay on one line', () => {
  const because = 'It takes 4.4 [4.3, 4.5] % more than that. '.repeat(12).trim();
  for (const width of [80, 83, 86, 89, 92]) {
    const text = summary(withClaim({ because }), { width, colour: false });
    expect(text.match(/4\.4 \[4\.3, 4\.5\] %/g)).toHaveLength(12);
  }
});

test('a run without judged claims says nothing of them', () => {
  expect(summary(claimed, plain)).toMatch(/claim/);
  expect(summary(madeRun(), plain)).not.toMatch(/claim/);
});

test.each([80, 200])('a name from a record cannot steer the terminal that is %i columns wide', (width) => {
  const bad = 'mine\u001b[2J\u0007\r\u009b31m\u202eevil\u2066\u200b\u2028';
  const made = madeRun({ own: [bad], life: true });
  const control = { ...made.controls[0]!, passed: false, says: bad, workload: bad };
  const hostile: Run = {
    ...made,
    controls: [control, ...made.controls],
    doubts: [{ code: bad, says: bad }],
    claims: [{ ...CLAIMS[0]!, claim: bad, because: bad }],
  };
  const text = summary(hostile, { width, colour: false });
  expect(text).toContain('mine');
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  const coloured = summary(hostile, { width, colour: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: nothing but our own colours is left
  expect(coloured.replace(/\n|\u001b\[\d+m/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('a terminal without UTF-8 gets ASCII, as wide as it may be', () => {
  const run = madeRun({ own: ['größer-als-名前'], life: true, traces: true });
  const text = summary({ ...run, claims: CLAIMS }, { ...plain, ascii: true });
  expect(text).toMatch(/^[\p{ASCII}]*$/u);
  expect(text).toMatch(/^map-by-id .*\|#+/m);
  expect(text).toMatch(/^\+ confirmed: /m);
  for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
});
