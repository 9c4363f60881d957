/** The colours of a terminal: picocolors, and for each strategy the one that comes nearest to its hue in the charts. */

import pc from 'picocolors';
import type { Run } from '../../records/schema.ts';
import { light, paints } from '../../report/charts/theme.ts';
import type { SummaryOptions } from './options.ts';

export type Colours = ReturnType<typeof pc.createColors>;
export type Ink = (text: string) => string;

export function coloursOf({ colour }: SummaryOptions): Colours {
  return pc.createColors(colour);
}

type Hue = 'red' | 'yellow' | 'green' | 'cyan' | 'blue' | 'magenta' | 'gray';

/** Where on the colour wheel each hue ends, in degrees; what is left is red again. */
const ENDS: readonly (readonly [number, Hue])[] = [
  [20, 'red'],
  [75, 'yellow'],
  [165, 'green'],
  [195, 'cyan'],
  [250, 'blue'],
  [330, 'magenta'],
];

/** Less coloured than this is grey. */
const LEAST_CHROMA = 24;

/** How each arm of a run is coloured. The darker of several strategies with one hue are told apart by their names alone. */
export function inksOf(run: Run, colours: Colours): (arm: string) => Ink {
  const paint = paints(run, light);
  return (arm) => colours[hueOf(paint(arm).colour)];
}

/** "#3f7df0" is blue. */
export function hueOf(hex: string): Hue {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const most = Math.max(red, green, blue);
  const chroma = most - Math.min(red, green, blue);
  if (chroma < LEAST_CHROMA) return 'gray';
  const sixth =
    most === red
      ? (green - blue) / chroma
      : most === green
        ? 2 + (blue - red) / chroma
        : 4 + (red - green) / chroma;
  const degrees = (sixth * 60 + 360) % 360;
  return ENDS.find(([end]) => degrees < end)?.[1] ?? 'red';
}
