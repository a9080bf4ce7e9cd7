import { describe, expect, it } from "vitest";
import { heldTitle, overrideNote } from "./ship-gate-words";

describe("heldTitle(name, gate)", () => {
  it("says what is missed and by how much", () => {
    const summary = { mean: 4812, sd: 100, low: 4600, high: 5000 };
    expect(heldTitle("Run 3", { status: "misses", metric: "rmse", bar: 4500, summary, isHeld: true })).toBe(
      "Run 3 misses the bar: RMSE 4,812 in cross-validation, the bar is 4,500",
    );
  });
});

describe("overrideNote(override)", () => {
  it("says when it was let out, and knowing what", () => {
    expect(overrideNote({ at: "2026-11-20T23:00:00.000Z", metric: "r2", bar: 0.5, mean: 0.41 })).toBe(
      "Let out on 20 November 2026, knowing that R² 0.410 misses the bar of 0.500. This is recorded in the run.",
    );
  });
});
