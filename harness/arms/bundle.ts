/**
 * Bundles arms: interpreter + one strategy into one ES module, once per strategy. An arm is loaded as often as needed
 * under an address of its own (`weakmap.mjs?arm=twin`); each load is a program of its own to the engine.
 *
 * The emitted code is the experiment: ES2022, nothing minified, no helper injected, the same options for our files and
 * for a user's, whatever tsconfig lies beside them. A test reads the emitted code.
 */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

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

/** Bundles the strategy in `strategyFile` (its default export) and returns the path of the module. */
export async function bundleArm(strategyName: string, strategyFile: string, folder: string): Promise<string> {
  const outfile = join(folder, `${strategyName}.mjs`);
  await build({
    ...OPTIONS,
    stdin: {
      contents:
        `import strategy from ${JSON.stringify(strategyFile)};\n` +
        `import { createArm } from ${JSON.stringify(join(ROOM, 'arm.ts'))};\n` +
        'export { strategy };\nexport const arm = createArm(strategy);\n',
      resolveDir: ROOM,
      sourcefile: `${strategyName}.arm.ts`,
      loader: 'ts',
    },
    outfile,
  });
  return outfile;
}

/** Bundles a program of the measuring side, so that a measured process runs plain JavaScript and loads nothing else. */
export async function bundleEntry(entryFile: string, outfile: string): Promise<string> {
  await build({ ...OPTIONS, entryPoints: [entryFile], outfile });
  return outfile;
}
