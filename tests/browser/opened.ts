/**
 * A page as a reader opens it: from disk, in a situation. However it is looked at, it must not fail, not warn and not
 * ask for anything but itself. When a look fails, a screenshot is kept and the error says where.
 */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { aFewFrames, isDrawn } from './in-page.ts';

const FAILURES = fileURLToPath(new URL('./failures/', import.meta.url));

export interface Situation {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly javaScript?: boolean;
  /** What comes after the file in the address. */
  readonly address?: string;
  /** What the page may ask for beside itself: addresses that match. */
  readonly mayAskFor?: RegExp;
}

export const WIDE = 1280;
export const NARROW = 390;
/** A4 with margins of 1 cm. */
export const PAPER = 718;

/** The least share of a chart that is not its ground: far more is, and nothing of one that is not drawn. */
export const LITTLE_INK = 0.001;

/** Scrolls to a chart and waits until it is drawn. */
export async function drawChart(page: Page, chart: Locator): Promise<void> {
  await chart.scrollIntoViewIfNeeded();
  await page.waitForFunction(isDrawn, await chart.elementHandle());
}

/** Looks again and again, for as long as it takes: how fast the machine is decides nothing. */
export async function until(page: Page, holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await page.evaluate(aFewFrames);
}

/** Opens `file` in a window of its own, looks, and closes it. */
export async function onPage(
  browser: Browser,
  file: string,
  situation: Situation,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: situation.width ?? WIDE, height: 900 },
    colorScheme: situation.scheme ?? 'light',
    javaScriptEnabled: situation.javaScript ?? true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  try {
    const page = await context.newPage();
    // A command that waits in vain is a hang, which the test runner catches.
    context.setDefaultTimeout(0);
    const address = pathToFileURL(file).href;
    const seen = watch(
      page,
      (url) => url.split('#')[0] === address || (situation.mayAskFor?.test(url) ?? false),
    );
    try {
      await page.goto(address + (situation.address ?? ''));
      await look(page);
      expect(seen, 'what went wrong in the page, or what it asked for').toEqual([]);
    } catch (error) {
      throw await withPicture(page, error as Error);
    }
  } finally {
    await context.close();
  }
}

/** Collects complaints from now on. A breach of the page's content policy is among the console's errors. */
function watch(page: Page, mayAskFor: (url: string) => boolean): string[] {
  const seen: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.push(`error: ${error.stack ?? error.message}`));
  page.on('request', (request) => {
    if (!mayAskFor(request.url())) seen.push(`request: ${request.url()}`);
  });
  page.on('requestfailed', (request) => seen.push(`not loaded: ${request.url()}`));
  return seen;
}

async function withPicture(page: Page, error: Error): Promise<Error> {
  const name = (expect.getState().currentTestName ?? 'page').replace(/[^a-z0-9]+/gi, '-').slice(0, 100);
  const path = join(FAILURES, `${name}.png`);
  mkdirSync(FAILURES, { recursive: true });
  const kept = await page.screenshot({ path }).then(
    () => path,
    (reason: Error) => `none could be taken (${reason.message})`,
  );
  error.message += `\nscreenshot: ${kept}`;
  return error;
}
