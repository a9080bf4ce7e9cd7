import { DataError } from "../errors";

/** numpy's legacy generator: what `numpy.random.RandomState(seed)` draws, draw for draw. */
export interface Mt19937 {
  /** the next 32 bits */
  uint32(): number;
  /** uniform in [0, 1) with 53 bits: `random_sample()` */
  float(): number;
  /** uniform integer in [0, bound), bound at most 2^32: `randint(bound)` */
  below(bound: number): number;
  /** shuffles in place: `shuffle(array)` */
  shuffle<T>(array: { readonly length: number; [index: number]: T }): void;
  /** 0 .. n - 1 in random order: `permutation(n)` */
  permutation(n: number): Uint32Array;
}

const LENGTH = 624;
const MIDDLE = 397;

/**
 * The Mersenne Twister (Matsumoto and Nishimura, 1998) with the bounded integers of numpy's `RandomState`, which
 * scikit-learn draws its splits with. Only there for that: {@link makeRng} is faster and splits into streams.
 *
 * @throws {DataError} "invalid-option" when the seed is not an integer from 0 to 2^32 - 1, as numpy refuses it
 */
export function makeMt19937(seed: number): Mt19937 {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new DataError("invalid-option", `seed must be an integer from 0 to 4294967295, got ${seed}`);
  }
  const state = new Uint32Array(LENGTH);
  state[0] = seed;
  for (let i = 1; i < LENGTH; i++) {
    const previous = state[i - 1] ^ (state[i - 1] >>> 30);
    state[i] = Math.imul(1812433253, previous) + i;
  }
  let position = LENGTH;

  function uint32(): number {
    if (position === LENGTH) {
      twist(state);
      position = 0;
    }
    let y = state[position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** uniform in [0, largest]: numpy's `random_interval`, masked rejection */
  function interval(largest: number): number {
    if (largest === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(largest);
    for (;;) {
      const value = (uint32() & mask) >>> 0;
      if (value <= largest) return value;
    }
  }

  function shuffle<T>(array: { readonly length: number; [index: number]: T }): void {
    for (let i = array.length - 1; i >= 1; i--) {
      const j = interval(i);
      const held = array[j];
      array[j] = array[i];
      array[i] = held;
    }
  }

  return {
    uint32,
    float() {
      const high = uint32() >>> 5;
      return (high * 67108864 + (uint32() >>> 6)) / 9007199254740992;
    },
    below(bound) {
      if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32) {
        throw new DataError("invalid-option", `bound must be an integer from 1 to 2^32, got ${bound}`);
      }
      return interval(bound - 1);
    },
    shuffle,
    permutation(n) {
      const order = new Uint32Array(n);
      for (let i = 0; i < n; i++) order[i] = i;
      shuffle(order);
      return order;
    },
  };
}

function twist(state: Uint32Array): void {
  for (let i = 0; i < LENGTH; i++) {
    const y = (state[i] & 0x80000000) | (state[(i + 1) % LENGTH] & 0x7fffffff);
    state[i] = state[(i + MIDDLE) % LENGTH] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
  }
}
