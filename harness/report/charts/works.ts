/** Whether this machine can draw charts: a question for those who ask before they measure. */

import { createRequire } from 'node:module';
import { FONT_FAMILY, registerFont } from './font.ts';

const { createCanvas } = createRequire(import.meta.url)('canvas') as typeof import('@napi-rs/canvas');

/** Throws, saying why, where a chart could not be drawn or would lack its text. */
export function chartsWork(): void {
  registerFont();
  const canvas = createCanvas(80, 20);
  const context = canvas.getContext('2d');
  context.font = `16px "${FONT_FAMILY}"`;
  context.fillText('coextra', 0, 16);
  const { data } = context.getImageData(0, 0, 80, 20);
  if (!data.some((byte) => byte !== 0)) throw new Error('text leaves no trace on the canvas');
  canvas.toBuffer('image/png');
}
