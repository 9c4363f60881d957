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

/** Bundles the strategy in `strategyFile` (its default export) and returns the path of the module. */
export async function bundleArm(
  strategyName: string,
  strategyFile: string,
  folder: string,
  version: Version = WORK_TREE,
): Promise<string> {
  const contents =
    `import strategy from ${JSON.stringify(strategyFile)};\n` +
    `import { createArm } from ${JSON.stringify(join(ROOM, 'arm.ts'))};\n` +
    'export { strategy };\nexport const arm = createArm(strategy);\n';
  return bundleText(`${strategyName}.arm.ts`, contents, join(folder, `${strategyName}.mjs`), version);
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
  version: Version,
): Promise<string> {
  await build({
    ...OPTIONS,
    stdin: { contents, resolveDir: ROOM, sourcefile, loader: 'ts' },
    outfile,
    ...(version === WORK_TREE
      ? {}
      : { plugins: [takenFrom(version)], nodePaths: [join(WORK_TREE.root, 'node_modules')] }),
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
