const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

/**
 * MurmurHash3_x86_32 with seed 0 of bytes that come in parts (Appleby 2010, public domain), as scikit-learn's
 * `murmurhash3_bytes_s32`. What was added so far can be asked for at any time, so that "new york" goes on from "new".
 */
export class MurmurHash {
  #hash = 0;
  #rest = 0;
  #length = 0;

  reset(): void {
    this.#hash = 0;
    this.#rest = 0;
    this.#length = 0;
  }

  addByte(byte: number): void {
    this.#rest |= byte << (8 * (this.#length & 3));
    if ((++this.#length & 3) !== 0) return;
    const mixed = this.#hash ^ scrambled(this.#rest);
    this.#hash = (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
    this.#rest = 0;
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    for (let i = from; i < to; i++) this.addByte(bytes[i]);
  }

  /** of all bytes since the reset; a signed integer of 32 bits */
  value(): number {
    let h = this.#hash;
    if ((this.#length & 3) !== 0) h ^= scrambled(this.#rest);
    h ^= this.#length;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
  }
}

function scrambled(block: number): number {
  const k = Math.imul(block, C1);
  return Math.imul((k << 15) | (k >>> 17), C2);
}
