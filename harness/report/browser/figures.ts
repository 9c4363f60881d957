/** Below each chart, for those who want the numbers: the figures of its configuration as a table, made when it is opened. */

/// <reference lib="dom" />

import type { Configuration } from '../charts/question.ts';
import { element, scrollingTable } from './elements.ts';

export function offerFigures(below: HTMLElement, asks: string, configured: () => Configuration | null): void {
  const details = element('details', { class: 'figures' }, element('summary', {}, 'The figures as a table'));
  const fill = () => {
    const rows = figuresOf(configured());
    const columns = ['of', 'where', 'figure'];
    details.append(scrollingTable(`Figures: ${asks}`, asks, columns, rows));
  };
  details.addEventListener('toggle', fill, { once: true });
  below.append(details);
}

/** Three texts for each mark: whose figure it is, where it was measured, and the figure. */
export function figuresOf(configuration: Configuration | null): string[][] {
  const { datasets } = configuration?.data ?? { datasets: [] };
  return datasets.flatMap(({ label = '', data }) =>
    data.map(({ name = label, setting = '', figure, x, y }) => [name, setting, figure ?? `${x}, ${y}`]),
  );
}
