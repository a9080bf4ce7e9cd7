import { describe, expect, it } from "vitest";
import { repairAnnotations, withAnnotation } from "./annotations";

describe("withAnnotation(all, file, row, annotation)", () => {
  const one = withAnnotation({}, "a", 3, { tags: [" sarcasm ", "sarcasm", ""], note: "" });

  it("keeps each tag once, trimmed, by file and row", () => {
    expect(one).toEqual({ a: { 3: { tags: ["sarcasm"], note: "" } } });
    const both = withAnnotation(one, "b", 3, { tags: [], note: "x" });
    expect(both.a).toBe(one.a);
    expect(both.b).toEqual({ 3: { tags: [], note: "x" } });
  });

  it("forgets an empty one, and is the same object where nothing changes", () => {
    expect(withAnnotation(one, "a", 3, { tags: [], note: " " })).toEqual({ a: {} });
    expect(withAnnotation(one, "a", 3, { tags: ["sarcasm"], note: "" })).toBe(one);
    expect(withAnnotation(one, "a", 4, { tags: [], note: "" })).toBe(one);
  });
});

describe("repairAnnotations(stored)", () => {
  it("keeps what it knows and drops the rest", () => {
    const stored = {
      a: { 3: { tags: ["x", 7], note: "n" }, x: { tags: ["y"] }, 4: null, 5: { tags: [], note: "" } },
      b: 7,
    };
    expect(repairAnnotations(stored)).toEqual({ a: { 3: { tags: ["x"], note: "n" } } });
    expect(repairAnnotations(undefined)).toEqual({});
    expect(repairAnnotations([1])).toEqual({});
  });
});
