import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkMissing, missingBlock } from "./missing-pattern";

const table = (isMissing: (row: number) => boolean, score: (row: number) => number = noise) =>
  tableOf({
    title: rowsOf(400, someText),
    body: rowsOf(400, (row) => (isMissing(row) ? "" : someText(row + 1000))),
    score: rowsOf(400, score),
  });

describe("checkMissing", () => {
  it("warns where posts without a body do better", () => {
    const bare = (row: number) => noise(row, 7) < 300;
    const [found] = checkMissing(qualityInputs(table(bare, (row) => noise(row) + (bare(row) ? 900 : 0))));
    expect(found).toMatchObject({ status: "warn", columns: ["body"] });
    expect(found.title).toMatch(
      /^body is missing in \d+ rows \(\d\d\.\d%\), and those have a higher score: median 1,\d+ against \d+$/,
    );
  });

  it("warns of a block of empty bodies, and says where", () => {
    const [found] = checkMissing(qualityInputs(table((row) => row >= 250 && row < 330)));
    expect(found).toMatchObject({ status: "warn", evidence: { count: 80 } });
    expect(found.detail).toContain("Rows 251 to 330 lack it nearly all");
  });

  it("passes values missing at random, few of them, and none", () => {
    expect(checkMissing(qualityInputs(table((row) => noise(row, 7) < 200)))).toMatchObject([{ status: "pass" }]);
    expect(checkMissing(qualityInputs(table((row) => row === 4)))).toMatchObject([{ status: "pass" }]);
    expect(checkMissing(qualityInputs(table(() => false)))[0].title).toBe("The features miss next to no values");
  });
});

describe("missingBlock", () => {
  it("bridges a single value in a long run, and finds none in a column that is mostly missing", () => {
    const missing = Uint8Array.from({ length: 200 }, (_, row) => (row >= 60 && row < 120 && row !== 90 ? 1 : 0));
    expect(missingBlock(missing)).toEqual({ from: 60, to: 119 });
    expect(missingBlock(new Uint8Array(200))).toBeNull();
    expect(missingBlock(new Uint8Array(0))).toBeNull();
  });
});
