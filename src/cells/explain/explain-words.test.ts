import { describe, expect, it } from "vitest";
import type { DependenceView, PostExplanation } from "../../pipeline/explain/explain-views";
import type { Run } from "../../pipeline/views";
import { contributionText, curveOf, dependenceFinding, pointName, postFinding, postOrder } from "./explain-words";

const VIEW: DependenceView = {
  runId: "1",
  model: "Random forest",
  input: { block: "categorical", column: "tag", label: "" },
  target: "score",
  rows: 100,
  partRows: 200,
  classes: null,
  points: [
    { at: null, name: "Physics", share: 0.6 },
    { at: null, name: "Biology", share: 0.395 },
    { at: null, name: "Meta", share: 0.005 },
  ],
  mean: Float64Array.of(400, 520, 9000),
  low: Float64Array.of(300, 420, 8000),
  high: Float64Array.of(500, 620, 9900),
  centredLow: Float64Array.of(0, 100, 8000),
  centredHigh: Float64Array.of(0, 130, 9000),
  individual: Float64Array.of(390, 410, 515, 525, 9000, 9100),
  individualRows: [3, 7],
  deciles: [],
  elapsedMs: 1,
};

describe("dependenceFinding", () => {
  it("rests on what posts have, not on a category that hardly any has", () => {
    expect(dependenceFinding(VIEW, 0)).toBe(
      "The predicted score is highest on average where tag is Biology (520), lowest where it is Physics (400)",
    );
  });

  it("tells a word as a change, of a probability in points", () => {
    const word = {
      ...VIEW,
      input: { block: "text", column: "title", label: "ice" } as const,
      points: VIEW.points.slice(0, 2),
    };
    expect(dependenceFinding(word, 0)).toBe(
      "With the word “ice” in a post, the predicted score changes by +120 on average (middle 80% of posts: +100 to +130)",
    );
    const scaled = (values: Float64Array) => values.map((value) => value / 1000);
    const label = {
      ...word,
      classes: ["sad"],
      mean: scaled(VIEW.mean),
      centredLow: scaled(VIEW.centredLow),
      centredHigh: scaled(VIEW.centredHigh),
    };
    expect(dependenceFinding(label, 0)).toContain("the probability of sad changes by +12.0 points on average");
  });

  it("says that nothing comes of an input the model makes no use of", () => {
    expect(dependenceFinding({ ...VIEW, mean: Float64Array.of(5, 5, 5) }, 0)).toBe(
      "Whatever tag is, the predicted score stays the same on average",
    );
  });
});

describe("curveOf", () => {
  it("takes a curve as it is, or as change since the first point", () => {
    expect(curveOf(VIEW, 0, false).individual).toEqual([
      [390, 515, 9000],
      [410, 525, 9100],
    ]);
    const centred = curveOf(VIEW, 0, true);
    expect(centred.mean).toEqual([0, 120, 8600]);
    expect(centred.individual[1]).toEqual([0, 115, 8690]);
    expect(centred.high).toEqual([0, 130, 9000]);
  });
});

describe("pointName", () => {
  it("names days, months and years", () => {
    const at = (label: string, value: number) =>
      pointName(
        { ...VIEW, input: { block: "date", column: "d", label }, points: [{ at: value, name: "", share: null }] },
        0,
      );
    expect([at("weekday", 0), at("weekday", 6), at("month", 12), at("year", 2020.5), at("hour", 14.5)]).toEqual([
      "Monday",
      "Sunday",
      "December",
      "2020.5",
      "14.5",
    ]);
  });
});

describe("postFinding", () => {
  const part = (label: string, value: number, present = true) =>
    ({ block: "text", column: "title", label, value, present }) as const;
  it("names what moved a post most, both ways", () => {
    const post = {
      target: "score",
      explained: null,
      outcome: 450,
      contributions: [part("ice", 80), part("spam", -20, false)],
    };
    expect(postFinding(post as unknown as PostExplanation)).toBe(
      "“ice” (+80) raises the predicted score most; no “spam” (−20) lowers it",
    );
    expect(postFinding({ ...post, contributions: [] } as unknown as PostExplanation)).toBe(
      "Nothing in this post moves the prediction",
    );
    expect(contributionText({ block: "categorical", column: "tag", label: "Meta", value: 1, present: false })).toBe(
      "tag not Meta",
    );
  });
});

describe("postOrder", () => {
  it("puts the largest errors first, of scores and of labels, and keeps to those chosen", () => {
    const scores = {
      evaluate: { points: { test: { rows: [5, 6, 7], actual: [1, 2, 3], predicted: [1, 5, 2] } } },
    } as unknown as Run;
    expect(postOrder(scores, "largest", null)).toEqual([6, 7, 5]);
    expect(postOrder(scores, "drawn", new Set([5, 7]))).toEqual([5, 7]);
    const labels = {
      evaluate: { points: { test: { rows: [5, 6], actual: [0, 1], probabilities: [0.9, 0.1, 0.8, 0.2] } } },
    } as unknown as Run;
    expect(postOrder(labels, "largest", null)).toEqual([6, 5]);
  });
});
