/**
 * Intervals of a share that was counted. Exact, for the hundreds: C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits
 * illustrated in the case of the binomial", Biometrika 26 (1934) 404-413. It covers at least its level.
 * For thousands, where it would sum every term and the other is the same to the third digit: E. B. Wilson, "Probable
 * inference, the law of succession, and statistical inference", Journal of the American Statistical Association 22 (1927)
 * 209-212.
 */

/** The 97.5 % point of the normal distribution, for intervals of 95 %. */
export const Z95 = 1.959964;

/** Wilson's 95 % bounds of the share behind `hits` of `trials`. */
export function wilsonInterval(hits: number, trials: number): { low: number; high: number } {
  const seen = hits / trials;
  const centre = seen + Z95 ** 2 / (2 * trials);
  const reach = Z95 * Math.sqrt((seen * (1 - seen)) / trials + Z95 ** 2 / (4 * trials ** 2));
  const scale = 1 + Z95 ** 2 / trials;
  return { low: Math.max(0, (centre - reach) / scale), high: Math.min(1, (centre + reach) / scale) };
}

/** Bounds of the share behind `hits` of `trials`; the lower one is 0 for no hits, the upper one 1 for all. */
export function shareInterval(hits: number, trials: number, level = 0.95): { low: number; high: number } {
  const tail = (1 - level) / 2;
  return {
    low: hits === 0 ? 0 : bisect((share) => atLeast(hits, trials, share) - tail),
    high: hits === trials ? 1 : bisect((share) => tail - (1 - atLeast(hits + 1, trials, share))),
  };
}

/** P(B >= hits), B binomial (trials, share). */
function atLeast(hits: number, trials: number, share: number): number {
  let sum = 0;
  for (let k = hits; k <= trials; k++)
    sum += Math.exp(logChoose(trials, k) + k * Math.log(share) + (trials - k) * Math.log1p(-share));
  return Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}

/** The zero between 0 and 1 of a function that rises. */
function bisect(rising: (share: number) => number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (rising(middle) > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
