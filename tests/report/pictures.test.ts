import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { addedPerCall } from '../../harness/report/charts/added-per-call.ts';
import { asked } from '../../harness/report/charts/all.ts';
import { TITLE_PX } from '../../harness/report/charts/frame.ts';
import { draw, picture } from '../../harness/report/charts/render.ts';
import { dark, light } from '../../harness/report/charts/theme.ts';
import { courseOf } from '../../harness/report/course.ts';
import { madeRun } from './made-run.ts';
import { fewRecords, wholeRun } from './made-whole.ts';
import { pixelsOf } from './pixels.ts';

const run = madeRun();
const look = { theme: light, titled: true, narrow: false };
const size = { width: 400, height: 500 };
const drawn = picture(addedPerCall, run, light)!;

test('a question becomes a PNG of twice its size in CSS pixels, taller by its title', async () => {
  expect(drawn.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  const { width, height } = await pixelsOf(drawn);
  expect(width).toBe(2 * 760);
  expect(height).toBe(2 * (addedPerCall.height(run) + TITLE_PX));
});

test('there is no picture of what was not measured', () => {
  expect(picture(addedPerCall, { ...run, rows: [] }, light)).toBeNull();
});

test('the picture shows the colour of every strategy', async () => {
  const { colours } = await pixelsOf(draw(addedPerCall.configure(run, look)!, size, light));
  const seen = new Set(colours);
  for (const [name, colour] of Object.entries(light.strategies)) {
    expect(seen.has(Number.parseInt(colour.slice(1), 16)), name).toBe(true);
  }
});

const whole = wholeRun();

test.each(asked(courseOf(whole, fewRecords())).all)('$name can be drawn', (question) => {
  const configuration = question.configure(whole, { theme: dark, titled: true, narrow: true })!;
  expect(draw(configuration, { width: 240, height: 240 }, dark).length).toBeGreaterThan(4000);
});

test('text is drawn on a machine without fonts, letter by letter', () => {
  const env = { ...process.env, DISABLE_SYSTEM_FONTS_LOAD: '1' };
  // As one plain script, which starts in half the time that translating each module takes.
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL('./draw-without-fonts.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    tsconfigRaw: {},
  });
  const input = outputFiles[0]!.text;
  const output = execFileSync(process.execPath, ['--input-type=module'], { encoding: 'utf8', env, input });
  const { families, ofNothing, ofThin, ofBroad } = JSON.parse(output);
  expect(families).toEqual(['Inter', 'Coextra Inter']);
  expect(ofNothing).toBe(0);
  expect(ofThin).toBeGreaterThan(100);
  // Letters that a font lacks would be boxes, all alike.
  expect(ofBroad).toBeGreaterThan(1.5 * ofThin);
});

test('the same run gives the same bytes', () => {
  expect(picture(addedPerCall, madeRun(), light)!.equals(drawn)).toBe(true);
});
