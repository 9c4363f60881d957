/**
 * Names beside their marks, and how far each mark ranges: Chart.js plugins for charts in which every mark is another strategy.
 * A name stands where it covers neither a mark nor another name, and is tied to its mark by a thin line where that is farther off.
 * What is drawn stays in the configuration, under `options.plugins.spotNames` and `options.plugins.spotRanges`.
 */

import type { Chart, ChartType, Plugin } from 'chart.js';

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Place {
  readonly width: number;
  readonly height: number;
}

export interface SpotNamesOptions {
  readonly colour: string;
  /** Around the letters, so that a line behind them does not cut them. */
  readonly halo: string;
  readonly size: number;
  /** In the units of the axes. */
  readonly spots: readonly (Place & { readonly name: string; readonly colour: string })[];
  /** Upright bars that names do not cover. */
  readonly bars: readonly { readonly x: number; readonly from: number; readonly to: number }[];
}

const MARK_PX = 11;
const GAP_PX = 8;

export const spotNames: Plugin<ChartType, SpotNamesOptions> = {
  id: 'spotNames',
  afterDatasetsDraw(chart: Chart, _, { colour, halo, size, spots, bars }) {
    const { ctx, chartArea, scales } = chart;
    const toX = (value: number) => scales.x!.getPixelForValue(value);
    const toY = (value: number) => scales.y!.getPixelForValue(value);
    const at = spots.map(({ x, y }) => ({ x: toX(x), y: toY(y) }));
    ctx.save();
    ctx.font = `${size}px ${familyOf(ctx)}`;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    const widths = spots.map(({ name }) => ctx.measureText(name).width);
    const { left: x, top: y, width, height } = chartArea;
    const kept = bars.map(({ x, from, to }) => {
      return { x: toX(x) - 2, y: toY(to), width: 4, height: toY(from) - toY(to) };
    });
    const boxes = placeNames(at, widths, size, { x, y, width, height }, kept);
    for (const [index, box] of boxes.entries()) drawTie(ctx, at[index]!, box, spots[index]!.colour);
    ctx.strokeStyle = halo;
    ctx.fillStyle = colour;
    ctx.lineWidth = 3;
    ctx.lineJoin = 'round';
    for (const [index, { x, y, height }] of boxes.entries()) {
      ctx.strokeText(spots[index]!.name, x, y + height / 2);
      ctx.fillText(spots[index]!.name, x, y + height / 2);
    }
    ctx.restore();
  },
};

/** The family in which Chart.js has just written. */
function familyOf({ font }: CanvasRenderingContext2D): string {
  return font.split('px ')[1] ?? 'sans-serif';
}

function drawTie(ctx: CanvasRenderingContext2D, spot: Place, box: Box, colour: string) {
  const end = {
    x: Math.min(Math.max(spot.x, box.x - 2), box.x + box.width + 2),
    y: Math.min(Math.max(spot.y, box.y + 2), box.y + box.height - 2),
  };
  if (Math.hypot(end.x - spot.x, end.y - spot.y) <= MARK_PX) return;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(spot.x, spot.y);
  ctx.lineTo(end.x, end.y);
  ctx.stroke();
}

/** A box for the name of each spot, in pixels: the nearest free one to the right, the left, above or below. */
export function placeNames(
  spots: readonly Place[],
  widths: readonly number[],
  size: number,
  inside: Box,
  kept: readonly Box[] = [],
): Box[] {
  const marks = spots.map(({ x, y }) => ({
    x: x - MARK_PX / 2,
    y: y - MARK_PX / 2,
    width: MARK_PX,
    height: MARK_PX,
  }));
  const placed = new Map<number, Box>();
  // From above to below, so that the names of a crowd keep the order of its marks.
  const order = spots.map((_, index) => index).sort((a, b) => spots[a]!.y - spots[b]!.y);
  for (const index of order) {
    const others = spots.filter((_, other) => other !== index);
    const candidates = around(spots[index]!, widths[index]!, size, others).filter((box) =>
      holds(inside, box),
    );
    const taken = [...marks, ...kept, ...placed.values()];
    const free = candidates.find((box) => !taken.some((other) => overlap(box, other)));
    placed.set(index, free ?? candidates[0] ?? around(spots[index]!, widths[index]!, size, others)[0]!);
  }
  return spots.map((_, index) => placed.get(index)!);
}

/** Places for a name, the nearest first; of equally near ones that to the right. */
function around({ x, y }: Place, width: number, size: number, others: readonly Place[]): Box[] {
  const height = size + 2;
  const steps = Array.from({ length: 2 * STEPS + 1 }, (_, index) => index - STEPS);
  const boxes = steps.flatMap((down) => {
    const top = y - height / 2 + down * STEP_PX;
    const aside = steps.filter((step) => step >= 0).map((step) => MARK_PX / 2 + GAP_PX / 2 + step * STEP_PX);
    return [
      ...aside.flatMap((off) => [
        { x: x + off, y: top, width, height },
        { x: x - off - width, y: top, width, height },
      ]),
      { x: x - width / 2, y: top, width, height },
    ];
  });
  const far = (box: Box) => {
    const own = distance(box, { x, y });
    const nearest = Math.min(...others.map((other) => distance(box, other)));
    return own + (box.x < x ? LEFT_PX : 0) + (nearest < own + LEFT_PX ? STRANGER_PX : 0);
  };
  const sorted = boxes.map((box) => ({ box, far: far(box) })).sort((a, b) => a.far - b.far);
  return sorted.map(({ box }) => box);
}

function distance(box: Box, { x, y }: Place): number {
  const across = Math.max(box.x - x, x - box.x - box.width, 0);
  const along = Math.max(box.y - y, y - box.y - box.height, 0);
  return Math.hypot(across, along);
}

const STEPS = 20;
const STEP_PX = 6;
/** So much farther off a name to the right is as good. */
const LEFT_PX = 5;
/** So much farther off a name is better than beside another mark. */
const STRANGER_PX = 30;

function holds(outer: Box, box: Box): boolean {
  return (
    box.x >= outer.x &&
    box.y >= outer.y &&
    box.x + box.width <= outer.x + outer.width &&
    box.y + box.height <= outer.y + outer.height
  );
}

export function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

export interface SpotRangesOptions {
  /** Thin upright lines, in the units of the axes. */
  readonly ranges: readonly {
    readonly x: number;
    readonly from: number;
    readonly to: number;
    readonly colour: string;
  }[];
  /** A dashed line over the whole height, with its name at the top. */
  readonly upright: {
    readonly x: number;
    readonly name: string;
    readonly colour: string;
    readonly size: number;
  } | null;
}

export const spotRanges: Plugin<ChartType, SpotRangesOptions> = {
  id: 'spotRanges',
  beforeDatasetsDraw(chart: Chart, _, { ranges, upright }) {
    const { ctx, chartArea, scales } = chart;
    const { x, y } = scales as {
      x: NonNullable<(typeof scales)[string]>;
      y: NonNullable<(typeof scales)[string]>;
    };
    const stroke = (place: number, from: number, to: number) => {
      ctx.beginPath();
      ctx.moveTo(place, from);
      ctx.lineTo(place, to);
      ctx.stroke();
    };
    ctx.save();
    ctx.lineWidth = 1;
    ctx.globalAlpha = 0.55;
    for (const { x: place, from, to, colour } of ranges) {
      ctx.strokeStyle = colour;
      stroke(x.getPixelForValue(place), y.getPixelForValue(from), y.getPixelForValue(to));
    }
    ctx.globalAlpha = 1;
    if (upright !== null) {
      const place = x.getPixelForValue(upright.x);
      ctx.strokeStyle = upright.colour;
      ctx.fillStyle = upright.colour;
      ctx.setLineDash([4, 4]);
      stroke(place, chartArea.top, chartArea.bottom);
      ctx.font = `${upright.size}px ${familyOf(ctx)}`;
      ctx.textBaseline = 'top';
      ctx.textAlign = 'left';
      ctx.fillText(upright.name, place + 5, chartArea.top + 2);
    }
    ctx.restore();
  },
};
