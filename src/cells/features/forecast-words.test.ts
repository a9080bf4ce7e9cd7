import { describe, expect, it } from "vitest";
import { forecastSentence, isLarge, remedyText } from "./forecast-words";

const forecast = (read: number, train: number, fits: boolean) => ({
  stages: [
    { stage: "read", bytes: read },
    { stage: "train", bytes: train },
  ],
  totalBytes: read + train,
  limitBytes: 1e9,
  fits,
  remedies: [],
});

describe("forecastSentence", () => {
  it("names the largest part first and leaves out what does not matter", () => {
    expect(forecastSentence(forecast(300e6, 900e6, true))).toBe(
      "Running all will hold about 1.2 GB: the model 900 MB, the table 300 MB.",
    );
    expect(forecastSentence(forecast(1e6, 900e6, true))).toBe("Running all will hold about 901 MB: the model 900 MB.");
  });
});

describe("isLarge", () => {
  it("keeps quiet about a small file that fits", () => {
    expect(isLarge(forecast(2e6, 20e6, true))).toBe(false);
    expect(isLarge(forecast(2e6, 20e6, false))).toBe(true);
    expect(isLarge(forecast(200e6, 90e6, true))).toBe(true);
  });
});

describe("remedyText", () => {
  it("says what a remedy saves, where that is anything", () => {
    const from = forecast(300e6, 900e6, false);
    const remedy = { label: "Single words only", change: {} };
    expect(remedyText({ ...remedy, savesBytes: 400e6 }, from)).toBe("Single words only (saves 400 MB)");
    expect(remedyText({ ...remedy, savesBytes: 1e6 }, from)).toBe("Single words only");
  });
});
