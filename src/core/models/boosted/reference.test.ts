import { describe, expect, it } from "vitest";
import { csrOf } from "../../../testing/csr-of";
import { fitBoosted } from "../../../testing/fit-boosted";
import { readFixture } from "../../../testing/fixture";
import { boosted } from "./boosted";
import type { BoostedOptions } from "./options";

type Cells = (number | null)[][];

interface BoostedCase {
  readonly name: string;
  readonly options: Partial<BoostedOptions>;
  readonly x: Cells;
  readonly y: number[];
  readonly test: Cells;
  readonly classes: number;
  readonly weights: number[] | null;
  readonly predictions: number[] | number[][];
}

const { boosted: cases } = readFixture<{ boosted: BoostedCase[] }>("trees");

function matrixOf(cells: Cells) {
  return csrOf(cells.map((row) => row.map((cell) => cell ?? NaN)));
}

describe("boosted trees beside scikit-learn", () => {
  it.each(cases)("$name: the same predictions", ({ options, x, y, test, classes, weights, predictions }) => {
    const { model } = fitBoosted(
      {
        task: classes > 0 ? "classification" : "regression",
        classCount: classes,
        x: matrixOf(x),
        y: Float64Array.from(y),
        ...(weights ? { weights: Float64Array.from(weights) } : {}),
      },
      options,
    );
    const found = boosted.predict(model, matrixOf(test));
    const expected = predictions.flat();
    // scikit-learn keeps gradients in 32 bits; a split that differed would show in the 3rd digit.
    const digits = classes > 2 ? 4 : 5;
    expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, digits));
  });
});
