const GOLDEN = 0x9e3779b9;

/** A well-mixed unsigned 32-bit hash of one integer: the finaliser of MurmurHash3. */
export function hash32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A hash of two integers. Order matters: `hashPair(a, b)` and `hashPair(b, a)` have nothing in common. */
export function hashPair(a: number, b: number): number {
  return hash32(Math.imul(hash32(a) ^ (b + GOLDEN), 0x2c1b3c6d) + b);
}

/**
 * Chance for the inside of a tree, where a call per tie or per drawn row must cost a few nanoseconds: a Weyl sequence
 * through {@link hash32} ("splitmix", Steele et al. 2014). Period 2^32. Seeded by {@link hashPair} of the model's
 * seed and the tree's index, so trees can be grown in any order.
 */
export class TreeRandom {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  next(): number {
    this.state = (this.state + GOLDEN) | 0;
    return hash32(this.state);
  }

  /** uniform integer in [0, bound), `bound` at most 2^31; no value is favoured by more than bound / 2^32 */
  below(bound: number): number {
    return Math.floor((this.next() / 4294967296) * bound);
  }

  /** uniform in [0, 1) with 32 bits */
  float(): number {
    return this.next() / 4294967296;
  }
}
