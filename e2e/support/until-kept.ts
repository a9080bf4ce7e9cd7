import type { Page } from "@playwright/test";
import { expect } from "./test";

/** Until the offline worker has kept every file of its list, which the page asks it for once nothing goes on. */
export async function untilKept(page: Page): Promise<void> {
  const missing = () =>
    page.evaluate(async () => {
      const code = await (await fetch("./sw.js")).text();
      const files = [...new Set(code.match(/(?<=["'`])(?:\.\/|assets\/|share\/)[\w./-]*(?=["'`])/g))];
      const missed = await Promise.all(
        files.map(async (file) => ((await caches.match(file, { ignoreVary: true })) ? [] : [file])),
      );
      return files.length < 20 ? ["a list of files"] : missed.flat();
    });
  await expect.poll(missing, { intervals: [1000], timeout: 60_000 }).toEqual([]);
}
