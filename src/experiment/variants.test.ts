import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultExperiment, mergeExperiment } from "./experiment";
import { formatText, parseText } from "./experiment-text";
import { applyPreset, PRESETS } from "./presets";
import type { Experiment } from "./schema";
import {
  applyVariant,
  findVariant,
  overridesOf,
  parseVariants,
  problemsOfVariant,
  renameVariant,
  repairVariants,
  variantDocument,
  withVariant,
  withoutVariant,
} from "./variants";

const base = mergeExperiment(defaultExperiment(), {
  name: "Posts",
  problem: { target: "score", bar: 40 },
  data: {
    file: "a.csv",
    sha256: "a".repeat(64),
    columns: { title: { role: "text" }, url: { role: "ignore", type: "text", why: "an address" } },
  },
  model: { kind: "forest", trees: 50 } as never,
});

/** Any way of learning, on columns set in any way, for either task. */
const experiments: fc.Arbitrary<Experiment> = fc
  .record({
    preset: fc.constantFrom(...PRESETS),
    task: fc.constantFrom("regression", "classification" as const),
    seed: fc.nat(9),
    bar: fc.option(fc.integer({ min: 1, max: 9 })),
    columns: fc.dictionary(
      fc.constantFrom("title", "url", "a.b", "__proto__"),
      fc.record({ role: fc.constantFrom("text", "ignore" as const), why: fc.string() }, { requiredKeys: [] }),
    ),
    stopWords: fc.constantFrom("english", "none"),
  })
  .filter(({ preset, task }) => preset.tasks.includes(task as never))
  .map(({ preset, task, seed, bar, columns, stopWords }) => {
    const changed = mergeExperiment(defaultExperiment(), {
      problem: { task: task as never, bar },
      split: { seed },
      cleaning: { stopWords } as never,
    });
    return applyPreset({ ...changed, data: { ...changed.data, columns } }, preset);
  });

describe("a variant", () => {
  it("is what it was saved from, whatever differs, and keeps only that", () => {
    fc.assert(
      fc.property(experiments, experiments, (from, to) => {
        const made = applyVariant(from, { name: "x", overrides: overridesOf(from, to) });
        expect(made).toEqual({ ...to, name: "Untitled: x" });
      }),
    );
    expect(overridesOf(base, mergeExperiment(base, { name: "else", split: { seed: 7 } }))).toEqual({
      split: { seed: 7 },
    });
    expect(overridesOf(base, base)).toEqual({});
  });

  it("follows its base, whose file and null values stay", () => {
    const deep = { name: "Deep", overrides: { problem: { bar: null }, model: { maxDepth: 9 } } };
    const later = mergeExperiment(base, { model: { trees: 70 } as never, split: { seed: 5 } });
    expect(applyVariant(later, deep)).toMatchObject({
      name: "Posts: Deep",
      problem: { target: "score", bar: null },
      data: { file: "a.csv", columns: { title: { role: "text" } } },
      split: { seed: 5 },
      model: { kind: "forest", trees: 70, maxDepth: 9 },
    });
    const ridge = mergeExperiment(base, { model: { kind: "ridge" } as never });
    expect(problemsOfVariant(ridge, deep)).toEqual([
      { path: "variants.Deep.model.maxDepth", message: "is not a known setting" },
    ]);
  });

  it("takes out what is set of a column by null, as a merge patch does", () => {
    const overrides = { data: { columns: { url: null, title: { role: null, why: "unsure" } } } };
    expect(applyVariant(base, { name: "x", overrides }).data.columns).toEqual({ title: { why: "unsure" } });
  });

  it("may have a base whose name is as long as can be", () => {
    const long = { ...base, name: "n".repeat(200) };
    expect(applyVariant(long, { name: "v".repeat(80), overrides: {} }).name).toMatch(/: v+$/);
  });
});

describe("a document of variants", () => {
  const set = {
    base,
    variants: [
      { name: "Deep", overrides: { model: { maxDepth: 9 } } },
      { name: "Plain", overrides: {} },
    ],
  };

  it.each(["json", "yaml"] as const)("goes through %s", (format) => {
    expect(parseVariants(parseText(formatText(variantDocument(set), format), format))).toEqual(set);
  });

  it.each([
    [[], /^the document must be an object/],
    [{ variants: {} }, /^base is absent/],
    [{ base: {}, variant: {} }, /^variant is not known beside base and variants/],
    [{ base: {}, variants: [] }, /^variants must hold overrides by name, got \[\]/],
    [{ base: { model: { kind: "frost" } } }, /^base\.model\.kind must be one of/],
    [{ base: {}, variants: { a: 3 } }, /^variants\.a must be the settings it changes, got 3/],
    [{ base: {}, variants: { a: { modle: {} } } }, /^variants\.a\.modle is not a known setting/],
    [
      { base: {}, variants: { a: { model: { kind: "forest", trees: -1 } }, b: { split: { seed: "x" } } } },
      /variants\.a\.model\.trees must be .*, got -1.*; variants\.b\.split\.seed/,
    ],
    [{ base: {}, variants: { " ": {} } }, /must have 1 to 80 characters/],
    [{ base: { version: 99 } }, /newer|version 99/],
  ])("%j is refused with the path", (document, words) => {
    expect(() => parseVariants(document)).toThrow(words);
  });

  it("is kept from visit to visit, with variants that are to be mended", () => {
    const broken = { ...set, variants: [...set.variants, { name: "Bad", overrides: { model: { nope: 1 } } }] };
    expect(repairVariants(structuredClone(broken))).toEqual(broken);
    expect([repairVariants(undefined), repairVariants({ base: 3, variants: [] })]).toEqual([null, null]);
  });

  it("has one variant for a name", () => {
    const more = withVariant(set, { name: " Deep ", overrides: {} });
    expect(more.variants.map(({ name }) => name)).toEqual(["Deep", "Plain"]);
    expect(findVariant(more, "Deep").overrides).toEqual({});
    expect(renameVariant(set, "Deep", "Deeper").variants[0].name).toBe("Deeper");
    expect(() => renameVariant(set, "Deep", "Plain")).toThrow(/another variant is called "Plain"/);
    expect(withoutVariant(set, "Deep").variants).toHaveLength(1);
    expect(() => findVariant(set, "Deeep")).toThrow('there is no variant "Deeep"; there are: "Deep", "Plain"');
  });
});
