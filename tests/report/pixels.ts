/** Reads a picture back into its colours. */

import { createRequire } from 'node:module';

const { createCanvas, loadImage } = createRequire(import.meta.url)(
  'canvas',
) as typeof import('@napi-rs/canvas');

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** One 24-bit colour a pixel. */
  readonly colours: Uint32Array;
}

export async function pixelsOf(picture: Buffer): Promise<Pixels> {
  const image = await loadImage(picture);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const rgba = context.getImageData(0, 0, width, height).data;
  const colours = new Uint32Array(width * height);
  for (let i = 0; i < colours.length; i++) {
    colours[i] = (rgba[4 * i]! << 16) | (rgba[4 * i + 1]! << 8) | rgba[4 * i + 2]!;
  }
  return { width, height, colours };
}
