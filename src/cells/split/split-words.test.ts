import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../../experiment/experiment";
import type { SplitView } from "../../pipeline/views";
import { fixedDuplicates, fixLabel, leakTitle, realLeaks, splitSummary } from "./split-words";

const settings = defaultExperiment().split;
const view = (more: Partial<SplitView> = {}): SplitView => ({
  train: 3364,
  validation: 0,
  test: 841,
  dropped: { repeats: 0, noTarget: 0 },
  target: { edges: [], scale: "linear", train: [], test: [] },
  summary: { train: [], test: [] },
  leaks: [],
  ...more,
});
const leak = (columns: readonly string[], rows: readonly number[]) => ({
  by: columns.join(" + "),
  columns,
  count: rows.length,
  share: rows.length / 841,
  rows,
});

describe("splitSummary", () => {
  it("states the method and the sizes", () => {
    expect(splitSummary(settings, view())).toBe("Random 80 / 20, seed 42: 3,364 to train, 841 to test");
  });
  it("states what was left out", () => {
    expect(splitSummary(settings, view({ train: 2965, test: 742, dropped: { repeats: 498, noTarget: 3 } }))).toBe(
      "Random 80 / 20, seed 42: 2,965 to train, 742 to test, 498 repeats dropped, 3 without target left out",
    );
  });
  it("names the column of a split by group, by time and as given", () => {
    const by = (kind: (typeof settings)["kind"]) => splitSummary({ ...settings, kind, column: "url" }, view());
    expect(by("group")).toMatch(/^By url 80 \/ 20/);
    expect(by("time")).toMatch(/^By time \(url\) 80 \/ 20: /);
    expect(by("column")).toMatch(/^As url says: /);
  });
});

describe("realLeaks", () => {
  it("says the same rows once, by what is easiest to name", () => {
    const leaks = realLeaks([leak(["title", "body"], [1, 2]), leak(["url"], [1, 2]), leak(["id"], [])]);
    expect(leaks.map(({ by }) => by)).toEqual(["url"]);
  });
  it("keeps leaks that add rows", () => {
    expect(realLeaks([leak(["url"], [1, 2, 3]), leak(["title"], [3, 4])])).toHaveLength(2);
  });
});

describe("leakTitle", () => {
  it("says how many test posts the model has seen", () => {
    const url = leak(
      ["url"],
      Array.from({ length: 155 }, (_, i) => i),
    );
    expect(leakTitle(url, 841)).toBe("155 of 841 test posts (18.4%) repeat a training post: same url");
    expect(fixLabel(url)).toBe("Drop repeats by url");
    expect(fixedDuplicates(url)).toEqual(["url"]);
  });
});
