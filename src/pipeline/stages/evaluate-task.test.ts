import { describe, expect, it } from "vitest";
import { affordableResamples } from "./evaluate-task";

describe("affordableResamples", () => {
  it("takes what is asked for of few rows", () => {
    expect([affordableResamples(1000, 841), affordableResamples(1000, 20_000), affordableResamples(0, 5)]).toEqual([
      1000, 1000, 0,
    ]);
  });

  it("takes fewer of many rows, and never fewer than 200 unless asked to", () => {
    expect(affordableResamples(1000, 80_000)).toBe(250);
    expect(affordableResamples(1000, 1_000_000)).toBe(200);
    expect(affordableResamples(50, 1_000_000)).toBe(50);
  });
});
