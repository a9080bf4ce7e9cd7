/**
 * One block of memory that a network trains in. Its places are named by byte offsets ("pointers"), so that the same
 * trainer drives the plain kernels below and their WebAssembly form.
 */
export interface Heap {
  readonly f32: Float32Array;
  readonly u32: Uint32Array;
}

/**
 * The loops a training step is made of. Matrices are row-major float32; a stride is the length of a row in floats and
 * a multiple of 4. Dense kernels take rows in fours and may read and write up to three rows past `count`.
 */
export interface Kernels {
  /** out[r] = bias + (row rows[r] of the sparse matrix) x weights */
  sparseForward(
    indptr: number,
    indices: number,
    values: number,
    rows: number,
    count: number,
    weights: number,
    bias: number,
    stride: number,
    out: number,
  ): void;
  /** gradient += (sparse rows)^T x delta */
  sparseWeightGradient(
    indptr: number,
    indices: number,
    values: number,
    rows: number,
    count: number,
    delta: number,
    stride: number,
    gradient: number,
  ): void;
  /** out = bias + input x weights; weights are inStride x outStride */
  denseForward(
    input: number,
    inStride: number,
    count: number,
    weights: number,
    bias: number,
    outStride: number,
    out: number,
  ): void;
  /** gradient = input^T x delta */
  denseWeightGradient(
    input: number,
    inStride: number,
    count: number,
    delta: number,
    outStride: number,
    gradient: number,
  ): void;
  /** out = the sum of the rows */
  columnSums(matrix: number, count: number, stride: number, out: number): void;
  /** out = matrix^T */
  transpose(matrix: number, rows: number, columns: number, out: number): void;
  /**
   * One step of Adam (Kingma and Ba, 2015) on `length` parameters, gradient + decay x weight; `rate` already carries
   * both bias corrections, as scikit-learn and section 2 of the paper do it. Clears the gradient.
   */
  adam(
    weights: number,
    gradient: number,
    first: number,
    second: number,
    length: number,
    decay: number,
    rate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
  ): void;
  /** One step of gradient descent with Nesterov's momentum, as scikit-learn writes it. Clears the gradient. */
  nesterov(
    weights: number,
    gradient: number,
    velocity: number,
    length: number,
    decay: number,
    rate: number,
    momentum: number,
  ): void;
}

/** The kernels in plain TypeScript: what runs where WebAssembly SIMD is missing, and what it is tested against. */
export function makePlainKernels({ f32, u32 }: Heap): Kernels {
  return {
    sparseForward(indptr, indices, values, rows, count, weights, bias, stride, out) {
      const [starts, columns, entries, order, w, b, target] = words(indptr, indices, values, rows, weights, bias, out);
      for (let r = 0; r < count; r++) {
        const row = u32[order + r];
        const to = u32[starts + row + 1];
        const at = target + r * stride;
        for (let o = 0; o < stride; o++) f32[at + o] = f32[b + o];
        for (let e = u32[starts + row]; e < to; e++) {
          const value = f32[entries + e];
          const from = w + u32[columns + e] * stride;
          for (let o = 0; o < stride; o++) f32[at + o] += value * f32[from + o];
        }
      }
    },

    sparseWeightGradient(indptr, indices, values, rows, count, delta, stride, gradient) {
      const [starts, columns, entries, order, source, target] = words(indptr, indices, values, rows, delta, gradient);
      for (let r = 0; r < count; r++) {
        const row = u32[order + r];
        const to = u32[starts + row + 1];
        const from = source + r * stride;
        for (let e = u32[starts + row]; e < to; e++) {
          const value = f32[entries + e];
          const at = target + u32[columns + e] * stride;
          for (let o = 0; o < stride; o++) f32[at + o] += value * f32[from + o];
        }
      }
    },

    denseForward(input, inStride, count, weights, bias, outStride, out) {
      const [source, w, b, target] = words(input, weights, bias, out);
      for (let r = 0; r < count; r++) {
        const at = target + r * outStride;
        for (let o = 0; o < outStride; o++) f32[at + o] = f32[b + o];
        for (let i = 0; i < inStride; i++) {
          const value = f32[source + r * inStride + i];
          // half of what comes out of a ReLU is zero
          if (value === 0) continue;
          const from = w + i * outStride;
          for (let o = 0; o < outStride; o++) f32[at + o] += value * f32[from + o];
        }
      }
    },

    denseWeightGradient(input, inStride, count, delta, outStride, gradient) {
      const [source, d, target] = words(input, delta, gradient);
      f32.fill(0, target, target + inStride * outStride);
      for (let r = 0; r < count; r++) {
        const from = d + r * outStride;
        for (let i = 0; i < inStride; i++) {
          const value = f32[source + r * inStride + i];
          if (value === 0) continue;
          const at = target + i * outStride;
          for (let o = 0; o < outStride; o++) f32[at + o] += value * f32[from + o];
        }
      }
    },

    columnSums(matrix, count, stride, out) {
      const [source, target] = words(matrix, out);
      f32.fill(0, target, target + stride);
      for (let r = 0; r < count; r++) {
        for (let o = 0; o < stride; o++) f32[target + o] += f32[source + r * stride + o];
      }
    },

    transpose(matrix, rows, columns, out) {
      const [source, target] = words(matrix, out);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) f32[target + j * rows + i] = f32[source + i * columns + j];
      }
    },

    adam(weights, gradient, first, second, length, decay, rate, beta1, beta2, epsilon) {
      const [w, g, m, v] = words(weights, gradient, first, second);
      for (let i = 0; i < length; i++) {
        const slope = f32[g + i] + decay * f32[w + i];
        const mean = beta1 * f32[m + i] + (1 - beta1) * slope;
        const square = beta2 * f32[v + i] + (1 - beta2) * slope * slope;
        f32[m + i] = mean;
        f32[v + i] = square;
        f32[w + i] -= (rate * mean) / (Math.sqrt(square) + epsilon);
        f32[g + i] = 0;
      }
    },

    nesterov(weights, gradient, velocity, length, decay, rate, momentum) {
      const [w, g, u] = words(weights, gradient, velocity);
      for (let i = 0; i < length; i++) {
        const slope = rate * (f32[g + i] + decay * f32[w + i]);
        const next = momentum * f32[u + i] - slope;
        f32[u + i] = next;
        f32[w + i] += momentum * next - slope;
        f32[g + i] = 0;
      }
    },
  };
}

/** Byte offsets to indices of 4-byte words. */
function words(...pointers: number[]): number[] {
  return pointers.map((pointer) => pointer >>> 2);
}
