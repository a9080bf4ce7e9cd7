/** A row whose given label a model doubts. */
export interface DoubtfulLabel {
  readonly row: number;
  readonly given: number;
  /** the class it is taken for */
  readonly likely: number;
  /** probability of the likely class less that of the given one */
  readonly margin: number;
}

/**
 * Confident learning (Northcutt, Jiang and Chuang 2021), as cleanlab's `confident_joint` counts: a row is taken for the
 * likeliest class among those whose probability reaches the mean that rows given that class have. Rows taken for another
 * class than their own are doubtful unless their own is as likely; the largest margin comes first.
 *
 * @param given index of the class of every row
 * @param probabilities rows x classes, of a model that did not see the row
 */
export function findDoubtful(
  given: ArrayLike<number>,
  probabilities: Float64Array,
  classCount: number,
): DoubtfulLabel[] {
  const sums = new Float64Array(classCount);
  const counts = new Uint32Array(classCount);
  for (let i = 0; i < given.length; i++) {
    sums[given[i]] += probabilities[i * classCount + given[i]];
    counts[given[i]]++;
  }
  const thresholds = sums.map((sum, k) => (counts[k] > 0 ? sum / counts[k] : Infinity));
  const doubtful: DoubtfulLabel[] = [];
  for (let i = 0; i < given.length; i++) {
    let likely = -1;
    for (let k = 0; k < classCount; k++) {
      const p = probabilities[i * classCount + k];
      if (p >= thresholds[k] && (likely < 0 || p > probabilities[i * classCount + likely])) likely = k;
    }
    if (likely < 0 || likely === given[i]) continue;
    const margin = probabilities[i * classCount + likely] - probabilities[i * classCount + given[i]];
    if (margin > 0) doubtful.push({ row: i, given: given[i], likely, margin });
  }
  return doubtful.sort((a, b) => b.margin - a.margin || a.row - b.row);
}
