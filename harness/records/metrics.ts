/**
 * The metrics of rows: a closed set. Each has its unit, says whether it compares with a reference, and whether it is counted or timed. Counts
 * repeat; times need an interval over processes. Like settings.ts, this file leads to no package.
 */

interface Metric {
  readonly unit: 'ratio' | 'ns' | 'bytes' | 'fraction' | 'rounds' | 'MB' | 'ms';
  readonly kind: 'timed' | 'counted';
  /** `sometimes`: where the reference was not measured, the figure stands alone. */
  readonly compares: 'always' | 'never' | 'sometimes';
  readonly means: string;
}

const alone = (unit: Metric['unit'], kind: Metric['kind'], means: string) =>
  ({ unit, kind, compares: 'never', means }) as const;
const compared = (unit: Metric['unit'], kind: Metric['kind'], means: string) =>
  ({ unit, kind, compares: 'always', means }) as const;
const perhaps = (unit: Metric['unit'], kind: Metric['kind'], means: string) =>
  ({ unit, kind, compares: 'sometimes', means }) as const;

export const METRICS = {
  ns: alone('ns', 'timed', 'time per call, look-up or operation'),
  ratio: compared('ratio', 'timed', 'time as a multiple of that of the reference in the same process'),
  'added-ns': compared('ns', 'timed', 'difference in ns per call, look-up or operation'),
  ms: alone('ms', 'timed', 'length of a pause'),
  'added-ms': compared('ms', 'timed', 'difference of a pause'),
  p50: alone('ns', 'timed', 'middle of single operations'),
  p99: alone('ns', 'timed', '99th percentile of single operations'),
  max: alone('ns', 'timed', 'longest of single operations'),
  'gain-eaten': compared(
    'fraction',
    'timed',
    'share that the storage takes back of the time that a JIT with the inline field saves',
  ),
  'hit-share': compared('fraction', 'counted', 'share of processes that stayed slow'),
  'bytes-in-all': alone('bytes', 'counted', 'a population with its extras, per code object'),
  'bytes-per-code': compared('bytes', 'counted', 'what storing takes, per live code object'),
  'bytes-by-snapshot': compared('bytes', 'counted', 'the same as bytes-per-code, by heap snapshots'),
  'own-bytes': alone(
    'bytes',
    'counted',
    'growth of the own sizes of a constructor (`part`), per code object',
  ),
  'break-even': compared(
    'fraction',
    'counted',
    'attach fraction from which on it takes more bytes than the reference',
  ),
  'bytes-left': perhaps('bytes', 'counted', 'still held per freed object, more than without a storage'),
  'bytes-held': perhaps(
    'bytes',
    'counted',
    'what storing takes in the end, per living object, where some died',
  ),
  'left-fraction': alone(
    'fraction',
    'counted',
    'share of extras still held after their code objects died and `rounds` collections',
  ),
  'code-left-fraction': alone('fraction', 'counted', 'the same of the code objects themselves'),
  'rounds-until-gone': alone('rounds', 'counted', 'forced collections until no extra was left'),
  'mb-until-gone': alone('MB', 'counted', 'megabytes that a program allocated until no extra was left'),
  'collections-until-gone': alone('rounds', 'counted', 'collections by then'),
  'ms-until-gone': alone('ms', 'timed', 'milliseconds by then'),
  'wrong-answers': alone(
    'fraction',
    'counted',
    'share of look-ups that answered with the extra of another object: stale hits where objects die',
  ),
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;

export const METRIC_NAMES = Object.keys(METRICS) as MetricName[];
