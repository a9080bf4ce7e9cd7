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

/**
 * A value as one file: nested plain objects and arrays of texts, numbers (NaN, infinities and -0 too), booleans and
 * null, with typed arrays of any kind anywhere. Properties that are undefined are left out, as in JSON. {@link unpack}
 * gives an equal value back, to the last bit. Assumes a little-endian machine, as every browser and Node run on.
 *
 * @throws {Error} "InvariantError" for a value of another kind (function, Map, Date, class instance)
 */
export function pack(value: unknown): Uint8Array<ArrayBuffer> {
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
  const bytes = new Uint8Array(bodyAt + bodyLength);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint32(8, VERSION, true);
  view.setFloat64(16, bytes.length, true);
  view.setUint32(24, header.length, true);
  bytes.set(header, HEADER_AT);
  for (const { array, offset } of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), bodyAt + offset);
  }
  view.setUint32(12, crc32(bytes, 16), true);
  return bytes;
}

/**
 * The value of a file that {@link pack} made. Every typed array gets a buffer of its own. `isChecked`: something else has
 * found the bytes to be as they were written (gzip has a checksum of its own), and they are not checked twice.
 *
 * @throws {DataError} "foreign-file" when it does not begin as ours do, "newer-file" when a later version wrote it,
 *   "damaged-file" when bytes are missing, added or changed
 */
export function unpack(given: Uint8Array, { isChecked = false } = {}): unknown {
  // The `slice` of Node's Buffer is a window on a shared pool, not a copy.
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  checkFrame(bytes, isChecked);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = view.getUint32(24, true);
  const bodyAt = align(HEADER_AT + headerLength);
  if (bodyAt > bytes.length) throw damaged("its header is cut off");
  const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER_AT, HEADER_AT + headerLength)));
  return decode(header, (name, offset, length) => {
    const from = bodyAt + offset;
    const to = from + length * ARRAYS[name].BYTES_PER_ELEMENT;
    if (!(from >= bodyAt && to <= bytes.length)) throw damaged("an array is cut off");
    return new ARRAYS[name](bytes.slice(from, to).buffer);
  });
}

function checkFrame(bytes: Uint8Array, isChecked: boolean): void {
  const known = Math.min(bytes.length, MAGIC.length);
  if (known === 0 || MAGIC.subarray(0, known).some((byte, i) => bytes[i] !== byte)) {
    throw new DataError("foreign-file", "this is not a file of Scorebook: it does not begin as one");
  }
  if (bytes.length < HEADER_AT) throw damaged(`it is ${bytes.length} bytes long, expected at least ${HEADER_AT}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(8, true);
  if (version > VERSION) {
    throw new DataError("newer-file", `this file has version ${version}, expected at most ${VERSION}`, { version });
  }
  const length = view.getFloat64(16, true);
  if (length !== bytes.length) throw damaged(`it is ${bytes.length} bytes long, expected ${length}`);
  if (version !== VERSION || (!isChecked && view.getUint32(12, true) !== crc32(bytes, 16))) {
    throw damaged("its checksum does not fit its content");
  }
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
