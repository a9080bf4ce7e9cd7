import { assertNever } from "../../errors";

export type Activation = "relu" | "tanh" | "sigmoid" | "elu";

/**
 * Applies the activation in place to the first `width` of each row of `stride`; the padding behind them stays zero,
 * which the next layer relies on.
 */
export function activate(
  kind: Activation,
  block: Float32Array | Float64Array,
  layout: { readonly start: number; readonly count: number; readonly width: number; readonly stride: number },
): void {
  const { start, count, width, stride } = layout;
  for (let r = 0; r < count; r++) {
    const from = start + r * stride;
    const to = from + width;
    switch (kind) {
      case "relu":
        for (let i = from; i < to; i++) if (block[i] < 0) block[i] = 0;
        break;
      case "tanh":
        for (let i = from; i < to; i++) block[i] = Math.tanh(block[i]);
        break;
      case "sigmoid":
        for (let i = from; i < to; i++) block[i] = 1 / (1 + Math.exp(-block[i]));
        break;
      case "elu":
        for (let i = from; i < to; i++) if (block[i] < 0) block[i] = Math.expm1(block[i]);
        break;
      default:
        assertNever(kind);
    }
  }
}

/** Multiplies `delta[d + k]` by the slope of the activation, told from its output `block[a + k]`, for k below `length`. */
export function multiplyBySlope(kind: Activation, block: Float32Array, a: number, d: number, length: number): void {
  switch (kind) {
    case "relu":
      for (let k = 0; k < length; k++) if (block[a + k] <= 0) block[d + k] = 0;
      break;
    case "tanh":
      for (let k = 0; k < length; k++) block[d + k] *= 1 - block[a + k] * block[a + k];
      break;
    case "sigmoid":
      for (let k = 0; k < length; k++) block[d + k] *= block[a + k] * (1 - block[a + k]);
      break;
    case "elu":
      for (let k = 0; k < length; k++) if (block[a + k] < 0) block[d + k] *= 1 + block[a + k];
      break;
    default:
      assertNever(kind);
  }
}
