/**
 * Bundles arms: interpreter + one strategy into one ES module, once per strategy. An arm is loaded as often as needed
 * under an address of its own (`weakmap.mjs?arm=twin`); each load is a program of its own to the engine.
 *
 * The emitted code is the experiment: ES2022, nothing minified, no helper injected, the same options for our files and
 * for a user's, whatever tsconfig lies beside them. A test reads the emitted code.
 */

import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import type { Way } from './builds.ts';
import { publishedIn } from './published.ts';

const ROOM = fileURLToPath(new URL('.', import.meta.url));

const OPTIONS: BuildOptions = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
  tsconfigRaw: { compilerOptions: { target: 'ES2022', useDefineForClassFields: true } },
  alias: publishedIn(dirname(dirname(ROOM))),
};

/**
 * A version of our own sources: the work tree, or another one checked out elsewhere. The measuring side (this room, the
 * tool, the place that a strategy is opened in) is always the work tree's; interpreter and strategies are the version's.
 */
export interface Version {
  /** Folder that holds interpreter/ and strategies/. */
  readonly root: string;
}

export const WORK_TREE: Version = { root: dirname(dirname(ROOM)) };

/** A special build of the core: where the hook is, and how the counter uses it. */
export interface Build {
  readonly grain: 'interpreter' | 'process' | 'code';
  readonly way: Way;
}

/** Bundles the strategy in `strategyFile` (its default export) and returns the path of the module. */
export async function bundleArm(
  strategyName: string,
  strategyFile: string,
  folder: string,
  version: Version = WORK_TREE,
): Promise<string> {
  const contents = armOf(strategyFile, 'arm.ts', 'createArm', 'strategy');
  return bundleText(`${strategyName}.arm.ts`, contents, join(folder, `${strategyName}.mjs`), version);
}

/** The same for the tools (tools.ts), which know more of the interpreter than the counter does. */
export async function bundleToolArm(
  strategyName: string,
  strategyFile: string,
  folder: string,
): Promise<string> {
  const contents = armOf(strategyFile, 'tools.ts', 'createToolArm', 'strategy');
  return bundleText(`${strategyName}.tools.ts`, contents, join(folder, `${strategyName}.tools.mjs`));
}

/** Bundles an arm of a special build: the strategy's layout, another grain of the hook, a way to install the counter (builds.ts). */
export async function bundleBuild(
  name: string,
  { grain, way }: Build,
  strategyFile: string,
  folder: string,
): Promise<string> {
  const contents = armOf(strategyFile, 'builds.ts', 'createBuildArm', `strategy, ${JSON.stringify(way)}`);
  const plugins = grain === 'interpreter' ? [] : [withGrain(grain)];
  return bundleText(`${name}.build.ts`, contents, join(folder, `${name}.build.mjs`), WORK_TREE, plugins);
}

function armOf(strategyFile: string, file: string, create: string, given: string): string {
  return (
    `import strategy from ${JSON.stringify(strategyFile)};\n` +
    `import { ${create} } from ${JSON.stringify(join(ROOM, file))};\n` +
    `export { strategy };\nexport const arm = ${create}(${given});\n`
  );
}

/** Bundles the front end of a version: a module with `compile(source, file)` (process/task.ts, Compiler). */
export async function bundleCompiler(folder: string, version: Version = WORK_TREE): Promise<string> {
  const door = join(version.root, 'interpreter', 'index.ts');
  const contents =
    `import { dump, Interpreter } from ${JSON.stringify(door)};\n` +
    'export const compile = (source, file) => dump(new Interpreter().compile(source, file));\n';
  return bundleText('compiler.ts', contents, join(folder, 'compiler.mjs'), version);
}

/** Bundles a program of the measuring side, so that a measured process runs plain JavaScript and loads nothing else. */
export async function bundleEntry(entryFile: string, outfile: string): Promise<string> {
  await build({ ...OPTIONS, entryPoints: [entryFile], outfile });
  return outfile;
}

async function bundleText(
  sourcefile: string,
  contents: string,
  outfile: string,
  version: Version = WORK_TREE,
  plugins: Plugin[] = version === WORK_TREE ? [] : [takenFrom(version)],
): Promise<string> {
  await build({
    ...OPTIONS,
    stdin: { contents, resolveDir: ROOM, sourcefile, loader: 'ts' },
    outfile,
    plugins,
    nodePaths: [join(WORK_TREE.root, 'node_modules')],
  });
  return outfile;
}

/** What is common to all strategies is no strategy: both versions are opened by the same. */
const PLACE = join('strategies', 'place.ts');

/** Leads imports of the work tree's interpreter and strategies to the same files of another version. */
function takenFrom({ root }: Version): Plugin {
  return {
    name: 'another-version',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
        const inside = relative(WORK_TREE.root, resolve(resolveDir, path));
        const [room] = inside.split(sep);
        const measured = room === 'interpreter' || (room === 'strategies' && inside !== PLACE);
        return measured ? { path: join(root, inside) } : undefined;
      });
    },
  };
}

/** Puts the file of another grain (interpreter/grains/) in the place of the usual one. */
function withGrain(grain: Build['grain']): Plugin {
  const file = join(WORK_TREE.root, 'interpreter', 'grains', `${grain}.ts`);
  return {
    name: 'another-grain',
    setup({ onResolve }) {
      onResolve({ filter: /\/grain\.ts$/ }, () => ({ path: file }));
    },
  };
}
