import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { readSamples } from '../../harness/experiments/reading.ts';
import type { Run } from '../../harness/records/schema.ts';
import { readRun } from '../../harness/records/store.ts';
import { writeNewestPage, writeReport } from '../../harness/report/index.ts';
import { fewRecords, wholeRun } from '../report/made-whole.ts';
import { barriers } from './axe.ts';
import { inChromium } from './chromium.ts';
import { type Advice, adviceOf, advices } from './guide.ts';
import {
  aFewFrames,
  changedPixels,
  changeIsSeen,
  colouredPlaces,
  focused,
  inkShare,
  lightness,
  pixelsOf,
  stickingOut,
  unfold,
} from './in-page.ts';
import { onePicture } from './one-picture.ts';
import { drawChart, LITTLE_INK, NARROW, onPage, PAPER, type Situation, until, WIDE } from './opened.ts';

const REFERENCE = fileURLToPath(new URL('../../results/reference', import.meta.url));
/** Pixels that change when a box with figures comes up; fewer do when a mark is merely shown larger. */
const A_BOX_OF_TEXT = 5000;

/** What the guide asks. */
const QUESTIONS = ['population', 'attachFraction', 'callsPerSecond', 'tools', 'die', 'mayChange', 'priority'];

/** Fates of which the dead keep something. */
const LEAKING = new Set(['leaks', 'keeps-code-alive']);

inChromium('the page of a report in Chromium', (browser, folder) => {
  let run: Run;
  let file: string;
  const look = (situation: Situation, each: (page: Page) => Promise<void>) =>
    onPage(browser(), file, situation, each);

  beforeAll(async () => {
    run = wholeRun();
    file = await writeReport(run, join(folder(), 'whole'), fewRecords(), onePicture());
  });

  test('of the reference run fits in every width, on paper is light with every chart, and bars nobody', async () => {
    const { records } = readSamples(REFERENCE);
    const reference = await writeReport(
      readRun(REFERENCE),
      join(folder(), 'reference'),
      records,
      async () => {},
    );
    await onPage(browser(), reference, {}, async (page) => {
      await expectToFit(page, WIDE);
      await expectToFit(page, NARROW);
      await page.evaluate(unfold);
      await expectToFit(page, NARROW);
      await expectToFit(page, WIDE);
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      await expectToFit(page, PAPER);
      expect(await chartsThatLack(page)).toEqual([]);
      const printed = await page.evaluate(lightness);
      expect(printed.ground).toBeGreaterThan(0.9);
      expect(printed.text).toBeLessThan(0.3);
      await page.emulateMedia({ media: null });
      expect(await barriers(page)).toEqual([]);
    });
  });

  test('on a narrow screen is walked by the keyboard, draws its charts on the way, fits and bars nobody', async () => {
    await look({ width: NARROW }, async (page) => {
      const stops = await stopsOf(page);
      expect(
        stops.filter(({ seen }) => !seen),
        'where it is not seen where one is',
      ).toEqual([]);
      const charts = await page.locator('canvas[data-chart]').count();
      expect(charts).toBeGreaterThan(20);
      expect(stops.filter(({ kind }) => kind === 'chart')).toHaveLength(charts);
      expect(await chartsThatLack(page)).toEqual([]);
      expect(stops.map(({ name }) => name)).toEqual(expect.arrayContaining(QUESTIONS));
      expect(stops.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['a', 'button', 'summary']));
      await expectToFit(page, NARROW);
      await page.evaluate(unfold);
      await expectToFit(page, NARROW);
      expect(await barriers(page)).toEqual([]);
    });
  });

  test('shows the figures of a mark that the mouse is over', async () => {
    await look({}, async (page) => {
      const chart = await drawnChart(page);
      const before = await chart.evaluateHandle(pixelsOf);
      const changed = async () =>
        page.evaluate(changedPixels, [before, await chart.evaluateHandle(pixelsOf)] as const);
      let most = 0;
      for (const { x, y } of await chart.evaluate(colouredPlaces, before)) {
        await page.mouse.move(x, y);
        await page.evaluate(aFewFrames);
        most = Math.max(most, await changed());
        if (most > A_BOX_OF_TEXT) break;
      }
      expect(most).toBeGreaterThan(A_BOX_OF_TEXT);
      await page.mouse.move(0, 0);
      await until(page, async () => (await changed()) === 0);
    });
  });

  test('steps from mark to mark by the arrow keys, saying and showing the figures', async () => {
    await look({}, async (page) => {
      const chart = await drawnChart(page);
      const before = await chart.evaluateHandle(pixelsOf);
      const { height } = (await chart.boundingBox())!;
      // A window that is lower than the chart.
      await page.setViewportSize({ width: WIDE, height: Math.round(height / 2) });
      // From far away, as by Tab: the browser then brings the middle of the chart into the window, not its first mark.
      await page.evaluate(() => window.scrollTo(0, 0));
      await chart.focus();
      const said = new Set<string | null>();
      for (let presses = 0; presses < 5; presses++) {
        await page.keyboard.press('ArrowRight');
        said.add(await page.locator('#chart-said').textContent());
      }
      expect(said.size).toBe(5);
      expect([...said].join()).toMatch(/\[.+, .+\]/);
      await page.evaluate(aFewFrames);
      const now = await chart.evaluateHandle(pixelsOf);
      expect(
        await chart.evaluate(changeIsSeen, [before, now] as const),
        'the figures are in the window',
      ).toBe(true);
    });
  });

  test('is light in light and dark in dark, and draws every chart before it is printed', async () => {
    await look({ scheme: 'light' }, async (page) => {
      const light = await page.evaluate(lightness);
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await page.evaluate(lightness);
      expect(light.ground).toBeGreaterThan(0.8);
      expect(light.text).toBeLessThan(0.3);
      expect(dark.ground).toBeLessThan(0.2);
      expect(dark.text).toBeGreaterThan(0.7);
      expect(await chartsThatLack(page)).not.toEqual([]);
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      expect(await chartsThatLack(page)).toEqual([]);
    });
  });

  test('guides: other answers, another ranking; what leaks is ranked only where nothing dies', async () => {
    const leaking = run.plan.arms.filter(({ fate }) => LEAKING.has(fate)).map(({ name }) => name);
    expect(leaking).not.toEqual([]);
    await look({}, async (page) => {
      const first = await adviceOf(page);
      expect(first.ranking.length).toBeGreaterThan(0);
      const everything = [...first.ranking, ...first.excluded].sort();
      for (const question of QUESTIONS) {
        const said = await advices(page, question);
        for (const { ranking, excluded } of Object.values(said))
          expect([...ranking, ...excluded].sort(), question).toEqual(everything);
        const different = new Set(Object.values(said).map((advice) => JSON.stringify(advice)));
        expect(different.size, question).toBeGreaterThan(1);
        if (question === 'die') {
          expect(said.yes!.excluded).toEqual(expect.arrayContaining(leaking));
          expect(said.no!.ranking.filter((name) => leaking.includes(name))).not.toEqual([]);
        }
        await page.locator('#guide-form').evaluate((form) => (form as HTMLFormElement).reset());
      }
    });
  });

  test('guides: a beginning is one click, and its link leads there again', async () => {
    await look({}, async (page) => {
      const beginnings = await page.locator('#guide-form [data-preset]').all();
      const links = new Map<string, Advice>();
      for (const beginning of beginnings) {
        await beginning.click();
        links.set(new URL(page.url()).hash, await adviceOf(page));
      }
      expect(links.size).toBe(beginnings.length);
      const [, [address, advice] = []] = [...links].filter(([, { ranking }]) => ranking.length > 0);
      await look({ address: address! }, async (again) => expect(await adviceOf(again)).toEqual(advice));
    });
  });

  test('has its pictures and a ranking where scripts are off', async () => {
    await look({ javaScript: false, mayAskFor: /\/charts\/[a-z-]+\.png$/ }, async (page) => {
      const pictures = page.locator('noscript img, picture img');
      const widths = await pictures.evaluateAll((images) =>
        images.map((image) => (image as HTMLImageElement).naturalWidth),
      );
      expect(widths.length).toBeGreaterThan(10);
      expect(Math.min(...widths)).toBeGreaterThan(100);
      expect((await adviceOf(page)).ranking.length).toBeGreaterThan(0);
    });
  });

  test('copies every raw row', async () => {
    await look({}, async (page) => {
      await page.locator('#rows [data-copy="rows"]').click();
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      await until(page, async () => (await copied()).includes('\t'));
      const [head, ...lines] = (await copied()).replace(/\n$/, '').split('\n');
      expect(lines).toHaveLength(run.rows.length);
      const columns = head!.split('\t').length;
      for (const line of lines) expect(line.split('\t')).toHaveLength(columns);
    });
  });

  test('is found from the page of the newest report', async () => {
    writeNewestPage(folder(), 'whole');
    await onPage(browser(), join(folder(), 'index.html'), { mayAskFor: /\/whole\/index\.html$/ }, (page) =>
      page.waitForURL(/\/whole\/index\.html$/),
    );
  });
});

/** Where the Tab key leads, from the first place to the last. */
async function stopsOf(page: Page) {
  const stops = [];
  for (let presses = 0; presses < 500; presses++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(focused);
    if (stop === null) break;
    stops.push(stop);
  }
  return stops;
}

/** The first chart of the page, on screen and drawn. */
async function drawnChart(page: Page): Promise<Locator> {
  const chart = page.locator('canvas[data-chart]').first();
  await drawChart(page, chart);
  await page.evaluate(aFewFrames);
  return chart;
}

async function expectToFit(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(aFewFrames);
  expect(await page.evaluate(stickingOut), `what is wider than ${width} px`).toEqual([]);
}

/** Names of charts on which there is nothing. */
async function chartsThatLack(page: Page): Promise<(string | null)[]> {
  const lacking = [];
  for (const chart of await page.locator('canvas[data-chart]').all())
    if ((await chart.evaluate(inkShare)) < LITTLE_INK) lacking.push(await chart.getAttribute('data-chart'));
  return lacking;
}
