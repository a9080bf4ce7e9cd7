import { describe, expect, it } from "vitest";
import { defaultExperiment, mergeExperiment, parseExperiment } from "../../experiment/experiment";
import type { Run } from "../../pipeline/views";
import { predictionsCsv } from "../../pipeline/runs/predictions-csv";
import { experimentFileName, experimentJson, runFileName } from "./ship-files";

const experiment = mergeExperiment(defaultExperiment(), {
  name: "askscience, honest baseline",
  problem: { target: "score" },
});
const run = {
  name: "Run 3",
  experiment,
  evaluate: {
    points: {
      test: {
        rows: Uint32Array.of(7, 2),
        actual: Float64Array.of(10, 0),
        predicted: Float64Array.of(12.5, -1),
        sampled: false,
      },
    },
  },
} as unknown as Run;

describe("predictionsCsv", () => {
  it("keeps the order of the split and every digit", () => {
    expect(predictionsCsv(run)).toBe("row,score,predicted_score,error\n7,10,12.5,2.5\n2,0,-1,-1\n");
  });
});

describe("predictionsCsv of labels", () => {
  it("gives the likeliest label and the probability of each", () => {
    const labelled = {
      ...run,
      evaluate: {
        task: "classification",
        classes: ["no", "yes"],
        points: {
          test: {
            rows: Uint32Array.of(4, 9),
            actual: Uint16Array.of(1, 0),
            probabilities: Float64Array.of(0.25, 0.75, 0.5, 0.5),
            sampled: false,
          },
        },
      },
    } as unknown as Run;
    expect(predictionsCsv(labelled)).toBe(
      "row,score,predicted_score,probability_no,probability_yes\n4,yes,yes,0.25,0.75\n9,no,no,0.5,0.5\n",
    );
  });
});

describe("experimentJson", () => {
  it("reads back as the same document", () => {
    expect(parseExperiment(JSON.parse(experimentJson(experiment)))).toEqual(experiment);
  });
});

describe("file names", () => {
  it("are made of what the run and the notebook are called", () => {
    expect(runFileName(run)).toBe("run-3-ridge.scorebook");
    expect(experimentFileName(experiment)).toBe("askscience-honest-baseline.json");
    expect(experimentFileName({ name: "***" })).toBe("untitled.json");
  });
});
