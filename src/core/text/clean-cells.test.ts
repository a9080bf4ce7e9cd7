import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFixture } from "../../testing/fixture";
import { defaultOptions } from "../options";
import { cellsFromStrings } from "../table/cells";
import { cleanCells } from "./clean-cells";
import { CLEANING_OPTIONS } from "./cleaning-options";
import type { CleaningSettings } from "./cleaning-options";
import { TokenMerger } from "./merge-tokens";
import { tokenize } from "./tokenize";
import type { Tokens } from "./tokens";

const fixture = readFixture<{ cases: { text: string; tokens: string[] }[] }>("tokens");
const DEFAULTS = defaultOptions(CLEANING_OPTIONS);

function textsOf(tokens: Tokens, column = 0): string[][] {
  const { offsets, ids } = tokens.columns[column];
  return Array.from({ length: offsets.length - 1 }, (_, i) =>
    Array.from(ids.subarray(offsets[i], offsets[i + 1]), (id) => tokens.vocabulary[id]),
  );
}

function clean(texts: readonly string[], settings: CleaningSettings = DEFAULTS): Tokens {
  return cleanCells([{ name: "text", cells: cellsFromStrings(texts) }], settings, 0, texts.length);
}

describe("cleanCells", () => {
  it("gives an empty vocabulary for no rows and for empty cells", () => {
    expect(clean([]).vocabulary).toEqual([]);
    expect(textsOf(clean(["", "  ", "?!"]))).toEqual([[], [], []]);
  });

  it("gives the tokens of the reference for odd texts", () => {
    expect(textsOf(clean(fixture.cases.map((c) => c.text)))).toEqual(fixture.cases.map((c) => c.tokens));
  });

  it("numbers tokens row by row, across the columns", () => {
    const columns = [
      { name: "title", cells: cellsFromStrings(["bees", "ants"]) },
      { name: "body", cells: cellsFromStrings(["wasps", "bees"]) },
    ];
    expect(cleanCells(columns, DEFAULTS, 0, 2).vocabulary).toEqual(["bee", "wasp", "ant"]);
  });

  it("takes only the rows asked for", () => {
    const cells = cellsFromStrings(["one bee", "two bees", "three wasps"]);
    const tokens = cleanCells([{ name: "text", cells }], DEFAULTS, 1, 3);
    expect(textsOf(tokens)).toEqual([["bee"], ["wasp"]]);
  });

  it("keeps words apart when there are more than its first table holds", () => {
    const words = Array.from({ length: 20_000 }, (_, i) => `w${i}x`);
    const tokens = clean([words.join(" "), words.join("-")], { ...DEFAULTS, stemmer: "none" });
    expect(tokens.vocabulary).toEqual(words);
    expect(textsOf(tokens)[1]).toEqual(words);
  });

  it("stops when aborted and says how far it is", () => {
    const reports: number[] = [];
    const signal = {
      aborted: true,
      throwIfAborted: () => {
        throw new Error("stopped");
      },
    };
    const cells = cellsFromStrings(Array.from({ length: 5000 }, () => "bee"));
    const columns = [{ name: "text", cells }];
    expect(() => cleanCells(columns, DEFAULTS, 0, 5000, { signal })).toThrow("stopped");
    cleanCells(columns, DEFAULTS, 0, 5000, { onProgress: ({ done }) => reports.push(done) });
    expect(reports).toEqual([2048, 4096]);
  });

  // Pieces at the border of what the path over bytes takes: its separators, letters past ASCII, marks that join.
  const piece = fc.oneof(
    fc.constantFrom("bees", "The", "plAnting", "_", "7", " ", ".", "’", "“", "\u00a0", "…", "😀", "é", "Σ", "İ"),
    fc.constantFrom("\u0301", "²", "½", "µ", "\u206f", "ⁱ", "K", "中", "𝒜", "🯱", "\u2028", "x\u200by", "AΣ"),
    fc.string({ unit: "binary", maxLength: 6 }),
  );
  const text = fc.array(piece, { maxLength: 15 }).map((parts) => parts.join(""));

  it("gives what tokenize gives, with the default steps and with others", () => {
    const settings = fc.constantFrom<CleaningSettings>(
      DEFAULTS,
      { ...DEFAULTS, lowercase: false },
      { ...DEFAULTS, stemmer: "none", stopWords: "none", minLength: 1 },
      { ...DEFAULTS, punctuation: "keep", stripAccents: true, urls: "token" },
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), settings, (texts, chosen) => {
        expect(textsOf(clean(texts, chosen))).toEqual(texts.map((one) => tokenize(one, chosen)));
      }),
      { numRuns: 500 },
    );
  });

  it("gives the same tokens and numbers wherever the rows are cut", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 12 }), fc.nat(), fc.nat(), (rows, a, b) => {
        const columns = [
          { name: "title", cells: cellsFromStrings(rows.map((row) => row[0])) },
          { name: "body", cells: cellsFromStrings(rows.map((row) => row[1])) },
        ];
        const cuts = [0, a % (rows.length + 1), b % (rows.length + 1), rows.length].sort((x, y) => x - y);
        const chunks = [0, 1, 2].map((i) => cleanCells(columns, DEFAULTS, cuts[i], cuts[i + 1]));
        const merger = new TokenMerger();
        for (const chunk of chunks) merger.add(chunk);
        expect(merger.finish()).toEqual(cleanCells(columns, DEFAULTS, 0, rows.length));
      }),
    );
  });
});

describe("TokenMerger", () => {
  it("gives no columns for no chunks", () => {
    expect(new TokenMerger().finish()).toEqual({ vocabulary: [], columns: [] });
  });
});
