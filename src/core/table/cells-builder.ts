import { DataError } from "../errors";
import { freeBuffer } from "../free-buffer";
import type { Cells } from "./table";

const encoder = new TextEncoder();

/** Below this length a loop over the characters beats the call into the encoder (measured in Node 20: about 64). */
const LOOP_LENGTH = 64;

/** More room than is expected, where it is asked for: what is never written takes no memory, and a copy takes time. */
const ROOM = 1.3;
/** Of an array's room, what may stay empty at its end for not copying it. */
const SPARE = 0.4;

/** An offset is 32 bits wide. */
const MAX_BYTES = 0xffff_ffff;

/** A column of cells under construction: strings in, one UTF-8 arena out. Appending is amortised O(length). */
export class CellsBuilder {
  private bytes: Uint8Array;
  private offsets: Uint32Array;
  private used = 0;
  private rows = 0;

  /**
   * The hints save copies while growing; any value is correct.
   * @param allocate zeroed memory for the column: absent, it is put into memory of its own, of exactly its size
   */
  constructor(
    rowsHint = 256,
    bytesHint = 4096,
    private readonly allocate?: (bytes: number) => ArrayBufferLike,
  ) {
    const scale = allocate ? ROOM : 1;
    this.bytes = new Uint8Array(this.room(Math.max(Math.ceil(scale * bytesHint), 64)));
    this.offsets = new Uint32Array(this.room(4 * (Math.max(Math.ceil(scale * rowsHint), 1) + 1)));
  }

  private room(bytes: number): ArrayBufferLike {
    return this.allocate?.(bytes) ?? new ArrayBuffer(bytes);
  }

  get rowCount(): number {
    return this.rows;
  }

  get byteCount(): number {
    return this.used;
  }

  /** Adds one cell. A lone surrogate is written as U+FFFD, as `TextEncoder` does. */
  append(text: string): void {
    const length = text.length;
    this.reserve(length * 3);
    if (length > LOOP_LENGTH) {
      this.used += encoder.encodeInto(text, this.bytes.subarray(this.used)).written;
    } else {
      const bytes = this.bytes;
      let used = this.used;
      for (let i = 0; i < length; i++) {
        const code = text.charCodeAt(i);
        if (code < 0x80) {
          bytes[used++] = code;
        } else if (code < 0x800) {
          bytes[used++] = 0xc0 | (code >> 6);
          bytes[used++] = 0x80 | (code & 0x3f);
        } else if (code < 0xd800 || code > 0xdfff) {
          bytes[used++] = 0xe0 | (code >> 12);
          bytes[used++] = 0x80 | ((code >> 6) & 0x3f);
          bytes[used++] = 0x80 | (code & 0x3f);
        } else {
          // surrogates: the pair may span the loop, so the encoder takes the rest
          used += encoder.encodeInto(text.slice(i), bytes.subarray(used)).written;
          break;
        }
      }
      this.used = used;
    }
    this.close();
  }

  /** Adds one cell given as UTF-8. The bytes are copied. */
  appendBytes(source: Uint8Array, from: number, to: number): void {
    const length = to - from;
    this.reserve(length);
    if (length > LOOP_LENGTH) this.bytes.set(source.subarray(from, to), this.used);
    else for (let i = 0; i < length; i++) this.bytes[this.used + i] = source[from + i];
    this.used += length;
    this.close();
  }

  /** As {@link appendBytes}, writing each pair of `mark` bytes once. */
  appendUndoubled(source: Uint8Array, from: number, to: number, mark: number): void {
    this.reserve(to - from);
    for (let i = from; i < to; i++) {
      this.bytes[this.used++] = source[i];
      if (source[i] === mark) i++;
    }
    this.close();
  }

  /** Adds every cell of a column. */
  appendCells(cells: Cells): void {
    const count = cells.offsets.length - 1;
    const from = cells.offsets[0];
    const length = cells.offsets[count] - from;
    this.reserve(length);
    this.bytes.set(cells.bytes.subarray(from, from + length), this.used);
    this.reserveRows(count);
    for (let row = 1; row <= count; row++) this.offsets[this.rows + row] = this.used + cells.offsets[row] - from;
    this.used += length;
    this.rows += count;
  }

  /** The finished column. The builder must not be used afterwards. */
  finish(): Cells {
    const exact = <T extends Uint8Array | Uint32Array>(array: T, length: number): T => {
      if (array.length === length) return array;
      const part = array.subarray(0, length) as T;
      // In memory that is asked for and nobody copies again, a little room is left at the end.
      if (this.allocate && array.length - length <= SPARE * array.length) return part;
      const whole = new (array.constructor as Uint8ArrayConstructor)(this.room(part.byteLength)) as unknown as T;
      whole.set(part);
      freeBuffer(array.buffer);
      return whole;
    };
    return { bytes: exact(this.bytes, this.used), offsets: exact(this.offsets, this.rows + 1) };
  }

  private close(): void {
    this.reserveRows(1);
    this.rows++;
    this.offsets[this.rows] = this.used;
  }

  private reserve(extra: number): void {
    const needed = this.used + extra;
    if (needed <= this.bytes.length) return;
    if (this.used + extra / 3 > MAX_BYTES) {
      throw new DataError(
        "out-of-memory",
        `one column holds more than ${MAX_BYTES} bytes of text; open a part of the file`,
      );
    }
    const grown = new Uint8Array(this.room(Math.max(needed, Math.ceil(this.bytes.length * 1.5))));
    grown.set(this.bytes.subarray(0, this.used));
    freeBuffer(this.bytes.buffer);
    this.bytes = grown;
  }

  private reserveRows(extra: number): void {
    const needed = this.rows + extra + 1;
    if (needed <= this.offsets.length) return;
    const grown = new Uint32Array(this.room(4 * Math.max(needed, Math.ceil(this.offsets.length * 1.5))));
    grown.set(this.offsets.subarray(0, this.rows + 1));
    this.offsets = grown;
  }
}
