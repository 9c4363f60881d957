/** One strategy for each law that breaks it, in broken/: files as a user would write them, through the command itself. */

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LAWS } from '../../strategies/laws.ts';
import { type Ended, ROOT, runCli, startCli } from '../cli/running.ts';

vi.mock('../../harness/process/collect.ts', async (original) => {
  const { together } = await import('../process/shared-collections.ts');
  const room = await original<typeof import('../../harness/process/collect.ts')>();
  return { ...room, collect: together(room.collect) };
});

const FOLDER = 'tests/strategies/broken';
/** It ends the process that checks it. */
const ENDING = 'lets-itself-be-checked';
/** The laws that each file breaks, and values in what is said to have been seen of the first. */
const BROKEN: Record<string, { readonly laws: readonly string[]; readonly seen: readonly string[] }> = {
  'set-is-got': { laws: ['set-is-got', 'codes-apart'], seen: ['undefined', '{"mark":1}'] },
  'codes-apart': { laws: ['codes-apart'], seen: ['3000', '2048', '0'] },
  'codes-apart-when-deleted': { laws: ['codes-apart'], seen: ['undefined', '200', '{"mark":'] },
  'codes-apart-when-lossy': { laws: ['codes-apart', 'promise-about-death'], seen: ['3000'] },
  'no-room-no-answer': { laws: ['no-room-no-answer'], seen: ['set()'] },
  'tools-apart': { laws: ['tools-apart'], seen: ['{"mark":1}', 'undefined'] },
  'interpreters-apart': { laws: ['interpreters-apart'], seen: [] },
  'inner-seen-outside': { laws: ['inner-seen-outside', 'codes-apart'], seen: ['7'] },
  'answers-independent': { laws: ['answers-independent'], seen: ['TypeError'] },
  'counts-are-kept': { laws: ['counts-are-kept'], seen: ['count()', '1', '2', '300'] },
  'extras-are-released': {
    laws: ['extras-are-released', 'release-may-reenter', 'release-may-throw'],
    seen: ['[]', '[{"mark":1}]'],
  },
  'deleted-is-let-go': { laws: ['deleted-is-let-go'], seen: ['100', '150'] },
  'promise-about-death': { laws: ['promise-about-death'], seen: ['"dies-with-code"', '200', '0'] },
  'promise-about-numbers': { laws: ['promise-about-numbers'], seen: ['"nothing"'] },
  'release-only-what-was-set': {
    laws: ['release-only-what-was-set', 'release-may-reenter'],
    seen: ['undefined', 'second tool'],
  },
  'release-may-reenter': {
    laws: ['release-may-reenter', 'release-may-throw'],
    seen: ['not called', '{"mark":'],
  },
  'release-may-throw': { laws: ['release-may-throw'], seen: ['not called', 'threw'] },
};

interface Line {
  readonly law: string;
  readonly outcome: string;
  readonly sentence: string;
  /** What was seen, or why there was nothing to check. */
  readonly below?: string;
}

/** What is said of one strategy: a line for each law, and below it what there is to say. */
function linesOf({ out }: Ended, strategy: string): Line[] {
  const part = out.split('\n\n').find((each) => each.startsWith(`${strategy}\n`)) ?? '';
  const lines: Line[] = [];
  for (const line of part.split('\n').slice(1)) {
    const [, outcome, law, sentence] = /^ {2}(kept|broken|not checked) +([a-z-]+) +(.+)$/.exec(line) ?? [];
    if (outcome === undefined) lines.push({ ...lines.pop()!, below: line.trim() });
    else lines.push({ law: law!, outcome, sentence: sentence! });
  }
  return lines;
}

const lawsWhere = (lines: readonly Line[], wanted: string) =>
  lines.filter(({ outcome }) => outcome === wanted).map(({ law }) => law);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('each law has a strategy that breaks it, and each strategy has a law', () => {
  const files = readdirSync(join(ROOT, FOLDER)).sort();
  expect(files).toEqual([...Object.keys(BROKEN), ENDING].map((name) => `${name}.ts`).sort());
  const broken = Object.values(BROKEN).map(({ laws: [law] }) => law);
  expect(LAWS.map(({ name }) => name).filter((name) => !broken.includes(name))).toEqual([]);
});

describe('laws', () => {
  let ended: Ended;
  beforeAll(async () => {
    ended = await runCli(folder, 'laws', ...Object.keys(BROKEN).map((name) => `${FOLDER}/${name}.ts`));
  });

  it('ends with exit code 4 where a law is broken', () => {
    expect(ended).toMatchObject({ code: 4, err: '' });
  });

  it('counts at the end what is said of each, and names the page that explains the laws', () => {
    const lines = Object.keys(BROKEN).flatMap((name) => linesOf(ended, `breaks-${name}`));
    const counts = ['kept', 'broken', 'not checked'].map((wanted) => String(lawsWhere(lines, wanted).length));
    const last = ended.out.split('\n\n').at(-1)!;
    expect(last.match(/\d+/g)).toEqual(counts);
    expect(last).toContain('docs/add-a-strategy.md');
  });

  it('says nothing but its outcome and its sentence of a law that is kept', () => {
    const kept = Object.keys(BROKEN)
      .flatMap((name) => linesOf(ended, `breaks-${name}`))
      .filter(({ outcome }) => outcome === 'kept');
    expect(kept.filter(({ below }) => below !== undefined)).toEqual([]);
  });

  describe.each(Object.entries(BROKEN))('%s', (name, { laws, seen }) => {
    const [broken] = laws;

    it('breaks its law and no other that is not expected', () => {
      expect(lawsWhere(linesOf(ended, `breaks-${name}`), 'broken').sort()).toEqual([...laws].sort());
    });

    it('is told each law with its sentence, in the order of the laws', () => {
      const told = linesOf(ended, `breaks-${name}`).map(({ law, sentence }) => ({ name: law, sentence }));
      expect(told).toEqual(LAWS.map((law) => ({ name: law.name, sentence: law.sentence })));
    });

    it('is told what was seen', () => {
      const below = linesOf(ended, `breaks-${name}`).find(({ law }) => law === broken)!.below;
      expect(below).toMatch(/^seen: ./);
      for (const value of seen) expect(below).toContain(value);
    });

    it('is told why a law is not checked', () => {
      const lines = linesOf(ended, `breaks-${name}`).filter(({ outcome }) => outcome === 'not checked');
      for (const { below } of lines) expect(below).toMatch(/^(?!seen: )./);
    });
  });
});

it('a strategy that ends the process in which it is checked is named, and hides nothing of the others', async () => {
  const ended = await startCli(folder, 'laws', `${FOLDER}/${ENDING}.ts`, 'weakmap').ended;
  expect(ended).toMatchObject({ code: 4, err: '' });
  const [line, ...others] = linesOf(ended, `breaks-${ENDING}`);
  expect(line).toMatchObject({ law: ENDING, outcome: 'broken' });
  expect(others).toEqual([]);
  const weakmap = linesOf(ended, 'weakmap');
  expect(weakmap.map(({ law }) => law)).toEqual(LAWS.map(({ name }) => name));
  expect(lawsWhere(weakmap, 'broken')).toEqual([]);
});
