/** One step of a curve: its position and the value of each series there (absent where the series has none). */
export type CurvePoint = Readonly<Record<string, number>>;

/**
 * At most about `2 * series * buckets` of the points, so that a curve of any length is drawn in the same time: of each
 * stretch the points where a series is lowest and highest, and always the first, the last and those in `keep`.
 */
export function decimate(
  points: readonly CurvePoint[],
  series: readonly string[],
  buckets: number,
  keep: readonly number[] = [],
): readonly CurvePoint[] {
  if (points.length <= 2 * series.length * buckets) return points;
  const kept = new Set<number>([0, points.length - 1, ...keep]);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * points.length) / buckets);
    const to = Math.floor(((bucket + 1) * points.length) / buckets);
    for (const name of series) {
      let lowest = -1;
      let highest = -1;
      for (let i = from; i < to; i++) {
        const value = points[i][name];
        if (value === undefined || Number.isNaN(value)) continue;
        if (lowest < 0 || value < points[lowest][name]) lowest = i;
        if (highest < 0 || value > points[highest][name]) highest = i;
      }
      if (lowest >= 0) kept.add(lowest).add(highest);
    }
  }
  return [...kept].sort((a, b) => a - b).map((i) => points[i]);
}
