/** Quantiles of a sample, without interpolation: a value that occurred. */

/** The smallest value that at least this share of the values do not exceed. Throws RangeError for no values. */
export function quantileOf(values: Float64Array, share: number): number {
  if (values.length === 0) throw new RangeError('no values, no quantile');
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
