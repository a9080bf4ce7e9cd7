import { describe, expect, it } from "vitest";
import type { ColumnView, DataView } from "../../pipeline/views";
import { dataSummary, repeatedKey } from "./data-summary";

const column = (
  name: string,
  type: ColumnView["type"],
  distinct: number,
  more: Partial<ColumnView> = {},
): ColumnView => ({
  name,
  type,
  guessedType: type,
  role: "ignore",
  guessedRole: "ignore",
  why: "",
  missing: 0,
  distinct,
  distinctExact: true,
  unreadable: { count: 0, rows: [] },
  examples: [],
  histogram: null,
  numbers: null,
  top: [],
  lengths: null,
  ...more,
});
const guessed = { by: "guessed", reason: "" } as const;
const view = (columns: readonly ColumnView[], more: Partial<DataView> = {}): DataView => ({
  file: "posts.csv",
  sha256: "",
  bytes: 1,
  rows: 4205,
  columns,
  dialect: {
    delimiter: { value: ",", ...guessed },
    encoding: { value: "utf-8", ...guessed },
    header: { value: true, ...guessed },
    quote: { value: '"', ...guessed },
  },
  problems: [],
  problemCounts: {},
  ...more,
});

describe("dataSummary", () => {
  it("counts posts, columns and repeats of the key", () => {
    expect(dataSummary(view([column("title", "text", 3707), column("url", "id", 3707)]))).toBe(
      "4,205 posts, 2 columns, 498 repeat a url",
    );
  });
  it("says when lines were repaired", () => {
    expect(dataSummary(view([column("a", "text", 1)], { rows: 1, problemCounts: { nul: 2 } }))).toBe(
      "1 post, 1 column, 2 lines repaired",
    );
  });
});

describe("repeatedKey", () => {
  it("does not take an estimate, a category or missing cells for repeats", () => {
    expect(repeatedKey(view([column("url", "id", 3707, { distinctExact: false })]))).toBeNull();
    expect(repeatedKey(view([column("author", "id", 900)]))).toBeNull();
    expect(repeatedKey(view([column("url", "id", 3707, { missing: 498 })]))).toBeNull();
  });
});
