import type { Signal } from "../job";
import type { PostWords } from "./post-words";

/** A row and the earlier one whose text is nearly the same. */
export interface NearPair {
  readonly row: number;
  readonly earlier: number;
  /** Jaccard similarity of their shingles, from the threshold to 1 */
  readonly similarity: number;
}

/** Words to a shingle. */
const SHINGLE = 3;
/** Entries of a signature: fewer will do where the sets looked for are nearly equal. */
const HASHES = 64;
const HASHES_IF_CLOSE = 32;
const CLOSE = 0.8;
/** Candidates of a row that are verified: a row like a thousand others has found its twin long before. */
const MOST_CANDIDATES = 40;
const ROWS_BETWEEN_ASKING = 32;
/** Of an estimate from a signature: about three standard errors where it matters. */
const MARGIN = 0.2;

/** Fixed, so that the same texts give the same pairs: odd factors and shifts of the hash functions. */
const FACTORS = Uint32Array.from({ length: HASHES }, (_, k) => mix(2 * k + 1) | 1);
const SHIFTS = Uint32Array.from({ length: HASHES }, (_, k) => mix(2 * k + 2));

/**
 * Rows whose set of word triples is at least `threshold` (above 0, at most 1) like that of an earlier row: MinHash
 * signatures (Broder 1997) in bands, each candidate verified by the exact Jaccard similarity. One pair a row, with its most similar earlier row among the candidates. Rows of fewer
 * than three words have no shingles and are left out. A pair at the threshold is missed with a probability under 1%.
 */
export function findNearPairs(
  words: PostWords,
  rows: ArrayLike<number>,
  threshold: number,
  signal?: Signal,
): NearPair[] {
  const hashes = threshold >= CLOSE ? HASHES_IF_CLOSE : HASHES;
  const bandRows = rowsPerBand(threshold, hashes);
  const bands = Math.floor(hashes / bandRows);
  const buckets = Array.from({ length: bands }, () => new Map<number, number[]>());
  const shingles = new Map<number, Uint32Array>();
  const signature = new Uint32Array(hashes);
  const sketches = new Map<number, Uint8Array>();
  const pairs: NearPair[] = [];
  const candidates = new Set<number>();
  for (let i = 0; i < rows.length; i++) {
    if (i % ROWS_BETWEEN_ASKING === 0) signal?.throwIfAborted();
    const row = rows[i];
    const own = shinglesOf(words, row);
    if (own.length === 0) continue;
    shingles.set(row, own);
    sign(own, signature);
    const sketch = Uint8Array.from(signature);
    sketches.set(row, sketch);
    candidates.clear();
    for (let band = 0; band < bands; band++) {
      const key = hashBand(signature, band * bandRows, bandRows);
      const bucket = buckets[band].get(key);
      if (!bucket) {
        buckets[band].set(key, [row]);
        continue;
      }
      for (const other of bucket) {
        if (candidates.size >= MOST_CANDIDATES) break;
        candidates.add(other);
      }
      // a text repeated again and again must not make every later one look at all of them
      if (bucket.length < MOST_CANDIDATES) bucket.push(row);
    }
    let best: NearPair | null = null;
    for (const earlier of candidates) {
      const other = shingles.get(earlier) as Uint32Array;
      // sets this different in size cannot be alike, and signatures this different are of sets that are not
      if (Math.min(own.length, other.length) < threshold * Math.max(own.length, other.length)) continue;
      if (agreement(sketch, sketches.get(earlier) as Uint8Array) < threshold - MARGIN) continue;
      const similarity = jaccard(own, other);
      if (similarity >= threshold && similarity > (best?.similarity ?? 0)) best = { row, earlier, similarity };
    }
    if (best) pairs.push(best);
  }
  return pairs;
}

/** The most rows a band can have so that a pair at the threshold shares one with a probability over 99%. */
function rowsPerBand(threshold: number, hashes: number): number {
  for (let rows = 16; rows > 1; rows--) {
    const bands = Math.floor(hashes / rows);
    if ((1 - threshold ** rows) ** bands < 0.01) return rows;
  }
  return 1;
}

/** Sorted, distinct hashes of the row's word triples. */
export function shinglesOf({ offsets, ids }: PostWords, row: number): Uint32Array {
  const from = offsets[row];
  const count = offsets[row + 1] - from - SHINGLE + 1;
  if (count <= 0) return new Uint32Array();
  const hashes = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    let hash = 0x9e3779b9;
    for (let k = 0; k < SHINGLE; k++) hash = mix(hash ^ (ids[from + i + k] + 1));
    hashes[i] = hash;
  }
  hashes.sort();
  let size = 1;
  for (let i = 1; i < count; i++) if (hashes[i] !== hashes[size - 1]) hashes[size++] = hashes[i];
  return hashes.subarray(0, size);
}

/** The least of the shingles under each hash function: two sets agree in an entry with the probability of their similarity. */
function sign(shingles: Uint32Array, signature: Uint32Array): void {
  for (let k = 0; k < signature.length; k++) {
    const factor = FACTORS[k];
    const shift = SHIFTS[k];
    let least = 0xffffffff;
    for (let i = 0; i < shingles.length; i++) {
      const hash = (Math.imul(shingles[i], factor) + shift) >>> 0;
      if (hash < least) least = hash;
    }
    signature[k] = least;
  }
}

/** Share of the entries in which two signatures agree, by their low bytes: an estimate of the similarity. */
function agreement(a: Uint8Array, b: Uint8Array): number {
  let equal = 0;
  for (let k = 0; k < a.length; k++) if (a[k] === b[k]) equal++;
  return equal / a.length;
}

function hashBand(signature: Uint32Array, from: number, length: number): number {
  let hash = from + 1;
  for (let i = from; i < from + length; i++) hash = mix(hash ^ signature[i]);
  return hash;
}

/** Of two sorted lists of distinct values. */
function jaccard(a: Uint32Array, b: Uint32Array): number {
  let i = 0;
  let j = 0;
  let common = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      common++;
      i++;
      j++;
    } else if (a[i] < b[j]) i++;
    else j++;
  }
  return common / (a.length + b.length - common);
}

function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
