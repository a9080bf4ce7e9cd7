import { describe, expect, it } from "vitest";
import { bytesOfPlain } from "./plain-bytes";

describe("bytesOfPlain", () => {
  it("counts arrays, texts and numbers, each object once", () => {
    const array = new Float64Array(4);
    expect(bytesOfPlain({ array, again: array, text: "abc", list: [1, 2], none: null })).toBe(32 + 6 + 16);
  });

  it("counts lists of texts, whatever stands among them", () => {
    expect(bytesOfPlain(["ab", "c", "ab"])).toBe(10);
    expect(bytesOfPlain(["ab", null, undefined])).toBe(4);
    expect(bytesOfPlain([null, "ab"])).toBe(4);
  });
});
