import { DataError } from "../../errors";
import type { Heap, Kernels } from "./kernels";
import type { TrainingProblem, TrainingRows } from "./training-problem";
import { makeKernelHeap } from "./wasm-kernels";
import type { KernelForm } from "./wasm-kernels";

/** Byte offsets of a sparse matrix in the heap. */
export interface RowPlaces {
  readonly indptr: number;
  readonly indices: number;
  readonly values: number;
}

/** Byte offsets of one layer. `stride` is its width rounded up to whole vectors; `inStride` is that of the layer below. */
export interface LayerPlaces {
  readonly width: number;
  readonly stride: number;
  readonly inStride: number;
  readonly weights: number;
  readonly bias: number;
  readonly weightGradient: number;
  readonly biasGradient: number;
  /** rows of a batch after the activation, and the slope of the loss at them before it */
  readonly out: number;
  readonly delta: number;
  /** with dropout: the mask and the outputs under it */
  readonly mask: number;
  readonly masked: number;
}

/** A parameter array, padded: weights or bias of one layer. `first` and `second` are 0 where the optimiser has none. */
export interface ParameterPlaces {
  readonly place: number;
  readonly gradient: number;
  readonly first: number;
  readonly second: number;
  /** floats, padding included */
  readonly length: number;
  /** weights are under the l2 penalty, biases are not */
  readonly decays: boolean;
  /** the array at byte offset `at` without its padding, as a copy */
  read(f32: Float32Array, at: number): Float32Array;
  write(f32: Float32Array, at: number, values: Float32Array): void;
}

export interface NetworkMemory {
  readonly heap: Heap;
  readonly kernels: Kernels;
  readonly form: KernelForm;
  /** rows taken at once */
  readonly batch: number;
  readonly layers: readonly LayerPlaces[];
  readonly parameters: readonly ParameterPlaces[];
  readonly train: RowPlaces;
  readonly validation: RowPlaces | null;
  readonly orderPlace: number;
  /** the order of the rows, in the heap: as long as the longer of the two parts */
  readonly order: Uint32Array;
  /** room for the largest dense weight matrix turned round */
  readonly scratch: number;
  /** a row of zeros */
  readonly zeros: number;
}

const MOST_BYTES = 2 ** 32 - 65536;

/**
 * Gives everything a training needs its place in one block of memory, and fills in the rows.
 *
 * @throws {DataError} "out-of-memory" when the block cannot be had
 */
export function layNetwork(problem: TrainingProblem, form?: KernelForm): NetworkMemory {
  const { sizes, options, train, validation } = problem;
  // offset 0 stays free, so that it can mean "none"
  let bytes = 16;
  const take = (words: number) => {
    const place = bytes;
    bytes += Math.ceil(words / 4) * 16;
    return place;
  };
  const strides = sizes.map((size) => Math.ceil(size / 4) * 4);
  const batch = Math.min(options.batchSize, Math.max(train.x.rows, validation?.x.rows ?? 0));
  const blockRows = Math.ceil(batch / 4) * 4;
  const dropout = options.dropout > 0;

  const parameters: ParameterPlaces[] = [];
  const layers = sizes.slice(1).map((width, l): LayerPlaces => {
    const [inStride, stride] = [strides[l], strides[l + 1]];
    // the first layer is read by entries, so its rows need no padding
    const weights = parameterPlaces(take, options.optimizer, l === 0 ? sizes[0] : inStride, {
      rows: sizes[l],
      width,
      stride,
    });
    const bias = parameterPlaces(take, options.optimizer, 1, { rows: 1, width, stride });
    parameters.push(weights, { ...bias, decays: false });
    const hidden = l < sizes.length - 2;
    const block = (wanted: boolean) => (wanted ? take(blockRows * stride) : 0);
    return {
      width,
      stride,
      inStride,
      weights: weights.place,
      bias: bias.place,
      weightGradient: weights.gradient,
      biasGradient: bias.gradient,
      out: block(true),
      delta: block(hidden),
      mask: block(hidden && dropout),
      masked: block(hidden && dropout),
    };
  });
  let widest = 0;
  for (let l = 1; l < strides.length - 1; l++) widest = Math.max(widest, strides[l] * strides[l + 1]);
  const scratch = take(widest);
  const zeros = take(Math.max(...strides.slice(1)));
  const orderLength = Math.max(train.x.rows, validation?.x.rows ?? 0);
  const orderPlace = take(orderLength);
  const trainPlaces = rowPlaces(take, train);
  const validationPlaces = validation ? rowPlaces(take, validation) : null;

  const { heap, kernels, form: chosen } = claim(bytes, form);
  fillRows(heap, trainPlaces, train);
  if (validation) fillRows(heap, validationPlaces!, validation);
  return {
    heap,
    kernels,
    form: chosen,
    batch,
    layers,
    parameters,
    train: trainPlaces,
    validation: validationPlaces,
    orderPlace,
    order: heap.u32.subarray(orderPlace >>> 2, (orderPlace >>> 2) + orderLength),
    scratch,
    zeros,
  };
}

function claim(bytes: number, form?: KernelForm): ReturnType<typeof makeKernelHeap> {
  try {
    if (bytes <= MOST_BYTES) return makeKernelHeap(bytes, form);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
  }
  const megabytes = Math.ceil(bytes / 2 ** 20);
  throw new DataError(
    "out-of-memory",
    `training this network takes ${megabytes} MiB of memory, which could not be had`,
    {
      bytes,
    },
  );
}

function parameterPlaces(
  take: (words: number) => number,
  optimizer: "adam" | "sgd",
  paddedRows: number,
  shape: { readonly rows: number; readonly width: number; readonly stride: number },
): ParameterPlaces {
  const { rows, width, stride } = shape;
  const length = paddedRows * stride;
  return {
    place: take(length),
    gradient: take(length),
    first: take(length),
    second: optimizer === "adam" ? take(length) : 0,
    length,
    decays: true,
    read(f32, at) {
      const out = new Float32Array(rows * width);
      for (let r = 0; r < rows; r++) {
        const from = (at >>> 2) + r * stride;
        out.set(f32.subarray(from, from + width), r * width);
      }
      return out;
    },
    write(f32, at, values) {
      for (let r = 0; r < rows; r++) f32.set(values.subarray(r * width, (r + 1) * width), (at >>> 2) + r * stride);
    },
  };
}

function rowPlaces(take: (words: number) => number, { x }: TrainingRows): RowPlaces {
  return { indptr: take(x.rows + 1), indices: take(x.indices.length), values: take(x.values.length) };
}

function fillRows({ f32, u32 }: Heap, places: RowPlaces, { x }: TrainingRows): void {
  u32.set(x.indptr, places.indptr >>> 2);
  u32.set(x.indices, places.indices >>> 2);
  f32.set(x.values, places.values >>> 2);
}
