import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../../experiment/experiment";
import { cleanSummary } from "./clean-summary";

const settings = defaultExperiment().cleaning;

describe("cleanSummary", () => {
  it("states the default recipe", () => {
    expect(cleanSummary(settings)).toBe("Lower case, stop words removed, Porter stems");
  });
  it("states every step that is on, in order", () => {
    expect(
      cleanSummary({
        ...settings,
        urls: "remove",
        numbers: "token",
        extraStopWords: ["edit"],
        keepWords: ["not", "no"],
      }),
    ).toBe(
      "Links removed, lower case, numbers as one word, stop words removed, 1 own word removed, 2 words always kept, Porter stems",
    );
  });
  it("says so when nothing is done", () => {
    expect(cleanSummary({ ...settings, lowercase: false, stopWords: "none", stemmer: "none" })).toBe(
      "Words as they are",
    );
  });
});
