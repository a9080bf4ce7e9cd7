import { describe, expect, it } from "vitest";
import type { BehaviourResult } from "../../pipeline/behaviour/behaviour-view";
import type { Run } from "../../pipeline/views";
import { behaviourFinding, behaviourHistory, failureText, rateText } from "./behaviour-words";

const result = (name: string, posts: number, passed: number, problem: string | null = null): BehaviourResult => ({
  name,
  kind: "invariance",
  what: "",
  posts,
  untouched: 0,
  passed,
  failures: [],
  problem,
});
const view = (...tests: BehaviourResult[]) => ({ runHash: "", tests, elapsedMs: 1 });

describe("behaviourFinding", () => {
  it("counts tests and posts, and those that could not be made", () => {
    expect(behaviourFinding(view(result("a", 100, 100), result("b", 100, 50)))).toBe(
      "1 of 2 tests holds in every post, 75% of all answers are as expected",
    );
    expect(behaviourFinding(view(result("a", 10, 10), result("b", 0, 0, "no such column")))).toBe(
      "1 of 1 test holds in every post, 100% of all answers are as expected; 1 test could not be made",
    );
    expect(behaviourFinding(view(result("b", 0, 0, "no")))).toBe("None of the tests could be made");
  });
});

describe("rateText", () => {
  it("says 100% only of what never failed", () => {
    expect(rateText({ posts: 200, passed: 200 })).toBe("100%");
    expect(rateText({ posts: 5000, passed: 4999 })).toBe("99.9%");
    expect(rateText({ posts: 200, passed: 150 })).toBe("75%");
    expect(rateText({ posts: 0, passed: 0 })).toBe("–");
  });
});

describe("failureText", () => {
  const failure = { row: 1, before: {}, after: {}, expected: "", labelFrom: null, labelTo: null };
  it("tells scores, labels or probabilities", () => {
    expect(failureText({ ...failure, from: 1204, to: 1633 }, false)).toBe("1,204 → 1,633");
    expect(failureText({ ...failure, from: 0.7, to: 0.6, labelFrom: "happy", labelTo: "sad" }, false)).toBe(
      "happy → sad",
    );
    expect(failureText({ ...failure, from: 0.7, to: 0.65, labelFrom: "a", labelTo: "a" }, true)).toBe("70.0% → 65.0%");
    expect(failureText({ ...failure, from: null, to: 12 }, false)).toBe("12");
  });
});

describe("behaviourHistory", () => {
  it("puts tests of all tested runs side by side, absent ones empty", () => {
    const run = (id: string, ...tests: BehaviourResult[]) =>
      ({ id, name: id, ...(tests.length > 0 && { behaviour: view(...tests) }) }) as unknown as Run;
    const { runs, rows } = behaviourHistory([
      run("1", result("a", 10, 9)),
      run("2"),
      run("3", result("a", 10, 10), result("b", 10, 1)),
    ]);
    expect(runs.map(({ id }) => id)).toEqual(["1", "3"]);
    expect(rows.map(({ name, results }) => [name, ...results.map((each) => each?.passed ?? null)])).toEqual([
      ["a", 9, 10],
      ["b", null, 1],
    ]);
  });
});
