import { describe, expect, it } from "vitest";
import type { FeaturesView } from "../../pipeline/views";
import { featuresSummary, zeros } from "./feature-words";

const view = (blocks: FeaturesView["blocks"], density = 0.004): FeaturesView => ({
  rows: 4205,
  columns: blocks.reduce((sum, { columns }) => sum + columns, 0),
  nonZeros: 1,
  density,
  bytes: 1,
  blocks,
  terms: 0,
});

describe("featuresSummary", () => {
  it("counts columns by block over several columns of the file", () => {
    expect(
      featuresSummary(
        view([
          { block: "text", column: "title", columns: 4000 },
          { block: "text", column: "body", columns: 1000 },
          { block: "categorical", column: "tag", columns: 29 },
          { block: "date", column: "datetime", columns: 4 },
        ]),
      ),
    ).toBe("5,000 terms, 29 categories and 4 date parts: 4,205 × 5,033, 99.6% zeros");
  });
  it("takes a single block and none", () => {
    expect(featuresSummary(view([{ block: "numeric", column: "a", columns: 1 }]))).toMatch(/^1 number: /);
    expect(featuresSummary(view([]))).toMatch(/^no features: /);
  });
});

describe("zeros", () => {
  it("does not round entries away", () => {
    expect(zeros(view([], 0.0000001))).toBe(">99.9%");
    expect(zeros(view([], 1))).toBe("0.0%");
  });
});
