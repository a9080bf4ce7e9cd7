import { describe, expect, it } from "vitest";
import { readFixture } from "../../testing/fixture";
import { normalCdf, normalQuantile } from "./normal";

const { normal } = readFixture<{ normal: { x: number; p: number }[] }>("sklearn-metrics");

describe("normalCdf(x)", () => {
  it.each(normal)("equals scipy's at $x", ({ x, p }) => {
    expect(Math.abs(normalCdf(x) - p)).toBeLessThanOrEqual(1e-12 * p);
  });

  it("has its ends at the infinities and refuses NaN", () => {
    expect(normalCdf(-Infinity)).toBe(0);
    expect(normalCdf(Infinity)).toBe(1);
    expect(() => normalCdf(NaN)).toThrow("x must be a number");
  });
});

describe("normalQuantile(p)", () => {
  it.each([1e-300, 1e-10, 0.001, 0.025, 0.3, 0.5, 0.7, 0.975, 0.9999])("undoes normalCdf at %s", (p) => {
    expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThanOrEqual(1e-11 * p);
  });

  it("has its ends at the infinities and refuses what is no probability", () => {
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(() => normalQuantile(-0.1)).toThrow("p must be from 0 to 1, got -0.1");
  });
});
