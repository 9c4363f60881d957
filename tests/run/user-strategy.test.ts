import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PUBLISHED } from '../../harness/arms/published.ts';
import { skeleton } from '../../harness/cli/skeleton.ts';
import { findStrategies } from '../../harness/run/choose.ts';
import { ROOT } from '../cli/running.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-user-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file with the skeleton, changed. */
function file(name: string, change: (text: string) => string = (text) => text): string {
  const path = join(folder, name);
  writeFileSync(path, change(skeleton('mine', 'outside')));
  return path;
}

/** A folder of its own for each: modules are loaded once. */
const find = (...files: string[]) => findStrategies(files, mkdtempSync(join(folder, 'workshop-')));

/** What is said about a file that is refused. */
async function refusal(path: string): Promise<string> {
  const error = await find(path).then(
    () => null,
    (thrown: Error & { exitCode: number }) => thrown,
  );
  expect(error?.exitCode).toBe(5);
  return error!.message.replaceAll(relative(process.cwd(), folder), 'FOLDER');
}

describe('the published contract', () => {
  it('is what package.json exports', () => {
    const { name, exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(exports).toEqual(
      Object.fromEntries(
        Object.entries(PUBLISHED).map(([published, path]) => [published.replace(name, '.'), `./${path}`]),
      ),
    );
  });

  it('gives types and values wherever the file lies, whatever package.json lies beside it', async () => {
    writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
    const path = file('mine.ts', (text) =>
      text
        .replace('import type { CodeObject }', 'import { CO_EXTRA, type CodeObject }')
        .replace("origin: 'a skeleton'", 'origin: String(CO_EXTRA)'),
    );
    const [found] = await find(path);
    expect(found).toMatchObject({ file: path, strategy: { name: 'mine', origin: '16777216' } });
  });

  it("can be imported from the project's files too", async () => {
    const path = file('mine.ts', (text) =>
      Object.entries(PUBLISHED).reduce(
        (changed, [name, source]) =>
          changed.replace(`'${name}'`, `'${relative(folder, join(ROOT, source))}'`),
        text,
      ),
    );
    expect((await find(path))[0]?.strategy.name).toBe('mine');
  });
});

describe('a type error', () => {
  it('is told with file, line, column and what is wrong, and nothing is run', async () => {
    const path = file('mine.ts', (text) =>
      text.replace("'keeps-code-alive'", "'dies-soon'").concat("throw new Error('was run');\n"),
    );
    const line =
      readFileSync(path, 'utf8')
        .split('\n')
        .findIndex((each) => each.includes('dies-soon')) + 1;
    expect(await refusal(path)).toBe(
      'A type error; nothing was run.\n' +
        `  FOLDER/mine.ts:${line}:5: Type '"dies-soon"' is not assignable to type 'Fate'.\n` +
        'What a strategy must be: strategies/contract.ts. How to write one: docs/add-a-strategy.md.',
    );
  });

  it('is told at the default export where nothing says that it is a strategy', async () => {
    const path = join(folder, 'mine.ts');
    writeFileSync(path, "const name = 'mine';\n\nexport default { name };\n");
    expect(await refusal(path)).toMatch(
      /FOLDER\/mine\.ts:3:1: the default export: Type '\{ name: string; \}' is missing .* 'Strategy'/,
    );
    writeFileSync(path, 'export const mine = 1;\n');
    expect(await refusal(path)).toMatch(/FOLDER\/mine\.ts: the default export: .* has no default export/);
  });

  it('is one of the first five; the rest is counted', async () => {
    const path = file('mine.ts', (text) => `${text}const x: number = 'text';\n`);
    const more = Array.from({ length: 7 }, (_, i) => `export const y${i}: number = 'text';\n`).join('');
    writeFileSync(path, readFileSync(path, 'utf8') + more);
    const said = await refusal(path);
    expect(said).toMatch(/^8 type errors; nothing was run/);
    expect(said.match(/mine\.ts:\d+:\d+/g)).toHaveLength(5);
    expect(said).toMatch(/\n {2}and 3 more\n/);
  });

  it('is not what is only unused: a strategy may be tried half written', async () => {
    const path = file('mine.ts', (text) => text.replace('makePlace(Code)', 'makePlace(Code, watchers)'));
    expect((await find(path))[0]?.strategy.name).toBe('mine');
  });

  it('is told of any of several files at once', async () => {
    mkdirSync(join(folder, 'there'));
    const sound = file('sound.ts');
    const unsound = file('there/unsound.ts', (text) => text.replace("role: 'strategy'", "role: 'hero'"));
    await expect(find(sound, unsound)).rejects.toThrow(/there\/unsound\.ts:\d+:\d+: Type '"hero"'/);
  });
});

describe('what types cannot tell', () => {
  it('is told when the file throws', async () => {
    const path = file('mine.ts', (text) => `${text}\nthrow new Error('not today');\n`);
    expect(await refusal(path)).toMatch(/mine\.ts cannot be loaded: not today/);
  });

  it('is told of a name that is taken, and of a strategy that stores nothing', async () => {
    const taken = file('taken.ts', (text) => text.replace("name: 'mine'", "name: 'weakmap'"));
    expect(await refusal(taken)).toMatch(/the name "weakmap" belongs to a strategy or control/);
    const nothing = file('nothing.ts', (text) => text.replace("'keeps-code-alive'", "'nothing-stored'"));
    expect(await refusal(nothing)).toMatch(/"promises\.fate" is not one of/);
  });

  it('is told of a file that is not there, before anything else', async () => {
    expect(await refusal(join(folder, 'nowhere.ts'))).toMatch(/There is no strategy file/);
  });

  it('is all that is told of JavaScript, and that is said', async () => {
    const path = join(folder, 'mine.mjs');
    writeFileSync(path, "export default { name: 'mine' };\n");
    expect(await refusal(path)).toMatch(
      /The default export of .*mine\.mjs is no strategy: "title" is no text/,
    );
    const notes: string[] = [];
    await findStrategies([path], join(folder, 'again'), (says) => notes.push(says)).catch(() => {});
    expect(notes).toEqual([
      `${path} is JavaScript: taken without a type check, held to the laws like any other.`,
    ]);
  });
});
