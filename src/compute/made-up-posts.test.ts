import { describe, expect, it } from "vitest";
import { makeTestEngine } from "../testing/make-test-engine";
import { madeUpPosts } from "./made-up-posts";

describe("madeUpPosts", () => {
  it("makes the same file for the same seed, and another for another", () => {
    expect(madeUpPosts(3, 20)).toBe(madeUpPosts(3, 20));
    expect(madeUpPosts(4, 20)).not.toBe(madeUpPosts(3, 20));
  });

  it("makes posts of every type of column, with gaps and repeats but no line that has to be mended", async () => {
    const engine = makeTestEngine();
    const view = await engine.open({ kind: "text", name: "posts.csv", text: madeUpPosts(1, 400) });
    expect(view.rows).toBeGreaterThan(400);
    expect(view.problems.filter(({ line }) => line > 1)).toEqual([]);
    expect(view.columns.map(({ name, type }) => [name, type])).toEqual([
      [expect.any(String), "number"],
      ["title", "text"],
      ["body", "text"],
      ["tag", "category"],
      ["datetime", "date"],
      ["author", "category"],
      ["score", "number"],
      ["ratio", "number"],
      ["url", expect.any(String)],
    ]);
    const missing = Object.fromEntries(view.columns.map((column) => [column.name, column.missing]));
    for (const name of ["body", "tag", "ratio"]) expect(missing[name]).toBeGreaterThan(0);
  });
});
