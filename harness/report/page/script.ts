/**
 * The one script of the page, bundled from ../browser, and the page's content policy, which allows that script by its
 * digest and nothing else to run.
 */

import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const MAIN = fileURLToPath(new URL('../browser/main.ts', import.meta.url));

const bundled = new Map<string, string>();

/** The same sources give the same text. Bundled once in a process: every page of a kind has the same. */
export function pageScript(main = MAIN): string {
  const text = bundled.get(main) ?? bundle(main);
  bundled.set(main, text);
  return text;
}

/** Pictures are the files beside the page, for a browser that runs no script: `file:` is for one that opened it from disk. */
export function policyFor(script: string): string {
  const digest = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${digest}'`,
    "img-src 'self' file:",
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function bundle(main: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [main],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    charset: 'ascii',
    legalComments: 'eof',
    logLevel: 'silent',
    tsconfigRaw: {},
  });
  const { text } = outputFiles[0]!;
  // It stands inside a script element: neither may end it or change how it is read.
  if (/<\/script|<!--/i.test(text)) throw new Error('the script of the page holds what would end it');
  return text;
}
