/**
 * The correction of Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate: a practical and powerful approach
 * to multiple testing", Journal of the Royal Statistical Society B 57 (1995) 289-300. Of what is called different, at
 * most the level is expected to be false, for tests that are independent or lean the same way. For what explores.
 */

/** Adjusted p-values, in the order given: reject where one is at most the level. */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]!);
  const adjusted = new Array<number>(pValues.length);
  let smallest = 1;
  order.forEach((index, place) => {
    const rank = order.length - place;
    smallest = Math.min(smallest, (pValues[index]! * order.length) / rank);
    adjusted[index] = smallest;
  });
  return adjusted;
}
