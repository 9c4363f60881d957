import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLISHED } from '../../harness/arms/published.ts';
import { skeleton } from '../../harness/cli/skeleton.ts';
import { Failure } from '../../harness/failure.ts';
import { findStrategies } from '../../harness/run/choose.ts';
import { thisMachine } from '../../harness/run/machine.ts';
import { ROOT } from '../cli/running.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-user-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  Reflect.deleteProperty(globalThis, 'userStrategyRan');
});

/** A last line by which a file tells that it was run. */
const RUNS = 'Object.assign(globalThis, { userStrategyRan: true });\n';

/** A file with the skeleton, changed. No two have one path. */
function file(path: string, change: (text: string) => string = (text) => text): string {
  const whole = join(folder, path);
  mkdirSync(join(whole, '..'), { recursive: true });
  writeFileSync(whole, change(skeleton('mine', 'outside')), { flag: 'wx' });
  return whole;
}

/** A folder of its own for each: modules are loaded once. */
const workshop = () => mkdtempSync(join(folder, 'workshop-'));
const reading = () => ({ folder: workshop(), signal: new AbortController().signal, machine: thisMachine });
const find = (...files: string[]) => findStrategies(files, reading());

/** What is said where a file is refused, with the folder of the test under a name of its own. */
async function refusal(finding: Promise<unknown>): Promise<string> {
  const error = await finding.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Failure);
  const { exitCode, message } = error as Failure;
  expect(exitCode).toBe(5);
  return message.replaceAll(relative(process.cwd(), folder), 'FOLDER');
}

/** Where type errors are, of those that are shown: `FILE:LINE:COLUMN`. */
const placesIn = (said: string) => said.match(/FOLDER\/\S+?:\d+:\d+/g) ?? [];
/** The shown type error of one file, whole. */
const lineOf = (said: string, path: string) => said.split('\n').find((line) => line.includes(path)) ?? '';

describe('the published contract', () => {
  it('is what package.json exports', () => {
    const { name, exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(exports).toEqual(
      Object.fromEntries(
        Object.entries(PUBLISHED).map(([published, path]) => [published.replace(name, '.'), `./${path}`]),
      ),
    );
  });
});

/** One start of the type checker for all files that are taken: what it says of one does not depend on the others. */
describe('files that are taken', () => {
  let found: Awaited<ReturnType<typeof findStrategies>>;
  let paths: string[];
  beforeAll(async () => {
    mkdirSync(join(folder, 'commonjs'));
    writeFileSync(join(folder, 'commonjs', 'package.json'), '{"type":"commonjs"}');
    paths = [
      file('commonjs/values.ts', (text) =>
        text
          .replace("name: 'mine'", "name: 'values'")
          .replace('import type { CodeObject }', 'import { CO_EXTRA, type CodeObject }')
          .replace("origin: 'a skeleton'", 'origin: String(CO_EXTRA)'),
      ),
      file('by-path.ts', (text) =>
        Object.entries(PUBLISHED).reduce(
          (changed, [name, source]) =>
            changed.replace(`'${name}'`, `'${relative(folder, join(ROOT, source))}'`),
          text.replace("name: 'mine'", "name: 'by-path'"),
        ),
      ),
      file('unused.ts', (text) =>
        text
          .replace("name: 'mine'", "name: 'unused'")
          .replace('makePlace(Code)', 'makePlace(Code, watchers)'),
      ),
    ];
    found = await find(...paths);
  });

  it('get types and values wherever they lie, whatever package.json lies beside them', () => {
    expect(found.sources[0]).toMatchObject({
      file: paths[0],
      strategy: { name: 'values', origin: '16777216' },
    });
  });

  it("may import the project's files by path", () => {
    expect(readFileSync(paths[1]!, 'utf8')).not.toContain("'coextra/");
    expect(found.sources[1]).toMatchObject({ file: paths[1], strategy: { name: 'by-path' } });
  });

  it('may be half written: what is only unused is no error', () => {
    expect(found.sources[2]).toMatchObject({ file: paths[2], strategy: { name: 'unused' } });
  });

  it('are given back in the order in which they were named', () => {
    expect(found.sources.map(({ strategy }) => strategy.name)).toEqual(['values', 'by-path', 'unused']);
  });
});

/** One start of the type checker for all files that are refused: each error is told at its own file. */
describe('type errors', () => {
  const LINE_OF_FATE = { line: 0 };
  let said: string;
  beforeAll(async () => {
    const refused = file('fate.ts', (text) => text.replace("'keeps-code-alive'", "'dies-soon'").concat(RUNS));
    const lines = readFileSync(refused, 'utf8').split('\n');
    LINE_OF_FATE.line = 1 + lines.findIndex((each) => each.includes('dies-soon'));
    const sound = file('sound.ts', (text) => text.concat(RUNS));
    const role = file('there/role.ts', (text) => text.replace("role: 'strategy'", "role: 'hero'"));
    const noStrategy = file('no-strategy.ts', () => "const name = 'mine';\n\nexport default { name };\n");
    const noDefault = file('no-default.ts', () => 'export const mine = 1;\n');
    said = await refusal(find(sound, refused, role, noStrategy, noDefault));
  });

  it('are told with file, line, column and what is wrong', () => {
    expect(lineOf(said, 'fate.ts').trim()).toBe(
      `FOLDER/fate.ts:${LINE_OF_FATE.line}:5: Type '"dies-soon"' is not assignable to type 'Fate'.`,
    );
  });

  it('are counted, and point to what a strategy must be; nothing is run, neither these files nor sound ones', () => {
    expect(said).toMatch(/^4 /);
    expect(said.split('\n').at(-1)).toMatch(/strategies\/contract\.ts.*docs\/add-a-strategy\.md/);
    expect(globalThis).not.toHaveProperty('userStrategyRan');
  });

  it('are told of any of several files, and of no sound one', () => {
    expect(lineOf(said, 'there/role.ts')).toMatch(/there\/role\.ts:\d+:\d+: Type '"hero"'/);
    expect(said).not.toContain('sound.ts');
  });

  it('are told at the default export where nothing says that it is a strategy', () => {
    expect(lineOf(said, 'no-strategy.ts')).toMatch(
      /FOLDER\/no-strategy\.ts:3:1: .*Type '\{ name: string; \}' .* 'Strategy'/,
    );
    expect(lineOf(said, 'no-default.ts')).toMatch(/FOLDER\/no-default\.ts: .*\bdefault export/);
  });

  it('are not counted where there is one', async () => {
    const one = await refusal(find(file('one.ts', (text) => `${text}export const y: number = 'text';\n`)));
    const [first, ...rest] = one.split('\n');
    expect(first).not.toMatch(/\d/);
    expect([placesIn(rest.join('\n')).length, rest.length]).toEqual([1, 2]);
  });

  it('are shown up to five; the rest is counted', async () => {
    const wrong = Array.from({ length: 8 }, (_, i) => `export const y${i}: number = 'text';\n`).join('');
    const many = await refusal(find(file('many.ts', (text) => `${text}${wrong}`)));
    expect(placesIn(many)).toHaveLength(5);
    expect(many).toMatch(/^8 /);
    expect(many).toMatch(/\n {2}\D*\b3\b\D*\n/);
  });
});

describe('what types cannot tell', () => {
  const loading = (path: string) => refusal(findStrategies([path], { ...reading() }));

  it('is told when the file throws', async () => {
    const said = await loading(
      file('throws.ts', (text) => `${text}\n${RUNS}throw new Error('not today');\n`),
    );
    expect(said).toContain('throws.ts');
    expect(said).toContain(': not today');
    expect(globalThis).not.toHaveProperty('userStrategyRan');
  });

  it('is told of a name that is taken, and of a strategy that stores nothing', async () => {
    const taken = file('taken.ts', (text) => text.replace("name: 'mine'", "name: 'weakmap'"));
    expect(await loading(taken)).toContain('"weakmap"');
    const nothing = file('nothing.ts', (text) => text.replace("'keeps-code-alive'", "'nothing-stored'"));
    expect(await loading(nothing)).toContain('"promises.fate"');
  });

  it('is told of a file that is not there, before anything else', async () => {
    const said = await refusal(
      find(
        file('wrong.ts', () => 'wrong'),
        join(folder, 'nowhere.ts'),
      ),
    );
    expect(said).toContain('nowhere.ts');
    expect(said).not.toContain('wrong.ts');
  });

  it('is all that is told of JavaScript, and that is said', async () => {
    const path = file('own.mjs', () => "export default { name: 'mine' };\n");
    const notes: string[] = [];
    const said = await refusal(findStrategies([path], { ...reading(), note: (says) => notes.push(says) }));
    expect(said).toContain('own.mjs');
    expect(said).toContain('"title"');
    expect(notes).toEqual([expect.stringContaining(path)]);
  });
});
