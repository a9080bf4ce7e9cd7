import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareCodePoints, sortByCodePoint } from "./code-point-order";

describe("sortByCodePoint", () => {
  it("puts characters past U+FFFF after those from U+E000, unlike the engine's own order", () => {
    expect(sortByCodePoint(["𝒜", "Ａ", "b", "", "a", "ab"])).toEqual(["", "a", "ab", "b", "Ａ", "𝒜"]);
    expect(["𝒜", "Ａ"].sort()).toEqual(["𝒜", "Ａ"]);
  });

  it("orders as the UTF-8 bytes do", () => {
    const text = fc.string({ unit: "binary", maxLength: 5 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});
