import type { Uint32List } from "../sparse/uint32-list";
import { textOf } from "../table/cells";
import { DROPPED } from "./token-vocabulary";
import type { TokenVocabulary } from "./token-vocabulary";

const SEPARATOR = 0;
const NOT_ASCII = 255;
const FNV_PRIME = 0x01000193;
const FNV_START = 0x811c9dc5;
/** Room for so many words at first. Little, so that code compiled on a few posts has met growing already. */
const ENTRIES = 512;

/**
 * Cuts words straight from UTF-8 bytes: each is hashed while it is read and looked up among the words met before, so
 * only a new word becomes a string. Letters outside ASCII are left to the path over strings, because their case can
 * depend on what stands around them; the usual typographic marks and emoji are known to separate words.
 */
export class ByteWords {
  readonly #vocabulary: TokenVocabulary;
  /** by byte: 0 between words, 255 past ASCII, else the byte it counts as */
  readonly #letters: Uint8Array;
  /** entry + 1 of each slot, 0 where free; at most half are taken */
  #slots = new Int32Array(2 * ENTRIES);
  #count = 0;
  #hashes = new Int32Array(ENTRIES);
  #starts = new Uint32Array(ENTRIES + 1);
  #ids = new Int32Array(ENTRIES);
  /** letters of every word met, one after the other */
  #arena = new Uint8Array(8 * ENTRIES);

  constructor(vocabulary: TokenVocabulary, lowercase: boolean) {
    this.#vocabulary = vocabulary;
    this.#letters = letterTable(lowercase);
  }

  /**
   * Appends the tokens of `bytes[start .. end)` to `ids`. False where a character needs the path over strings; what
   * was appended before it is then for the caller to take back.
   */
  append(bytes: Uint8Array, start: number, end: number, ids: Uint32List): boolean {
    const letters = this.#letters;
    let i = start;
    while (i < end) {
      let letter = letters[bytes[i]];
      if (letter === SEPARATOR) {
        i++;
        continue;
      }
      if (letter === NOT_ASCII) {
        const length = separatorLength(bytes, i, end);
        if (length === 0) return false;
        i += length;
        continue;
      }
      const from = i;
      let hash = FNV_START;
      do {
        hash = Math.imul(hash ^ letter, FNV_PRIME);
        i++;
        letter = i < end ? letters[bytes[i]] : SEPARATOR;
      } while (letter !== SEPARATOR && letter !== NOT_ASCII);
      if (letter === NOT_ASCII && separatorLength(bytes, i, end) === 0) return false;
      const id = this.#idOf(bytes, from, i, hash);
      if (id !== DROPPED) ids.push(id);
    }
    return true;
  }

  #idOf(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let taken = slots[slot]; taken !== 0; taken = slots[slot]) {
      if (this.#hashes[taken - 1] === hash && this.#isEntry(taken - 1, bytes, from, to)) return this.#ids[taken - 1];
      slot = (slot + 1) & mask;
    }
    return this.#add(bytes, from, to, hash, slot);
  }

  #isEntry(entry: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#starts[entry];
    if (this.#starts[entry + 1] - start !== to - from) return false;
    const arena = this.#arena;
    const letters = this.#letters;
    for (let k = 0; k < to - from; k++) if (arena[start + k] !== letters[bytes[from + k]]) return false;
    return true;
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const entry = this.#count++;
    const start = this.#starts[entry];
    const end = start + to - from;
    if (end > this.#arena.length) this.#arena = grow(this.#arena, new Uint8Array(2 * end));
    for (let k = from; k < to; k++) this.#arena[start + k - from] = this.#letters[bytes[k]];
    const id = this.#vocabulary.idOfNew(textOf(this.#arena, start, end));
    this.#starts[entry + 1] = end;
    this.#hashes[entry] = hash;
    this.#ids[entry] = id;
    this.#slots[slot] = entry + 1;
    if (this.#count === this.#ids.length) this.#growEntries();
    return id;
  }

  #growEntries(): void {
    const capacity = 2 * this.#ids.length;
    this.#hashes = grow(this.#hashes, new Int32Array(capacity));
    this.#ids = grow(this.#ids, new Int32Array(capacity));
    this.#starts = grow(this.#starts, new Uint32Array(capacity + 1));
    this.#slots = new Int32Array(2 * capacity);
    const mask = this.#slots.length - 1;
    for (let entry = 0; entry < this.#count; entry++) {
      const hash = this.#hashes[entry];
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = entry + 1;
    }
  }
}

function grow<T extends Uint8Array | Int32Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function letterTable(lowercase: boolean): Uint8Array {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const isCapital = byte >= 0x41 && byte <= 0x5a;
    const isOther = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f;
    if (byte >= 0x80) table[byte] = NOT_ASCII;
    else if (isCapital) table[byte] = lowercase ? byte + 32 : byte;
    else if (isOther) table[byte] = byte;
  }
  return table;
}

/**
 * Bytes of the character at `i` where it is known to stand between words: Latin-1 signs but its letters and numbers,
 * general punctuation (U+2000 to U+206F) and the pictures from U+1F300 to U+1F9FF; else 0.
 */
function separatorLength(bytes: Uint8Array, i: number, end: number): number {
  const first = bytes[i];
  if (first === 0xe2 && i + 2 < end) {
    return bytes[i + 1] === 0x80 || (bytes[i + 1] === 0x81 && bytes[i + 2] < 0xb0) ? 3 : 0;
  }
  if (first === 0xc2 && i + 1 < end) return isLatin1Word(bytes[i + 1]) ? 0 : 2;
  if (first === 0xf0 && i + 3 < end) {
    return bytes[i + 1] === 0x9f && bytes[i + 2] >= 0x8c && bytes[i + 2] <= 0xa7 ? 4 : 0;
  }
  return 0;
}

/** ª ² ³ µ ¹ º ¼ ½ ¾ */
function isLatin1Word(byte: number): boolean {
  return (
    byte === 0xaa ||
    byte === 0xb2 ||
    byte === 0xb3 ||
    byte === 0xb5 ||
    byte === 0xb9 ||
    byte === 0xba ||
    (byte >= 0xbc && byte <= 0xbe)
  );
}
