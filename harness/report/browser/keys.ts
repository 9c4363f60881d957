/** The keyboard in a chart: arrow keys step from mark to mark, and what a mark says is said aloud too. */

/// <reference lib="dom" />

import type { ActiveElement, Chart } from 'chart.js';
import { pointLine } from '../charts/frame.ts';
import type { Point } from '../charts/question.ts';

type Place = Pick<ActiveElement, 'datasetIndex' | 'index'>;

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

export function stepByKeys(canvas: HTMLCanvasElement, chartNow: () => Chart | null): void {
  let at = -1;
  const leave = () => {
    at = -1;
    show(chartNow(), []);
    say('');
  };
  canvas.addEventListener('blur', leave);
  canvas.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') return leave();
    const step = STEPS[event.key];
    const chart = chartNow();
    if (step === undefined || chart === null) return;
    event.preventDefault();
    const places = placesOf(chart);
    if (places.length === 0) return;
    // Before the first step there is none to step from: any step but the last leads to the first.
    at = Math.max(0, Math.min(places.length - 1, at + step));
    const place = places[at]!;
    show(chart, [place]);
    bringIntoView(chart, place);
    say(spoken(pointAt(chart, place)));
  });
}

function placesOf(chart: Chart): Place[] {
  return chart.data.datasets.flatMap(({ data }, datasetIndex) =>
    chart.isDatasetVisible(datasetIndex) ? data.map((_, index) => ({ datasetIndex, index })) : [],
  );
}

function pointAt(chart: Chart, { datasetIndex, index }: Place): Point {
  return chart.data.datasets[datasetIndex]!.data[index] as unknown as Point;
}

function show(chart: Chart | null, places: Place[]): void {
  if (chart === null) return;
  chart.setActiveElements(places);
  chart.tooltip?.setActiveElements(places, { x: 0, y: 0 });
  chart.update('none');
}

/** Room for the box beside the mark. */
const ROOM_PX = 90;

/** A chart may be taller than the window: the mark that is spoken of is brought into its middle. */
function bringIntoView(chart: Chart, { datasetIndex, index }: Place): void {
  const mark = chart.getDatasetMeta(datasetIndex).data[index];
  if (mark === undefined) return;
  const at = chart.canvas.getBoundingClientRect().top + mark.y;
  if (at < ROOM_PX || at > innerHeight - ROOM_PX)
    scrollBy({ top: at - innerHeight / 2, behavior: 'instant' });
}

function spoken(point: Point): string {
  return point.setting === undefined ? pointLine(point) : `${point.setting}: ${pointLine(point)}`;
}

function say(text: string): void {
  document.getElementById('chart-said')!.textContent = text;
}
