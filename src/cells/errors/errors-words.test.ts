import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../../experiment/experiment";
import type { ErrorComparison, SliceReport, SliceView } from "../../pipeline/errors/errors-view";
import { errorRows, partsOf } from "../../pipeline/errors/error-rows";
import type { ErrorRows } from "../../pipeline/errors/error-rows";
import { fakeRun } from "../../testing/fake-views";
import { knownTags, listPosts, postsCsv } from "./browser-posts";
import { labelGroups, medianConfidence, scoreGroups } from "./error-groups";
import { concentrationWords } from "./error-summary";
import { formatDifference, formatP, searchFinding, searchNote } from "./error-words";
import { EMPTY_SLICE, fitted, readSlice } from "./slice-draft";
import { changeFinding, changeGroups, largestChanges } from "./two-runs";

/** Two labels, five posts: right and sure, right, wrong, wrong and sure, right. */
const LABELS: ErrorRows = {
  name: "test",
  classes: ["no", "yes"],
  rows: Uint32Array.of(10, 20, 30, 40, 50),
  actual: Float64Array.of(0, 1, 0, 1, 1),
  predicted: Float64Array.of(0, 1, 1, 0, 1),
  probabilities: Float64Array.of(0.9, 0.1, 0.4, 0.6, 0.45, 0.55, 0.95, 0.05, 0.3, 0.7),
  losses: {
    wrong: Float64Array.of(0, 0, 1, 1, 0),
    logLoss: Float64Array.of(0.1, 0.51, 0.8, 3, 0.36),
  },
  sampled: false,
};

const RUN = fakeRun(1, defaultExperiment());

describe("groups", () => {
  it("tell right from wrong and sure from hesitant, and share out the loss", () => {
    const groups = labelGroups(LABELS, 0.7);
    expect(groups.map(({ name, rows }) => [name, rows])).toEqual([
      ["Confidently right", [10, 50]],
      ["Hesitantly right", [20]],
      ["Hesitantly wrong", [30]],
      ["Confidently wrong", [40]],
    ]);
    expect(groups[3].lossShare).toBeCloseTo(3 / 4.77, 10);
    expect(groups.reduce((sum, { lossShare }) => sum + lossShare, 0)).toBeCloseTo(1, 12);
    expect(medianConfidence(LABELS)).toBe(0.7);
  });

  it("of scores hold every post once, a fifth of the test posts outside", () => {
    const test = errorRows(RUN, "test");
    const groups = scoreGroups(test, test);
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(test.rows.length);
    expect(groups[2].share + groups[3].share).toBeLessThan(0.22);
  });
});

describe("listPosts(part, filter, annotations)", () => {
  const all = { order: "loss", outcome: "all", tag: "any", among: null } as const;
  const noted = { 20: { tags: ["sarcasm", "short"], note: "" }, 40: { tags: ["sarcasm"], note: "x" } };
  const rows = (filter: Partial<Parameters<typeof listPosts>[1]>) =>
    listPosts(LABELS, { ...all, ...filter }, noted).map((place) => LABELS.rows[place]);

  it("orders by loss and by confidence", () => {
    expect(rows({})).toEqual([40, 30, 20, 50, 10]);
    expect(rows({ order: "surest" })).toEqual([40, 10, 50, 20, 30]);
    expect(rows({ order: "file" })).toEqual([10, 20, 30, 40, 50]);
  });

  it("filters by outcome, by what was noted, and by what was chosen", () => {
    expect(rows({ outcome: "wrong" })).toEqual([40, 30]);
    expect(rows({ tag: "noted" })).toEqual([40, 20]);
    expect(rows({ tag: "plain" })).toEqual([30, 50, 10]);
    expect(rows({ tag: "#short" })).toEqual([20]);
    expect(rows({ among: new Set([10, 40, 99]) })).toEqual([40, 10]);
    expect(knownTags(noted)).toEqual(["sarcasm", "short"]);
  });

  it("writes what is listed, guarded against formulas", () => {
    expect(postsCsv(LABELS, [3], [{ title: "=1+1" }], noted)).toBe(
      "row,label,given,confidence,log_loss,tags,note,title\r\n41,yes,no,0.95,3,sarcasm,x,'=1+1\r\n",
    );
  });
});

describe("readSlice(draft, columns)", () => {
  const columns = [
    { name: "title", type: "text" },
    { name: "score", type: "number" },
    { name: "at", type: "date" },
  ] as const;
  const draft = (column: string, of: "value" | "word" | "year", op: ">" | "has" | "=" | "missing", value: string) => ({
    ...EMPTY_SLICE,
    where: [{ column, of, op, value }],
  });

  it("reads numbers as numbers", () => {
    expect(readSlice(draft("score", "value", ">", " 12.5 "), columns)).toEqual({
      slice: { name: "", where: [{ column: "score", of: "value", op: ">", value: 12.5 }] },
    });
  });

  it.each([
    [draft("", "value", "=", "x"), /Choose a column/],
    [draft("score", "value", ">", "many"), /"many" is none/],
    [draft("at", "value", ">", "soon"), /a date such as/],
    [draft("at", "year", "=", ""), /compared with a number/],
    [draft("title", "word", "has", "two words"), /one word/],
  ])("says what is wrong %#", (wrong, problem) => {
    expect(readSlice(wrong, columns)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it("replaces what does not fit another column", () => {
    expect(fitted({ column: "title", of: "year", op: ">", value: "" }, columns)).toMatchObject({
      of: "word",
      op: "has",
    });
  });
});

const interval = (value: number) => ({ value, low: value - 1, high: value + 1 });
const SLICE: SliceView = {
  slice: { name: "", where: [] },
  words: "tag is Physics",
  n: 130,
  share: 0.13,
  metrics: { mae: interval(12.1), rmse: interval(15), bias: interval(3) },
  difference: { mae: interval(2.8) },
  effect: 0.4,
  p: 0.0001,
  q: 0.003,
  lossShare: 0.2,
  rows: new Uint32Array(0),
};
const REPORT: SliceReport = {
  query: { runId: "a", part: "test" },
  isClasses: false,
  loss: "absolute",
  metric: "mae",
  n: 1000,
  all: SLICE.metrics,
  found: [SLICE],
  foundCount: 31,
  tested: [210, 4000],
  level: 0.05,
  minPosts: 30,
  confidence: 0.95,
  resamples: 1000,
  yours: [],
  sampled: false,
};

describe("words", () => {
  it("name the worst slice, and say what was tested and how", () => {
    expect(searchFinding(REPORT)).toBe("Worst: tag is Physics, MAE 12.1 against 9.3 for the rest, 130 posts");
    expect(searchFinding({ ...REPORT, found: [], foundCount: 0 })).toBe(
      "No slice of at least 30 posts is worse than chance would make it",
    );
    expect(searchNote(REPORT)).toMatch(/^The 1 worst of 31 are listed. 210 slices and 4,000 pairs .*Welch.*Benjamini/);
    expect(searchNote({ ...REPORT, isClasses: true, loss: "wrong" })).toMatch(/Fisher/);
    expect(formatDifference("errorRate", 0.052)).toBe("+5.2 points");
    expect(formatP(0.00004)).toBe("under 0.001");
    expect(concentrationWords(RUN)).toMatch(/^The worst tenth of the test posts make \d+% of all error$/);
    expect(partsOf(RUN)).toContain("test");
  });
});

describe("two runs", () => {
  const comparison: ErrorComparison = {
    rows: Uint32Array.of(1, 2, 3, 4),
    isClasses: true,
    classes: ["no", "yes"],
    metric: "errorRate",
    loss: "wrong",
    actual: Float64Array.of(0, 0, 1, 1),
    firstPredicted: Float64Array.of(0, 1, 1, 0),
    secondPredicted: Float64Array.of(0, 0, 0, 0),
    firstLoss: Float64Array.of(0.1, 2, 0.2, 1),
    secondLoss: Float64Array.of(0.2, 0.1, 1.5, 0.9),
    firstWrong: Uint8Array.of(0, 1, 0, 1),
    secondWrong: Uint8Array.of(0, 0, 1, 1),
    farFrom: 0,
    confidence: 0.95,
    resamples: 100,
    slices: [
      {
        words: "all posts",
        slice: { name: "", where: [] },
        n: 4,
        first: 0.5,
        second: 0.5,
        difference: { value: 0, low: -0.5, high: 0.5 },
        rows: Uint32Array.of(1, 2, 3, 4),
      },
    ],
  };

  it("put each post into one group, and order the changes", () => {
    expect(changeGroups(comparison).map(({ name, rows }) => [name, rows])).toEqual([
      ["Right with both", [1]],
      ["Put right", [2]],
      ["Now wrong", [3]],
      ["Wrong with both", [4]],
    ]);
    expect(largestChanges(comparison, "better")).toEqual([1, 3]);
    expect(largestChanges(comparison, "worse")).toEqual([2, 0]);
  });

  it("are not told apart where the interval holds zero", () => {
    expect(changeFinding(comparison, ["Run 1", "Run 2"])).toMatch(/^Run 1 and Run 2 are not distinguishable/);
    const [all] = comparison.slices;
    const better = { ...comparison, slices: [{ ...all, difference: { value: -0.2, low: -0.3, high: -0.1 } }] };
    expect(changeFinding(better, ["Run 1", "Run 2"])).toMatch(
      /^Run 2 is better: Error rate of Run 2 differs by −20.0 points \(−30.0 to −10.0\)/,
    );
  });
});
