/**
 * The Chromium of this machine, for the tests of the page. Nothing is downloaded: a machine without one skips these
 * tests and says what to install, unless COEXTRA_BROWSER=required, as in CI; then it is an error.
 */

import { accessSync, constants, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const MAC_APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

export interface Found {
  /** Null where there is none. */
  readonly path: string | null;
  /** Whether the tests are an error without one. */
  readonly required: boolean;
  /** What to do where there is none. */
  readonly advice: string;
}

/** Looks where a Chromium may be. Throws where COEXTRA_CHROMIUM names something that cannot be run. */
export function findChromium(env: NodeJS.ProcessEnv = process.env, platform = process.platform): Found {
  return {
    path: named(env) ?? places(env, platform).find(isProgram) ?? null,
    required: env.COEXTRA_BROWSER === 'required',
    advice:
      'No Chromium was found to open the page in. Install one (Debian: apt-get install chromium), or set ' +
      'COEXTRA_CHROMIUM to the path of a Chromium or Chrome.',
  };
}

/**
 * Tests in a Chromium that is started before them and closed after them, with a folder for their pages; skipped where
 * that may be.
 */
export function inChromium(
  name: string,
  tests: (browser: () => Browser, folder: () => string) => void,
): void {
  const found = findChromium();
  const isSkipped = found.path === null && !found.required;
  if (isSkipped) console.warn(`Skipped: ${name}. ${found.advice}`);
  describe.skipIf(isSkipped)(name, () => {
    let browser: Browser | undefined;
    let folder: string | undefined;
    beforeAll(async () => {
      browser = await launchChromium(found);
      folder = mkdtempSync(join(tmpdir(), 'coextra-browser-'));
    });
    afterAll(async () => {
      await browser?.close();
      if (folder !== undefined) rmSync(folder, { recursive: true });
    });
    tests(
      () => browser!,
      () => folder!,
    );
  });
}

/**
 * Starts it without a window. Throws where there is none, with the advice. It runs without its sandbox, which neither
 * root nor most containers can have: the pages are our own.
 */
export async function launchChromium({ path, advice }: Found): Promise<Browser> {
  if (path === null) throw new Error(advice);
  return chromium.launch({ executablePath: path, chromiumSandbox: false, timeout: 0 });
}

function named(env: NodeJS.ProcessEnv): string | null {
  const path = env.COEXTRA_CHROMIUM;
  if (path === undefined || path === '') return null;
  if (isProgram(path)) return path;
  throw new Error(`COEXTRA_CHROMIUM is ${path}, which is not a program that can be run.`);
}

function places(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return platform === 'darwin' ? [...onPath, ...MAC_APPLICATIONS] : onPath;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
