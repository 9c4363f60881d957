/**
 * Holm's correction for many tests: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian
 * Journal of Statistics 6 (1979) 65-70. The chance of even one false alarm among all stays at the level, however
 * the tests depend on one another. For what gates.
 */

/** Adjusted p-values, in the order given: reject where one is at most the level. */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((index, place) => {
    largest = Math.max(largest, Math.min(1, pValues[index]! * (order.length - place)));
    adjusted[index] = largest;
  });
  return adjusted;
}
