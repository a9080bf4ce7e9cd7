import { Gunzip } from "fflate";
import { DataError } from "../errors";
import type { JobContext } from "../job";

const STEP = 1 << 18;

/** The most text one file may unpack to: what one `ArrayBuffer` holds in every browser. */
const MAX_BYTES = 2 ** 31 - 1;

/**
 * The content of a gzip file, all members one after another. With `limit`, stops once that many bytes are there, which
 * is what a preview needs.
 *
 * @throws {DataError} "undecodable" when the file is damaged or cut off, "out-of-memory" past 2 GiB
 */
export function gunzip(bytes: Uint8Array, limit: number = Infinity, context: JobContext = {}): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  const stream = new Gunzip((part) => {
    parts.push(part);
    size += part.length;
    if (size > MAX_BYTES) {
      throw new DataError("out-of-memory", `the gzip file unpacks to more than ${MAX_BYTES} bytes; open a part of it`);
    }
  });
  let ended = false;
  try {
    for (let at = 0; at < bytes.length && size < limit; at += STEP) {
      context.signal?.throwIfAborted();
      const end = Math.min(bytes.length, at + STEP);
      ended = end === bytes.length;
      stream.push(bytes.subarray(at, end), ended);
      context.onProgress?.({ done: end, total: bytes.length, unit: "bytes", note: "unpacking" });
    }
  } catch (thrown) {
    if (!(thrown instanceof Error) || typeof (thrown as { code?: unknown }).code !== "number") throw thrown;
    throw new DataError(
      "undecodable",
      `the gzip file is damaged or cut off (${thrown.message}); pack it again or open the file inside`,
    );
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
