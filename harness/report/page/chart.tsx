/**
 * A chart in the page: the question, how to read it, and a canvas that the script draws on (../browser/charts.ts).
 * Without it the picture stands there that was drawn beside the page from the same configuration.
 */

import type { Run } from '../../records/schema.ts';
import type { Asked } from '../charts/all.ts';
import type { Question } from '../charts/question.ts';
import { light } from '../charts/theme.ts';

export interface DrawnChart {
  readonly name: string;
  readonly asks: string;
  readonly aid: string;
  readonly gist: string;
  /** In CSS pixels; null where the run did not measure what the chart needs. */
  readonly height: number | null;
}

/** The charts by the place where the page has them. */
export interface PlacedCharts {
  readonly experiments: readonly DrawnChart[];
  readonly controls: readonly DrawnChart[];
  readonly together: DrawnChart;
  readonly course: DrawnChart;
}

export function placeCharts(asked: Asked, run: Run): PlacedCharts {
  const drawn = (question: Question) => drawnChart(question, run);
  return {
    experiments: asked.experiments.map(drawn),
    controls: asked.controls.map(drawn),
    together: drawn(asked.together),
    course: drawn(asked.course),
  };
}

function drawnChart(question: Question, run: Run): DrawnChart {
  const { name, asks, aid } = question;
  const isMeasured = question.configure(run, { theme: light, titled: false, narrow: false }) !== null;
  return { name, asks, aid, gist: question.gist(run), height: isMeasured ? question.height(run) : null };
}

export function Chart({ chart }: { chart: DrawnChart }) {
  const { name, asks, aid, gist, height } = chart;
  const title = `chart-${name}`;
  return (
    <section class="chart" aria-labelledby={title}>
      <h3 id={title}>{asks}</h3>
      {height === null ? (
        <p class="missing">Not measured in this run.</p>
      ) : (
        <>
          <p class="aid">{aid}</p>
          <figure>
            {/* Its height is kept from the start: nothing moves when the chart is drawn. */}
            <div class="drawing" style={{ '--height': `${height}px` }}>
              <canvas
                data-chart={name}
                role="img"
                aria-label={gist}
                aria-describedby="chart-keys"
                tabIndex={0}
              />
            </div>
            <noscript>
              <picture>
                <source media="screen and (prefers-color-scheme: dark)" srcset={`charts/${name}-dark.png`} />
                <img src={`charts/${name}.png`} alt={gist} />
              </picture>
            </noscript>
          </figure>
        </>
      )}
    </section>
  );
}

/** What the charts share: how the keyboard moves in them, and where the figure pointed at is said aloud. */
export function ChartVoice() {
  return (
    <>
      <p id="chart-keys" class="visually-hidden">
        Arrow keys step through the figures, Home and End go to the first and the last, Escape leaves.
      </p>
      <p id="chart-said" role="status" class="visually-hidden" />
    </>
  );
}
