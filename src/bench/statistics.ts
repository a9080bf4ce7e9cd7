export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** turn by turn */
  readonly values?: readonly number[];
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), low: Math.min(...values), high: Math.max(...values), values };
}

/** The ratios of two sides measured turn about, turn by turn: a slow spell of the machine weighs on both. */
export function ratios(ours: readonly number[], theirs: readonly number[]): Spread {
  return spreadOf(ours.map((value, turn) => value / theirs[turn]));
}

/**
 * The exponent of growth: the slope of log(time) over log(size) by least squares.
 * @example growthExponent([1, 10, 100], [2, 20, 200]) // 1
 */
export function growthExponent(sizes: readonly number[], times: readonly number[]): number {
  const x = sizes.map(Math.log);
  const y = times.map(Math.log);
  const meanX = x.reduce((a, b) => a + b, 0) / x.length;
  const meanY = y.reduce((a, b) => a + b, 0) / y.length;
  const over = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i] - meanY), 0);
  return over / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
}
