/**
 * Builds the command line into JavaScript: a file for each command and for what several share, loaded when it is needed. Sources
 * that look for files next to themselves still find them: `import.meta.url` stays the address of the source.
 */

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** Packages that find native code or files of their own next to themselves. Others are built in: fewer files load sooner. */
const APART = [
  'esbuild',
  'canvas',
  'chart.js',
  'chartjs-node-canvas',
  'chartjs-chart-error-bars',
  '@fontsource/*',
  'tsx',
  'typescript',
];

/** Packages in the older module format call `require`. */
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/** Milliseconds after which a command that runs from an older build has surely ended. */
const OUTDATED = 24 * 60 * 60 * 1000;

/** Returns the entry of the new build. */
export async function build(folder) {
  mkdirSync(folder, { recursive: true });
  removeOutdated(folder);
  const made = mkdtempSync(join(folder, 'build-'));
  const { metafile } = await esbuild.build({
    entryPoints: [join(import.meta.dirname, 'main.ts')],
    outdir: made,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: APART,
    banner: { js: REQUIRE },
    metafile: true,
    logLevel: 'silent',
    absWorkingDir: ROOT,
    plugins: [{ name: 'addresses-of-sources', setup: keepAddresses }],
  });
  // Packages change with the lock file.
  const sources = Object.keys(metafile.inputs).filter((file) => !file.startsWith('node_modules/'));
  const files = [...sources, 'harness/cli/build.mjs', 'package-lock.json'].map((name) => {
    const file = join(ROOT, name);
    const { size, mtimeMs } = statSync(file);
    return [file, size, mtimeMs];
  });
  // Its process would go on beside the command.
  await esbuild.stop();
  const entry = join(made, 'main.mjs');
  writeFileSync(join(made, 'built.json'), JSON.stringify({ entry, files }));
  renameSync(join(made, 'built.json'), join(folder, 'built.json'));
  return entry;
}

function removeOutdated(folder) {
  for (const name of readdirSync(folder).filter((each) => each.startsWith('build-'))) {
    const old = join(folder, name);
    if (Date.now() - statSync(old).mtimeMs > OUTDATED) rmSync(old, { recursive: true, force: true });
  }
}

function keepAddresses({ onLoad }) {
  onLoad({ filter: /\.(tsx?|m?js)$/ }, ({ path }) => {
    const text = readFileSync(path, 'utf8');
    if (!text.includes('import.meta.url')) return null;
    const address = JSON.stringify(pathToFileURL(path).href);
    return {
      contents: text.replaceAll('import.meta.url', address),
      loader: path.endsWith('x') ? 'tsx' : 'ts',
    };
  });
}
