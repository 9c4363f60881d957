import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Run } from '../../harness/records/schema.ts';
import { besideOf, writeBeside } from '../../harness/report/beside/index.ts';
import { labelled } from '../../harness/report/beside/runs.ts';
import { checked, madeRun } from '../report/made-run.ts';
import { barriers } from './axe.ts';
import { inChromium } from './chromium.ts';
import { injected, stickingOut, unfold } from './in-page.ts';
import { NARROW, onPage, WIDE } from './opened.ts';

const HOSTILE = '</script><img src=x onerror="window.pwned=1"><script>window.pwned=2</script>';

function hostileRun(): Run {
  const run = madeRun({ traces: true, own: [HOSTILE] });
  run.environment = { ...run.environment, cpu: HOSTILE };
  run.doubts.push({ code: HOSTILE, says: HOSTILE });
  run.claims = [{ id: 'a', claim: HOSTILE, verdict: 'confirmed', because: HOSTILE, rule: HOSTILE, rows: [] }];
  return checked(run);
}

inChromium('the page of several runs in Chromium', (browser, folder) => {
  let file: string;

  beforeAll(async () => {
    const runs = labelled([checked(madeRun({ traces: true })), hostileRun()]);
    file = await writeBeside(besideOf(runs), join(folder(), 'beside'));
  }, 180_000);

  const drawAll = async (page: Page) => {
    const charts = await page.locator('canvas[data-chart]').all();
    expect(charts).toHaveLength(5);
    for (const chart of charts) {
      await chart.scrollIntoViewIfNeeded();
      await expect.poll(() => chart.getAttribute('data-drawn'), { timeout: 60_000 }).toBe('true');
    }
  };

  test.each([
    ['wide and light', WIDE, 'light'],
    ['wide and dark', WIDE, 'dark'],
    ['narrow and light', NARROW, 'light'],
  ] as const)(
    '%s: the charts are drawn, nothing sticks out and nothing is asked for',
    async (_, width, scheme) => {
      await onPage(browser(), file, { width, scheme }, async (page) => {
        await drawAll(page);
        expect(await page.evaluate(stickingOut)).toEqual([]);
      });
    },
  );

  test('a figure that the keyboard comes to is said with its run', async () => {
    await onPage(browser(), file, {}, async (page) => {
      await drawAll(page);
      await page.locator('canvas[data-chart="beside-call-cost"]').focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => page.locator('#chart-said').textContent()).toMatch(/run [AB]/);
    });
  });

  test('it bars nobody', async () => {
    await onPage(browser(), file, {}, async (page) => {
      await drawAll(page);
      await page.evaluate(unfold);
      expect(await barriers(page)).toEqual([]);
    });
  });

  test('nothing from a record becomes markup or script', async () => {
    await onPage(browser(), file, {}, async (page) => {
      await drawAll(page);
      await page.evaluate(unfold);
      expect(await page.evaluate(injected)).toEqual([]);
      expect(await page.locator('body').textContent()).toContain(HOSTILE);
    });
  });

  test('without JavaScript the pictures stand in the place of the charts', async () => {
    const situation = { javaScript: false, mayAskFor: /\/charts\/beside-[a-z-]+\.png$/ };
    await onPage(browser(), file, situation, async (page) => {
      const pictures = await page.locator('img').all();
      expect(pictures).toHaveLength(5);
      for (const picture of pictures) {
        await picture.scrollIntoViewIfNeeded();
        expect(await picture.boundingBox()).toMatchObject({ width: expect.any(Number) });
      }
      expect(await page.locator('.drawing:visible').count()).toBe(0);
    });
  });
});
