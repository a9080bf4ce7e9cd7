import { expect, it } from "vitest";
import { combineVisits } from "./combine-visits";
import type { Scale } from "./scale";

const visit = (wallMs: number, longestTaskMs: number, clean: number, failed?: string): Scale => ({
  rows: 4000,
  trees: 8,
  fileBytes: 2e6,
  idleBytes: 0,
  steps: [{ name: "open", wallMs, peakBytes: 0, longestTaskMs, ...(failed && { failed }) }],
  timings: { clean },
});

it("takes the median of the seconds and the worst of the tasks", () => {
  const { steps, timings, visits } = combineVisits([visit(300, 0, 90), visit(100, 61, 70), visit(200, 52, 80)]);
  expect(steps).toEqual([{ name: "open", wallMs: 200, peakBytes: 0, longestTaskMs: 61 }]);
  expect(timings).toEqual({ clean: 80 });
  expect(visits).toBe(3);
});

it("has failed where any of them has", () => {
  expect(combineVisits([visit(1, 0, 1), visit(1, 0, 1, "too slow")]).steps[0].failed).toBe("too slow");
});
