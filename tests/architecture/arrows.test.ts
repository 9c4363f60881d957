import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The folders at the top that hold sources. */
const ROOMS = ['interpreter', 'strategies', 'tools', 'workloads', 'claims', 'harness'];

/**
 * Which rooms a room may import from, and of interpreter/ which files. A new arrow is a decision: write it down in
 * docs/architecture.md first.
 */
const ARROWS: Record<string, readonly string[]> = {
  interpreter: [],
  strategies: ['interpreter/code.ts', 'interpreter/identity.ts', 'interpreter/index.ts'],
  tools: [
    'interpreter/compiled.ts',
    'interpreter/core.ts',
    'interpreter/opcodes.ts',
    'strategies/contract.ts',
  ],
  workloads: [],
  claims: ['harness/figures/', 'harness/records/', 'harness/samples/', 'harness/statistics/'],
  'harness/words': ['harness/records/'],
  'harness/figures': ['harness/records/'],
  'harness/report': ['harness/experiments/', 'harness/figures/', 'harness/records/', 'harness/words/'],
  'harness/statistics': [],
  'harness/environment': ['harness/records/'],
  'harness/records': ['harness/failure.ts'],
  'harness/traces': [
    'interpreter/index.ts',
    'strategies/place.ts',
    'strategies/weakmap.ts',
    'tools/recorder.ts',
    'harness/failure.ts',
    'harness/random.ts',
  ],
  'harness/samples': ['harness/records/', 'harness/statistics/'],
  'harness/experiments': [
    'interpreter/core.ts',
    'interpreter/code.ts',
    'harness/arms/',
    'harness/figures/',
    'harness/process/',
    'harness/random.ts',
    'harness/records/',
    'harness/samples/',
    'harness/statistics/',
    'harness/traces/script.ts',
  ],
  'harness/process': [
    'interpreter/index.ts',
    'interpreter/core.ts',
    'strategies/contract.ts',
    'strategies/laws.ts',
    'harness/arms/',
    'harness/random.ts',
    'harness/records/',
    'harness/traces/record.ts',
  ],
  'harness/gate': [
    'strategies/contract.ts',
    'harness/arms/bundle.ts',
    'harness/environment/',
    'harness/experiments/',
    'harness/failure.ts',
    'harness/figures/',
    'harness/judge/',
    'harness/plan/',
    'harness/process/',
    'harness/random.ts',
    'harness/records/',
    'harness/run/',
    'harness/samples/',
    'harness/statistics/',
    'harness/words/',
  ],
  'harness/run': [
    'strategies/contract.ts',
    'strategies/index.ts',
    'workloads/programs.ts',
    'workloads/traces.ts',
    'harness/arms/',
    'harness/environment/',
    'harness/experiments/',
    'harness/failure.ts',
    'harness/judge/',
    'harness/plan/',
    'harness/process/',
    'harness/random.ts',
    'harness/records/',
    'harness/statistics/',
    'harness/traces/',
  ],
  'harness/doctor': [
    'strategies/index.ts',
    'workloads/programs.ts',
    'harness/arms/',
    'harness/plan/',
    'harness/process/',
    'harness/random.ts',
    'harness/report/',
    'harness/run/',
    'harness/samples/',
    'harness/statistics/',
  ],
  'harness/judge': [
    'claims/core.ts',
    'claims/index.ts',
    'harness/experiments/',
    'harness/records/',
    'harness/samples/',
    'harness/statistics/',
  ],
  'harness/rivals': [
    'interpreter/index.ts',
    'workloads/programs.ts',
    'harness/arms/',
    'harness/environment/',
    'harness/plan/',
    'harness/process/',
    'harness/random.ts',
    'harness/run/',
    'harness/samples/',
    'harness/statistics/',
  ],
  'harness/speed': [
    'interpreter/index.ts',
    'workloads/programs.ts',
    'harness/arms/bundle.ts',
    'harness/statistics/',
  ],
  'harness/simulation': ['harness/random.ts', 'harness/records/', 'harness/samples/', 'harness/statistics/'],
  'harness/plan': [
    'strategies/contract.ts',
    'harness/experiments/',
    'harness/random.ts',
    'harness/records/',
    'harness/statistics/looks.ts',
  ],
  'harness/arms': [
    'interpreter/core.ts',
    'interpreter/code.ts',
    'interpreter/opcodes.ts',
    'strategies/contract.ts',
    'strategies/place.ts',
    'tools/',
  ],
};

/** Strategies know the contract and tables, never one another; the shared files of the room may know everything in it. */
const SHARED_STRATEGY_FILES = ['contract.ts', 'index.ts', 'laws.ts', 'place.ts'];

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|mjs)$/.test(file))
    .map((file) => join(folder, file));
}

const known = new Map<string, string[]>();

/** Files of ours that a file imports, as paths from the root. Each file is read once. */
function importsOf(file: string): string[] {
  const found = known.get(file) ?? readImports(file);
  known.set(file, found);
  return found;
}

function readImports(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path]) => path!);
  return found.map((path) => relative(ROOT, resolve(ROOT, dirname(file), path)).replaceAll('\\', '/'));
}

function within(file: string, allowed: string): boolean {
  return allowed.endsWith('/') ? file.startsWith(allowed) : file === allowed;
}

describe.each(Object.entries(ARROWS))('%s', (room, allowed) => {
  it(`imports from ${allowed.length === 0 ? 'no other room' : allowed.join(', ')} alone`, () => {
    const files = sources(room);
    expect(files.length).toBeGreaterThan(0);
    const strays = files.flatMap((file) =>
      importsOf(file)
        .filter(
          (imported) => !imported.startsWith(`${room}/`) && !allowed.some((each) => within(imported, each)),
        )
        .map((imported) => `${file} -> ${imported}`),
    );
    expect(strays).toEqual([]);
  });

  it('has no arrow that it does not use', () => {
    const imported = sources(room).flatMap(importsOf);
    expect(allowed.filter((each) => !imported.some((file) => within(file, each)))).toEqual([]);
  });
});

const isShared = (file: string) =>
  file.startsWith('strategies/laws/') || SHARED_STRATEGY_FILES.some((name) => file.endsWith(`/${name}`));

/** A table is what strategies that differ in something else have in common. */
const isTable = (file: string) => file.startsWith('strategies/tables/');

describe('a strategy', () => {
  it('imports the contract, code objects and a table, never another strategy; a table no other table', () => {
    const files = sources('strategies').filter((file) => !isShared(file));
    const strays = files.flatMap((file) =>
      importsOf(file)
        .filter((imported) => !['strategies/contract.ts', 'interpreter/code.ts'].includes(imported))
        .filter((imported) => isTable(file) || !isTable(imported))
        .map((imported) => `${file} -> ${imported}`),
    );
    expect(strays).toEqual([]);
  });

  it('can be read in a minute: at most 150 lines', () => {
    const long = sources('strategies')
      .filter((file) => !isShared(file))
      .filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 150);
    expect(long).toEqual([]);
  });
});

describe('the harness', () => {
  it('has arrows for every room but the command line, which may know all of them', () => {
    const rooms = readdirSync(join(ROOT, 'harness'), { withFileTypes: true }).filter((each) =>
      each.isDirectory(),
    );
    const named = Object.keys(ARROWS).filter((room) => room.startsWith('harness/'));
    expect([...named, 'harness/cli'].sort()).toEqual(rooms.map(({ name }) => `harness/${name}`).sort());
  });

  it('is known by the command line, and knows nothing of it', () => {
    const others = ROOMS.flatMap(sources).filter((file) => !file.startsWith('harness/cli/'));
    expect(others.length).toBeGreaterThan(200);
    const strays = others.filter((file) =>
      importsOf(file).some((imported) => imported.startsWith('harness/cli/')),
    );
    expect(strays).toEqual([]);
  });
});

describe('the start of the command line', () => {
  it('loads nothing but Node itself before it knows whether there is a build', () => {
    const text = readFileSync(join(ROOT, 'harness/cli/start.mjs'), 'utf8');
    const loaded = [...text.matchAll(/^import .*?'([^']+)';$/gm)].map(([, name]) => name!);
    expect(loaded.length).toBeGreaterThan(0);
    expect(loaded.filter((name) => !name.startsWith('node:'))).toEqual([]);
  });

  it('is alone, with the build, in being JavaScript', () => {
    const scripts = ROOMS.flatMap(sources).filter((file) => file.endsWith('.mjs'));
    expect(scripts.sort()).toEqual(['harness/cli/build.mjs', 'harness/cli/start.mjs']);
  });
});

describe('the project', () => {
  it('has no room called utils or helpers', () => {
    const names = ROOMS.flatMap(sources);
    expect(names.filter((file) => /\b(utils?|helpers?|common|misc)\b/.test(file))).toEqual([]);
  });

  it('has no import of a package in the interpreter but the parser, in one file', () => {
    const users = sources('interpreter').filter((file) =>
      /^(import|export) .*from '(?!\.)/m.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(users).toEqual(['interpreter/python/parse.ts']);
  });
});
