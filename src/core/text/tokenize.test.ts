import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFixture } from "../../testing/fixture";
import { defaultOptions } from "../options";
import { CLEANING_OPTIONS } from "./cleaning-options";
import type { CleaningSettings } from "./cleaning-options";
import { ENGLISH_STOP_WORDS } from "./stop-words";
import { tokenize } from "./tokenize";
import { makeTokenTracer } from "./trace-tokens";

interface TokensFixture {
  readonly stopWords: readonly string[];
  readonly cases: readonly {
    readonly text: string;
    readonly words: readonly string[];
    readonly tokens: readonly string[];
  }[];
}

const fixture = readFixture<TokensFixture>("tokens");
const DEFAULTS = defaultOptions(CLEANING_OPTIONS);
const WORDS_ONLY: CleaningSettings = { ...DEFAULTS, stopWords: "none", stemmer: "none" };

describe("tokenize", () => {
  it("gives nothing for an empty text", () => {
    expect(tokenize("", DEFAULTS)).toEqual([]);
    expect(tokenize(" \n\t", DEFAULTS)).toEqual([]);
  });

  it.each(fixture.cases)("cuts the words Python cuts from $text", ({ text, words }) => {
    expect(tokenize(text, WORDS_ONLY)).toEqual(words);
  });

  it.each(fixture.cases)("gives the tokens of scikit-learn and NLTK for $text", ({ text, tokens }) => {
    expect(tokenize(text, DEFAULTS)).toEqual(tokens);
  });

  it("knows the very stop words of scikit-learn", () => {
    expect([...ENGLISH_STOP_WORDS].sort()).toEqual(fixture.stopWords);
  });

  it("counts characters, not UTF-16 units, against the shortest length", () => {
    expect(tokenize("𝒜 𝒜𝒜 ab", WORDS_ONLY)).toEqual(["𝒜𝒜", "ab"]);
  });

  it("keeps a short stem of a word that was long enough", () => {
    expect(tokenize("dies dying", { ...DEFAULTS, minLength: 4 })).toEqual(["di", "dy"]);
  });

  it("drops own words and spares kept ones, whatever their case", () => {
    const settings = { ...DEFAULTS, extraStopWords: ["Plants"], keepWords: ["not"] };
    expect(tokenize("Plants plant not the", settings)).toEqual(["plant", "not"]);
  });

  it("lets a kept word win over the own list", () => {
    expect(tokenize("bee", { ...DEFAULTS, extraStopWords: ["bee"], keepWords: ["bee"] })).toEqual(["bee"]);
  });

  it("finds stop words in capitals too where the case is kept, and stems without losing it", () => {
    expect(tokenize("The Planting of TREES", { ...DEFAULTS, lowercase: false })).toEqual(["Plant", "TREE"]);
  });

  it("keeps marks of excitement as words where asked", () => {
    const settings: CleaningSettings = { ...DEFAULTS, punctuation: "keep" };
    expect(tokenize("Bees?! Well... gone….", settings)).toEqual(["bee", "?", "!", "…", "gone", "…"]);
  });

  it("turns numbers and addresses into one word each", () => {
    const settings: CleaningSettings = { ...DEFAULTS, numbers: "token", urls: "token" };
    expect(tokenize("3.14 at https://example.org/2020/01, h2o", settings)).toEqual(["numbertoken", "urltoken", "h2o"]);
  });
});

const settingsArbitrary: fc.Arbitrary<CleaningSettings> = fc.record({
  unicode: fc.constantFrom("none", "NFC", "NFKC"),
  decodeHtml: fc.boolean(),
  stripMarkdown: fc.boolean(),
  urls: fc.constantFrom("keep", "remove", "token"),
  stripReddit: fc.boolean(),
  lowercase: fc.boolean(),
  stripAccents: fc.boolean(),
  numbers: fc.constantFrom("keep", "remove", "token"),
  punctuation: fc.constantFrom("split", "keep"),
  minLength: fc.integer({ min: 1, max: 4 }),
  stopWords: fc.constantFrom("none", "english"),
  extraStopWords: fc.constant(["urltoken", "bees"]),
  keepWords: fc.constant(["the"]),
  stemmer: fc.constantFrom("none", "porter"),
});
const textArbitrary = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "bees ",
        "the ",
        "https://x.org/a?b=1 ",
        "<b>",
        "&amp;",
        "\nEdit: ",
        "**",
        "[a](b)",
        "12.5 ",
        "É",
        "u/me ",
      ),
      fc.string({ unit: "grapheme", maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("makeTokenTracer", () => {
  it("says of every word in order what became of it", () => {
    const trace = makeTokenTracer({ ...DEFAULTS, urls: "remove", numbers: "token" });
    expect(trace("The 12 bees: https://example.org!")).toEqual([
      { token: "the", to: null, removed: "stop word" },
      { token: "12", to: "numbertoken", removed: null },
      { token: "bees", to: "bee", removed: null },
      { token: "https://example.org", to: null, removed: "web address" },
    ]);
  });

  it("shows an address inside a removed line", () => {
    const trace = makeTokenTracer({ ...DEFAULTS, urls: "token", stripReddit: true });
    expect(trace("Edit: see www.example.org")).toEqual([
      { token: "Edit: see  www.example.org ", to: null, removed: "Reddit mark" },
    ]);
  });

  it("keeps exactly the tokens of tokenize, for any text and settings", () => {
    fc.assert(
      fc.property(textArbitrary, settingsArbitrary, (text, settings) => {
        const kept = makeTokenTracer(settings)(text).flatMap(({ to }) => (to === null ? [] : [to]));
        expect(kept).toEqual(tokenize(text.replace(/[\ue000-\uf8ff]/g, " "), settings));
      }),
      { numRuns: 500 },
    );
  });
});
