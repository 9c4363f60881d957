import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { addedPerCall } from '../../harness/report/charts/added-per-call.ts';
import { draw, pictures } from '../../harness/report/charts/render.ts';
import { pixelsOf, slimPng } from '../../harness/report/charts/slim-png.ts';
import { light } from '../../harness/report/charts/theme.ts';
import { madeRun } from './made-run.ts';

const run = madeRun();
const look = { theme: light, titled: true, narrow: false };
const size = { width: 400, height: 500 };

test('a question becomes PNGs of twice its size in CSS pixels', async () => {
  const drawn = (await pictures(addedPerCall, run, light))!;
  for (const [png, { width, height }] of [
    [drawn.wide, drawn.size.wide],
    [drawn.narrow, drawn.size.narrow],
  ] as const) {
    expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * width, 2 * height]);
  }
  expect(drawn.titled.readUInt32BE(20)).toBeGreaterThan(drawn.wide.readUInt32BE(20));
});

test('the picture shows the colour of every strategy', async () => {
  const { colours } = await draw(addedPerCall.configure(run, look)!, size, light);
  const seen = new Set(colours);
  for (const [name, colour] of Object.entries(light.strategies)) {
    expect(seen.has(Number.parseInt(colour.slice(1), 16)), name).toBe(true);
  }
});

test('text is drawn on a machine without fonts, letter by letter', () => {
  const script = fileURLToPath(new URL('./draw-without-fonts.ts', import.meta.url));
  const env = { ...process.env, DISABLE_SYSTEM_FONTS_LOAD: '1' };
  const output = execFileSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8', env });
  const { families, ofNothing, ofThin, ofBroad } = JSON.parse(output);
  expect(families).toEqual(['Inter', 'Coextra Inter']);
  expect(ofNothing).toBe(0);
  expect(ofThin).toBeGreaterThan(100);
  // Letters that a font lacks would be boxes, all alike.
  expect(ofBroad).toBeGreaterThan(1.5 * ofThin);
}, 30_000);

test('a slim picture is the picture', async () => {
  const before = await draw(addedPerCall.configure(run, look)!, size, light);
  const after = await pixelsOf(slimPng(before));
  expect([after.width, after.height]).toEqual([before.width, before.height]);
  const far = before.colours.filter((colour, i) => distance(colour, after.colours[i]!) > 24).length;
  expect(far / before.colours.length).toBeLessThan(0.002);
});

test('the same run gives the same bytes', async () => {
  const once = (await pictures(addedPerCall, run, light))!;
  const again = (await pictures(addedPerCall, madeRun(), light))!;
  expect(again.titled.equals(once.titled)).toBe(true);
});

/** The largest difference in red, green or blue. */
function distance(a: number, b: number): number {
  return Math.max(...[0, 8, 16].map((shift) => Math.abs(((a >> shift) & 255) - ((b >> shift) & 255))));
}
