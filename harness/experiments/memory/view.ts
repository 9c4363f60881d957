import { setShare } from '../../figures/written.ts';
import { rowsLike } from '../../records/finding.ts';
import { POPULATION } from '../planning.ts';
import type { View } from '../view.ts';

export const view: View = {
  due: {
    metric: 'bytes-per-code',
    places: ({ plan }) =>
      plan.attachFractions.map((attachFraction) => ({
        where: ` with extras on ${setShare(attachFraction)}`,
        holds: (row) => row.attachFraction === attachFraction,
      })),
  },
  /** With no extras and with all; what lies between is a chart. */
  columns(run, { bytes: population }) {
    const wanted = {
      experiment: 'memory',
      workload: POPULATION,
      metric: 'bytes-per-code',
      population,
    } as const;
    return [0, 1]
      .map((attachFraction) => ({
        group: 'Bytes per code object, extras on',
        heading: setShare(attachFraction),
        wanted: { ...wanted, attachFraction },
      }))
      .filter((column) => rowsLike(run, column.wanted).length > 0);
  },
  verdicts: {
    title: 'Bytes on each code object',
    of: 'a code object',
    heading: ({ attachFraction }) => `extras on ${setShare(attachFraction ?? 0)}`,
    belongs: (row, { bytes }) => row.workload === POPULATION && row.population === bytes,
  },
  beside: {
    asks: 'How many bytes does it take for each code object?',
    shows:
      'A mark is what code objects take more than without a storage, by the share of them that has an extra.',
    scale: 'linear',
    metric: 'bytes-per-code',
  },
  terminal: {
    alone: (heading) => `bytes at ${heading}`,
    narrow: 'last',
    bars: { rank: 2, picks: 'last', head: (heading) => ['bytes per code object', `extras on ${heading}`] },
  },
};
