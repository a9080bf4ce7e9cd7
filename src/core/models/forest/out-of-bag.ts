import type { FitShape, LiveCurve } from "../model";
import { OutOfBagError } from "./out-of-bag-error";
import type { OutOfBagPredictions } from "./out-of-bag-error";

/** Rows whose out-of-bag error is followed; more would cost memory and change the figure by less than its noise. */
const MOST_ROWS = 16384;

/** Evenly spaced rows, all of them where there are not too many. */
export function followedRows(rows: number): Uint32Array {
  const count = Math.min(rows, MOST_ROWS);
  return Uint32Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count));
}

/** What a point of the curve calls the error. */
export function outOfBagName(shape: Pick<FitShape, "task">): "oobRmse" | "oobError" {
  return shape.task === "regression" ? "oobRmse" : "oobError";
}

/** The error after the forest's first 1, 2, 3 ... trees. A point starts once a row has been left out by some tree. */
export function outOfBagCurve(
  trees: readonly OutOfBagPredictions[],
  y: Float64Array,
  shape: Pick<FitShape, "task" | "classCount">,
): { trees: number; error: number }[] {
  const growing = new OutOfBagError(y, shape);
  const points: { trees: number; error: number }[] = [];
  for (const predictions of trees) {
    growing.add(predictions);
    const error = growing.error();
    if (error !== null) points.push({ trees: growing.trees, error });
  }
  return points;
}

/** The same curve while the forest grows: a point for every part, of all trees that have arrived. */
export function liveOutOfBag(
  shape: Pick<FitShape, "task" | "classCount">,
): LiveCurve<{ readonly outOfBag: readonly OutOfBagPredictions[]; readonly followed: Float64Array }> {
  let growing: OutOfBagError | null = null;
  return {
    add: ({ outOfBag, followed }) => {
      growing ??= new OutOfBagError(followed, shape);
      for (const predictions of outOfBag) growing.add(predictions);
      const error = growing.error();
      return error === null ? null : { trees: growing.trees, [outOfBagName(shape)]: error };
    },
  };
}
