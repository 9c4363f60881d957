/**
 * The sentences that a user sees first, word by word. They are pinned here and nowhere else: whoever writes one better changes one
 * line, `npx vitest run tests/sentences -u`, and reads the difference.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRunFolder } from '../harness/records/store.ts';
import { type Ended, runCli, runOn } from './cli/running.ts';
import { simulatedMachine } from './cli/simulated-machine.ts';
import { strategyFile } from './cli/strategy-files.ts';
import { blankRun } from './records/blank-run.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const small = () => [
  ...['compare', '--quick', '--budget', '1', '--seed', '1', '--strategy', 'weakmap', '--program', 'fib'],
  ...['--experiment', 'memory', '--out', at('run'), '--report', at('report')],
];

/** What was said, with the folder of the test under a name of its own. */
const said = ({ out, err }: Ended) => (out + err).replaceAll(folder, 'FOLDER').trim();
const toldBy = async (...args: string[]) => said(await runCli(folder, ...args));
/** The last line: what a command comes to. */
const last = (text: string) => text.split('\n').at(-1)!;

it('an unknown name is refused with what there is and what is nearest', async () => {
  expect(await toldBy('compare', '--strategy', 'weakmpa')).toMatchInlineSnapshot(
    `"coextra: Unknown strategy "weakmpa". Known: none, unused-field, inline, trailing, map-by-id, map-by-address, map-by-object, weakmap, weakref-list, count-in-code, tuple, indexed, side-table, map-cached-1, map-cached-64, lossy-table, symbol-property, private-field, map-by-id-finalized, map-by-id-weak, map-by-id-watched, map-by-address-finalized, map-by-address-weak, map-by-address-watched, map-by-object-watched; or the path of a file whose default export is a strategy. Did you mean "weakmap"?"`,
  );
  expect(await toldBy('compare', '--program', 'fibb')).toMatchInlineSnapshot(
    `"coextra: Unknown program "fibb". Known: automata, bank, constraints, coroutines, cover, fib, kernel, matrix, parser, particles, queens, raytrace, scheduler, sieve, text, thousand, visitors; or the path of a Python file. Did you mean "fib"?"`,
  );
});

it('a value is refused with what was expected', async () => {
  expect(await toldBy('compare', '--seed', '-1')).toMatchInlineSnapshot(
    `"coextra: --seed -1: expected a whole number from 0 to 2147483647."`,
  );
  expect(await toldBy('compare', '--quick', '--full')).toMatchInlineSnapshot(
    `"coextra: --quick and --full cannot both be had. Give one of them."`,
  );
  expect(last(await toldBy('compare', '--quik'))).toMatchInlineSnapshot(`"coextra: Unknown argument: quik"`);
});

it('folders that may not be written or read are named', async () => {
  mkdirSync(at('run'));
  expect(await toldBy(...small())).toMatchInlineSnapshot(
    `"coextra: The run folder FOLDER/run exists already, and nothing is overwritten. Name a new one."`,
  );
  expect(await toldBy('report', at('nowhere'))).toMatchInlineSnapshot(
    `"coextra: FOLDER/nowhere/run.json cannot be read (ENOENT: no such file or directory). Expected a run folder, as "npm run compare" writes it."`,
  );
});

it('a Python file outside the subset is refused with its place', async () => {
  writeFileSync(at('mine.py'), 'match 1:\n    case 1:\n        pass\n');
  expect(
    last(await toldBy('compare', '--program', at('mine.py'), '--out', at('run'), '--report', at('report'))),
  ).toMatchInlineSnapshot(
    `"coextra: UnsupportedSyntax: FOLDER/mine.py:1:1: match statement is outside the subset (supported: if / elif)"`,
  );
});

it('a run that was cut off says how it is finished', async () => {
  createRunFolder(at('run'), blankRun());
  expect(await toldBy('compare', '--resume', at('run'))).toMatchInlineSnapshot(
    `"coextra: The run in FOLDER/run does not say what it was asked for (it was begun by an older version), so it cannot be resumed. What it measured can be seen: npm run report -- FOLDER/run"`,
  );
});

it('a strategy that breaks a law is told with the law, what was seen, and what to do', async () => {
  const file = strategyFile(folder, 'forgetful', (text) =>
    text.replace('this.#extras.set(code, extra);', ''),
  );
  const { err } = await runCli(folder, ...small(), '--strategy', file);
  const [, told] = /^(forgetful breaks .*(?:\n {2}.*)*)/m.exec(
    err.replaceAll(/\S*\/forgetful\.ts/g, 'FILE'),
  )!;
  expect(told).toMatchInlineSnapshot(`
    "forgetful breaks the law "set-is-got": What was set is got until it is replaced or deleted.
      seen     get() answered undefined after it was set, expected {"mark":1}
      read on  docs/add-a-strategy.md, section "set-is-got""
  `);
});

it('a strategy that fails while it is measured is named', async () => {
  const machine = simulatedMachine({
    folder,
    outcome: ({ arms }) =>
      arms.some(({ name }) => name === 'weakmap')
        ? { kind: 'crashed', error: 'snap', arm: 'weakmap' }
        : undefined,
  });
  expect(last(said(await runOn({ machine }, ...small())))).toMatchInlineSnapshot(
    `"weakmap failed while it was measured and was left out where it did; see the doubts."`,
  );
});

it('a gate says what it came to', async () => {
  const options = ['gate', '--base', 'HEAD', '--strategy', 'inline', '--program', 'fib', '--seed', '2'];
  const gated = async (factor: number, out: string) => {
    const machine = simulatedMachine({
      folder,
      factor: ({ name }, { process }) =>
        name === 'inline' && process.experiment === 'call-cost' ? factor : 1,
    });
    const { out: text } = await runOn({ machine }, ...options, '--out', at(out));
    return text.split('\n\n')[0];
  };
  expect(await gated(1, 'first')).toMatchInlineSnapshot(`
    "passed  Nothing of what was compared became slower, larger or leakier, as far as
      this gate can see."
  `);
  expect(await gated(1.2, 'second')).toMatchInlineSnapshot(`
    "regressed  inline, a call on fib: slower, +20.0 % [20.0 %, 20.0 %] over 24
      processes, confirmed by a fresh set of processes."
  `);
});
