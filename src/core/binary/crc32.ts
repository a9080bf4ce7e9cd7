/** For a byte at each of eight places: what it does to the checksum from there on. */
let table: Uint32Array | null = null;

/**
 * The CRC-32 of zip and PNG (polynomial 0xEDB88320) of some bytes, an unsigned integer. Any change of up to 32 bits in a
 * row changes it. `before`: the checksum of what comes before these bytes, to go on from. O(bytes).
 *
 * @example crc32(new TextEncoder().encode("123456789")).toString(16) // "cbf43926"
 */
export function crc32(bytes: Uint8Array, start = 0, end = bytes.length, before = 0): number {
  const t = (table ??= makeTable());
  let crc = ~before;
  let i = start;
  // Eight bytes a step ("slicing by 8"): twice as fast on the hundreds of megabytes of a large model.
  for (; i + 8 <= end; i += 8) {
    crc ^= bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    crc =
      t[1792 + (crc & 255)] ^
      t[1536 + ((crc >>> 8) & 255)] ^
      t[1280 + ((crc >>> 16) & 255)] ^
      t[1024 + (crc >>> 24)] ^
      t[768 + bytes[i + 4]] ^
      t[512 + bytes[i + 5]] ^
      t[256 + bytes[i + 6]] ^
      t[bytes[i + 7]];
  }
  for (; i < end; i++) crc = t[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

function makeTable(): Uint32Array {
  const made = new Uint32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    made[byte] = crc;
  }
  for (let at = 256; at < made.length; at++) made[at] = made[made[at - 256] & 255] ^ (made[at - 256] >>> 8);
  return made;
}
