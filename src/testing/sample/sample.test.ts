import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { PLANTED, SAMPLE_REPEATS, SAMPLE_ROWS } from "./planted";
import { sampleCsv } from "./sample-csv";
import { makeSamplePosts } from "./sample-posts";

describe("makeSamplePosts", () => {
  const posts = makeSamplePosts();

  it("is what stands in public/sample.csv", () => {
    expect(readFileSync(resolve(import.meta.dirname, "../../../public/sample.csv"), "utf8")).toBe(sampleCsv(posts));
  });

  it("has the stated rows and repeats", () => {
    expect(posts).toHaveLength(SAMPLE_ROWS);
    expect(SAMPLE_ROWS - new Set(posts.map(({ url }) => url)).size).toBe(SAMPLE_REPEATS);
  });

  it("has normal noise of the stated size around the planted effects", () => {
    const residuals = posts.map(({ score, expected }) => score - expected);
    const mean = residuals.reduce((a, b) => a + b, 0) / residuals.length;
    const deviation = Math.sqrt(residuals.reduce((sum, r) => sum + (r - mean) ** 2, 0) / residuals.length);
    // Three standard errors of a mean and of a deviation over 4,000 draws.
    expect(Math.abs(mean)).toBeLessThan((3 * PLANTED.noise) / Math.sqrt(SAMPLE_ROWS));
    expect(Math.abs(deviation / PLANTED.noise - 1)).toBeLessThan(3 / Math.sqrt(2 * SAMPLE_ROWS));
  });

  it("says that it is synthetic in every row", () => {
    expect(posts.every(({ author, url }) => author.startsWith("synthetic_") && url.includes("synthetic"))).toBe(true);
  });
});
