import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Run } from '../../harness/records/schema.ts';
import { besideOf, writeBeside } from '../../harness/report/beside/index.ts';
import { labelled } from '../../harness/report/beside/runs.ts';
import { checked, madeRun } from '../report/made-run.ts';
import { barriers } from './axe.ts';
import { inChromium } from './chromium.ts';
import { aFewFrames, injected, inkShare, stickingOut, unfold } from './in-page.ts';
import { onePicture } from './one-picture.ts';
import { drawChart, LITTLE_INK, NARROW, onPage, WIDE } from './opened.ts';

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
    file = await writeBeside(besideOf(runs), join(folder(), 'beside'), onePicture());
  });

  const drawAll = async (page: Page) => {
    const charts = await page.locator('canvas[data-chart]').all();
    expect(charts).toHaveLength(5);
    for (const chart of charts) {
      await drawChart(page, chart);
      expect(await chart.evaluate(inkShare)).toBeGreaterThan(LITTLE_INK);
    }
    expect(await page.evaluate(stickingOut)).toEqual([]);
  };

  test('narrow: the charts are drawn, light and dark, and nothing sticks out', async () => {
    await onPage(browser(), file, { width: NARROW }, async (page) => {
      await drawAll(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.evaluate(aFewFrames);
      await drawAll(page);
    });
  });

  test('wide: the same; a figure that the keyboard comes to is said with its run, and nobody is barred', async () => {
    await onPage(browser(), file, { width: WIDE, scheme: 'dark' }, async (page) => {
      await drawAll(page);
      await page.locator('canvas[data-chart="beside-call-cost"]').focus();
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('#chart-said').textContent()).toMatch(/run [AB]/);
      await page.evaluate(unfold);
      expect(await page.evaluate(injected), 'what a record made of markup or script').toEqual([]);
      expect(await page.locator('body').textContent()).toContain(HOSTILE);
      expect(await barriers(page)).toEqual([]);
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
