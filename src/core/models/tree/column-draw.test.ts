import { describe, expect, it } from "vitest";
import { csrOf } from "../../../testing/csr-of";
import { ActiveEntries } from "./active-entries";
import { ColumnDraw } from "./column-draw";
import { sortColumns } from "./sorted-columns";
import { hash32 } from "./tree-random";

const DRAWS = 4000;

function drawOf(columns: number, count: number): ColumnDraw {
  const row = Array.from({ length: columns }, () => 1);
  return new ColumnDraw(new ActiveEntries(sortColumns(csrOf([row, row]))), count);
}

describe("ColumnDraw.draw(seed)", () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [5, 2],
    [8, 3],
    [44, 6],
    [130, 13],
  ])("draws of %i columns exactly %i, each as often, and each pair as often", (columns, count) => {
    const draw = drawOf(columns, count);
    const times = new Float64Array(columns);
    const pairs = new Float64Array(columns * columns);
    for (let i = 0; i < DRAWS; i++) {
      draw.draw(hash32(i));
      const drawn = Array.from({ length: columns }, (_, column) => column).filter((column) => draw.has(column));
      expect(drawn).toHaveLength(count);
      for (const a of drawn) {
        times[a]++;
        for (const b of drawn) if (a < b) pairs[a * columns + b]++;
      }
    }
    expect(spread(times, count / columns)).toBeLessThan(5);
    const both = (count * (count - 1)) / (columns * (columns - 1));
    const counted = pairs.filter((_, i) => Math.floor(i / columns) < i % columns);
    if (count > 1) expect(spread(counted, both)).toBeLessThan(5.5);
  });
});

/** The furthest count from what chance `p` gives, in standard errors. */
function spread(times: Float64Array, p: number): number {
  const error = Math.sqrt(DRAWS * p * (1 - p)) || 1;
  return Math.max(...times.map((count) => Math.abs(count - DRAWS * p) / error));
}
