import { expect, it } from "vitest";
import { readAskscience } from "../../../testing/askscience";
import { describeWithShared, readSharedJson } from "../../../testing/shared-data";
import { defaultOptions } from "../../options";
import { takeRows } from "../../sparse/csr";
import type { FitData } from "../model";
import { mlp } from "./mlp";
import { MLP_OPTIONS } from "./options";

interface Reference {
  readonly models: { readonly mlp: { readonly rmse_mean: number } };
}

describeWithShared("mlp against scikit-learn on the askscience posts", () => {
  it.each(["askscience_ratio", "askscience_dedup"] as const)(
    "errs at most 3 percent more than MLPRegressor(100, 50), mean of 3 seeds: %s",
    async (name) => {
      const { split, train, test } = readAskscience(name);
      const held = new Set(split.validation);
      const positions = (wanted: boolean) =>
        Uint32Array.from([...split.train.keys()].filter((i) => held.has(split.train[i]) === wanted));
      const part = (rows: Uint32Array) => ({
        x: takeRows(train.x, rows),
        y: Float64Array.from(rows, (row) => train.y[row]),
      });
      const data: FitData = {
        task: "regression",
        classCount: 0,
        ...part(positions(false)),
        validation: part(positions(true)),
      };
      const errors: number[] = [];
      for (const seed of [0, 1, 2]) {
        const { model } = await mlp.fitJob(data, { ...defaultOptions(MLP_OPTIONS), seed }, "train");
        const predicted = mlp.predict(model, test.x);
        const squares = predicted.reduce((sum, value, i) => sum + (value - test.y[i]) ** 2, 0);
        errors.push(Math.sqrt(squares / test.y.length));
      }
      const mean = errors.reduce((a, b) => a + b) / 3;
      const { rmse_mean: expected } = readSharedJson<Reference>("reference", `${name}.json`).models.mlp;
      expect(mean / expected).toBeLessThan(1.03);
      // far below it would mean that the test rows leaked
      expect(mean / expected).toBeGreaterThan(0.9);
    },
  );
});
