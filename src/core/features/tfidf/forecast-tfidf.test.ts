import { describe, expect, it } from "vitest";
import { tokensOf } from "../../../testing/tokens";
import { zipfTexts } from "../../../testing/zipf-texts";
import { defaultOptions } from "../../options";
import { csrBytes } from "../../sparse/csr";
import { TFIDF_OPTIONS } from "../feature-options";
import { fitTfidf } from "./fit-tfidf";
import { forecastTfidf } from "./forecast-tfidf";
import { transformTfidf } from "./transform-tfidf";

const DEFAULTS = defaultOptions(TFIDF_OPTIONS);

describe("forecastTfidf", () => {
  const texts = zipfTexts(6000);
  const all = Uint32Array.from(texts.keys());
  const tokens = tokensOf({ text: texts });
  const sample = tokensOf({ text: texts.slice(0, 1500) });

  it.each([
    { ngramMax: 1, maxFeatures: null },
    { ngramMax: 2, maxFeatures: null },
    { ngramMax: 1, maxFeatures: 500 },
  ])("comes near what %o takes, from a quarter of the rows", (options) => {
    const settings = { ...DEFAULTS, ...options };
    const forecast = forecastTfidf({ tokens: sample, columns: ["text"], rows: 6000, trainRows: 6000, settings });
    const fitted = fitTfidf(tokens, ["text"], all, settings);
    const matrix = transformTfidf(fitted, tokens);
    const within = (actual: number, guess: number) => expect(Math.abs(guess / actual - 1)).toBeLessThan(0.25);
    within(matrix.columns, forecast.terms);
    within(matrix.indices.length, forecast.entries);
    within(csrBytes(matrix), forecast.matrixBytes);
  });

  it("adds up columns that are apart", () => {
    const two = tokensOf({ title: [["a", "b"], ["a"]], body: [["a"], ["c"]] });
    const settings = { ...DEFAULTS, columns: "apart" } as const;
    const forecast = forecastTfidf({ tokens: two, columns: ["title", "body"], rows: 2, trainRows: 2, settings });
    expect(forecast).toMatchObject({ terms: 4, entries: 5 });
  });

  it("forecasts nothing from nothing", () => {
    const empty = tokensOf({ text: [] });
    expect(
      forecastTfidf({ tokens: empty, columns: ["text"], rows: 0, trainRows: 0, settings: DEFAULTS }),
    ).toMatchObject({
      grams: 0,
      entries: 0,
    });
  });
});
