import { describe, expect, it } from "vitest";
import type { Run, TrainView } from "../../pipeline/views";
import { backendSentence, modelFacts } from "./model-facts";
import { kindsFor, modelTabs } from "./model-tabs";
import { featureText, weightFinding } from "./feature-weights";
import type { FeatureWeight } from "./feature-weights";
import { recallOptions, rememberOptions } from "./remembered-options";
import { readCurve } from "./training-curve";
import { memorisedNote, trainingFinding } from "./training-finding";

const epochs = (validation: readonly number[], train = validation.map((v) => v / 2)) =>
  validation.map((value, i) => ({ epoch: i + 1, train: train[i], validation: value }));
const curveOf = (points: readonly Record<string, number>[], unit = "epoch") =>
  readCurve(points, { unit, target: "score" })!;

describe("readCurve", () => {
  it("watches validation and calls the rest training", () => {
    const curve = curveOf(epochs([5, 4]));
    expect(curve.series.map(({ name, isMain }) => [name, isMain])).toEqual([
      ["validation", true],
      ["train", false],
    ]);
    expect(curve.measure).toBe("RMSE, score");
    expect(curve.positionName).toBe("Epoch");
  });

  it("reads an out-of-bag curve over trees, and prefers errors to losses", () => {
    expect(curveOf([{ trees: 1, oobRmse: 3 }], "trees").series[0].name).toBe("out of bag");
    expect(curveOf([{ epoch: 1, trainLoss: 3, trainRmse: 40 }]).series.map(({ key }) => key)).toEqual(["trainRmse"]);
    expect(curveOf([{ epoch: 1, trainLoss: 3 }]).measure).toBe("Loss");
  });

  it("takes the training's word for what its curve measures", () => {
    const points = [{ trees: 1, train: 3, validation: 4 }];
    const measured = (measure: string) => readCurve(points, { unit: "trees", target: "score", measure })?.measure;
    expect(measured("MAE")).toBe("MAE, score");
    expect(measured("log loss")).toBe("Log loss");
  });

  it("knows the progress of a solver from an error", () => {
    const points = [
      { iterations: 1, gradient: 1 },
      { iterations: 2, gradient: 1e-9 },
    ];
    const curve = curveOf(points, "iterations");
    expect([curve.isError, curve.measure]).toEqual([false, "Gradient"]);
    expect(trainingFinding(curve, { points })).toBe("The solver took 2 iterations");
  });

  it("is null where there is nothing to draw", () => {
    expect(readCurve([], { unit: "epoch", target: "score" })).toBeNull();
    expect(readCurve([{ epoch: 1 }], { unit: "epoch", target: "score" })).toBeNull();
  });
});

describe("trainingFinding", () => {
  it("says where validation stopped improving", () => {
    const points = epochs([500, 480, 470, 475, 480]);
    expect(trainingFinding(curveOf(points), { points, best: 2 })).toBe("Validation stopped improving at epoch 3");
  });

  it("says that it had not", () => {
    const points = epochs([500, 480, 470]);
    expect(trainingFinding(curveOf(points), { points, best: 2 })).toBe("Validation was still improving at epoch 3");
  });

  it("speaks of a running training in the present", () => {
    const falling = epochs([500, 480, 470]);
    expect(trainingFinding(curveOf(falling), { points: falling }, true)).toBe("Validation is still improving: 470");
    const stuck = epochs([500, 470, 480]);
    expect(trainingFinding(curveOf(stuck), { points: stuck }, true)).toBe("Validation has not improved since epoch 2");
  });

  it("tells a settled forest from one that more trees would help", () => {
    const settled = Array.from({ length: 100 }, (_, i) => ({ trees: i + 1, oobRmse: 5000 + 2000 * Math.exp(-i / 8) }));
    expect(trainingFinding(curveOf(settled, "trees"), { points: settled })).toMatch(/settled after \d+ trees/);
    const falling = Array.from({ length: 20 }, (_, i) => ({ trees: i + 1, oobRmse: 5000 - 100 * i }));
    expect(trainingFinding(curveOf(falling, "trees"), { points: falling })).toBe(
      "Out-of-bag error was still falling at 20 trees",
    );
  });

  it("gives the fall of the training error where nothing was held back", () => {
    const points = [
      { iteration: 1, train: 1000 },
      { iteration: 2, train: 400 },
    ];
    expect(trainingFinding(curveOf(points, "iteration"), { points })).toBe(
      "Training error fell by 60% over 2 iterations",
    );
  });

  it("has words for one point", () => {
    const points = epochs([500]);
    expect(trainingFinding(curveOf(points), { points }, true)).toBe("Validation error is 500 after epoch 1");
  });
});

describe("memorisedNote", () => {
  it("speaks up where the training error is far below the held-back one", () => {
    const points = epochs([500, 480], [400, 160]);
    expect(memorisedNote(curveOf(points), points)).toContain("3.0 times smaller");
    const close = epochs([500], [450]);
    expect(memorisedNote(curveOf(close), close)).toBeNull();
  });
});

describe("modelTabs", () => {
  const run = (kind: string, createdAt: string, rmse: number): Run =>
    ({
      createdAt,
      experiment: { model: { kind }, problem: { target: "score" } },
      metrics: { test: { rmse: { value: rmse, low: rmse, high: rmse } } },
    }) as unknown as Run;

  it("shows the newest run of each kind, and how far the chosen one is", () => {
    const tabs = modelTabs({
      task: "regression",
      target: "score",
      runs: [run("ridge", "2026-01-02", 5132), run("ridge", "2026-01-01", 9999)],
      current: "mlp",
      train: { state: "running", elapsedMs: 1, remainingMs: null, progress: { done: 62, total: 100 } },
    });
    const notes = Object.fromEntries(tabs.map(({ value, note }) => [value, note]));
    expect(notes.ridge).toBe("RMSE 5,132");
    expect(notes.forest).toBe("not run");
    expect(notes.mlp).toBe("training, 62%");
  });

  it("leaves out kinds that cannot do the task", () => {
    expect(kindsFor("classification")).not.toContain("ridge");
  });
});

describe("recallOptions", () => {
  it("comes back to a kind as it was left, else as it last ran, else to its defaults", () => {
    expect(recallOptions("forest", [])).toEqual({ kind: "forest" });
    const ran = { createdAt: "1", experiment: { model: { kind: "forest", trees: 7 } } } as unknown as Run;
    expect(recallOptions("forest", [ran])).toEqual({ kind: "forest", trees: 7 });
    rememberOptions({ kind: "forest", trees: 300 });
    expect(recallOptions("forest", [ran])).toEqual({ kind: "forest", trees: 300 });
  });
});

describe("weightFinding", () => {
  const feature = (block: FeatureWeight["block"], label: string, weight: number): FeatureWeight => ({
    block,
    label,
    weight,
    column: block === "text" ? "title" : "datetime",
  });

  it("names the kind of feature that carries most", () => {
    expect(weightFinding([feature("date", "year", 0.6), feature("text", "vaccin", 0.4)])).toBe(
      "Dates carry 60% of the weight listed",
    );
  });

  it("names the heaviest where all are of one kind, or none", () => {
    expect(weightFinding([feature("text", "weeks", 9), feature("text", "vaccin", 1)])).toBe(
      "\u201cweeks\u201d alone carries 90% of the weight listed",
    );
    const many = Array.from({ length: 20 }, (_, i) => feature("text", `w${i}`, 1));
    expect(weightFinding(many)).toBe("Many features carry a little; \u201cw0\u201d carries most");
    expect(weightFinding([])).toBe("No feature has weight");
  });

  it("does not say a column twice", () => {
    expect(featureText({ block: "date", column: "datetime", label: "datetime year", weight: 1 })).toBe("datetime year");
  });
});

describe("modelFacts", () => {
  const view: TrainView = {
    kind: "mlp",
    label: "Neural network",
    history: {
      unit: "epoch",
      points: [],
      facts: { backend: "wasm", reason: "fastest of 3 that agree", finalLoss: 0.12345 },
    },
    parameters: 508_101,
    modelBytes: 2_032_404,
    trainRows: 3028,
    validationRows: 336,
    features: [],
  };

  it("lists size and rows, and what the training said of itself in words", () => {
    expect(modelFacts(view)).toEqual([
      { name: "Numbers in the model", value: "508,101" },
      { name: "Size", value: "2.0 MB" },
      { name: "Training rows", value: "3,028, and 336 for validation" },
      { name: "Final loss", value: "0.123" },
    ]);
  });

  it("says which backend and why", () => {
    expect(backendSentence(view)).toBe("Trained with WebAssembly: fastest of 3 that agree.");
    expect(backendSentence({ ...view, history: { unit: "trees", points: [] } })).toBeNull();
  });
});
