import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Run } from '../../harness/records/schema.ts';
import { writeReport } from '../../harness/report/index.ts';
import { checked, madeRun } from '../report/made-run.ts';
import { inChromium } from './chromium.ts';
import { adviceOf } from './guide.ts';
import { injected, unfold } from './in-page.ts';
import { drawChart, NARROW, onPage } from './opened.ts';

/** Each would set window.pwned, or leave an element behind, were it taken for markup or for script. */
const HOSTILE = [
  '</script><script>window.pwned="a script"</script>',
  '</script><img src=x onerror="window.pwned=1">',
  '"><svg onload=window.pwned=2>',
  "'-alert(window.pwned=3)-'",
  '`<img src="x" onerror="window.pwned=4">`',
  `\${window.pwned=5}`,
  'javascript:window.pwned=6',
  '<!--<script>',
  'constructor',
];

inChromium('a page of hostile records in Chromium', (browser, folder) => {
  let file: string;

  beforeAll(async () => {
    file = await writeReport(hostileRun(), folder(), [], async () => {});
  });

  test('nothing of them becomes markup or script, whatever a reader does', async () => {
    await onPage(browser(), file, { width: NARROW }, async (page) => {
      const { ranking, excluded } = await adviceOf(page);
      expect([...ranking, ...excluded], 'the guide').toEqual(expect.arrayContaining(HOSTILE));
      const charts = await page.locator('canvas[data-chart]').all();
      expect(charts.length).toBeGreaterThan(10);
      for (const chart of charts) {
        await drawChart(page, chart);
        await chart.hover();
        await chart.focus();
        await page.keyboard.press('ArrowRight');
      }
      for (const choice of await page
        .locator('#guide-form [type="radio"], #guide-form [type="checkbox"]')
        .all()) {
        await choice.focus();
        await page.keyboard.press('Space');
      }
      await page.evaluate(unfold);
      expect(await page.evaluate(injected)).toEqual([]);
      expect(await textOf(page)).toEqual(expect.arrayContaining(HOSTILE));
    });
  });

  test('an address that is made by somebody else cannot inject anything', async () => {
    const [opened, ...followed] = [HOSTILE, HOSTILE.toReversed(), HOSTILE.slice(3)].map(
      ([first, second, third]) =>
        `#guide?population=${first}&priority=${encodeURIComponent(second!)}&die=${third}`,
    );
    await onPage(browser(), file, { address: opened! }, async (page) => {
      expect(await page.evaluate(injected)).toEqual([]);
      for (const address of followed) {
        await page.goto(pathToFileURL(file).href + address);
        expect(await page.evaluate(injected)).toEqual([]);
      }
    });
  });
});

/** Which of the hostile texts can be read on the page, as text. */
async function textOf(page: Page): Promise<string[]> {
  const text = (await page.locator('body').textContent()) ?? '';
  return HOSTILE.filter((hostile) => text.includes(hostile));
}

/** A run whose every text that may come from outside is hostile. */
function hostileRun(): Run {
  const run = madeRun({ traces: true, life: true, own: HOSTILE });
  const all = HOSTILE.join(' ');
  const rename = (workload: string) =>
    workload === 'fib' ? HOSTILE[1]! : workload === 'web' ? HOSTILE[2]! : workload;
  const renamed = <Named extends { name: string }>(each: Named) => ({ ...each, name: rename(each.name) });
  return checked({
    ...run,
    environment: { ...run.environment, node: all, v8: all, cpu: all, kernel: all, platform: all, arch: all },
    plan: {
      ...run.plan,
      arms: run.plan.arms.map((arm) => ({ ...arm, title: all, summary: all, origin: all })),
      programs: run.plan.programs.map((each) => ({
        ...renamed(each),
        file: all,
        stresses: all,
        doesNotTell: all,
      })),
      traces: (run.plan.traces ?? []).map((each) => ({
        ...renamed(each),
        file: all,
        stresses: all,
        doesNotTell: all,
      })),
      leftOut: HOSTILE,
    },
    rows: run.rows.map((row) => ({ ...row, workload: rename(row.workload) })),
    controls: run.controls.map((control) => ({ ...control, workload: rename(control.workload), says: all })),
    calibrations: (run.calibrations ?? []).map((each) => ({
      ...each,
      program: rename(each.program),
      says: all,
    })),
    doubts: HOSTILE.map((says) => ({ code: says, says, strategy: says, workload: says })),
    claims: HOSTILE.map((text) => {
      return {
        id: text,
        claim: text,
        verdict: 'confirmed',
        because: text,
        rule: text,
        standsIn: text,
        rows: [0],
      };
    }),
  });
}
