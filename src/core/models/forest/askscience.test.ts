import { expect, it } from "vitest";
import { readAskscience, type AskscienceCase } from "../../../testing/askscience";
import { fitForest } from "../../../testing/fit-forest";
import { describeWithShared, readSharedJson } from "../../../testing/shared-data";
import { forest } from "./forest";

interface Reference {
  readonly models: { readonly rf: { readonly rmse_mean: number } };
}

describeWithShared("the forest on the real posts", () => {
  // Forests of 100 trees scatter by about 0.4% from seed to seed, scikit-learn's as ours.
  it.each<AskscienceCase>(["askscience_ratio", "askscience_dedup"])(
    "%s: the mean error of three seeds is within 1.5% of scikit-learn's",
    (name) => {
      const { train, test } = readAskscience(name);
      const errors = [0, 1, 2].map((seed) => {
        const { model } = fitForest({ task: "regression", classCount: 0, ...train }, { seed });
        const predictions = forest.predict(model, test.x);
        return Math.sqrt(predictions.reduce((sum, value, i) => sum + (value - test.y[i]) ** 2, 0) / test.y.length);
      });
      const reference = readSharedJson<Reference>("reference", `${name}.json`).models.rf.rmse_mean;
      const mean = errors.reduce((a, b) => a + b, 0) / errors.length;
      expect(Math.abs(mean / reference - 1)).toBeLessThan(0.015);
    },
    120_000,
  );
});
