import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRun } from '../../harness/records/store.ts';
import { unpackTrace } from '../../harness/traces/format.ts';
import { TRACES } from '../../workloads/traces.ts';
import { ROOT, runCli } from './running.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cli = (...args: string[]) => runCli(folder, ...args);

function write(source: string): string {
  const file = join(folder, 'mine.py');
  writeFileSync(file, source);
  return file;
}

const out = () => join(folder, 'new', 'mine.trace.gz');

const SOURCE =
  'def f(n):\n    return n\ndef never():\n    pass\nfor i in range(12):\n    f(i)\nprint("hi")\n';

describe('trace record', () => {
  it('writes a trace that trace show reads, and says how to replay it', async () => {
    const recorded = await cli('trace', 'record', write(SOURCE), '--out', out());
    expect(recorded).toMatchObject({ code: 0, out: 'hi\n' });
    expect(recorded.err).toContain(`13 entries\nTo replay it: npm run compare -- --trace ${out()}`);
    const trace = unpackTrace(readFileSync(out()), out());
    expect(trace).toMatchObject({ entries: 13, names: ['<module>', 'f'], truncated: false });
    const shown = await cli('trace', 'show', out());
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(/^recorded with +coextra, frame hook\ncalls +13\ncode objects +3 at the start/);
    expect(shown.out).toMatch(/^called 10 times +1 \(33\.3 % of all that ever lived\)$/m);
    expect(shown.out).toMatch(/^first called +<module>, f$/m);
  });

  it('keeps no more entries than are wanted, and no names if none are', async () => {
    const { err } = await cli('trace', 'record', write(SOURCE), '--out', out(), '--limit', '5', '--no-names');
    expect(err).toContain('5 entries (cut off at the limit)');
    const trace = unpackTrace(readFileSync(out()), out());
    expect(trace).toMatchObject({ entries: 5, names: [], truncated: true });
    expect((await cli('trace', 'show', out())).out).toContain('the recording was cut off here');
  });

  it.each([
    ['a missing file', ['nowhere.py'], /Cannot read nowhere\.py: /],
    ['a limit of nothing', ['FILE', '--limit', '0'], /--limit 0: expected a whole number from 1 on/],
    ['two files to write', ['FILE', '--out', 'a', '--out', 'b'], /--out was given twice/],
    [
      'a place that cannot be written',
      ['FILE', '--out', '/dev/null/x.gz'],
      /Cannot write \/dev\/null\/x\.gz: /,
    ],
  ])('refuses %s', async (_, args, says) => {
    const file = write(SOURCE);
    const { code, err } = await cli(
      'trace',
      'record',
      ...args.map((each) => (each === 'FILE' ? file : each)),
    );
    expect(code).toBe(5);
    expect(err).toMatch(says);
  });

  it('overwrites nothing, and runs nothing before it knows', async () => {
    writeFileSync(join(folder, 'mine.trace.gz'), 'precious');
    const { code, err, out } = await cli(
      'trace',
      'record',
      write(SOURCE),
      '--out',
      join(folder, 'mine.trace.gz'),
    );
    expect([code, out]).toEqual([5, '']);
    expect(err).toMatch(/mine\.trace\.gz exists already\. Name another file with --out/);
    expect(readFileSync(join(folder, 'mine.trace.gz'), 'utf8')).toBe('precious');
  });

  it.each([
    [
      'outside the subset, with position and feature',
      'x = 1\nmatch x:\n    case 1:\n        pass\n',
      /mine\.py:2:1: .*match statement/,
    ],
    ['that is no Python', 'def f(:\n', /SyntaxError: .*mine\.py:1:7/],
    [
      'that raises, with its traceback',
      'def f():\n    1 / 0\nf()\n',
      /nothing was recorded\.\nTraceback .*line 2, in f.*ZeroDivisionError/s,
    ],
  ])('refuses a file %s', async (_, source, says) => {
    const { code, err } = await cli('trace', 'record', write(source), '--out', out());
    expect(code).toBe(5);
    expect(err).toMatch(says);
    expect(existsSync(out())).toBe(false);
  });
});

describe('trace show', () => {
  it('knows the traces of ours by name', async () => {
    const { code, out } = await cli('trace', 'show', 'json_tool');
    expect(code).toBe(0);
    expect(out).toMatch(/^recorded with +cpython 3\.11/);
    expect(out).toMatch(/^a real call +\d+(\.\d+)? ns, where it was recorded$/m);
  });

  it('refuses what is no trace, and what is not there', async () => {
    const { code, err } = await cli('trace', 'show', write(SOURCE));
    expect(code).toBe(5);
    expect(err).toMatch(/mine\.py is no call trace of coextra: it is not gzipped, or cut off/);
    for (const missing of ['missing.gz', folder])
      expect(await cli('trace', 'show', missing)).toMatchObject({
        code: 5,
        err: expect.stringMatching(/There is no trace .*Give a file, or a name that npm run list tells/),
      });
  });
});

describe('compare', () => {
  it.each([
    [
      'a missing trace',
      ['--trace', 'missing.gz'],
      /Unknown trace "missing\.gz"\. Known: argparse_commands, .*docs\/traces\.md/,
    ],
    [
      'a rule of no kind',
      ['--rule', 'nonsense'],
      /Unknown rule "nonsense"\. A tool's rule is call-N .*share-0\.05/,
    ],
  ])('refuses %s, and says what there is', async (_, args, says) => {
    const { code, err } = await cli(
      'compare',
      '--out',
      join(folder, 'run'),
      '--report',
      join(folder, 'r'),
      ...args,
    );
    expect(code).toBe(5);
    expect(err).toMatch(says);
    expect(readdirSync(folder)).not.toContain('run');
  });

  it('replays a trace by a rule, and writes a run that its published schema accepts', async () => {
    const { code, out } = await cli(
      ...['compare', '--quick', '--budget', '1', '--seed', '1', '--strategy', 'weakmap'],
      ...['--trace', 'argparse_commands', '--rule', 'call-10'],
      ...['--out', join(folder, 'run'), '--report', join(folder, 'report')],
    );
    expect(code).toBe(0);
    const schema = JSON.parse(readFileSync(join(ROOT, 'schema', 'run.schema.json'), 'utf8'));
    const accepts = new Ajv({ strict: false }).compile(schema);
    accepts(JSON.parse(readFileSync(join(folder, 'run', 'run.json'), 'utf8')));
    expect(accepts.errors).toBeNull();

    const run = readRun(join(folder, 'run'));
    const rows = run.rows.filter(({ experiment }) => experiment === 'replay');
    expect(new Set(rows.map(({ workload, rule }) => `${workload} ${rule}`))).toEqual(
      new Set(['argparse_commands call-10']),
    );
    for (const strategy of ['inline', 'weakmap'])
      expect(rows.some((row) => row.strategy === strategy && row.metric === 'added-ns')).toBe(true);
    expect(run.plan.traces).toMatchObject([{ name: 'argparse_commands', ofProgram: false }]);
    expect(run.controls.some(({ id, rule }) => id === 'injected' && rule === 'call-10')).toBe(true);
    expect(run.given).toMatchObject({ traces: ['argparse_commands'], rules: ['call-10'] });
    // Every arm found as many extras as every other.
    expect(run.doubts.map((doubt) => doubt.code)).not.toContain('answers-differ');
    expect(out).toMatch(/^weakmap /m);
    expect(readFileSync(join(folder, 'report', 'index.html'), 'utf8')).toContain(
      'All traces, as shares of a real call',
    );
  }, 120_000);
});

it('list names every trace', async () => {
  const { out } = await cli('list');
  for (const { name } of TRACES) expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
});
