/**
 * The same picture in a third of the bytes, so that all charts, light and dark, wide and narrow, fit into one page.
 *
 * A chart is flat: a dozen colours and the blends at their edges. We keep the 256 colours that cover most pixels, give
 * each rare blend its nearest neighbour among them, and write an indexed PNG (a palette and one byte a pixel).
 * Format: PNG specification, third edition, sections 5 and 11.
 */

import { createRequire } from 'node:module';
import { crc32, deflateSync } from 'node:zlib';

const { createCanvas, loadImage } = createRequire(import.meta.url)(
  'canvas',
) as typeof import('@napi-rs/canvas');

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PALETTE_SIZE = 256;
const BIT_DEPTH = 8;
const COLOUR_TYPE_INDEXED = 3;

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** One 24-bit colour a pixel. */
  readonly colours: Uint32Array;
}

export async function pixelsOf(png: Buffer): Promise<Pixels> {
  const image = await loadImage(png);
  const { width, height } = image;
  const canvas = createCanvas(width, height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  const rgba = canvas.getImageData(0, 0, width, height).data;
  const colours = new Uint32Array(width * height);
  for (let i = 0; i < colours.length; i++) {
    colours[i] = (rgba[4 * i]! << 16) | (rgba[4 * i + 1]! << 8) | rgba[4 * i + 2]!;
  }
  return { width, height, colours };
}

/** The same picture without its uppermost lines. */
export function cutTop({ width, height, colours }: Pixels, lines: number): Pixels {
  return { width, height: height - lines, colours: colours.subarray(lines * width) };
}

export function slimPng({ width, height, colours }: Pixels): Buffer {
  const counts = countsOf(colours);
  // By count, then by colour: the same picture always gives the same palette.
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
  const palette = ranked.slice(0, PALETTE_SIZE);
  const indexOf = new Map(
    ranked.map((colour, rank) => [colour, rank < PALETTE_SIZE ? rank : nearest(colour, palette)]),
  );

  // Each line opens with the number of its filter; 0, none, is best for indices.
  const lines = Buffer.alloc((width + 1) * height);
  let last = -1;
  let index = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = colours[y * width + x]!;
      // Pictures are flat: most pixels have the colour of their neighbour, and a look-up is spared.
      if (colour !== last) {
        last = colour;
        index = indexOf.get(colour)!;
      }
      lines[y * (width + 1) + 1 + x] = index;
    }
  }

  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = BIT_DEPTH;
  header[9] = COLOUR_TYPE_INDEXED;
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(lines, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function countsOf(colours: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  let start = 0;
  for (let i = 1; i <= colours.length; i++) {
    if (i < colours.length && colours[i] === colours[start]) continue;
    counts.set(colours[start]!, (counts.get(colours[start]!) ?? 0) + i - start);
    start = i;
  }
  return counts;
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

function channels(colour: number): [number, number, number] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function nearest(colour: number, palette: readonly number[]): number {
  const [r, g, b] = channels(colour);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, candidate] of palette.entries()) {
    const [pr, pg, pb] = channels(candidate);
    const distance = (r - pr) ** 2 + (g - pg) ** 2 + (b - pb) ** 2;
    if (distance < least) {
      least = distance;
      best = index;
    }
  }
  return best;
}
