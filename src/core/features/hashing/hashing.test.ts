import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFixture } from "../../../testing/fixture";
import { tokensOf } from "../../../testing/tokens";
import { isDataError } from "../../errors";
import { defaultOptions } from "../../options";
import type { CsrMatrix } from "../../sparse/csr";
import { CsrBuilder } from "../../sparse/csr-builder";
import type { Tokens } from "../../text/tokens";
import { TFIDF_OPTIONS } from "../feature-options";
import type { TfidfSettings } from "../tfidf/fitted-tfidf";
import { fitHashing } from "./fit-hashing";
import { hashedCount, hashedLabel, placeOf } from "./fitted-hashing";
import type { FittedHashing } from "./fitted-hashing";
import { hashingWriters } from "./hashing-writers";
import { MurmurHash } from "./murmur-hash";
import { makeTermHasher } from "./term-hasher";

interface HashingFixture {
  readonly hashes: readonly (readonly [text: string, hash: number])[];
  readonly docs: readonly (readonly string[])[];
  readonly train: readonly number[];
  readonly cases: readonly {
    readonly settings: TfidfSettings;
    readonly rows: readonly number[];
    readonly indptr: readonly number[];
    readonly indices: readonly number[];
    readonly values: readonly number[];
  }[];
}

const fixture = readFixture<HashingFixture>("hashing");
const SETTINGS: TfidfSettings = { ...defaultOptions(TFIDF_OPTIONS), vectorizer: "hashing", nFeatures: 1024 };
const COUNTS = { ...SETTINGS, useIdf: false, norm: "none" } as const;

function transform(fitted: FittedHashing, tokens: Tokens, rows?: readonly number[]): CsrMatrix {
  const wanted = rows ?? Array.from({ length: tokens.columns[0].offsets.length - 1 }, (_, row) => row);
  const writers = hashingWriters(fitted, tokens);
  const builder = new CsrBuilder(wanted.length, hashedCount(fitted), 16);
  for (const row of wanted) {
    for (const write of writers) write(row, builder);
    builder.endRow();
  }
  return builder.finish();
}

describe("MurmurHash", () => {
  const encoder = new TextEncoder();

  it.each(fixture.hashes)("of %j is scikit-learn's", (text, expected) => {
    const hash = new MurmurHash();
    const bytes = encoder.encode(text);
    hash.add(bytes, 0, bytes.length);
    expect(hash.value()).toBe(expected);
  });

  it("is the same however the bytes are cut", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (parts) => {
        const [whole, cut] = [new MurmurHash(), new MurmurHash()];
        for (const part of parts) {
          const bytes = encoder.encode(part);
          cut.add(bytes, 0, bytes.length);
          cut.value();
        }
        const bytes = encoder.encode(parts.join(""));
        whole.add(bytes, 0, bytes.length);
        expect(cut.value()).toBe(whole.value());
      }),
    );
  });
});

describe("fitHashing and hashingWriters", () => {
  const named = fixture.cases.map((one) => ({ ...one, name: describeSettings(one.settings) }));

  it.each(named)("equal scikit-learn with $name", ({ settings, rows, indptr, indices, values }) => {
    const tokens = tokensOf({ text: fixture.docs });
    const fitted = fitHashing(tokens, ["text"], fixture.train, settings);
    const [part] = fitted.hashed;
    const matrix = transform(fitted, tokens, rows);
    const isTrained = new Set(fixture.train);
    for (let i = 0; i < rows.length; i++) {
      const expected = range(indptr[i], indptr[i + 1]).map((e) => [indices[e], values[e]] as const);
      const kept = expected.filter(([hash]) => placeOf(part, hash) >= 0);
      // what no training row fills is no column of the matrix, but counts in the length of the row
      if (isTrained.has(rows[i])) expect(kept).toEqual(expected);
      const actual = range(matrix.indptr[i], matrix.indptr[i + 1]);
      expect(actual.map((e) => part.hashes[matrix.indices[e]])).toEqual(kept.map(([hash]) => hash));
      actual.forEach((e, j) => expect(matrix.values[e]).toBeCloseTo(kept[j][1], 12));
    }
  });

  it("leave columns out that no training row fills, and count them in a row's length", () => {
    const tokens = tokensOf({ text: [["bee"], ["bee", "moth"]] });
    const fitted = fitHashing(tokens, ["text"], [0], { ...SETTINGS, useIdf: false });
    expect(hashedCount(fitted)).toBe(1);
    expect(Array.from(transform(fitted, tokens).values, Math.abs)).toEqual([1, 1 / Math.sqrt(2)]);
  });

  it("give the same for tokens in two columns joined, and columns of their own where they are apart", () => {
    const tokens = tokensOf({
      text: fixture.docs,
      title: fixture.docs.map((d) => d.slice(0, 2)),
      body: fixture.docs.map((d) => d.slice(2)),
    });
    const one = fitHashing(tokens, ["text"], fixture.train, { ...SETTINGS, ngramMax: 2 });
    const two = fitHashing(tokens, ["title", "body"], fixture.train, { ...SETTINGS, ngramMax: 2 });
    expect(transform(two, tokens)).toEqual(transform(one, tokens));
    const apart = fitHashing(tokens, ["title", "body"], fixture.train, { ...SETTINGS, columns: "apart" });
    expect(apart.hashed.map(({ columns }) => columns)).toEqual([["title"], ["body"]]);
    const both = transform(apart, tokens);
    expect(both.columns).toBe(apart.hashed[0].hashes.length + apart.hashed[1].hashes.length);
  });

  it("do not depend on the numbering of the tokens, on the order of training rows, nor on which rows are written", () => {
    const docs = fc.array(fc.array(fc.constantFrom("a", "b", "cé", "日本", "e", "f"), { maxLength: 7 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(docs, fc.integer({ min: 1, max: 3 }), fc.constantFrom(16, 64, 4096), (texts, ngramMax, nFeatures) => {
        fc.pre(texts.some((text) => text.length > 0));
        const settings = { ...SETTINGS, ngramMax, nFeatures };
        const rows = texts.map((_, row) => row);
        const tokens = tokensOf({ text: texts });
        const renumbered = tokensOf({ other: [["f", "日本"], ...texts], text: [[], ...texts] });
        const fitted = fitHashing(tokens, ["text"], rows, settings);
        expect(fitHashing(tokens, ["text"], rows.toReversed(), settings)).toEqual(fitted);
        const all = transform(fitted, tokens);
        expect(
          transform(
            fitted,
            renumbered,
            rows.map((row) => row + 1),
          ),
        ).toEqual(all);
        for (const row of rows) {
          const alone = transform(fitted, tokens, [row]);
          const [from, to] = [all.indptr[row], all.indptr[row + 1]];
          expect(alone.indices).toEqual(all.indices.slice(from, to));
          expect(alone.values).toEqual(all.values.slice(from, to));
        }
      }),
    );
  });

  it("take the logarithm of a count's size where signs alternate", () => {
    const words = Array.from({ length: 40 }, (_, i) => `w${i}`);
    const down = words.find((word) => (makeTermHasher(SETTINGS)(word) & 1) === 1)!;
    const tokens = tokensOf({ text: [[down, down, down]] });
    const fitted = fitHashing(tokens, ["text"], [0], { ...COUNTS, sublinearTf: true });
    expect(transform(fitted, tokens).values[0]).toBeCloseTo(-(1 + Math.log(3)), 12);
  });

  it("name columns by their most frequent terms, at most three, and the rest by number", () => {
    const words = Array.from({ length: 60 }, (_, i) => `w${i}`);
    const settings = { ...SETTINGS, nFeatures: 16 };
    const texts = words.flatMap((word, i) => Array.from({ length: 60 - i }, () => [word]));
    const tokens = tokensOf({ text: texts });
    const { hashed } = fitHashing(tokens, ["text"], [...texts.keys()], settings);
    const hashOf = (word: string) => makeTermHasher(settings)(word) >>> 1;
    const hash = hashOf("w0");
    const there = words.filter((word) => hashOf(word) === hash);
    expect(there.length).toBeGreaterThan(1);
    const label = hashedLabel(hashed[0], placeOf(hashed[0], hash));
    expect(label).toBe(`${there.slice(0, 3).join(", ")} (hash ${hash})`);
    const { names, ...bare } = hashed[0];
    const nameless = { ...names, places: new Uint32Array(), terms: [], documentCounts: new Uint32Array() };
    expect(hashedLabel({ ...bare, names: nameless }, 0)).toBe(`hash ${hashed[0].hashes[0]}`);
  });

  it("refuse texts without a word left, with the remedy", () => {
    const tokens = tokensOf({ text: [[], []] });
    try {
      fitHashing(tokens, ["text"], [0, 1], SETTINGS);
      expect.unreachable();
    } catch (thrown) {
      expect(isDataError(thrown) && thrown.code).toBe("empty-vocabulary");
    }
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

function describeSettings(settings: TfidfSettings): string {
  const changed = Object.entries(settings).filter(([name, value]) => value !== SETTINGS[name as keyof TfidfSettings]);
  return changed.map(([name, value]) => `${name} ${value}`).join(", ");
}
