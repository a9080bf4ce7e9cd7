import { describe, expect, it } from "vitest";
import { RowPages } from "./row-pages";

function recorded(delay = 0) {
  const calls: number[] = [];
  const load = async (start: number, end: number) => {
    calls.push(start);
    await new Promise((done) => setTimeout(done, delay));
    return Array.from({ length: end - start }, (_, i) => `row ${start + i}`);
  };
  return { calls, load };
}
const settled = () => new Promise((done) => setTimeout(done, 30));

describe("RowPages", () => {
  it("fetches the pages of what is in view, once", async () => {
    const { calls, load } = recorded();
    const pages = new RowPages(load, { pageSize: 10 });
    pages.want(5, 25);
    await settled();
    pages.want(5, 25);
    await settled();
    expect(calls).toEqual([0, 10, 20]);
    expect(pages.get(24)).toBe("row 24");
    expect(pages.get(30)).toBeUndefined();
  });
  it("skips what was scrolled past while a page was on its way", async () => {
    const { calls, load } = recorded(2);
    const pages = new RowPages(load, { pageSize: 10 });
    for (const start of [0, 100, 200, 900]) pages.want(start, start + 5);
    await settled();
    expect(calls).toEqual([0, 900]);
  });
  it("keeps a bounded number of pages and drops the one used longest ago", async () => {
    const { calls, load } = recorded();
    const pages = new RowPages(load, { pageSize: 10, maxPages: 2 });
    for (const start of [0, 10, 0, 20]) {
      pages.want(start, start + 10);
      await settled();
    }
    expect(pages.get(0)).toBe("row 0");
    expect(pages.get(10)).toBeUndefined();
    expect(calls).toEqual([0, 10, 20]);
  });
  it("reports a failed load and tries again when asked", async () => {
    let fail = true;
    let changes = 0;
    const pages = new RowPages(
      async () => {
        if (fail) throw new Error("gone");
        return ["a"];
      },
      { pageSize: 1, onChange: () => changes++ },
    );
    pages.want(0, 1);
    await settled();
    expect(pages.error).toBeInstanceOf(Error);
    fail = false;
    pages.want(0, 1);
    await settled();
    expect(pages.error).toBeNull();
    expect(pages.get(0)).toBe("a");
    expect(changes).toBe(2);
  });
  it("takes no answer after it was closed", async () => {
    let changes = 0;
    const { load } = recorded(2);
    const pages = new RowPages(load, { onChange: () => changes++ });
    pages.want(0, 1);
    pages.close();
    await settled();
    expect(changes).toBe(0);
  });
});
