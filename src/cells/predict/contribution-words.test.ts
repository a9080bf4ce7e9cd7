import { describe, expect, it } from "vitest";
import type { Prediction } from "../../pipeline/views";
import { contributionLabel, contributionSum, listedContributions } from "./contribution-words";

const prediction: Prediction = {
  score: 5901,
  interval: { low: 2, high: 9079, coverage: 0.8 },
  base: 3716,
  contributions: [
    { block: "text", column: "title", label: "weeks", value: 1545 },
    { block: "categorical", column: "tag", label: "Medicine", value: -167 },
    { block: "text", column: "body", label: "absent", value: 0 },
    { block: "rest", column: "", label: "rest", value: 807 },
  ],
  missing: [],
  unseenTokens: [],
  unseenCategories: [],
  latencyMs: 0.4,
  cached: false,
};

describe("listedContributions(prediction)", () => {
  it("adds up to the score with the rest", () => {
    const { listed, rest } = listedContributions(prediction);
    expect(listed.map(({ label }) => label)).toEqual(["weeks", "Medicine"]);
    expect(prediction.base + 1545 - 167 + rest).toBe(5901);
  });
  it("moves what it does not list into the rest", () => {
    expect(listedContributions(prediction, 1).rest).toBe(807 - 167);
  });
});

it("contributionLabel(contribution) names the column of what is not a word", () => {
  expect(prediction.contributions.slice(0, 2).map(contributionLabel)).toEqual(["weeks", "tag Medicine"]);
});

describe("contributionSum(prediction)", () => {
  it("says how the score comes about", () => {
    expect(contributionSum(prediction)).toBe("Starts from 3,716, listed above +1,378, the rest +807: 5,901");
  });
  it("leaves out parts that are nothing", () => {
    const none = { ...prediction, score: 3716, contributions: [] };
    expect(contributionSum(none)).toBe("Starts from 3,716: 3,716");
  });
});
