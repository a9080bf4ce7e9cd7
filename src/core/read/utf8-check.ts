/** What a look at bytes as UTF-8 found. */
export interface Utf8Check {
  /** well-formed sequences of two to four bytes */
  readonly multibyte: number;
  /** bytes that belong to no well-formed sequence */
  readonly invalid: number;
  /** position of the first of them, -1 when there is none */
  readonly firstInvalid: number;
}

/**
 * Counts well-formed and malformed UTF-8 (Unicode 15, table 3-7). A sequence cut off at the end of `bytes` counts as
 * neither when `partial` is set. About a gigabyte a second on ASCII; stops at `maxInvalid` malformed bytes.
 */
export function checkUtf8(bytes: Uint8Array, partial = false, maxInvalid = 10_000): Utf8Check {
  const length = bytes.length;
  const aligned = bytes.byteOffset % 4 === 0;
  const words = aligned ? new Uint32Array(bytes.buffer, bytes.byteOffset, length >> 2) : new Uint32Array(0);
  let multibyte = 0;
  let invalid = 0;
  let firstInvalid = -1;
  let i = 0;
  while (i < length) {
    const lead = bytes[i];
    if (lead < 0x80) {
      i++;
      if ((i & 3) === 0) {
        let word = i >> 2;
        while (word < words.length && (words[word] & 0x80808080) === 0) word++;
        if (word << 2 > i) i = word << 2;
      }
      continue;
    }
    const size = sequenceLength(bytes, i);
    if (size > 0) {
      multibyte++;
      i += size;
    } else if (partial && isCutOff(bytes, i)) {
      break;
    } else {
      if (invalid === 0) firstInvalid = i;
      invalid++;
      i++;
      if (invalid >= maxInvalid) break;
    }
  }
  return { multibyte, invalid, firstInvalid };
}

/** Length of the well-formed sequence of more than one byte at `at`, 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at];
  const second = bytes[at + 1];
  if (lead >= 0xc2 && lead <= 0xdf) return isContinuation(second) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    const high = lead === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isContinuation(bytes[at + 2]) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const low = lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && isContinuation(bytes[at + 2]) && isContinuation(bytes[at + 3]) ? 4 : 0;
  }
  return 0;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

function isCutOff(bytes: Uint8Array, at: number): boolean {
  const lead = bytes[at];
  const needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + needed <= bytes.length) return false;
  for (let i = at + 1; i < bytes.length; i++) if (!isContinuation(bytes[i])) return false;
  return true;
}
