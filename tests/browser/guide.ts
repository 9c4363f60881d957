/** The guide as a reader uses it: by the keyboard, choosing answers and reading what is left. */

import type { Page } from 'playwright-core';

export interface Advice {
  /** Names of strategies, the best first. */
  readonly ranking: string[];
  readonly excluded: string[];
}

export async function adviceOf(page: Page): Promise<Advice> {
  const names = (list: string) =>
    page.locator(`${list} > li[data-strategy]`).evaluateAll((items) => {
      return items.map((item) => item.getAttribute('data-strategy') ?? '');
    });
  return { ranking: await names('#guide-ranking'), excluded: await names('#guide-excluded') };
}

/** Gives each answer that a question offers, one after the other, and tells what the guide says to each. */
export async function advices(page: Page, question: string): Promise<Record<string, Advice>> {
  const inputs = page.locator(`#guide-form [name="${question}"]`);
  const kind = await inputs.first().evaluate((input) => (input as { type?: string }).type ?? input.tagName);
  const said: Record<string, Advice> = {};
  const note = async (answer: string | null) => {
    said[answer ?? ''] = await adviceOf(page);
  };
  if (kind === 'radio' || kind === 'checkbox') {
    for (const input of await inputs.all()) {
      await input.focus();
      await page.keyboard.press('Space');
      await note(await input.getAttribute('value'));
    }
  } else if (kind === 'select-one') {
    for (const option of await inputs.locator('option').all()) {
      const value = await option.evaluate((each) => (each as { value?: string }).value ?? '');
      await inputs.selectOption(value);
      await note(value);
    }
  } else {
    for (const limit of ['min', 'max'] as const) {
      const value = await inputs.getAttribute(limit);
      await inputs.fill(value ?? (limit === 'min' ? '1' : '1000000'));
      await note(value);
    }
  }
  return said;
}
