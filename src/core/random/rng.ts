/** A stream of chance. Instances only: nothing in core reads the clock or `Math.random`. */
export interface Rng {
  /** uniform in [0, 1) with 53 bits */
  float(): number;
  /** uniform integer in [0, bound), without modulo bias */
  below(bound: number): number;
  /** an independent stream for part `index` of the work, so that the order of the parts does not matter */
  split(index: number): Rng;
}
