/**
 * A bar of block characters. Zero is at its left end; it is solid up to the low end of the interval, dense up to the estimate, to an
 * eighth of a column, and light up to the high end. A notch marks how far noise reaches.
 */

export interface Bar {
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Scale {
  /** The value at the right end. */
  readonly most: number;
  readonly columns: number;
  /** How far noise reaches from zero, or null where that is not known. */
  readonly noise: number | null;
}

interface Blocks {
  readonly solid: string;
  readonly dense: string;
  readonly light: string;
  readonly notch: string;
  /** From one part of a column to one less than the whole. */
  readonly parts: string;
}

const UNICODE: Blocks = { solid: '█', dense: '▓', light: '░', notch: '┊', parts: '▏▎▍▌▋▊▉' };
const ASCII: Blocks = { solid: '#', dense: '=', light: '-', notch: '|', parts: '' };

/** Of a column: less of an interval than this is not drawn. */
const LEAST_SHARE = 0.25;

export function blocksFor(ascii = false): Blocks {
  return ascii ? ASCII : UNICODE;
}

/** The scale on which the longest bar, its interval and the noise have room; null where there is nothing to draw. */
export function scaleFor(bars: readonly Bar[], noise: number | null, columns: number): Scale | null {
  const most = Math.max(0, noise ?? 0, ...bars.map(({ estimate, high }) => Math.max(estimate, high ?? 0)));
  return most > 0 && columns > 0 ? { most, columns, noise } : null;
}

/** The bar, without spaces behind it. What is not above zero has no length; of its interval is drawn what is above. */
export function barText({ estimate, low, high }: Bar, scale: Scale, ascii = false): string {
  const { solid, dense, light, parts } = blocksFor(ascii);
  const at = (value: number | null) => (Math.max(0, value ?? estimate) / scale.most) * scale.columns;
  const [from, end, to] = [at(low), at(estimate), at(high)];
  const steps = parts.length + 1;
  // Whatever is more than nothing shows, where a column has parts.
  const length = end > 0 && steps > 1 ? Math.max(1, Math.round(end * steps)) : Math.round(end * steps);
  const [full, part] = [Math.floor(length / steps), length % steps];
  const cells = Array.from({ length: scale.columns }, (_, cell) => {
    if (cell < full) return from - cell > 1 - LEAST_SHARE ? solid : dense;
    if (cell === full && part > 0) return parts[part - 1]!;
    return to - cell > LEAST_SHARE ? light : ' ';
  });
  return notched(cells, part > 0 ? full : null, scale, ascii)
    .join('')
    .trimEnd();
}

/** The reach of the noise alone, as a bar. */
export function noiseText({ noise, ...scale }: Scale, ascii = false): string {
  if (noise === null) return '';
  const whole = { noise, ...scale };
  const dot = ascii ? '.' : '·';
  const cells = Array.from({ length: scale.columns }, (_, cell) => (cell < notchAt(whole) ? dot : ' '));
  return notched(cells, null, whole, ascii).join('').trimEnd();
}

/** The notch never takes the column in whose midst the bar ends. */
function notched(cells: string[], end: number | null, scale: Scale, ascii: boolean): string[] {
  const at = notchAt(scale);
  if (scale.noise !== null && scale.noise > 0 && at !== end) cells[at] = blocksFor(ascii).notch;
  return cells;
}

function notchAt({ noise, most, columns }: Scale): number {
  return Math.min(columns - 1, Math.floor(((noise ?? 0) / most) * columns));
}
