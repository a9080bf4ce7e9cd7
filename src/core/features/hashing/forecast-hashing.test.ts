import { describe, expect, it } from "vitest";
import { tokensOf } from "../../../testing/tokens";
import { zipfTexts } from "../../../testing/zipf-texts";
import { defaultOptions } from "../../options";
import { CsrBuilder } from "../../sparse/csr-builder";
import { TFIDF_OPTIONS } from "../feature-options";
import { fitHashing } from "./fit-hashing";
import { forecastHashing } from "./forecast-hashing";
import { hashedCount } from "./fitted-hashing";
import { hashingWriters } from "./hashing-writers";

const SETTINGS = { ...defaultOptions(TFIDF_OPTIONS), vectorizer: "hashing" } as const;

describe("forecastHashing", () => {
  const texts = zipfTexts(6000);
  const tokens = tokensOf({ text: texts });
  const sample = tokensOf({ text: texts.slice(0, 1500) });

  it.each([{ nFeatures: 4096 }, { nFeatures: 65_536, ngramMax: 2 }])(
    "comes near what %o takes, from a quarter of the rows",
    (options) => {
      const settings = { ...SETTINGS, ...options };
      const forecast = forecastHashing({ tokens: sample, columns: ["text"], rows: 6000, trainRows: 6000, settings });
      const fitted = fitHashing(tokens, ["text"], [...texts.keys()], settings);
      const [write] = hashingWriters(fitted, tokens);
      const builder = new CsrBuilder(6000, hashedCount(fitted), 16);
      texts.forEach((_, row) => {
        write(row, builder);
        builder.endRow();
      });
      const matrix = builder.finish();
      const within = (actual: number, guess: number) => expect(Math.abs(guess / actual - 1)).toBeLessThan(0.25);
      within(matrix.columns, forecast.terms);
      within(matrix.indices.length, forecast.entries);
    },
  );

  it("counts in a bounded memory, however many rows there are", () => {
    const settings = { ...SETTINGS, ngramMax: 3 };
    const of = (rows: number) =>
      forecastHashing({ tokens: sample, columns: ["text"], rows, trainRows: rows, settings }).fitBytes;
    expect(of(4_000_000)).toBe(of(40_000));
    expect(of(4_000_000)).toBeGreaterThan(8 * settings.nFeatures);
  });
});
