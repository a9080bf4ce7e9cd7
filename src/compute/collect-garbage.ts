/** Bytes let go of that are worth a look for garbage. */
export const WORTH_COLLECTING = 1e8;

const BYTES = 2 ** 28;
const TIMES = 6;
const MS_BETWEEN = 20;

/**
 * Has the engine of JavaScript look for garbage soon. Chromium does not count shared memory among it, so that hundreds of
 * megabytes stay for minutes after their last use; buffers that are counted, made and dropped without a byte written to them,
 * take no memory and bring the collector round.
 */
export async function collectGarbage(): Promise<void> {
  for (let i = 0; i < TIMES; i++) {
    try {
      new ArrayBuffer(BYTES);
    } catch {
      // No room even for what is never written to: the collector has been round already.
      return;
    }
    await new Promise((done) => setTimeout(done, MS_BETWEEN));
  }
}
