/** What calling everything from `threshold` on positive comes to. */
export interface ThresholdScores {
  readonly threshold: number;
  readonly hits: number;
  readonly falseAlarms: number;
  readonly misses: number;
  readonly passed: number;
  /** 0 where nothing is called positive */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly accuracy: number;
  /** mean over all posts, in the unit of the costs */
  readonly cost: number;
}

export interface Costs {
  readonly falseAlarm: number;
  readonly miss: number;
}

export function thresholdScores(
  happened: ArrayLike<number>,
  probability: ArrayLike<number>,
  threshold: number,
  costs: Costs,
): ThresholdScores {
  let [hits, falseAlarms, misses, passed] = [0, 0, 0, 0];
  for (let row = 0; row < happened.length; row++) {
    const called = probability[row] >= threshold;
    if (happened[row] === 1 && called) hits++;
    else if (happened[row] === 1) misses++;
    else if (called) falseAlarms++;
    else passed++;
  }
  const rows = Math.max(1, happened.length);
  return {
    threshold,
    hits,
    falseAlarms,
    misses,
    passed,
    precision: hits + falseAlarms > 0 ? hits / (hits + falseAlarms) : 0,
    recall: hits + misses > 0 ? hits / (hits + misses) : 0,
    f1: hits > 0 ? (2 * hits) / (2 * hits + falseAlarms + misses) : 0,
    accuracy: (hits + passed) / rows,
    cost: (falseAlarms * costs.falseAlarm + misses * costs.miss) / rows,
  };
}

/** The least threshold, in hundredths, at which the mean cost is lowest. */
export function cheapestThreshold(happened: ArrayLike<number>, probability: ArrayLike<number>, costs: Costs): number {
  let best = { threshold: 0, cost: Infinity };
  for (let i = 0; i <= 100; i++) {
    const { threshold, cost } = thresholdScores(happened, probability, i / 100, costs);
    if (cost < best.cost - 1e-12) best = { threshold, cost };
  }
  return best.threshold;
}
