import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { VirtualGrid } from "./VirtualGrid";
import type { GridColumn } from "./VirtualGrid";

const columns: GridColumn<readonly string[]>[] = Array.from({ length: 100 }, (_, i) => ({
  key: `c${i}`,
  label: `column ${i}`,
  width: 120,
  cell: (row) => row[i],
}));

const html = (rowCount: number) =>
  renderToStaticMarkup(
    createElement(VirtualGrid<readonly string[]>, {
      label: "Rows of posts.csv",
      rowCount,
      columns,
      load: () => new Promise<readonly (readonly string[])[]>(() => {}),
      version: "1",
      empty: "No rows.",
    }),
  );
const count = (text: string, part: string) => text.split(part).length - 1;

describe("VirtualGrid", () => {
  it("says how large the whole table is, while only what is in view is in the document", () => {
    const text = html(1_000_000);
    expect(text).toContain('aria-rowcount="1000001"');
    expect(text).toContain('aria-colcount="101"');
    expect(count(text, 'role="row"')).toBeLessThan(40);
    expect(count(text, 'role="columnheader"')).toBeLessThan(12);
  });
  it("numbers rows and columns by where they are in the whole table", () => {
    const text = html(3);
    expect(text).toMatch(/role="row" aria-rowindex="1"/);
    expect(text).toMatch(/role="row" aria-rowindex="4"/);
    expect(text).toMatch(/aria-colindex="2"[^>]*>column 0</);
  });
  it("is one stop of the Tab key", () => {
    expect(count(html(1000), 'tabindex="0"')).toBe(1);
  });
  it("says so where there are no rows", () => {
    expect(html(0)).toContain("No rows.");
    expect(html(0)).toContain('aria-rowcount="1"');
  });
});
