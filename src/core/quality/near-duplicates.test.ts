import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { describeWithShared, readShared } from "../../testing/shared-data";
import { tableOf } from "../../testing/table-of";
import { readTable } from "../read/read-table";
import { typeTable } from "../read/type-table";
import { checkNearDuplicates } from "./near-duplicates";
import { findNearPairs, shinglesOf } from "./near-pairs";
import { postWords } from "./post-words";

const LONG = rowsOf(60, (k) => `word${k}`).join(" ");
const titles = (...extra: string[]) => [...rowsOf(60, someText), ...extra];
const table = (texts: readonly string[]) => tableOf({ title: texts, score: rowsOf(texts.length, (row) => noise(row)) });

describe("checkNearDuplicates", () => {
  it("finds a text that differs by one word in sixty", () => {
    const [found] = checkNearDuplicates(qualityInputs(table(titles(LONG, `${LONG} more`))));
    expect(found).toMatchObject({ status: "warn", evidence: { rows: [60, 61], count: 1 } });
    expect(found.title).toContain("1 post is nearly the same as an earlier one");
  });

  it("leaves exact repeats to their own check", () => {
    expect(checkNearDuplicates(qualityInputs(table(titles(LONG, LONG))))[0].status).toBe("pass");
  });

  it("passes where texts share less than the threshold", () => {
    const other = LONG.replaceAll(/word[34]\d/g, "other");
    expect(checkNearDuplicates(qualityInputs(table(titles(LONG, other))))[0].status).toBe("pass");
    expect(
      checkNearDuplicates(qualityInputs(table(titles(LONG, other)), { settings: { nearDuplicate: 0.5 } }))[0].status,
    ).toBe("warn");
  });

  it("looks for nothing at 1, and where there are no texts", () => {
    expect(checkNearDuplicates(qualityInputs(table(titles()), { settings: { nearDuplicate: 1 } }))).toEqual([]);
    expect(checkNearDuplicates(qualityInputs(tableOf({ score: rowsOf(9, (row) => row) })))).toEqual([]);
  });
});

describe("findNearPairs", () => {
  it("finds what comparing every pair finds", () => {
    const texts = rowsOf(300, (row) => {
      const base = Math.floor(row / 3);
      return rowsOf(40, (k) => (noise(row * 41 + k, 5) < 12 ? "changed" : `w${noise(base * 41 + k)}`)).join(" ");
    });
    const all = tableOf({ title: texts });
    const words = postWords(all.columns, all.rowCount);
    const sets = rowsOf(300, (row) => new Set(shinglesOf(words, row)));
    const likeness = (a: number, b: number) => {
      const common = [...sets[a]].filter((shingle) => sets[b].has(shingle)).length;
      return common / (sets[a].size + sets[b].size - common);
    };
    for (const threshold of [0.6, 0.8, 0.9]) {
      const expected = rowsOf(300, (row) => row).filter((row) =>
        rowsOf(row, (earlier) => earlier).some((earlier) => likeness(row, earlier) >= threshold),
      );
      const pairs = findNearPairs(
        words,
        rowsOf(300, (row) => row),
        threshold,
      );
      for (const { row, earlier, similarity } of pairs) expect(similarity).toBeCloseTo(likeness(row, earlier), 12);
      const found = pairs.map(({ row }) => row);
      // every pair found is one; of those there are, 1 in 100 may be missed
      expect(expected).toEqual(expect.arrayContaining(found));
      expect(found.length).toBeGreaterThanOrEqual(Math.floor(expected.length * 0.97));
      expect(expected.length).toBeGreaterThan(20);
    }
  });
});

describeWithShared("near-duplicates of r/askscience", () => {
  it("are found among its 4,205 posts", () => {
    const posts = typeTable(readTable(readShared("data", "askscience_data.csv")));
    const texts = posts.columns.filter(({ name }) => name === "title" || name === "body");
    const started = performance.now();
    const words = postWords(texts, posts.rowCount);
    const pairs = findNearPairs(
      words,
      rowsOf(posts.rowCount, (row) => row),
      0.8,
    );
    process.stdout.write(`near-duplicates of 4,205 posts in ${Math.round(performance.now() - started)} ms\n`);
    expect(posts.rowCount).toBe(4205);
    expect(pairs.length).toBeGreaterThan(400);
  });
});
