/**
 * The upper tail of the normal distribution, right to seven digits of itself however far out: the rational Chebyshev
 * approximation of the complementary error function in W. H. Press et al., "Numerical Recipes in C", 2nd ed. 1992, section 6.2
 * (fractional error below 1.2e-7). Tables that end at three standard deviations would end Holm's correction with them.
 */

const COEFFICIENTS = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
] as const;

/** P(Z >= z), Z standard normal. */
export function upperTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const sum = COEFFICIENTS.reduceRight((rest, coefficient) => coefficient + t * rest, 0);
  const tail = (t * Math.exp(-x * x + sum)) / 2;
  return z >= 0 ? tail : 1 - tail;
}
