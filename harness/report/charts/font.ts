/** The font of the charts, Inter, which comes as a package: a machine without any font draws the same text. */

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { GlobalFonts } = require('canvas') as typeof import('@napi-rs/canvas');

/** A family name of our own: an Inter that the machine has may be another Inter. */
export const FONT_FAMILY = 'Coextra Inter';

export function registerFont(): void {
  if (GlobalFonts.has(FONT_FAMILY)) return;
  for (const weight of [400, 600]) {
    const file = require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`);
    if (GlobalFonts.registerFromPath(file, FONT_FAMILY) === null)
      throw new Error(`the font ${file} could not be read`);
  }
}
