import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatChange,
  formatCount,
  formatDuration,
  formatInterval,
  formatLatency,
  formatNumber,
  formatPercent,
  formatRemaining,
  formatShort,
  formatTarget,
  formatTick,
} from "./format";

describe("formatNumber(value, decimals)", () => {
  it.each([
    [4727, 0, "4,727"],
    [0.3634, 3, "0.363"],
    [-296.4, 0, "−296"],
    [-0.4, 0, "0"],
    [-0.04, 1, "0.0"],
    [1234567.891, 2, "1,234,567.89"],
    [NaN, 0, "–"],
    [-Infinity, 0, "−∞"],
  ])("writes %d with %d decimals as %s", (value, decimals, text) => {
    expect(formatNumber(value, decimals)).toBe(text);
  });
});

describe("formatChange(value)", () => {
  it("always says the sign, and none of zero", () => {
    expect([1557, -296, 0, 0.2].map((value) => formatChange(value))).toEqual(["+1,557", "−296", "0", "0"]);
  });
});

describe("formatPercent(share)", () => {
  it("has one decimal and a true minus", () => {
    expect([0.184, -0.202, 1].map((share) => formatPercent(share))).toEqual(["18.4%", "−20.2%", "100.0%"]);
    expect(formatPercent(0.62, 0)).toBe("62%");
    expect(formatPercent(NaN)).toBe("–");
  });
});

describe("formatShort(value)", () => {
  it("keeps about three figures and no trailing zeros", () => {
    expect([4727.3, 100, 12.5, 5, 1.25, 0.3634, 0.00012, 0, -0.5].map(formatShort)).toEqual([
      "4,727",
      "100",
      "12.5",
      "5",
      "1.25",
      "0.363",
      "0.00012",
      "0",
      "−0.5",
    ]);
  });
});

describe("formatTick(value)", () => {
  it("shortens thousands and millions", () => {
    expect([0, 500, 5000, 10_000, 1_500_000, -20_000].map(formatTick)).toEqual([
      "0",
      "500",
      "5k",
      "10k",
      "1.5M",
      "−20k",
    ]);
  });
});

describe("formatTarget(value, scale)", () => {
  it("takes its decimals from the scale it stands in", () => {
    expect(formatTarget(4727.4)).toBe("4,727");
    expect(formatTarget(3.1, 5)).toBe("3.10");
    expect(formatTarget(-2, 9079)).toBe("−2");
  });
});

describe("formatDuration(ms)", () => {
  it.each([
    [0.4, "0.4 ms"],
    [8.2, "8 ms"],
    [99, "99 ms"],
    [400, "0.4 s"],
    [27_800, "27.8 s"],
    [59_949, "59.9 s"],
    [59_950, "1 min"],
    [125_000, "2 min 5 s"],
    [3_780_000, "1 h 3 min"],
    [NaN, "–"],
  ])("writes %d as %s", (ms, text) => expect(formatDuration(ms)).toBe(text));
});

describe("formatLatency(ms)", () => {
  it("has one decimal up to a second, two below a tenth of a millisecond", () => {
    expect([0.042, 0.42, 12.34, 1200].map(formatLatency)).toEqual(["0.04 ms", "0.4 ms", "12.3 ms", "1.2 s"]);
  });
});

describe("formatRemaining(ms)", () => {
  it("rounds up to whole seconds, minutes past ten of them", () => {
    expect([10, 3200, 65_000, 754_000].map(formatRemaining)).toEqual([
      "about 1 s left",
      "about 4 s left",
      "about 1 min 5 s left",
      "about 13 min left",
    ]);
  });
});

describe("formatBytes(bytes)", () => {
  it("steps by a thousand", () => {
    expect([0, 184, 1000, 38_400_000, 184_000_000, 1_200_000_000].map(formatBytes)).toEqual([
      "0 B",
      "184 B",
      "1.0 kB",
      "38.4 MB",
      "184 MB",
      "1.2 GB",
    ]);
  });
});

it("formatInterval(low, high) reads as from to", () => expect(formatInterval(3950, 5640)).toBe("3,950 to 5,640"));
it("formatCount(count, one) counts in words", () =>
  expect([formatCount(1, "row"), formatCount(4205, "row")]).toEqual(["1 row", "4,205 rows"]));
