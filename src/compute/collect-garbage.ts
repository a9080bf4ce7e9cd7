/** Bytes let go of that are worth a look for garbage. */
export const WORTH_COLLECTING = 1e8;

const BYTES = 2 ** 28;
const TIMES = 12;
const MOST_TIMES = 60;
const MS_BETWEEN = 20;
/** Buffers below this are not waited for. */
const WORTH_WAITING_FOR = 1e6;

/**
 * Has the engine of JavaScript look for garbage soon. Chromium does not count shared memory among it, so that hundreds of
 * megabytes stay for minutes after their last use; buffers that are counted, made and dropped without a byte written to them,
 * take no memory and bring the collector round. With `isGone` it goes on until that is true, for a second or two.
 */
export async function collectGarbage(isGone?: () => boolean): Promise<void> {
  for (let i = 0; isGone ? i < MOST_TIMES && !isGone() : i < TIMES; i++) {
    try {
      new ArrayBuffer(BYTES);
    } catch {
      // No room even for what is never written to: the collector has been round already.
      return;
    }
    await new Promise((done) => setTimeout(done, MS_BETWEEN));
  }
}

/** Tells whether the larger buffers in a plain value have been collected here; does not keep them. */
export function watchBuffers(value: unknown): () => boolean {
  // Found elsewhere: a function returned from here keeps all that any function in here has seen.
  const left = weakly(value);
  return () => left.every((buffer) => buffer.deref() === undefined);
}

function weakly(value: unknown): WeakRef<ArrayBufferLike>[] {
  const buffers = new Set<ArrayBufferLike>();
  const find = (item: unknown): void => {
    if (ArrayBuffer.isView(item)) {
      if (item.buffer.byteLength >= WORTH_WAITING_FOR) buffers.add(item.buffer);
    } else if (typeof item === "object" && item !== null) {
      if (!Array.isArray(item) || typeof item[0] === "object") Object.values(item).forEach(find);
    }
  };
  find(value);
  return Array.from(buffers, (buffer) => new WeakRef(buffer));
}
