/** axe-core looks at a page for what bars people from it. It comes in past the page's content policy, which stays. */

import { type AxeResults, type Result, type RunOptions, source } from 'axe-core';
import type { Page } from 'playwright-core';
import { thinOut } from './in-page.ts';

declare const axe: { run(options: RunOptions): Promise<AxeResults> };

/**
 * What is serious or critical in light and in dark, one text each; where there is any, also what is less. In dark
 * only the colours are new. Most of the page is removed for it.
 */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(thinOut, 1);
  await page.evaluate(source);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await violations(page, { resultTypes: ['violations'] });
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await violations(page, { resultTypes: ['violations'], runOnly: ['color-contrast'] });
  const found = [
    ...light.map((each) => ({ ...each, scheme: 'light' })),
    ...dark.map((each) => ({ ...each, scheme: 'dark' })),
  ];
  const isGrave = ({ impact }: Result) => impact === 'serious' || impact === 'critical';
  return found.some(isGrave) ? found.map((each) => `${each.scheme}: ${described(each)}`) : [];
}

async function violations(page: Page, options: RunOptions): Promise<Result[]> {
  return page.evaluate(async (how) => (await axe.run(how)).violations, options);
}

function described({ id, impact, help, nodes }: Result): string {
  const places = nodes.slice(0, 4).map(({ target, any }) => {
    return `    ${target.join(' ')}: ${any.map(({ message }) => message).join('; ')}`;
  });
  return [`${impact}: ${id} (${help}), ${nodes.length} places`, ...places].join('\n');
}
