import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFixture } from "../../../testing/fixture";
import { tokensOf } from "../../../testing/tokens";
import { isDataError } from "../../errors";
import { defaultOptions } from "../../options";
import type { CsrMatrix } from "../../sparse/csr";
import { TFIDF_OPTIONS } from "../feature-options";
import { fitTfidf } from "./fit-tfidf";
import type { TfidfSettings } from "./fitted-tfidf";
import { transformTfidf } from "./transform-tfidf";

interface TfidfFixture {
  readonly docs: readonly (readonly string[])[];
  readonly train: readonly number[];
  readonly cases: readonly {
    readonly settings: TfidfSettings;
    readonly terms: readonly string[];
    readonly idf: readonly number[];
    readonly indptr: readonly number[];
    readonly indices: readonly number[];
    readonly values: readonly number[];
  }[];
}

const fixture = readFixture<TfidfFixture>("tfidf");
const DEFAULTS = defaultOptions(TFIDF_OPTIONS);
const ALL = (texts: readonly unknown[]) => Uint32Array.from(texts.keys());

function denseOf({ rows, columns, indptr, indices, values }: CsrMatrix): number[][] {
  return Array.from({ length: rows }, (_, row) => {
    const dense = Array.from({ length: columns }, () => 0);
    for (let e = indptr[row]; e < indptr[row + 1]; e++) dense[indices[e]] = values[e];
    return dense;
  });
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (thrown) {
    return isDataError(thrown) ? thrown.code : String(thrown);
  }
  return "nothing thrown";
}

describe("fitTfidf and transformTfidf", () => {
  const named = fixture.cases.map((one) => ({ ...one, name: describeSettings(one.settings) }));

  it.each(named)("equal scikit-learn with $name", ({ settings, terms, idf, indptr, indices, values }) => {
    const tokens = tokensOf({ text: fixture.docs });
    const fitted = fitTfidf(tokens, ["text"], fixture.train, settings);
    const [vocabulary] = fitted.vocabularies;
    expect(vocabulary.terms).toEqual(terms);
    expectClose(vocabulary.idf, idf);
    const matrix = transformTfidf(fitted, tokens);
    expect(Array.from(matrix.indptr)).toEqual(indptr);
    expect(Array.from(matrix.indices)).toEqual(indices);
    expectClose(matrix.values, values);
  });

  it.each(named)("give the same for tokens in two columns joined, with $name", ({ settings, terms, values }) => {
    const tokens = tokensOf({
      title: fixture.docs.map((d) => d.slice(0, 2)),
      body: fixture.docs.map((d) => d.slice(2)),
    });
    const fitted = fitTfidf(tokens, ["title", "body"], fixture.train, settings);
    expect(fitted.vocabularies[0].terms).toEqual(terms);
    expectClose(transformTfidf(fitted, tokens).values, values);
  });

  it("keep a vocabulary for each column where they are apart", () => {
    const tokens = tokensOf({ title: [["bee"], ["ant"]], body: [["bee", "moth"], []] });
    const settings = { ...DEFAULTS, columns: "apart", norm: "none", useIdf: false } as const;
    const fitted = fitTfidf(tokens, ["title", "body"], [0, 1], settings);
    expect(fitted.vocabularies.map(({ columns, terms }) => [columns, terms])).toEqual([
      [["title"], ["ant", "bee"]],
      [["body"], ["bee", "moth"]],
    ]);
    expect(denseOf(transformTfidf(fitted, tokens))).toEqual([
      [0, 1, 1, 1],
      [1, 0, 0, 0],
    ]);
  });

  it("learn nothing from rows outside the training part", () => {
    const tokens = tokensOf({ text: [["bee"], ["moth", "moth"]] });
    const fitted = fitTfidf(tokens, ["text"], [0], DEFAULTS);
    expect(fitted.vocabularies[0].terms).toEqual(["bee"]);
    expect(denseOf(transformTfidf(fitted, tokens))).toEqual([[1], [0]]);
  });

  it("look terms up in tokens that were numbered otherwise and lack some of them", () => {
    const settings = { ...DEFAULTS, ngramMax: 2 } as const;
    const fitted = fitTfidf(tokensOf({ text: [["bee", "ant"], ["moth"]] }), ["text"], [0, 1], settings);
    const other = transformTfidf(fitted, tokensOf({ text: [["new", "moth"], ["ant", "bee"], []] }));
    expect(denseOf(other)).toEqual([
      [0, 0, 0, 1],
      [Math.SQRT1_2, Math.SQRT1_2, 0, 0].map((x) => expect.closeTo(x, 12)),
      [0, 0, 0, 0],
    ]);
  });

  it("take n-grams whole or not at all where they run past the end", () => {
    const settings = { ...DEFAULTS, ngramMin: 3, ngramMax: 5 } as const;
    const fitted = fitTfidf(
      tokensOf({
        text: [
          ["a", "b", "c"],
          ["a", "b"],
        ],
      }),
      ["text"],
      [0, 1],
      settings,
    );
    expect(fitted.vocabularies[0].terms).toEqual(["a b c"]);
  });

  it("hold every n-gram apart when there are more than the first table has room for", () => {
    const text = Array.from({ length: 9000 }, (_, i) => `w${i % 95}`).map((w, i) => `${w}x${Math.floor(i / 95) % 3}`);
    const settings = { ...DEFAULTS, maxFeatures: null, ngramMax: 4, norm: "none", useIdf: false } as const;
    const tokens = tokensOf({ text: [text] });
    const counts = new Map<string, number>();
    for (let n = 1; n <= 4; n++) {
      for (let i = 0; i + n <= text.length; i++) {
        const gram = text.slice(i, i + n).join(" ");
        counts.set(gram, (counts.get(gram) ?? 0) + 1);
      }
    }
    const fitted = fitTfidf(tokens, ["text"], [0], settings);
    const { terms } = fitted.vocabularies[0];
    expect([...terms]).toEqual([...counts.keys()].sort());
    expect(Array.from(transformTfidf(fitted, tokens).values)).toEqual(terms.map((term) => counts.get(term)));
  });

  it("give rows of length 1, whatever the texts, and do not depend on the order of the training rows", () => {
    const docs = fc.array(fc.array(fc.constantFrom("a", "b", "c", "d", "é"), { maxLength: 6 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(docs, fc.integer({ min: 1, max: 3 }), (texts, ngramMax) => {
        fc.pre(texts.some((text) => text.length > 0));
        const tokens = tokensOf({ text: texts });
        const settings = { ...DEFAULTS, ngramMax, maxFeatures: 4 };
        const fitted = fitTfidf(tokens, ["text"], ALL(texts), settings);
        expect(fitTfidf(tokens, ["text"], ALL(texts).reverse(), settings)).toEqual(fitted);
        for (const row of denseOf(transformTfidf(fitted, tokens))) {
          const length = Math.hypot(...row);
          if (length > 0) expect(length).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  it("refuse texts without a word left, with the remedy", () => {
    const tokens = tokensOf({ text: [[], []] });
    expect(() => fitTfidf(tokens, ["text"], [0, 1], DEFAULTS)).toThrow(
      /no word is left in the 2 training texts.*stop words/,
    );
    expect(codeOf(() => fitTfidf(tokens, ["text"], [0, 1], DEFAULTS))).toBe("empty-vocabulary");
  });

  it("refuse limits that no term meets", () => {
    const tokens = tokensOf({ text: [["a"], ["b"]] });
    expect(() => fitTfidf(tokens, ["text"], [0, 1], { ...DEFAULTS, minDf: 2 })).toThrow(/at least 2 .* lower minDf/);
  });

  it("refuse no rows, a column without tokens and lengths the wrong way round", () => {
    const tokens = tokensOf({ text: [["a"]] });
    expect(codeOf(() => fitTfidf(tokens, ["text"], [], DEFAULTS))).toBe("empty-split");
    expect(codeOf(() => fitTfidf(tokens, ["body"], [0], DEFAULTS))).toBe("missing-column");
    expect(codeOf(() => fitTfidf(tokens, ["text"], [0], { ...DEFAULTS, ngramMin: 2 }))).toBe("invalid-option");
  });
});

/** The reference prints 15 digits and adds up in another order. */
function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    expect(Math.abs(actual[i] - expected[i])).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected[i])));
  }
}

function describeSettings(settings: TfidfSettings): string {
  const changed = Object.entries(settings).filter(([name, value]) => value !== DEFAULTS[name as keyof TfidfSettings]);
  return changed.map(([name, value]) => `${name} ${value}`).join(", ");
}
