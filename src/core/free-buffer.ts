/**
 * Gives a buffer's memory back at once, where the language can (ES2024). Nobody may read it afterwards. Engines count large
 * buffers late: left to them, hundreds of megabytes may lie about for minutes.
 */
export function freeBuffer(buffer: ArrayBufferLike): void {
  if (buffer instanceof ArrayBuffer && "transfer" in buffer)
    (buffer as { transfer(bytes: number): unknown }).transfer(0);
}

/** {@link freeBuffer} of an array that is the whole of its buffer. */
export function freeArray(array: ArrayBufferView): void {
  if (array.byteLength === array.buffer.byteLength) freeBuffer(array.buffer);
}
