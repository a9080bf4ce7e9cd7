import { describe, expect, it } from "vitest";
import { tableOf } from "../../testing/table-of";
import { splitReport } from "./split-report";

const rows = {
  train: Uint32Array.of(0, 1, 2),
  validation: Uint32Array.of(2),
  test: Uint32Array.of(3, 4, 5),
  dropped: Uint32Array.of(),
};

describe("splitReport(table, rows, options)", () => {
  const table = tableOf({
    url: ["a", "b", "", "a", "", "c"],
    title: ["one", "two", "three", "other", "two", "new"],
    body: ["", "text", "", "", "text", ""],
    score: [1, 2, 6, 4, null, 8],
    label: ["x", "y", "y", "x", "x", "x"],
  });

  it("counts test rows that repeat a training row by url or by text, missing urls not", () => {
    const { leaks } = splitReport(table, rows, { targetColumn: null, identities: [["url"], ["title", "body"]] });
    expect(Array.from(leaks.rows)).toEqual([3, 4]);
    expect(leaks.byIdentity.map((identity) => identity.rows)).toEqual([1, 1]);
  });

  it("spreads a numeric target by part", () => {
    const report = splitReport(table, rows, { targetColumn: "score", identities: [] });
    expect(report.train).toEqual({
      rows: 3,
      target: { kind: "numeric", mean: 3, quantiles: [1, 1.1, 1.5, 2, 4, 5.6, 6] },
    });
    expect(report.test.target).toMatchObject({ mean: 6 });
  });

  it("counts classes by part, most frequent first", () => {
    const report = splitReport(table, rows, { targetColumn: "label", identities: [] });
    expect(report.train.target).toEqual({
      kind: "classes",
      counts: [
        { label: "y", rows: 2 },
        { label: "x", rows: 1 },
      ],
    });
  });

  it("says nothing of the target of an empty part", () => {
    const report = splitReport(
      table,
      { ...rows, test: new Uint32Array(0) },
      { targetColumn: "score", identities: [["url"]] },
    );
    expect(report.test).toEqual({ rows: 0, target: null });
    expect(report.leaks.rows.length).toBe(0);
  });
});
