import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDataError } from "../core/errors";
import { canonicalJson, hashExperiment, hashValue } from "./content-hash";
import { hashModel } from "./model-hash";
import { defaultExperiment, mergeExperiment, parseExperiment } from "./experiment";

function problemOf(document: unknown): string {
  try {
    parseExperiment(document);
  } catch (thrown) {
    if (isDataError(thrown)) return thrown.message;
    throw thrown;
  }
  return "accepted";
}

describe("parseExperiment", () => {
  it("fills every default in", () => {
    expect(defaultExperiment()).toMatchObject({
      version: 1,
      cleaning: { lowercase: true, stopWords: "english", stemmer: "porter" },
      features: { text: { maxFeatures: 5000, ngramMax: 1 } },
      split: { kind: "random", testSize: 0.2, seed: 42 },
      model: { kind: "ridge", alpha: 1 },
    });
  });

  it("is not changed by being parsed again", () => {
    const experiment = defaultExperiment();
    expect(parseExperiment(JSON.parse(JSON.stringify(experiment)))).toEqual(experiment);
  });

  it.each([
    [{ model: { kind: "forest", trees: -1 } }, "model.trees must be an integer from 1 to 5000, got -1"],
    [
      { model: { kind: "forrest" } },
      "model.kind must be one of ridge, elasticNet, logistic, forest, boosted, mlp, ensemble, baseline",
    ],
    [{ modell: {} }, "modell is not a known setting"],
    [{ features: { text: { ngrams: 2 } } }, "features.text.ngrams is not a known setting"],
    [{ cleaning: { lowercase: "yes" } }, 'cleaning.lowercase must be true or false, got "yes"'],
    [{ split: { testSize: 0 } }, "split.testSize must be a number"],
    [{ data: { columns: { title: { role: "words" } } } }, "data.columns.title.role"],
    [{ version: "one" }, 'version must be a whole number, got "one"'],
    [[], "an experiment must be a JSON object, got a list"],
  ])("refuses %j with the path and what was expected", (document, message) => {
    expect(problemOf(document)).toContain(message);
  });

  it("names every problem at once", () => {
    const message = problemOf({ model: { kind: "forest", trees: 0, maxDepth: 0 }, split: { seed: -1 } });
    expect(message).toContain("model.trees");
    expect(message).toContain("model.maxDepth");
    expect(message).toContain("split.seed");
  });

  it("refuses a document of a later version as newer", () => {
    expect(() => parseExperiment({ version: 2 })).toThrow(expect.objectContaining({ code: "newer-file" }));
  });

  it("migrates version 0", () => {
    const migrated = parseExperiment({
      version: 0,
      text: { cleaning: { stemmer: "none" }, features: { text: { maxFeatures: 10 } } },
      model: { type: "forest", trees: 7 },
    });
    expect(migrated).toMatchObject({
      version: 1,
      cleaning: { stemmer: "none" },
      features: { text: { maxFeatures: 10 } },
      model: { kind: "forest", trees: 7 },
    });
  });
});

describe("mergeExperiment", () => {
  it("starts from a model's own defaults when its kind changes, and keeps them when it does not", () => {
    const forest = mergeExperiment(defaultExperiment(), { model: { kind: "forest", trees: 5 } });
    expect(forest.model).toMatchObject({ kind: "forest", trees: 5, minSamplesLeaf: 1 });
    expect(mergeExperiment(forest, { model: { minSamplesLeaf: 3 } as never }).model).toMatchObject({
      trees: 5,
      minSamplesLeaf: 3,
    });
  });

  it("replaces lists and merges objects", () => {
    const once = mergeExperiment(defaultExperiment(), { split: { dropDuplicatesBy: ["url"] } });
    expect(mergeExperiment(once, { split: { dropDuplicatesBy: ["title"] } }).split).toMatchObject({
      dropDuplicatesBy: ["title"],
      seed: 42,
    });
  });
});

describe("hashValue", () => {
  it("does not depend on the order of keys, nor on absent ones", () => {
    expect(hashValue({ a: 1, b: [2, { c: 3 }] })).toBe(hashValue({ b: [2, { c: 3, d: undefined }], a: 1 }));
  });

  it("is that of the time before terms could be hashed, while they are not", () => {
    const experiment = mergeExperiment(defaultExperiment(), { problem: { target: "score" } });
    expect(hashExperiment(experiment)).toBe("111dc2ab5912e4085cc544ea1eb4");
    expect(hashModel(experiment)).toBe("10354fecf1cda91a900d52a0253d");
    const wider = mergeExperiment(experiment, { features: { text: { nFeatures: 1024, alternateSign: false } } });
    expect(hashModel(wider)).toBe(hashModel(experiment));
    const hashing = mergeExperiment(wider, { features: { text: { vectorizer: "hashing" } } });
    expect(hashModel(hashing)).not.toBe(hashModel(wider));
    const signed = mergeExperiment(hashing, { features: { text: { alternateSign: true } } });
    expect(hashExperiment(signed)).not.toBe(hashExperiment(hashing));
  });

  it("tells different values apart", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        fc.pre(canonicalJson(a) !== canonicalJson(b));
        return hashValue(a) !== hashValue(b);
      }),
    );
  });
});

describe("an experiment on labels", () => {
  const labels = parseExperiment({ problem: { task: "classification" } });

  it("takes the metric and the model of its task where none is named", () => {
    expect(labels.problem.metric).toBe("accuracy");
    expect(labels.model.kind).toBe("logistic");
  });

  it.each([
    [{ problem: { task: "classification", metric: "rmse" } }, "problem.metric must be one of accuracy"],
    [{ problem: { metric: "accuracy" } }, "problem.metric must be one of rmse"],
    [{ problem: { task: "classification" }, model: { kind: "ridge" } }, "model.kind must be one of logistic, forest"],
    [{ model: { kind: "logistic" } }, "model.kind must be one of ridge"],
  ])("refuses what is of the other task: %j", (document, message) => {
    expect(() => parseExperiment(document)).toThrow(message);
  });

  it("changes metric, bar and model with the task, and keeps a model that does both", () => {
    const before = mergeExperiment(defaultExperiment(), {
      problem: { bar: 5 },
      model: { kind: "forest", trees: 7 } as never,
    });
    const after = mergeExperiment(before, { problem: { task: "classification" } });
    expect(after.problem).toMatchObject({ metric: "accuracy", bar: null });
    expect(after.model).toMatchObject({ kind: "forest", trees: 7 });
    expect(mergeExperiment(labels, { problem: { task: "regression" } }).model.kind).toBe("ridge");
  });
});
