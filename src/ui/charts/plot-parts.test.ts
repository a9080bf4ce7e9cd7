import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chartCsv, fileStem } from "./chart-table";
import { decimate } from "./decimate";
import { binLinear, binSymlog } from "./histogram-bins";
import { layOutPlot, placeLabels, pxToX, ticksAcross, xToPx, yToPx } from "./layout";
import { makeLinearScale, makeSymlogScale } from "./scale";
import { OUTSIDE, nearestPoint, placePoints, pointCounter, pointsInRect } from "./scatter-points";

const layout = layOutPlot(400, 200, [0, 50, 100]);
const x = makeLinearScale(0, 100);
const y = makeLinearScale(0, 100);

describe("layOutPlot", () => {
  it("puts the ends of the scales on the ends of the plot", () => {
    expect(xToPx(layout, x, 0)).toBe(layout.x0);
    expect(xToPx(layout, x, 100)).toBe(layout.x1);
    expect(yToPx(layout, y, 0)).toBe(layout.y0);
    expect(yToPx(layout, y, 100)).toBe(layout.y1);
    expect(pxToX(layout, x, xToPx(layout, x, 37))).toBeCloseTo(37);
  });

  it("leaves room for long tick texts", () => {
    expect(layOutPlot(400, 200, [-10_000, 0]).x0).toBeGreaterThan(layOutPlot(400, 200, [0, 5]).x0);
  });
});

describe("ticksAcross", () => {
  it("never lets texts touch", () => {
    const wide = makeSymlogScale(0, 1e6);
    expect(ticksAcross(wide, 600)).toEqual(wide.ticks);
    expect(ticksAcross(wide, 90).length).toBeLessThan(wide.ticks.length);
  });
});

describe("placeLabels", () => {
  it("moves a label down a row where it would cover another, and to the left at the right end", () => {
    const marks = [
      { px: 100, text: "p50 0.4 ms" },
      { px: 130, text: "p95 0.7" },
      { px: 380, text: "p99 1.1 ms" },
    ];
    const placed = placeLabels(marks, layout);
    expect(placed.map(({ row }) => row)).toEqual([0, 1, 0]);
    expect(placed[2].anchor).toBe("end");
  });
});

describe("placePoints", () => {
  const points = placePoints(layout, x, y, [50, 200, -5, 10], [50, 50, 50, 900]);

  it("moves what lies outside to the edge and says which", () => {
    expect([...points.outside]).toEqual([OUTSIDE.inside, OUTSIDE.right, OUTSIDE.left, OUTSIDE.above]);
    expect(points.outsideCount).toBe(3);
    expect(points.x[1]).toBe(layout.x1);
    expect(points.y[3]).toBe(layout.y1);
  });

  it("finds the nearest point within reach", () => {
    expect(nearestPoint(points, points.x[0] + 2, points.y[0], 8)).toBe(0);
    expect(nearestPoint(points, points.x[0] + 20, points.y[0] + 20, 8)).toBe(-1);
  });

  it("finds points in a rectangle dragged either way", () => {
    const rect = { x0: points.x[0] + 5, y0: points.y[0] + 5, x1: points.x[0] - 5, y1: points.y[0] - 5 };
    expect(pointsInRect(points, rect)).toEqual([0]);
  });

  it("counts about as many in a rectangle, never fewer", () => {
    const count = pointCounter(points, layout, 2);
    const rect = { x0: points.x[0] - 3, y0: points.y[0] - 3, x1: points.x[0] + 3, y1: points.y[0] + 3 };
    expect(count(rect)).toBe(1);
    expect(count({ x0: layout.x0, x1: layout.x1, y0: layout.y0, y1: layout.y1 })).toBe(points.x.length);
    expect(count({ ...rect, x0: rect.x0 + 20, x1: rect.x1 + 20 })).toBe(0);
  });
});

describe("binLinear", () => {
  it("drops nothing: bars and overflow add up to all values", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        for (const bins of [binLinear(values), binSymlog(values)]) {
          const total = bins.counts.reduce((sum, count) => sum + count, bins.below + bins.above);
          expect(total).toBe(values.length);
          expect(bins.counts.length).toBe(bins.edges.length - 1);
        }
      }),
    );
  });

  it("has zero as an edge and puts a far value in the overflow", () => {
    const values = Array.from({ length: 500 }, (_, i) => i - 250);
    const bins = binLinear([...values, 90_000]);
    expect(bins.edges).toContain(0);
    expect(bins.above).toBe(1);
    expect(bins.below).toBe(0);
  });

  it("counts a constant in one bar", () => {
    expect(binLinear([7, 7, 7]).counts).toEqual([3]);
  });
});

describe("binSymlog", () => {
  it("keeps zeros apart from ones", () => {
    const bins = binSymlog([0, 0, 0, 1, 5, 5000]);
    expect(bins.edges[0]).toBe(0);
    expect(bins.counts[0]).toBe(3);
  });
});

describe("decimate", () => {
  const points = Array.from({ length: 10_000 }, (_, i) => ({
    epoch: i,
    train: Math.sin(i),
    validation: i === 777 ? 99 : 1,
  }));

  it("keeps the ends, the peaks and what it is told to, in order", () => {
    const kept = decimate(points, ["train", "validation"], 100, [1234]);
    expect(kept.length).toBeLessThanOrEqual(403);
    expect(kept[0]).toBe(points[0]);
    expect(kept.at(-1)).toBe(points.at(-1));
    expect(kept).toContain(points[777]);
    expect(kept).toContain(points[1234]);
    expect(kept.every((point, i) => i === 0 || point.epoch > kept[i - 1].epoch)).toBe(true);
  });

  it("leaves a short curve alone", () => {
    expect(decimate(points.slice(0, 50), ["train"], 100)).toHaveLength(50);
  });
});

describe("chartCsv", () => {
  it("quotes what needs it and makes formulas harmless", () => {
    const csv = chartCsv({
      columns: [{ name: "title" }, { name: "score" }],
      rows: [
        ['say "hi", all', 0.1 + 0.2],
        ["=SUM(A1)", null],
        ["two\nlines", -3],
      ],
    });
    expect(csv).toBe('title,score\r\n"say ""hi"", all",0.30000000000000004\r\n\'=SUM(A1),\r\n"two\nlines",-3\r\n');
  });

  it("fileStem is safe as a file name", () => {
    expect(fileStem("Residuals: test / part")).toBe("residuals-test-part");
    expect(fileStem("//")).toBe("chart");
  });
});
