/**
 * The charts, drawn in the page by the configuration that draws the files beside it. Each is drawn when it first comes
 * near the viewport, and anew when the theme, the width or the medium changes; print is light and wide.
 */

/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

import {
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Legend,
  LinearScale,
  LineElement,
  LogarithmicScale,
  PointElement,
  SubTitle,
  Title,
  Tooltip,
} from 'chart.js';
import {
  LineWithErrorBarsController,
  PointWithErrorBar,
  ScatterWithErrorBarsController,
} from 'chartjs-chart-error-bars';
import type { Run } from '../../records/schema.ts';
import type { Configuration, Look, Question } from '../charts/question.ts';
import { dark, light } from '../charts/theme.ts';
import { offerFigures } from './figures.ts';
import { stepByKeys } from './keys.ts';

/** How far outside of the viewport a chart is drawn already. */
const NEAR_PX = 600;
/** The width of a chart on paper. */
const PAPER_PX = 720;

export function startCharts(run: Run, questions: readonly Question[]): void {
  Chart.register(
    CategoryScale,
    LinearScale,
    LogarithmicScale,
    LineElement,
    PointElement,
    Legend,
    SubTitle,
    Title,
    Tooltip,
    LineWithErrorBarsController,
    PointWithErrorBar,
    ScatterWithErrorBarsController,
  );
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  const drawings = questions.flatMap((question) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`canvas[data-chart="${question.name}"]`);
    return canvas === null ? [] : [new Drawing(run, question, canvas)];
  });
  drawNear(drawings);
  redrawOnChange(drawings);
}

/** A canvas and the chart on it, which is made anew whenever its look or its width changes. */
class Drawing {
  readonly box: HTMLElement;
  isNear = false;
  private readonly run: Run;
  private readonly question: Question;
  private readonly canvas: HTMLCanvasElement;
  private chart: Chart | null = null;
  /** What the chart was drawn for; another one asks for another chart. */
  private drawnFor = '';

  constructor(run: Run, question: Question, canvas: HTMLCanvasElement) {
    this.run = run;
    this.question = question;
    this.canvas = canvas;
    this.box = canvas.parentElement!;
    stepByKeys(canvas, () => this.chart);
    offerFigures(this.box.parentElement!, question.asks, () => this.configured(lookNow()));
  }

  draw(): void {
    const look = lookNow();
    const width = media.paper.matches || printing ? PAPER_PX : this.box.clientWidth;
    const height = this.question.height(this.run);
    const wanted = [look.theme.name, look.narrow, width].join();
    if (width === 0 || wanted === this.drawnFor) return;
    this.drawnFor = wanted;
    const configuration = this.configured(look);
    if (configuration === null) return;
    this.chart?.destroy();
    Object.assign(this.canvas, { width, height });
    Object.assign(this.canvas.style, { width: '', height: '' });
    this.chart = new Chart(this.canvas, sharp(configuration) as ChartConfiguration);
    this.canvas.dataset.drawn = 'true';
  }

  private configured(look: Look): Configuration | null {
    return this.question.configure(this.run, look);
  }
}

/** Paper has more pixels than most screens. */
function sharp(configuration: Configuration): Configuration {
  const devicePixelRatio = Math.max(2, window.devicePixelRatio);
  return { ...configuration, options: { ...configuration.options, devicePixelRatio } } as Configuration;
}

const media = {
  dark: matchMedia('(prefers-color-scheme: dark)'),
  narrow: matchMedia('(max-width: 560px)'),
  paper: matchMedia('print'),
};
let printing = false;

function lookNow(): Look {
  const onPaper = printing || media.paper.matches;
  return {
    theme: media.dark.matches && !onPaper ? dark : light,
    titled: false,
    narrow: media.narrow.matches && !onPaper,
  };
}

function drawNear(drawings: readonly Drawing[]): void {
  const byBox = new Map<Element, Drawing>(drawings.map((drawing) => [drawing.box, drawing]));
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const drawing = byBox.get(target)!;
        drawing.isNear = isIntersecting;
        if (isIntersecting) drawing.draw();
      }
    },
    { rootMargin: `${NEAR_PX}px 0px` },
  );
  for (const { box } of drawings) observer.observe(box);
}

function redrawOnChange(drawings: readonly Drawing[]): void {
  const redrawNear = () => {
    for (const drawing of drawings) if (drawing.isNear) drawing.draw();
  };
  const print = (isPrinting: boolean) => () => {
    printing = isPrinting;
    if (printing) for (const drawing of drawings) drawing.draw();
    else redrawNear();
  };
  let asked = 0;
  const onceAFrame = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(redrawNear);
  };
  const observer = new ResizeObserver(onceAFrame);
  for (const { box } of drawings) observer.observe(box);
  media.dark.addEventListener('change', redrawNear);
  media.narrow.addEventListener('change', redrawNear);
  media.paper.addEventListener('change', ({ matches }) => print(matches)());
  addEventListener('beforeprint', print(true));
  addEventListener('afterprint', print(false));
}
