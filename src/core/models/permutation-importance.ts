import { DataError } from "../errors";
import type { JobContext } from "../job";
import type { CsrMatrix } from "../sparse/csr";
import { hashPair, TreeRandom } from "./tree/tree-random";

/** Columns that are shuffled together, such as all words of a text. */
export interface ColumnGroup {
  readonly name: string;
  readonly columns: ArrayLike<number>;
}

export interface GroupImportance {
  readonly name: string;
  /** mean rise of the error over the repeats; about 0 for columns the model makes no use of, and below by chance */
  readonly mean: number;
  /** standard deviation over the repeats, 0 for a single one */
  readonly deviation: number;
}

/**
 * How much worse a model gets when a group of columns is dealt out anew among the rows (Breiman 2001): the group's
 * values keep their company within the group and lose it with everything else. In the order of the groups. Costs one prediction of all rows, and one more for each group and repeat. The
 * rows should be ones the model was not fitted on.
 *
 * @param task.error of predictions for the unchanged rows; lower is better
 * @throws {DataError} "too-few-rows" below 2 rows: there is nothing to deal
 */
export function permutationImportance(
  task: {
    readonly x: CsrMatrix;
    readonly groups: readonly ColumnGroup[];
    readonly predict: (x: CsrMatrix) => Float64Array;
    readonly error: (predictions: Float64Array) => number;
    /** error of the unchanged rows, where it is known already */
    readonly before?: number;
    readonly repeats: number;
    readonly seed: number;
  },
  context: JobContext = {},
): GroupImportance[] {
  const { x, groups, repeats } = task;
  if (x.rows < 2) throw new DataError("too-few-rows", `permutation importance needs at least 2 rows, got ${x.rows}`);
  const before = task.before ?? task.error(task.predict(x));
  return groups.map(({ name, columns }, g) => {
    const rises = Array.from({ length: repeats }, (_, repeat) => {
      context.signal?.throwIfAborted();
      const seed = hashPair(hashPair(task.seed, g), repeat);
      const rise = task.error(task.predict(dealColumns(x, columns, seed))) - before;
      context.onProgress?.({ done: g * repeats + repeat + 1, total: groups.length * repeats, unit: "predictions" });
      return rise;
    });
    const mean = rises.reduce((a, b) => a + b, 0) / repeats;
    const squares = rises.reduce((sum, rise) => sum + (rise - mean) ** 2, 0);
    return { name, mean, deviation: repeats > 1 ? Math.sqrt(squares / (repeats - 1)) : 0 };
  });
}

/** The matrix with these columns of each row taken from another row, drawn without replacement. */
export function dealColumns(x: CsrMatrix, columns: ArrayLike<number>, seed: number): CsrMatrix {
  const isDealt = new Uint8Array(x.columns);
  for (let i = 0; i < columns.length; i++) isDealt[columns[i]] = 1;
  const from = shuffledRows(x.rows, seed);
  const indptr = new Uint32Array(x.rows + 1);
  const indices = new Uint32Array(x.indptr[x.rows]);
  const values = new Float64Array(x.indptr[x.rows]);
  let at = 0;
  for (let row = 0; row < x.rows; row++) {
    let own = x.indptr[row];
    let other = x.indptr[from[row]];
    const ownEnd = x.indptr[row + 1];
    const otherEnd = x.indptr[from[row] + 1];
    // Both rows ascend by column: merge what stays of the one with what comes from the other.
    for (;;) {
      while (own < ownEnd && isDealt[x.indices[own]] === 1) own++;
      while (other < otherEnd && isDealt[x.indices[other]] === 0) other++;
      if (own === ownEnd && other === otherEnd) break;
      const takeOwn = other === otherEnd || (own < ownEnd && x.indices[own] < x.indices[other]);
      const k = takeOwn ? own++ : other++;
      indices[at] = x.indices[k];
      values[at++] = x.values[k];
    }
    indptr[row + 1] = at;
  }
  return { rows: x.rows, columns: x.columns, indptr, indices, values };
}

function shuffledRows(rows: number, seed: number): Uint32Array {
  const random = new TreeRandom(seed);
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  for (let i = rows - 1; i > 0; i--) {
    const other = random.below(i + 1);
    const row = order[i];
    order[i] = order[other];
    order[other] = row;
  }
  return order;
}
