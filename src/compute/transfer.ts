import { freeBuffer } from "../core/free-buffer";

type TypedArray = Exclude<ArrayBufferView, DataView>;

/** Every distinct, unshared buffer inside a plain value: what may be moved instead of copied. */
export function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (Array.isArray(value)) {
    // A list of strings or numbers has nothing to move, and may be long.
    if (typeof value[0] === "object") for (const item of value) buffersOf(item, found);
  } else if (isPlain(value)) {
    for (const item of Object.values(value)) buffersOf(item, found);
  }
  return found;
}

const WORTH_SHARING = 4096;

/** Memory that {@link shareArrays} leaves where it is. */
export function allocateShared(bytes: number): ArrayBufferLike {
  return bytes < WORTH_SHARING ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
}

/**
 * A copy of `value` whose larger typed arrays sit in shared memory, so that posting it to several workers copies
 * nothing. Arrays that are shared already stay as they are; where memory cannot be shared the value comes back itself.
 */
export function shareArrays<T>(
  value: T,
  canShare: boolean,
  seen = new Map<unknown, unknown>(),
  onShared?: (array: ArrayBufferView) => void,
): T {
  if (!canShare) return value;
  if (ArrayBuffer.isView(value)) {
    // Before its length is asked: an array that stands twice may have been freed at its first place.
    const known = seen.get(value);
    if (known) return known as T;
    if (value.byteLength < WORTH_SHARING || !(value.buffer instanceof ArrayBuffer)) return value;
    const array = value as unknown as Uint8Array & TypedArray;
    const shared = new (array.constructor as Uint8ArrayConstructor)(
      new SharedArrayBuffer(array.byteLength),
      0,
      array.length,
    );
    shared.set(array);
    seen.set(value, shared);
    onShared?.(value);
    return shared as unknown as T;
  }
  if (Array.isArray(value)) {
    return typeof value[0] === "object"
      ? (value.map((item) => shareArrays(item, canShare, seen, onShared)) as T)
      : value;
  }
  if (isPlain(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, shareArrays(item, canShare, seen, onShared)]),
    ) as T;
  }
  return value;
}

/**
 * As {@link shareArrays}, taking the value apart: each array is freed as soon as it is copied, so that no more than one
 * of them is held twice. For results, which nobody else holds.
 */
export function moveToShared<T>(value: T): T {
  const arrays = new Set<ArrayBufferView>();
  const waiting = new Map<ArrayBufferLike, number>();
  eachArray(value, (array) => {
    if (arrays.has(array)) return;
    arrays.add(array);
    waiting.set(array.buffer, (waiting.get(array.buffer) ?? 0) + 1);
  });
  return shareArrays(value, true, new Map(), ({ buffer }) => {
    const left = waiting.get(buffer)! - 1;
    waiting.set(buffer, left);
    if (left === 0) freeBuffer(buffer);
  });
}

function eachArray(value: unknown, take: (array: ArrayBufferView) => void): void {
  if (ArrayBuffer.isView(value)) take(value);
  else if (Array.isArray(value)) {
    if (typeof value[0] === "object") for (const item of value) eachArray(item, take);
  } else if (isPlain(value)) {
    for (const item of Object.values(value)) eachArray(item, take);
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
