import { makeRng } from "../../random/xoshiro";
import type { Rng } from "../../random/rng";

/** The stream of the masks of one step: drawn layer by layer, so every backend that asks in this order gets the same. */
export function dropoutStream(seed: number, step: number): Rng {
  return makeRng(seed).split(1).split(step);
}

/**
 * Writes a mask of 0 (left out, with probability `share`) and 1 / (1 - share) (kept, scaled up so that nothing changes
 * on average) to the first `width` of each row of `stride`.
 */
export function drawDropoutMask(
  stream: Rng,
  share: number,
  mask: Float32Array,
  layout: { readonly start: number; readonly count: number; readonly width: number; readonly stride: number },
): void {
  const kept = 1 / (1 - share);
  for (let r = 0; r < layout.count; r++) {
    const from = layout.start + r * layout.stride;
    for (let i = from; i < from + layout.width; i++) mask[i] = stream.float() < share ? 0 : kept;
  }
}
