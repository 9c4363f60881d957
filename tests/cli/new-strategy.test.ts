import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registered, skeleton } from '../../harness/cli/skeleton.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { LAWS } from '../../strategies/laws.ts';
import { expectRefused, ROOT, runCli } from './running.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const registry = readFileSync(join(ROOT, 'strategies', 'index.ts'), 'utf8');
const firstForm = STRATEGIES.find(({ formOf }) => formOf !== undefined)!.name;

/** Runs a tool of the project; throws with what it said if it is not content. */
function tool(path: string, args: readonly string[]): string {
  const program = join(ROOT, 'node_modules', path);
  return execFileSync(process.execPath, [program, ...args], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
}

describe('a skeleton outside the project', () => {
  it('passes the type check and every law as it was written, and the next commands are named', async () => {
    const file = join(folder, 'new', 'page-table.ts');
    const written = await runCli(folder, 'new-strategy', 'page-table', '--out', file);
    expect(written.code).toBe(0);
    expect(written.out).toContain(`npm run laws -- ${relative(process.cwd(), file)}`);
    expect(written.out).toContain(`npm run compare -- --quick --strategy ${relative(process.cwd(), file)}`);
    expect(readFileSync(join(ROOT, 'strategies', 'index.ts'), 'utf8')).toBe(registry);
    const checked = await runCli(folder, 'laws', file);
    expect(checked).toMatchObject({ code: 0, err: '' });
    const outcomes = [...checked.out.matchAll(/^ {2}(kept|broken|not checked) +(\S+) /gm)];
    expect(outcomes.map(([, , law]) => law)).toEqual(LAWS.map(({ name }) => name));
    expect(outcomes.filter(([, outcome]) => outcome === 'not checked')).toHaveLength(4);
  });

  it('says TODO where something is to be said', () => {
    expect(skeleton('page-table', 'outside').match(/TODO/g)?.length).toBeGreaterThan(4);
  });
});

describe('a skeleton in the project', () => {
  it('compiles with its place in the registry', () => {
    for (const room of ['interpreter', 'strategies'])
      cpSync(join(ROOT, room), join(folder, room), { recursive: true });
    for (const name of ['page-table', 'default']) {
      const index = readFileSync(join(folder, 'strategies', 'index.ts'), 'utf8');
      writeFileSync(join(folder, 'strategies', 'index.ts'), registered(index, name, firstForm)!);
      writeFileSync(join(folder, 'strategies', `${name}.ts`), skeleton(name, 'in-the-project'));
    }
    const typeRoots = [join(ROOT, 'node_modules', '@types')];
    const paths = { '*': [join(ROOT, 'node_modules', '*')] };
    const config = {
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: { typeRoots, paths },
      include: [],
      files: ['strategies/index.ts'],
    };
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    expect(() => tool('typescript/bin/tsc', ['-p', folder])).not.toThrow();
  });

  it('is written as the formatter wants it, and so is the registry', () => {
    const room = join(folder, 'strategies');
    mkdirSync(room);
    const texts = new Map<string, string>();
    for (const name of ['a', 'page-table', 'map-by-id-2', 'zebra', 'map-cached-8', 'delete']) {
      texts.set(`${name}.ts`, skeleton(name, 'in-the-project'));
      texts.set(`index-with-${name}.ts`, registered(registry, name, firstForm)!);
    }
    for (const [file, text] of texts) writeFileSync(join(room, file), text);
    cpSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
    const options = ['--vcs-enabled=false', `--config-path=${folder}`];
    expect(() => tool('@biomejs/biome/bin/biome', ['check', ...options, room])).not.toThrow();
  });

  it('stands before the forms, or last where there are none', () => {
    const placeIn = (text: string, name: string) => text.indexOf(`  ${name},`);
    const before = registered(registry, 'page-table', firstForm)!;
    const inOrder = STRATEGIES.map(({ name }) =>
      name.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase()),
    );
    const form = inOrder[STRATEGIES.findIndex(({ name }) => name === firstForm)]!;
    expect(before).toContain(`  pageTable,\n  ${form},\n`);
    const last = registered(registry, 'page-table')!;
    expect(placeIn(last, 'pageTable')).toBeGreaterThan(placeIn(last, inOrder.at(-1)!));
  });

  it('is refused a place in a registry that does not look as expected', () => {
    expect(registered('export const STRATEGIES = [];\n', 'page-table')).toBeNull();
    expect(registered(registry.replace('  weakmap,\n', '  ...[weakmap],\n'), 'page-table')).toBeNull();
    expect(registered(registry.replace('\n];', '\n] as const;'), 'page-table')).toBeNull();
    expect(registered(registry, 'weakmap')).toBeNull();
  });
});

describe('refused, with exit code 5 and without a trace:', () => {
  it.each([
    ['a name that is not kebab case', ['Page_Table'], ['"Page_Table"']],
    ['a name that is too long', ['a'.repeat(41)], ['40']],
    ['the name of a strategy', ['weakmap'], ['"weakmap"']],
    ['the name of a control', ['no-hook'], ['"no-hook"']],
    ['the name of a file that strategies share', ['contract'], ['contract.ts']],
    ['a file that is no TypeScript', ['mine', '--out', 'mine.js'], ['--out mine.js', 'mine.js.ts']],
    ['two files', ['mine', '--out', 'a.ts', '--out', 'b.ts'], ['--out']],
    ['no name', [], ['new-strategy <name>']],
  ])('%s', async (_, args, mentions) => {
    expectRefused(await runCli(folder, 'new-strategy', ...args), ...mentions);
    expect(readFileSync(join(ROOT, 'strategies', 'index.ts'), 'utf8')).toBe(registry);
    expect(existsSync(join(ROOT, 'mine.js'))).toBe(false);
  });

  it('a file that exists', async () => {
    const file = join(folder, 'mine.ts');
    writeFileSync(file, 'my work');
    expectRefused(await runCli(folder, 'new-strategy', 'mine', '--out', file), 'mine.ts');
    expect(readFileSync(file, 'utf8')).toBe('my work');
  });
});
