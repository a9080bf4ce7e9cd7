import { describe, expect, it } from "vitest";
import { makeRng } from "../random/xoshiro";
import { applyChange } from "./apply-change";
import type { Change } from "./behavioural-test";
import { describeTest } from "./behavioural-test";
import { fillTemplate, placeholdersOf } from "./fill-template";
import { proposeTests } from "./propose-tests";

const POST = { title: "Why does Maria love ice?", body: "She told John: it is cold.", tag: "Physics" };
const TEXTS = ["title", "body"];
const apply = (change: Change, column: string | null = null, seed = 1) =>
  applyChange(POST, change, { texts: TEXTS, column, rng: makeRng(seed) });

describe("applyChange", () => {
  it("swaps two neighbouring letters inside so many words, the same for the same seed", () => {
    const changed = apply({ kind: "typos", count: 2 })!;
    const words = (post: Readonly<Record<string, string>>) => `${post.title} ${post.body}`.split(" ");
    const moved = words(changed).filter((word, i) => word !== words(POST)[i]);
    expect(moved).toHaveLength(2);
    expect([...changed.title, ...changed.body].sort()).toEqual([...POST.title, ...POST.body].sort());
    expect(apply({ kind: "typos", count: 2 })).toEqual(changed);
    expect(apply({ kind: "typos", count: 2 }, null, 2)).not.toEqual(changed);
  });

  it("swaps names for other names and leaves other capitals alone", () => {
    const changed = apply({ kind: "names" })!;
    expect(changed.title).toMatch(/^Why does (?!Maria)\p{Lu}\p{L}+ love ice\?$/u);
    expect(changed.body).not.toContain("John");
  });

  it("puts things in at the ends of the first text, or of the one named", () => {
    expect(apply({ kind: "url" })).toMatchObject({
      title: `${POST.title} https://example.com/a1b2c3`,
      body: POST.body,
    });
    expect(apply({ kind: "add", text: "Please.", at: "start" }, "body")?.body).toBe(`Please. ${POST.body}`);
    expect(apply({ kind: "punctuation", to: "exclamation" }, "title")?.title).toBe("Why does Maria love ice!!!");
    expect(apply({ kind: "punctuation", to: "none" })?.body).toBe("She told John it is cold");
  });

  it("takes whole words whatever their case", () => {
    expect(apply({ kind: "remove", word: "MARIA" })?.title).toBe("Why does love ice?");
    expect(apply({ kind: "remove", word: "col" })).toBeNull();
    expect(apply({ kind: "replace", word: "ice", by: "$& snow" })?.title).toBe("Why does Maria love $& snow?");
    expect(apply({ kind: "remove", word: "a.c" })).toBeNull();
  });

  it("is null where there is nothing to change", () => {
    expect(apply({ kind: "set", column: "tag", value: "Physics" })).toBeNull();
    expect(apply({ kind: "set", column: "tag", value: "Earth" })?.tag).toBe("Earth");
    const empty = { texts: TEXTS, column: null, rng: makeRng(1) };
    for (const change of [{ kind: "typos", count: 3 }, { kind: "case", to: "upper" }, { kind: "names" }] as const) {
      expect(applyChange({ title: "", body: "a 1".slice(2) }, change, empty)).toBeNull();
    }
  });
});

describe("fillTemplate", () => {
  const from = { most: 100, rng: makeRng(1) };

  it("fills every way, the last list fastest", () => {
    const posts = fillTemplate({ title: "{a} is {b}", tag: "{a}" }, { a: ["x", "y"], b: ["1", "2"] }, from);
    expect(posts.map(({ title, tag }) => `${title} ${tag}`)).toEqual(["x is 1 x", "x is 2 x", "y is 1 y", "y is 2 y"]);
    expect(placeholdersOf({ title: "{a} {b} {a}" })).toEqual(["a", "b"]);
    expect(fillTemplate({ title: "as it is" }, {}, from)).toEqual([{ title: "as it is" }]);
  });

  it("draws some of too many ways, the same for the same seed", () => {
    const digits = Array.from("0123456789");
    const draw = () =>
      fillTemplate(
        { t: "{a}{b}{c}{d}" },
        { a: digits, b: digits, c: digits, d: digits },
        { most: 20, rng: makeRng(4) },
      );
    expect(new Set(draw().map(({ t }) => t)).size).toBe(20);
    expect(draw()).toEqual(draw());
  });

  it("says which list is missing or empty", () => {
    expect(() => fillTemplate({ t: "{who}" }, {}, from)).toThrow("the template has {who} and no list of that name");
    expect(() => fillTemplate({ t: "{who}" }, { who: [] }, from)).toThrow("the list {who} is empty");
  });
});

describe("describeTest", () => {
  it("says what is expected in a line", () => {
    const base = { name: "", posts: { kind: "test" }, column: null } as const;
    const typo = {
      ...base,
      kind: "invariance",
      change: { kind: "typos", count: 1 },
      tolerance: 0.1,
      tolerated: "relative",
    } as const;
    expect(describeTest(typo, false)).toBe("one typo: the score moves by at most 10%");
    expect(describeTest(typo, true)).toBe("one typo: the label stays");
    const without = {
      ...base,
      kind: "direction",
      change: { kind: "remove", word: "ice" },
      expect: "lower",
      by: 0,
      label: "sad",
    } as const;
    expect(describeTest(without, true)).toBe("without the word “ice”: the probability of sad gets lower");
  });
});

describe("proposeTests", () => {
  it("proposes harmless changes, and the words that go with the target their way", () => {
    const tests = proposeTests({
      task: "regression",
      texts: TEXTS,
      sample: [POST],
      words: [
        { word: "volcano", label: null, difference: 0.3 },
        { word: "spam", label: null, difference: -0.2 },
        { word: "odd", label: "happy", difference: 0.2 },
      ],
    });
    expect(tests.filter(({ kind }) => kind === "invariance")).toHaveLength(5);
    expect(tests.flatMap((test) => (test.kind === "direction" ? [[test.name, test.expect]] : []))).toEqual([
      ["Adding “volcano” raises it", "higher"],
      ["Adding “spam” lowers it", "lower"],
    ]);
    expect(proposeTests({ task: "regression", texts: [], words: [], sample: [POST] })).toEqual([]);
    const nameless = proposeTests({
      task: "regression",
      texts: ["title"],
      words: [],
      sample: [{ title: "why so cold" }],
    });
    expect(nameless.map(({ name }) => name)).not.toContain("Other first names");
  });
});
