import { describe, expect, it } from "vitest";
import { csrOf } from "../../../testing/csr-of";
import { readFixture } from "../../../testing/fixture";
import { fitForest } from "../../../testing/fit-forest";
import type { FitData } from "../model";
import { forest } from "./forest";
import type { ForestOptions } from "./options";

interface ForestCase {
  readonly name: string;
  readonly options: Partial<ForestOptions>;
  readonly x: number[][];
  readonly y: number[];
  readonly test: number[][];
  readonly classes: number;
  readonly weights: number[] | null;
  readonly predictions: number[] | number[][];
  readonly importance: number[];
}

const { forests } = readFixture<{ forests: ForestCase[] }>("trees");

function dataOf({ x, y, classes, weights }: ForestCase): FitData {
  return {
    task: classes > 0 ? "classification" : "regression",
    classCount: classes,
    x: csrOf(x),
    y: Float64Array.from(y),
    ...(weights ? { weights: Float64Array.from(weights) } : {}),
  };
}

describe("forest beside scikit-learn, one tree on all rows", () => {
  it.each(forests)("$name: the same predictions and importance", (example) => {
    const { model } = fitForest(dataOf(example), {
      ...example.options,
      trees: 1,
      bootstrap: false,
      maxFeatures: 1,
    });
    const predictions = forest.predict(model, csrOf(example.test));
    // Targets are rounded to some 2^40 steps and class shares to 32 bits; a split that differed would show in the 3rd digit.
    const digits = example.classes > 2 ? 6 : 8;
    example.predictions.flat().forEach((expected, i) => expect(predictions[i]).toBeCloseTo(expected, digits));
    example.importance.forEach((expected, c) => expect(model.importance[c]).toBeCloseTo(expected, 6));
  });
});
