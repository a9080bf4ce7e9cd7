import { describe, expect, it } from "vitest";
import type { PeersPart } from "../results";
import { reportPeers } from "./report-peers";

const package1 = { name: "ml-random-forest", version: "1.2.3", license: "MIT", asked: 100 };
const part = (...peers: PeersPart["peers"]): PeersPart => ({
  measured: { date: "2026-01-02", machine: "a machine", load: "0, 0, 0" },
  matrix: { rows: 80, testRows: 20, columns: 50, entries: 300 },
  limitSeconds: 60,
  ours: { trees: 100, seconds: { median: 2, low: 1, high: 3 }, rmse: 5 },
  peers,
});
const text = (...peers: PeersPart["peers"]) => reportPeers(part(...peers)).join("\n");

describe("reportPeers", () => {
  it("compares the time of a tree", () => {
    const rmse = { value: 7, of: "test part" } as const;
    const row = "| ml-random-forest 1.2.3 (MIT) | 100 of 100 | 40 | 0.4 | 1/20 | 7.0 |";
    expect(text({ ...package1, trees: 100, seconds: 40, finished: true, rmse, fewer: null })).toContain(row);
  });

  it("bounds the ratio by the limit where not one tree was finished, and tells of fewer columns", () => {
    const fewer = { columns: 8, seconds: 16, rmse: 9 };
    const said = text({ ...package1, trees: 0, seconds: null, finished: false, rmse: null, fewer });
    expect(said).toContain("| 0 of 100 | over 60 | over 60 | under 1/3,000 | none |");
    expect(said).toContain("did not finish a single tree in 60 s. On 8 of the 50 columns, drawn at random, one tree took 16 s (test RMSE 9.0).");
  }); // prettier-ignore

  it("says whose error is out of bag", () => {
    const rmse = { value: 7, of: "out of bag" } as const;
    const said = text({ ...package1, asked: 300, trees: 10, seconds: 50, finished: false, rmse, fewer: null });
    expect(said).toContain("| 10 of 300 | 50 | 5 | 1/250 | 7.0 out of bag |");
    expect(said).toContain("did not finish its 300 trees in 60 s");
  });

  it("gives the reason where they were not run", () => {
    expect(reportPeers("no network").join("\n")).toContain("Not run: no network.");
  });
});
