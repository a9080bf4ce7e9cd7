import { crc32 } from "../../core/binary/crc32";
import { hashValue } from "../../experiment/content-hash";

/** Arrays up to this size are read whole; of larger ones, as many bytes in evenly spaced blocks. */
const BYTES_READ = 8_000_000;
const BLOCK = 65_536;

/** Of what stages made, which nobody changes: the words of one file are read for the first of its runs only. */
const known = new WeakMap<object, string>();

/**
 * A short text that is the same for values whose every number is the same to the last bit, and in practice another where one
 * differs. Arrays above 8 MB are read in part, so that a matrix of any size takes milliseconds.
 * What is found is kept for an object as long as that lives: it must not be changed afterwards.
 */
export function fingerprint(value: unknown): string {
  if (typeof value !== "object" || value === null) return hashValue(condense(value));
  const found = known.get(value) ?? hashValue(condense(value));
  known.set(value, found);
  return found;
}

function condense(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    return [value.byteLength, ...checksums(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
  }
  if (Array.isArray(value)) return value.map(condense);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, condense(item)]));
  }
  // JSON has no NaN and no infinities, and one of 0 and -0
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  return value ?? null;
}

function checksums(bytes: Uint8Array): number[] {
  if (bytes.length <= BYTES_READ) return [crc32(bytes)];
  const blocks = Math.floor(BYTES_READ / BLOCK);
  return Array.from({ length: blocks }, (_, i) => {
    const from = Math.floor((i * (bytes.length - BLOCK)) / (blocks - 1));
    return crc32(bytes, from, from + BLOCK);
  });
}
