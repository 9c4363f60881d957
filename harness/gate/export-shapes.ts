/**
 * The file formats of two trackers of benchmarks, as they document them, and the check that what we write has
 * that shape. The schemas are closed: what a tracker does not name is not sent. Numbers are finite.
 */

import { Ajv, type ValidateFunction } from 'ajv';
import { type Static, type TSchema, Type } from 'typebox';

/**
 * One result in the custom format of github-action-benchmark, tools `customSmallerIsBetter` and
 * `customBiggerIsBetter`: the file is an array of these. `name`, `unit` and `value` are required; `range`
 * (the variance) and `extra` (text of the tooltip, lines parted by \n) are strings and may be missing.
 *
 * Source: https://github.com/benchmark-action/github-action-benchmark (README on custom benchmarks; the same
 * fields in `BenchmarkResult` of src/extract.ts).
 */
export const BenchmarkActionEntry = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    unit: Type.String({ minLength: 1 }),
    value: Type.Number(),
    range: Type.Optional(Type.String()),
    extra: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type BenchmarkActionEntry = Static<typeof BenchmarkActionEntry>;

/** One metric of Bencher: the value and, if known, what it lies between. */
export const BencherMetric = Type.Object(
  {
    value: Type.Number(),
    lower_value: Type.Optional(Type.Number()),
    upper_value: Type.Optional(Type.Number()),
  },
  { additionalProperties: false },
);
export type BencherMetric = Static<typeof BencherMetric>;

/**
 * Bencher Metric Format: benchmark, then measure, then metric. A benchmark is known by its name, of at most
 * 1024 characters; a measure by its slug, of at most 64. `latency` is built in and in nanoseconds; a slug
 * that is new makes a new measure.
 *
 * Source: https://bencher.dev/docs/reference/bencher-metric-format, with its JSON schema
 * https://bencher.dev/bmf.json, and https://bencher.dev/docs/how-to/track-custom-benchmarks on measures.
 */
export const BencherMetricFormat = Type.Record(
  Type.String({ pattern: '^.{1,1024}$' }),
  Type.Record(Type.String({ pattern: '^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$' }), BencherMetric, {
    additionalProperties: false,
  }),
  { additionalProperties: false },
);
export type BencherMetricFormat = Static<typeof BencherMetricFormat>;

// Without strictNumbers, strict: false would let NaN and Infinity through as numbers.
const ajv = new Ajv({ strict: false, strictNumbers: true });
const compiled = <T>(schema: TSchema) => ajv.compile(schema) as ValidateFunction<T>;
const checkBenchmarkAction = compiled<BenchmarkActionEntry[]>(Type.Array(BenchmarkActionEntry));
const checkBencher = compiled<BencherMetricFormat>(BencherMetricFormat);

/** Throws, as a mistake of ours, unless github-action-benchmark reads `value` and no name is there twice. */
export function asBenchmarkAction(value: unknown): BenchmarkActionEntry[] {
  const shaped = shapedAs(checkBenchmarkAction, value, 'github-action-benchmark');
  if (new Set(shaped.map(({ name }) => name)).size < shaped.length) {
    throw new Error('Internal error: two entries for github-action-benchmark have one name');
  }
  return shaped;
}

/** Throws, as a mistake of ours, unless Bencher reads `value` and every metric lies between its bounds. */
export function asBencher(value: unknown): BencherMetricFormat {
  const shaped = shapedAs(checkBencher, value, 'Bencher');
  for (const [benchmark, measures] of Object.entries(shaped)) {
    for (const [measure, metric] of Object.entries(measures)) {
      const { value: middle, lower_value: lower = middle, upper_value: upper = middle } = metric;
      if (lower <= middle && middle <= upper) continue;
      throw new Error(
        `Internal error: ${measure} of "${benchmark}" is ${middle}, not in ${lower} to ${upper}`,
      );
    }
  }
  return shaped;
}

function shapedAs<T>(check: ValidateFunction<T>, value: unknown, reader: string): T {
  if (check(value)) return value;
  const error = check.errors?.[0];
  throw new Error(
    `Internal error: an export that ${reader} cannot read: ${error?.instancePath} ${error?.message}`,
  );
}
