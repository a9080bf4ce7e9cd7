import { describe, expect, it } from "vitest";
import type { CheckResult } from "../../core/quality/check";
import { FAKE_QUALITY } from "../../testing/fake-views";
import {
  blockNote,
  groupFindings,
  qualitySummary,
  qualityWarning,
  sortChecks,
  stripsTitle,
  targetTitle,
} from "./quality-words";

const check = (id: string, status: CheckResult["status"], remedy?: string): CheckResult => ({
  ...FAKE_QUALITY.checks[0],
  id,
  status,
  columns: ["url"],
  remedies: remedy === undefined ? [] : [{ label: remedy, change: {} }],
});

describe("sortChecks", () => {
  it("puts failures first and takes accepted findings out", () => {
    const sorted = sortChecks(
      [check("a", "warn"), check("b", "pass"), check("c", "fail"), check("d", "warn")],
      ["d", "b"],
    );
    expect(sorted.findings.map(({ id }) => id)).toEqual(["c", "a"]);
    expect(sorted.accepted.map(({ id }) => id)).toEqual(["d"]);
    expect(sorted.passed.map(({ id }) => id)).toEqual(["b"]);
  });
});

describe("groupFindings", () => {
  it("joins findings that one remedy settles, and leaves those without a remedy apart", () => {
    const groups = groupFindings([
      check("a", "fail", "Drop"),
      check("b", "warn"),
      check("c", "warn", "Drop"),
      check("d", "warn"),
    ]);
    expect(groups.map(({ main, also }) => [main.id, ...also.map(({ id }) => id)])).toEqual([["a", "c"], ["b"], ["d"]]);
  });
});

describe("qualitySummary and qualityWarning", () => {
  it("count what is open, accepted and passed", () => {
    expect(qualitySummary(FAKE_QUALITY, [])).toBe("1 warning, 1 check passes");
    expect(qualityWarning(FAKE_QUALITY, [])).toEqual({ text: "1 warning", word: "warning" });
    const accepted = [FAKE_QUALITY.checks[0].id];
    expect(qualitySummary(FAKE_QUALITY, accepted)).toBe("1 accepted, 1 check passes");
    expect(qualityWarning(FAKE_QUALITY, accepted)).toBeNull();
    const failing = { ...FAKE_QUALITY, checks: [check("a", "warn"), check("b", "fail"), check("c", "warn")] };
    expect(qualityWarning(failing, [])).toEqual({ text: "1 failure, 2 warnings", word: "failure" });
  });
});

describe("the titles of the charts", () => {
  it("say where the mean and the median are", () => {
    const target = { name: "score", histogram: { edges: [0, 1], counts: [1], scale: "linear" as const }, rows: 3 };
    expect(targetTitle({ ...target, mean: 3730.2, median: 35 })).toBe(
      "Half of the posts have a score under 35, the mean is 3,730",
    );
    expect(targetTitle({ ...target, mean: 2, median: 2 })).toBe("The mean and the median score are both 2.00");
  });

  it("say that the repeats are a block, and what it lacks", () => {
    const shares = (marked: number) => Array.from({ length: 10 }, (_, i) => (i >= 5 && i < 8 ? marked : 0));
    const missing = (column: string, count: number, list: number[]) => ({
      column,
      kind: "missing" as const,
      count,
      shares: list,
    });
    const strips = [missing("title", 0, []), missing("body", 300, shares(1)), missing("tag", 10, shares(0.1))];
    const block = { from: 500, to: 799, ofFrom: 0, ofTo: 299 };
    expect(stripsTitle({ rows: 1000, strips, block })).toBe("The repeats are one block, without body");
    expect(blockNote(block)).toBe("Rows 501 to 800 repeat posts of rows 1 to 300.");
    expect(stripsTitle({ rows: 1000, strips, block: null })).toBe("body is missing most: 30.0%");
    expect(stripsTitle({ rows: 1000, strips: [strips[0]], block: null })).toBe("No value is missing");
  });
});
