/**
 * Starts jobs 0 .. count - 1, at most `width` at a time, and hands each result to `take` in the order of the jobs, as
 * soon as all before it are there. So no more than about `width` results wait at once. Rejects with the first failure,
 * and starts no job after it.
 */
export async function runInOrder<T>(
  { count, width }: { readonly count: number; readonly width: number },
  start: (job: number) => Promise<T>,
  take: (result: T, job: number) => void,
): Promise<void> {
  const waiting = new Map<number, T>();
  let next = 0;
  let taken = 0;
  let failed = false;
  const keepBusy = async () => {
    while (next < count && !failed) {
      const job = next++;
      try {
        waiting.set(job, await start(job));
        for (let result = waiting.get(taken); waiting.has(taken); result = waiting.get(taken)) {
          waiting.delete(taken);
          take(result as T, taken++);
        }
      } catch (thrown) {
        failed = true;
        throw thrown;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, keepBusy));
}
