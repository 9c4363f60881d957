/** A chart in the page: the question, how to read it, and the picture that suits the screen. */

import type { Pictures } from '../charts/render.ts';

export interface DrawnChart {
  readonly name: string;
  readonly asks: string;
  readonly aid: string;
  readonly gist: string;
  /** Null where the run did not measure what it needs. */
  readonly light: Pictures | null;
  readonly dark: Pictures | null;
}

export function Chart({ chart }: { chart: DrawnChart }) {
  const { name, asks, aid, gist, light, dark } = chart;
  const title = `chart-${name}`;
  return (
    <section class="chart" aria-labelledby={title}>
      <h3 id={title}>{asks}</h3>
      {light === null || dark === null ? (
        <p class="missing">Not measured in this run.</p>
      ) : (
        <>
          <p>{aid}</p>
          <picture>
            <source
              media="screen and (max-width: 560px) and (prefers-color-scheme: dark)"
              srcset={data(dark.narrow)}
              {...light.size.narrow}
            />
            <source
              media="screen and (max-width: 560px)"
              srcset={data(light.narrow)}
              {...light.size.narrow}
            />
            <source
              media="screen and (prefers-color-scheme: dark)"
              srcset={data(dark.wide)}
              {...light.size.wide}
            />
            <img src={data(light.wide)} alt={gist} {...light.size.wide} />
          </picture>
        </>
      )}
    </section>
  );
}

function data(webp: Buffer): string {
  return `data:image/webp;base64,${webp.toString('base64')}`;
}
