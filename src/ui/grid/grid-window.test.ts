import { describe, expect, it } from "vitest";
import fc from "fast-check";
import {
  columnEdges,
  makeRowScale,
  scrollTopFor,
  stretchWidths,
  TALLEST_PX,
  visibleColumns,
  visibleRows,
} from "./grid-window";

describe("makeRowScale", () => {
  it("is as tall as its rows while a browser can lay that out", () => {
    expect(makeRowScale(4205, 28, 400)).toMatchObject({ boxHeight: 117_740, ratio: 1 });
  });
  it("stops growing at a million rows and scrolls further a pixel instead", () => {
    const scale = makeRowScale(1_000_000, 28, 400);
    expect(scale.boxHeight).toBe(TALLEST_PX);
    expect(scale.ratio).toBeGreaterThan(2);
  });
  it("takes an empty table", () => {
    expect(visibleRows(makeRowScale(0, 28, 400), 0)).toEqual({ start: 0, end: 0, top: 0 });
  });
});

describe("visibleRows", () => {
  it("draws what is in view and a few more", () => {
    expect(visibleRows(makeRowScale(1000, 20, 100), 200, 2)).toEqual({ start: 8, end: 17, top: 160 });
  });
  it("reaches the very last row at the end of the scroll bar", () => {
    for (const rows of [7, 4205, 400_000, 1_000_000, 5_000_000]) {
      const scale = makeRowScale(rows, 28, 400);
      const range = visibleRows(scale, Math.max(0, scale.boxHeight - 400));
      expect(range.end).toBe(rows);
    }
  });
});

describe("scrollTopFor", () => {
  it("brings any row into view, and stays where it is when the row is there already", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_000_000 }),
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, pick, at) => {
          const scale = makeRowScale(rows, 28, 400);
          const row = pick % rows;
          const from = at * Math.max(0, scale.boxHeight - 400);
          const top = scrollTopFor(scale, row, from);
          const offset = top * scale.ratio;
          expect(row * 28).toBeGreaterThanOrEqual(offset - 1e-3);
          expect(row * 28 + 28).toBeLessThanOrEqual(offset + 400 + 1e-3);
          expect(scrollTopFor(scale, row, top)).toBeCloseTo(top, 3);
        },
      ),
    );
  });
});

describe("visibleColumns", () => {
  const edges = columnEdges([80, 120, 200, 60]);
  it("gives left edges and the whole width", () => {
    expect(edges).toEqual([0, 80, 200, 400, 460]);
  });
  it("draws what is in view and one more on either side", () => {
    expect(visibleColumns(edges, 90, 100)).toEqual({ start: 0, end: 3 });
    expect(visibleColumns(edges, 0, 50)).toEqual({ start: 0, end: 2 });
    expect(visibleColumns(edges, 430, 100)).toEqual({ start: 2, end: 4 });
  });
});

describe("stretchWidths", () => {
  it("fills the room to the pixel and leaves wide tables as they are", () => {
    const widths = stretchWidths([220, 96, 104], 671);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(671);
    expect(stretchWidths([220, 96], 200)).toEqual([220, 96]);
    expect(stretchWidths([], 200)).toEqual([]);
  });
});
