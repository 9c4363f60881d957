/** Draws with no font but our own and prints what came of it, as JSON: run by a test, in a process of its own. */

import { createRequire } from 'node:module';
import { addedPerCall } from '../../harness/report/charts/added-per-call.ts';
import { draw } from '../../harness/report/charts/render.ts';
import { light } from '../../harness/report/charts/theme.ts';
import { madeRun } from './made-run.ts';
import { pixelsOf } from './pixels.ts';

const { GlobalFonts } = createRequire(import.meta.url)('canvas') as typeof import('@napi-rs/canvas');
const TITLE_LINES = 80;

/** Pixels of the title that are not background. */
async function inkOf(title: string): Promise<number> {
  const configuration = addedPerCall.configure(madeRun(), { theme: light, titled: true, narrow: false })!;
  configuration.options!.plugins!.title!.text = title;
  configuration.options!.plugins!.subtitle!.text = '';
  const { width, colours } = await pixelsOf(draw(configuration, { width: 400, height: 500 }, light));
  return colours.subarray(0, width * TITLE_LINES).filter((colour) => colour !== 0xffffff).length;
}

const ink = {
  ofNothing: await inkOf(' '),
  ofThin: await inkOf('iiiiiiii'),
  ofBroad: await inkOf('mmmmmmmm'),
};
process.stdout.write(JSON.stringify({ families: GlobalFonts.families.map(({ family }) => family), ...ink }));
