import { DataError } from "../errors";
import type { Rng } from "./rng";

const TWO_32 = 2 ** 32;

/**
 * A stream of chance from a seed: xoshiro128** (Blackman and Vigna, 2021), its state filled by a 32-bit mixer, period
 * 2^128 - 1. The same seed gives the same numbers everywhere. `split(index)` depends on the seed of the stream alone,
 * not on how much of it was drawn, so parts of a job can be done in any order and on any worker.
 *
 * @throws {DataError} "invalid-option" when the seed is not an integer from 0 to 2^53 - 1
 */
export function makeRng(seed: number): Rng {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new DataError("invalid-option", `seed must be an integer from 0 to 2^53 - 1, got ${seed}`);
  }
  return streamOf(mix(seed >>> 0, 0x243f6a88), mix(Math.floor(seed / TWO_32), 0x85a308d3));
}

/** `keyLow` and `keyHigh` name the stream; the four words of state are mixed from them. */
function streamOf(keyLow: number, keyHigh: number): Rng {
  let a = mix(keyLow, 0x9e3779b9);
  let b = mix(keyHigh, a);
  let c = mix(keyLow ^ 0x7f4a7c15, b);
  // a state of all zeros would stay zero: keep one bit
  let d = mix(keyHigh ^ 0x94d049bb, c) | 1;

  function uint32(): number {
    const x = Math.imul(b, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  }

  return {
    float() {
      const high = uint32() >>> 5;
      return (high * 67108864 + (uint32() >>> 6)) / 9007199254740992;
    },
    below(bound) {
      // up to 2^21 the product is exact in a double, so Lemire's method needs no masks and rarely a second draw
      if (bound <= 2097152 && bound >= 1 && (bound | 0) === bound) {
        const threshold = (TWO_32 - bound) % bound;
        for (;;) {
          const product = uint32() * bound;
          const high = Math.floor(product / TWO_32);
          if (product - high * TWO_32 >= threshold) return high;
        }
      }
      if (!Number.isSafeInteger(bound) || bound < 1) {
        throw new DataError("invalid-option", `bound must be a positive integer, got ${bound}`);
      }
      return rejectionBelow(bound, uint32);
    },
    split(index) {
      if (!Number.isSafeInteger(index) || index < 0) {
        throw new DataError("invalid-option", `index must be a non-negative integer, got ${index}`);
      }
      const low = mix(index >>> 0, keyLow ^ 0x510e527f);
      return streamOf(low, mix(Math.floor(index / TWO_32) ^ low, keyHigh ^ 0x1f83d9ab));
    },
  };
}

function rejectionBelow(bound: number, uint32: () => number): number {
  const largest = bound - 1;
  if (largest < TWO_32) {
    const mask = 0xffffffff >>> Math.clz32(largest);
    for (;;) {
      const value = (uint32() & mask) >>> 0;
      if (value <= largest) return value;
    }
  }
  const highLargest = Math.floor(largest / TWO_32);
  const mask = 0xffffffff >>> Math.clz32(highLargest);
  for (;;) {
    const value = ((uint32() & mask) >>> 0) * TWO_32 + uint32();
    if (value <= largest) return value;
  }
}

/** Two words to one, each bit of either flipping about half of the result (finaliser of MurmurHash3). */
function mix(word: number, salt: number): number {
  let h = Math.imul((word ^ salt) + 0x9e3779b9, 0x85ebca6b) ^ salt;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
