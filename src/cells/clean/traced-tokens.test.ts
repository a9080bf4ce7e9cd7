import { describe, expect, it } from "vitest";
import { countRemoved, reasonCount, showToken } from "./traced-tokens";

describe("showToken", () => {
  it("shows a stem as the word with its end cut off", () => {
    expect(showToken({ token: "planted", to: "plant", removed: null })).toEqual({
      kind: "cut",
      stem: "plant",
      rest: "ed",
    });
  });
  it("shows a stem that is no beginning of the word, or another word in its place, as a change", () => {
    expect(showToken({ token: "body", to: "bodi", removed: null })).toEqual({
      kind: "changed",
      from: "body",
      to: "bodi",
    });
    expect(showToken({ token: "http://a.b", to: "urltoken", removed: null }).kind).toBe("changed");
  });
  it("says why a word went, and cuts a long address", () => {
    expect(showToken({ token: "the", to: null, removed: "stop word" })).toEqual({
      kind: "removed",
      text: "the",
      why: "stop word",
    });
    const long = showToken({ token: `http://${"x".repeat(500)}`, to: null, removed: "web address" });
    expect(long.kind === "removed" && long.text.length).toBeLessThan(70);
  });
});

describe("countRemoved", () => {
  it("counts by reason, most first", () => {
    const token = (removed: string | null) => ({ token: "x", to: removed === null ? "x" : null, removed });
    expect(countRemoved([token("too short"), token(null), token("stop word"), token("stop word")])).toEqual([
      { reason: "stop word", count: 2 },
      { reason: "too short", count: 1 },
    ]);
  });
});

describe("reasonCount", () => {
  it("counts in words", () => {
    expect(reasonCount("stop word", 1)).toBe("1 stop word");
    expect(reasonCount("stop word", 1200)).toBe("1,200 stop words");
    expect(reasonCount("too short", 20)).toBe("20 too short");
  });
});
