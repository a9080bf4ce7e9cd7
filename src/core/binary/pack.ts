import { DataError, invariant } from "../errors";
import { crc32 } from "./crc32";

/*
 * Layout, little-endian:
 *   0  "SCRBOOK\n"   8 bytes that say whose file it is
 *   8  version       u32
 *  12  checksum      u32, CRC-32 of all bytes from 16 on
 *  16  total length  f64, of the whole file
 *  24  header length u32, in bytes
 *  28  header        JSON in UTF-8: the value, with { "$": ... } in place of what JSON lacks
 *   …  arrays        raw elements, each array at a multiple of 8 bytes
 */
const MAGIC = Uint8Array.of(0x53, 0x43, 0x52, 0x42, 0x4f, 0x4f, 0x4b, 0x0a);
const VERSION = 1;
const HEADER_AT = 28;

const ARRAYS = {
  i8: Int8Array,
  u8: Uint8Array,
  u8c: Uint8ClampedArray,
  i16: Int16Array,
  u16: Uint16Array,
  i32: Int32Array,
  u32: Uint32Array,
  f32: Float32Array,
  f64: Float64Array,
  i64: BigInt64Array,
  u64: BigUint64Array,
} as const;

type ArrayName = keyof typeof ARRAYS;
type AnyArray = InstanceType<(typeof ARRAYS)[ArrayName]>;

const NAMES = Object.entries(ARRAYS) as [ArrayName, (typeof ARRAYS)[ArrayName]][];
const NUMBERS: Readonly<Record<string, number>> = { NaN, Infinity, "-Infinity": -Infinity, "-0": -0 };

/** A piece of a file that is being made, and where in it. */
export interface Piece {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** A file that is made piece by piece as it is written, and never whole in memory. */
export interface PackedPieces {
  /** bytes of the whole file */
  readonly length: number;
  /**
   * Every byte of the file once, in pieces of at most 1 MB that are good until the next is asked for; large arrays as views
   * on their own memory. The first bytes, by which a file is known as one, come last: a file cut off is none.
   */
  pieces(): Iterable<Piece>;
}

/** A packed file wherever it lies. */
export interface PackedSource {
  readonly length: number;
  /** Fills `into` with the bytes from `at` on; both ends are within the file. */
  read(at: number, into: Uint8Array): void;
}

const PIECE_BYTES = 2 ** 20;
/** Bytes checked at a time. */
const CHECKED_BYTES = 2 ** 18;

/**
 * A value as one file: nested plain objects and arrays of texts, numbers (NaN, infinities and -0 too), booleans and
 * null, with typed arrays of any kind anywhere. Properties that are undefined are left out, as in JSON. {@link unpack}
 * gives an equal value back, to the last bit. Assumes a little-endian machine, as every browser and Node run on.
 *
 * @throws {Error} "InvariantError" for a value of another kind (function, Map, Date, class instance)
 */
export function pack(value: unknown): Uint8Array<ArrayBuffer> {
  return joinPieces(packInPieces(value));
}

/** As {@link pack}, for what is too large to be copied: the arrays of `value` must not change until it is written. */
export function packInPieces(value: unknown): PackedPieces {
  const arrays: { array: AnyArray; offset: number }[] = [];
  let bodyLength = 0;
  const header = new TextEncoder().encode(
    JSON.stringify(
      encode(value, (array) => {
        const offset = bodyLength;
        arrays.push({ array, offset });
        bodyLength = align(bodyLength + array.byteLength);
        return offset;
      }),
    ),
  );
  const bodyAt = align(HEADER_AT + header.length);
  const length = bodyAt + bodyLength;

  function* afterFrame(): Generator<Piece> {
    yield* cut(header, HEADER_AT);
    for (const { array, offset } of arrays) {
      yield* cut(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), bodyAt + offset);
    }
  }

  function* pieces(): Generator<Piece> {
    const frame = new Uint8Array(HEADER_AT);
    const view = new DataView(frame.buffer);
    frame.set(MAGIC);
    view.setUint32(8, VERSION, true);
    view.setFloat64(16, length, true);
    view.setUint32(24, header.length, true);
    let crc = crc32(frame, 16);
    for (const piece of afterFrame()) {
      crc = crc32(piece.bytes, 0, piece.bytes.length, crc);
      yield piece;
    }
    view.setUint32(12, crc, true);
    yield { at: 0, bytes: frame };
  }

  return { length, pieces };
}

/** Bytes that lie at `at` in a file, piece by piece, and the zeros after them up to the next multiple of eight. */
function* cut(bytes: Uint8Array, at: number): Generator<Piece> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    yield { at: at + from, bytes: bytes.subarray(from, from + PIECE_BYTES) };
  }
  const end = at + bytes.length;
  if (align(end) > end) yield { at: end, bytes: new Uint8Array(align(end) - end) };
}

/** The whole file in memory. */
export function joinPieces(packed: PackedPieces): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(packed.length);
  for (const piece of packed.pieces()) bytes.set(piece.bytes, piece.at);
  return bytes;
}

/**
 * The value of a file that {@link pack} made. Every typed array gets a buffer of its own. `isChecked`: something else has
 * found the bytes to be as they were written (gzip has a checksum of its own), and they are not checked twice.
 *
 * @throws {DataError} "foreign-file" when it does not begin as ours do, "newer-file" when a later version wrote it,
 *   "damaged-file" when bytes are missing, added or changed
 */
export function unpack(file: Uint8Array | PackedSource, { isChecked = false } = {}): unknown {
  const source = file instanceof Uint8Array ? sourceOf(file) : file;
  const headerLength = checkFrame(source, isChecked);
  const bodyAt = align(HEADER_AT + headerLength);
  if (bodyAt > source.length) throw damaged("its header is cut off");
  const header: unknown = JSON.parse(new TextDecoder().decode(bytesOf(source, HEADER_AT, headerLength)));
  return decode(header, (name, offset, length) => {
    const from = bodyAt + offset;
    const size = length * ARRAYS[name].BYTES_PER_ELEMENT;
    if (!(from >= bodyAt && size >= 0 && from + size <= source.length)) throw damaged("an array is cut off");
    return new ARRAYS[name](bytesOf(source, from, size).buffer);
  });
}

function sourceOf(bytes: Uint8Array): PackedSource {
  return { length: bytes.length, read: (at, into) => into.set(bytes.subarray(at, at + into.length)) };
}

function bytesOf(source: PackedSource, at: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  source.read(at, bytes);
  return bytes;
}

/** The length of the header. */
function checkFrame(source: PackedSource, isChecked: boolean): number {
  const frame = bytesOf(source, 0, Math.min(source.length, HEADER_AT));
  const known = Math.min(frame.length, MAGIC.length);
  if (known === 0 || MAGIC.subarray(0, known).some((byte, i) => frame[i] !== byte)) {
    throw new DataError("foreign-file", "this is not a file of Scorebook: it does not begin as one");
  }
  if (frame.length < HEADER_AT) throw damaged(`it is ${frame.length} bytes long, expected at least ${HEADER_AT}`);
  const view = new DataView(frame.buffer);
  const version = view.getUint32(8, true);
  if (version > VERSION) {
    throw new DataError("newer-file", `this file has version ${version}, expected at most ${VERSION}`, { version });
  }
  const length = view.getFloat64(16, true);
  if (length !== source.length) throw damaged(`it is ${source.length} bytes long, expected ${length}`);
  if (version !== VERSION || (!isChecked && view.getUint32(12, true) !== checksumOf(source))) {
    throw damaged("its checksum does not fit its content");
  }
  return view.getUint32(24, true);
}

function checksumOf(source: PackedSource): number {
  const held = new Uint8Array(Math.min(CHECKED_BYTES, source.length));
  let crc = 0;
  for (let at = 16; at < source.length; at += held.length) {
    const part = held.subarray(0, source.length - at);
    source.read(at, part);
    crc = crc32(part, 0, part.length, crc);
  }
  return crc;
}

function encode(value: unknown, store: (array: AnyArray) => number): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") {
    return Number.isFinite(value) && !Object.is(value, -0) ? value : { $: Object.is(value, -0) ? "-0" : String(value) };
  }
  if (Array.isArray(value)) return value.map((item: unknown) => encode(item, store));
  invariant(typeof value === "object", `a ${typeof value} cannot be packed`);
  if (ArrayBuffer.isView(value)) {
    const name = NAMES.find(([, constructor]) => value instanceof constructor)?.[0];
    invariant(name !== undefined, `a ${value.constructor.name} cannot be packed`);
    const array = value as AnyArray;
    return { $: name, at: store(array), length: array.length };
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  invariant(prototype === null || prototype === Object.prototype, `a ${value.constructor?.name} cannot be packed`);
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => [key, encode(item, store)] as const);
  // a property of that name must not be taken for our own mark
  return "$" in value ? { $: "object", entries } : Object.fromEntries(entries);
}

function decode(value: unknown, load: (name: ArrayName, offset: number, length: number) => AnyArray): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => decode(item, load));
  if ("$" in value) {
    const mark = value as { $: string; at: number; length: number; entries: [string, unknown][] };
    if (mark.$ in NUMBERS) return NUMBERS[mark.$];
    if (mark.$ !== "object") return load(mark.$ as ArrayName, mark.at, mark.length);
    return Object.fromEntries(mark.entries.map(([key, item]) => [key, decode(item, load)]));
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item, load)]));
}

function align(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function damaged(how: string): DataError {
  return new DataError("damaged-file", `this file is damaged: ${how}`);
}
