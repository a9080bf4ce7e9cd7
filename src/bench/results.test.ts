import { describe, expect, it } from "vitest";
import { NO_RESULTS, withSize, withoutPeers } from "./results";
import type { GrowthSize, PeersPart, Results } from "./results";

const measured = { date: "2026-01-02", machine: "a machine", load: "0, 0, 0" };

const size = (rows: number, trees = 8, date = measured.date): GrowthSize => ({
  measured: { ...measured, date },
  rows,
  trees,
  fileBytes: 500 * rows,
  idleBytes: 0,
  steps: [],
  timings: {},
});

const peers: PeersPart = {
  measured,
  matrix: { rows: 80, testRows: 20, columns: 10, entries: 300 },
  limitSeconds: 180,
  ours: { trees: 100, seconds: { median: 2, low: 1, high: 3 }, rmse: 5 },
  peers: [],
};

describe("withSize", () => {
  it("replaces that size alone and keeps the others, smallest first", () => {
    const before: Results = { ...NO_RESULTS, growth: [size(40_000), size(400_000)] };
    const after = withSize(withSize(before, size(40_000, 50, "2026-02-03")), size(4000));
    expect(after.growth.map(({ rows, trees, measured: { date } }) => [rows, trees, date])).toEqual([
      [4000, 8, "2026-01-02"],
      [40_000, 50, "2026-02-03"],
      [400_000, 8, "2026-01-02"],
    ]);
  });

  it("leaves the other parts and the results it was given as they were", () => {
    const before: Results = { ...NO_RESULTS, peers, cancel: { measured, ms: [20] } };
    const after = withSize(before, size(4000));
    expect({ ...after, growth: [] }).toEqual(before);
    expect(before.growth).toEqual([]);
  });
});

describe("withoutPeers", () => {
  it("says why where they were never measured", () => {
    expect(withoutPeers(NO_RESULTS, "no network").peers).toBe("no network");
  });

  it("keeps what was measured of them before", () => {
    expect(withoutPeers({ ...NO_RESULTS, peers }, "no network").peers).toEqual(peers);
  });
});
