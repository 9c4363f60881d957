/** Follows docs/add-a-strategy.md word by word: its code, put where it says, must come to what it shows. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAWS } from '../../strategies/laws.ts';
import { type Ended, ROOT, runCli } from './running.ts';

const PAGE = readFileSync(join(ROOT, 'docs', 'add-a-strategy.md'), 'utf8');

/** Fenced blocks of a language, in order; without one, what commands are said to print. */
function blocks(language: string): string[] {
  return [...PAGE.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter(([, each]) => each === language)
    .map(([, , text]) => text!);
}

const [storage, texts, leaks, told, makePlace] = blocks('ts');
const [written, skeleton, twoBroken, forgotten, refused, mistyped] = blocks('');

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-page-'));
  file = join(folder, 'page-table.ts');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const laws = () => runCli(folder, 'laws', file);

/** Puts a text in the place of what lies between two marks, the first included. */
function put(text: string, from: string, to: string): void {
  const before = readFileSync(file, 'utf8');
  const start = before.indexOf(from);
  const end = before.indexOf(to, start);
  if (start < 0 || end < 0) throw new Error(`The file has no "${from}" before "${to}"`);
  writeFileSync(file, before.slice(0, start) + text + before.slice(end));
}

/** Every line that the page shows was printed; an ellipsis stands for what was left out. */
function expectShown(shown: string, { out, err }: Ended): void {
  const printed = (out + err).replaceAll(/\S*\/page-table\.ts/g, '../page-table.ts');
  for (const line of shown.split('\n')) {
    const [whole] = line.split('...');
    expect(printed).toContain(whole!.trimEnd());
  }
}

describe('the page about a strategy of your own', () => {
  it('begins with a skeleton that keeps every law', async () => {
    expectShown(written!, await runCli(folder, 'new-strategy', 'page-table', '--out', file));
    const checked = await laws();
    expect(checked.code).toBe(0);
    expectShown(skeleton!, checked);
  });

  it('breaks two laws with the idea alone', async () => {
    put(`${storage}\n`, "/** One tool's extras.", 'const pageTable: Strategy');
    put(texts!, '  // TODO: how reports', '  role:');
    const checked = await laws();
    expect(checked.code).toBe(4);
    expectShown(twoBroken!, checked);
  });

  it('keeps them with a true promise', async () => {
    put(leaks!, '  promises: {', '  // A usual comparison');
    expect((await laws()).out).toContain(' kept, 0 broken');
  });

  it('keeps them with a better promise', async () => {
    put(told!, '  promises: {', '  // A usual comparison');
    put(makePlace!, '  // TODO: a strategy that puts a field', '};\n\nexport default');
    expect((await laws()).out).toContain(' kept, 0 broken');
  });

  it('shows what is said about a broken promise and a wrong type', async () => {
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, whole.replace(/^ +watchers\.add.*\n/m, ''));
    const checked = await laws();
    expect(checked.code).toBe(4);
    expectShown(forgotten!, checked);
    const compared = await runCli(folder, 'compare', '--strategy', file);
    expect(compared.code).toBe(4);
    expectShown(refused!, compared);
    writeFileSync(file, whole.replace("'dies-after-notice'", "'dies-soon'"));
    const typed = await laws();
    expect(typed.code).toBe(5);
    expectShown(mistyped!, typed);
  });

  it('has a section for each law, with its sentence', () => {
    const text = PAGE.replaceAll(/\s+/g, ' ');
    for (const { name, sentence } of LAWS) expect(text).toContain(`### ${name} _${sentence}_`);
    const sections = [...PAGE.matchAll(/^### (\S+)$/gm)].map(([, name]) => name);
    expect(sections).toEqual([...LAWS.map(({ name }) => name), 'lets-itself-be-checked']);
  });
});
