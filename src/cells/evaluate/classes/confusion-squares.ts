export type Normalised = "counts" | "actual" | "predicted";

/** Labels of a square table are read up to this many; of more, the most frequent are shown. */
const MOST_SHOWN = 20;

export interface ConfusionSquares {
  /** classes shown, as indices */
  readonly shown: readonly number[];
  /** count of the square, and what it is of its row or column; 0 to 1 */
  square(actual: number, predicted: number): { readonly count: number; readonly share: number };
}

/** The squares of a confusion matrix with their shares: of all posts, of those with the label, or of those given it. */
export function confusionSquares(counts: readonly number[], classCount: number, by: Normalised): ConfusionSquares {
  const ofActual = Array.from({ length: classCount }, () => 0);
  const ofPredicted = Array.from({ length: classCount }, () => 0);
  counts.forEach((count, cell) => {
    ofActual[Math.floor(cell / classCount)] += count;
    ofPredicted[cell % classCount] += count;
  });
  const most = Math.max(1, ...counts);
  const all = ofActual.map((_, k) => k);
  const shown =
    classCount <= MOST_SHOWN
      ? all
      : all
          .toSorted((a, b) => ofActual[b] - ofActual[a] || a - b)
          .slice(0, MOST_SHOWN)
          .sort((a, b) => a - b);
  return {
    shown,
    square(actual, predicted) {
      const count = counts[actual * classCount + predicted];
      const whole = by === "counts" ? most : by === "actual" ? ofActual[actual] : ofPredicted[predicted];
      return { count, share: whole > 0 ? count / whole : 0 };
    },
  };
}

/** "happy is taken for sad most often: 12 of 80", or that nothing was mistaken. */
export function worstConfusion(counts: readonly number[], classes: readonly string[]): string {
  const k = classes.length;
  let worst = -1;
  counts.forEach((count, cell) => {
    const isWrong = Math.floor(cell / k) !== cell % k;
    if (isWrong && count > 0 && (worst < 0 || count > counts[worst])) worst = cell;
  });
  if (worst < 0) return "Every post was given its own label";
  const actual = Math.floor(worst / k);
  const total = counts.slice(actual * k, (actual + 1) * k).reduce((sum, count) => sum + count, 0);
  return `${classes[actual]} is taken for ${classes[worst % k]} most often: ${counts[worst]} of ${total} posts`;
}
