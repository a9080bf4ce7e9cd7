import type * as Tf from "@tensorflow/tfjs-core";
import type { CsrMatrix } from "../../core/sparse/csr";

/** The first product of a network with rows of a sparse matrix, and its way back to the weights. */
export interface FirstLayer {
  /** the rows are taken in this order until the next call */
  begin(order: Uint32Array): void;
  /** rows `from` .. `from + count` of the order, for one step; call inside `tidy` */
  batch(from: number, count: number): FirstBatch;
  dispose(): void;
}

export interface FirstBatch {
  multiply(weights: Tf.Tensor2D): Tf.Tensor2D;
  /** rows^T x delta */
  weightGradient(delta: Tf.Tensor2D): Tf.Tensor2D;
}

/** Denser than this, a dense product is faster than gathering and scattering rows of weights. */
const SPARSE_BELOW = 0.05;
/** The most the whole matrix may take on the device when written out; beyond it batches are written out one by one. */
const RESIDENT_BYTES = 128 * 2 ** 20;

/**
 * On the GPU dense: a batch is written out, or taken from the whole matrix if that fits there. On the CPU by entries.
 * No backend multiplies sparse by dense, and scattering on WebGL is a hundred times slower than the dense product.
 */
export function makeFirstLayer(tf: typeof Tf, x: CsrMatrix, onGpu: boolean): FirstLayer {
  const density = x.indices.length / Math.max(1, x.rows * x.columns);
  if (!onGpu && density < SPARSE_BELOW) return byEntries(tf, x);
  return x.rows * x.columns * 4 <= RESIDENT_BYTES ? resident(tf, x) : writtenOut(tf, x);
}

function resident(tf: typeof Tf, x: CsrMatrix): FirstLayer {
  const positions = Uint32Array.from({ length: x.rows }, (_, i) => i);
  const all = tf.tensor2d(dense(x, positions, 0, x.rows), [x.rows, x.columns]);
  let order: Tf.Tensor1D | null = null;
  return {
    begin(rows) {
      order?.dispose();
      order = tf.tensor1d(Int32Array.from(rows), "int32");
    },
    batch: (from, count) => denseBatch(tf, tf.gather(all, tf.slice1d(order!, from, count))),
    dispose() {
      order?.dispose();
      all.dispose();
    },
  };
}

function writtenOut(tf: typeof Tf, x: CsrMatrix): FirstLayer {
  let order = new Uint32Array();
  return {
    begin: (rows) => void (order = Uint32Array.from(rows)),
    batch: (from, count) => denseBatch(tf, tf.tensor2d(dense(x, order, from, count), [count, x.columns])),
    dispose: () => undefined,
  };
}

function denseBatch(tf: typeof Tf, rows: Tf.Tensor2D): FirstBatch {
  return {
    multiply: (weights) => tf.matMul(rows, weights),
    weightGradient: (delta) => tf.matMul(rows, delta, true, false),
  };
}

function byEntries(tf: typeof Tf, x: CsrMatrix): FirstLayer {
  let order = new Uint32Array();
  return {
    begin: (rows) => void (order = Uint32Array.from(rows)),
    batch(from, count) {
      let entries = 0;
      for (let r = from; r < from + count; r++) entries += x.indptr[order[r] + 1] - x.indptr[order[r]];
      const rows = new Int32Array(entries);
      const columns = new Int32Array(entries);
      const values = new Float32Array(entries);
      let at = 0;
      for (let r = from; r < from + count; r++) {
        for (let e = x.indptr[order[r]]; e < x.indptr[order[r] + 1]; e++, at++) {
          rows[at] = r - from;
          columns[at] = x.indices[e];
          values[at] = x.values[e];
        }
      }
      if (entries === 0) return emptyBatch(tf, x.columns, count);
      const rowOf = tf.tensor1d(rows, "int32");
      const columnOf = tf.tensor1d(columns, "int32");
      const valueOf = tf.tensor2d(values, [entries, 1]);
      const add = (slots: Tf.Tensor1D, source: Tf.Tensor2D, taken: Tf.Tensor1D, length: number): Tf.Tensor2D => {
        const parts = tf.mul(tf.gather(source, taken), valueOf);
        return tf.scatterND(tf.expandDims(slots, 1), parts, [length, source.shape[1]]);
      };
      return {
        multiply: (weights) => add(rowOf, weights, columnOf, count),
        weightGradient: (delta) => add(columnOf, delta, rowOf, x.columns),
      };
    },
    dispose: () => undefined,
  };
}

function emptyBatch(tf: typeof Tf, columns: number, count: number): FirstBatch {
  return {
    multiply: (weights) => tf.zeros([count, weights.shape[1]]),
    weightGradient: (delta) => tf.zeros([columns, delta.shape[1]]),
  };
}

/** A fresh array each time: backends upload lazily, long after this returns. */
function dense(x: CsrMatrix, order: Uint32Array, from: number, count: number): Float32Array {
  const out = new Float32Array(count * x.columns);
  for (let r = 0; r < count; r++) {
    const row = order[from + r];
    for (let e = x.indptr[row]; e < x.indptr[row + 1]; e++) out[r * x.columns + x.indices[e]] = x.values[e];
  }
  return out;
}
