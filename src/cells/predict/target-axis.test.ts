import { describe, expect, it } from "vitest";
import { makeTargetAxis } from "./target-axis";

const symlog = { edges: [0, 1, 10, 100, 1000], scale: "symlog" as const, train: [1, 2, 3, 4], test: [1, 0, 1, 0] };

describe("makeTargetAxis(target)", () => {
  it("adds the parts up", () => expect(makeTargetAxis(symlog).counts).toEqual([2, 2, 4, 4]));

  it("puts edges at equal steps and powers in between by their logarithm", () => {
    const { position } = makeTargetAxis(symlog);
    expect([0, 1, 10, 100, 1000].map(position)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(position(Math.sqrt(1000))).toBeCloseTo(0.625);
    expect(position(0.5)).toBeCloseTo(0.125);
  });

  it("keeps values beyond the ends at the ends", () => {
    const { position } = makeTargetAxis(symlog);
    expect([-50, 5000, NaN].map(position)).toEqual([0, 1, 0]);
  });

  it("never falls as the value grows, also below zero", () => {
    const { position } = makeTargetAxis({
      ...symlog,
      edges: [-100, -10, -1, 0, 1, 10],
      train: [1, 1, 1, 1, 1],
      test: [],
    });
    const values = [-100, -60, -10, -5, -1, -0.5, 0, 0.5, 1, 5, 10];
    const places = values.map(position);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("labels round values of a linear target", () => {
    const { ticks } = makeTargetAxis({ edges: [1, 2, 3, 4, 5], scale: "linear", train: [1, 1, 1, 1], test: [] });
    expect(ticks.map(({ label }) => label)).toEqual(["1", "2", "3", "4", "5"]);
  });
});
