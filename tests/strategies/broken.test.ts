/** One strategy for each law that breaks it, in broken/: files as a user would write them, through the command itself. */

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAWS } from '../../strategies/laws.ts';
import { type Ended, ROOT, runCli } from '../cli/running.ts';

/** What each file breaks, and what is said to have been seen. */
const BROKEN: Record<string, readonly [law: string, seen: RegExp]> = {
  'set-is-got': ['set-is-got', /answered undefined after it was set again, expected \{"mark":1\}/],
  'codes-apart': ['codes-apart', /object 0 of 3000 equal ones answered 2048, expected 0/],
  'codes-apart-when-deleted': [
    'codes-apart',
    /for object \d+ of 200 whose numbers follow one another, after \d+ of them were set and deleted in no order/,
  ],
  'codes-apart-when-lossy': ['codes-apart', /promised to be lossy, but all of 3000 .* answered their own/],
  'no-room-no-answer': ['no-room-no-answer', /set\(\) without room was accepted/],
  'tools-apart': ['tools-apart', /answered \{"mark":1\} for a tool that set nothing, expected undefined/],
  'interpreters-apart': ['interpreters-apart', /deleting in one interpreter reached another/],
  'inner-seen-outside': ['inner-seen-outside', /\d+ outer calls did not see what an inner call had set/],
  'answers-independent': ['answers-independent', /it threw TypeError/],
  'counts-are-kept': ['counts-are-kept', /count\(\) answered 1 at entry 2 of object 2 of 300, expected 2/],
  'extras-are-released': [
    'extras-are-released',
    /told of \[\] after it was replaced, expected \[\{"mark":1\}\]/,
  ],
  'deleted-is-let-go': ['deleted-is-let-go', /100 of 150 extras .* are still held/],
  'promise-about-death': [
    'promise-about-death',
    /promised "dies-with-code".* 200 of their extras \(expected 0\)/,
  ],
  'promise-about-numbers': ['promise-about-numbers', /newborn was answered with the extra of the dead/],
  'lets-itself-be-checked': ['lets-itself-be-checked', /checking the laws ended without an answer/],
};

const FOLDER = 'tests/strategies/broken';
const files = readdirSync(join(ROOT, FOLDER)).sort();

let ended: Ended;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
  ended = await runCli(folder, 'laws', ...files.map((file) => `${FOLDER}/${file}`));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What was said about one strategy. */
function saidOf(name: string): string {
  return ended.out.split('\n\n').find((part) => part.startsWith(`breaks-${name}\n`)) ?? '';
}

describe('laws', () => {
  it('have a strategy each that breaks them', () => {
    expect(files).toEqual(
      Object.keys(BROKEN)
        .map((name) => `${name}.ts`)
        .sort(),
    );
    const broken = Object.values(BROKEN).map(([law]) => law);
    expect(LAWS.map(({ name }) => name).filter((name) => !broken.includes(name))).toEqual([]);
  });

  it('are checked with exit code 4 where one is broken', () => {
    expect(ended).toMatchObject({ code: 4, err: '' });
    expect(ended.out).toMatch(/\n\n\d+ kept, \d+ broken, \d+ not checked\. .*docs\/add-a-strategy\.md\n$/);
  });

  it.each(Object.entries(BROKEN))(
    'are told by name, with their sentence and what was seen (%s)',
    (name, [law, seen]) => {
      const said = saidOf(name);
      const sentence =
        LAWS.find((each) => each.name === law)?.sentence ?? 'A strategy neither ends nor stops';
      const lines = said.split('\n');
      const at = lines.findIndex((line) => new RegExp(`^ {2}broken +${law} `).test(line));
      expect(lines[at]).toContain(sentence);
      expect(lines[at + 1]).toMatch(/^ +seen: /);
      expect(lines[at + 1]).toMatch(seen);
    },
  );
});
