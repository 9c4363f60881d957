/** Bytes that a population takes, without extras and with them. */

import { EQUIVALENT } from '../../samples/thresholds.ts';
import type { Experiment } from '../experiment.ts';
import { breakEvenFigures, memoryFigures } from './figures.ts';
import { memoryCells, takesPart } from './plan.ts';
import { view } from './view.ts';

const memory: Experiment = {
  takesPart,
  cells: memoryCells,
  process: { timed: false, engine: 'still heap' },
  records: { units: ['bytes', 'snapshot-bytes'], bytesReadings: 2, parts: 'its own' },
  figures: memoryFigures,
  figuresAcross: breakEvenFigures,
  comparison: {
    metric: 'bytes-per-code',
    threshold: EQUIVALENT.bytes,
    // A population that grows or doubles tells the same bytes again.
    repeats: ({ workload }) => workload !== 'population',
  },
  view,
};

export default memory;
