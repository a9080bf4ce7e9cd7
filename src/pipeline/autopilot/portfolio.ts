import { SHAPE_OPTIONS } from "../../core/features/feature-options";
import { defaultOptions } from "../../core/options";
import type { FeatureInputs } from "../../core/features/feature-matrix";
import { mergeExperiment, parseExperiment } from "../../experiment/experiment";
import { hashValue } from "../../experiment/content-hash";
import type { Experiment } from "../../experiment/schema";
import type { Block } from "./autopilot-view";

const SHAPES = defaultOptions(SHAPE_OPTIONS);
const NO_SHAPES = Object.fromEntries(Object.keys(SHAPES).map((name) => [name, false]));
const ALL_DATES = { year: true, month: true, weekday: true, hour: true };
const NO_DATES = { year: false, month: false, weekday: false, hour: false };

const VOCABULARY = { enabled: true, vectorizer: "vocabulary" as const };

/** The vocabularies: none, one that trees get through, and one for a weight a word. */
const WORDS = {
  none: { enabled: false },
  some: { ...VOCABULARY, maxFeatures: 500, ngramMin: 1, ngramMax: 1, minDf: 5, maxDf: 1, sublinearTf: false },
  many: { ...VOCABULARY, maxFeatures: 10_000, ngramMin: 1, ngramMax: 2, minDf: 2, maxDf: 1, sublinearTf: true },
};
type Vocabulary = keyof typeof WORDS;

const boosted = (learningRate: number, maxIter: number, maxLeafNodes: number) => ({
  kind: "boosted",
  learningRate,
  maxIter,
  maxLeafNodes,
});
const forest = (minSamplesLeaf: number, maxFeatures?: number) => ({
  kind: "forest",
  trees: 100,
  minSamplesLeaf,
  ...(maxFeatures !== undefined && { maxFeatures }),
});

/**
 * Pipelines that a careful person would try on any table of posts, the quick ones first; what amounts to the same on this one,
 * for want of text say, comes once.
 */
export function portfolioOf(experiment: Experiment, inputs: FeatureInputs): readonly Experiment[] {
  const isRegression = experiment.problem.task === "regression";
  const linear = (alpha: number) => (isRegression ? { kind: "ridge", alpha } : { kind: "logistic", c: 10 / alpha });
  const tried: readonly (readonly [Vocabulary, { readonly kind: string }])[] = [
    ["none", { kind: "baseline" }],
    ["none", linear(10)],
    ["none", boosted(0.1, 100, 7)],
    ["none", boosted(0.03, 300, 7)],
    ["many", linear(3)],
    ["none", boosted(0.1, 100, 15)],
    ["none", boosted(0.03, 300, 15)],
    ["none", forest(4)],
    ["some", boosted(0.03, 300, 7)],
    ["some", boosted(0.1, 100, 15)],
    ["some", linear(10)],
    ["none", forest(1)],
    ["some", forest(4, 0.3)],
    ...(isRegression ? [["some", { kind: "elasticNet" }] as const] : []),
  ];
  return distinct(tried.map(([words, model]) => pipelineOf(experiment, inputs, words, model)));
}

/** Tried last, where there is time. */
export function networkOf(experiment: Experiment, inputs: FeatureInputs): Experiment {
  return pipelineOf(experiment, inputs, "some", {
    kind: "mlp",
    hiddenLayers: [32],
    epochs: 40,
    dropout: 0.2,
    backend: "sparse",
  });
}

function pipelineOf(experiment: Experiment, inputs: FeatureInputs, words: Vocabulary, model: object): Experiment {
  const features = { text: WORDS[inputs.text.length > 0 ? words : "none"], shape: SHAPES, date: ALL_DATES };
  return parseExperiment({ ...mergeExperiment(experiment, { features }), model });
}

function distinct(pipelines: readonly Experiment[]): readonly Experiment[] {
  return [...new Map(pipelines.map((pipeline) => [hashValue(pipeline), pipeline])).values()];
}

/** What a pipeline learns from. `inputs` are the columns of the experiment as the person has them. */
export function blocksOf({ features, data }: Experiment, inputs: FeatureInputs): readonly Block[] {
  const isUsed = (column: string) => data.columns[column]?.role !== "ignore";
  const has: Readonly<Record<Block, boolean>> = {
    words: inputs.text.length > 0 && features.text.enabled,
    shape: inputs.text.length > 0 && Object.values(features.shape).some(Boolean),
    dates: inputs.datetime.length > 0 && Object.values(features.date).some(Boolean),
    categories: inputs.categorical.some(isUsed),
    numbers: inputs.numeric.some(isUsed),
  };
  return (Object.keys(has) as Block[]).filter((block) => has[block]);
}

/** The pipeline with what it lacks of a block, or without the block; null where nothing would be left. */
export function toggled(pipeline: Experiment, inputs: FeatureInputs, block: Block): Experiment | null {
  const blocks = blocksOf(pipeline, inputs);
  const isIn = blocks.includes(block);
  if (isIn && blocks.length === 1) return null;
  if (block === "words") return mergeExperiment(pipeline, { features: { text: WORDS[isIn ? "none" : "some"] } });
  if (block === "shape") return mergeExperiment(pipeline, { features: { shape: isIn ? NO_SHAPES : SHAPES } });
  if (block === "dates") return mergeExperiment(pipeline, { features: { date: isIn ? NO_DATES : ALL_DATES } });
  // A column that is not used has no other way to be left out.
  const names = block === "categories" ? inputs.categorical : inputs.numeric;
  const columns = Object.fromEntries(
    names.map((name) => [name, { role: "ignore" as const, why: "left out by Autopilot" }]),
  );
  return mergeExperiment(pipeline, { data: { columns } });
}

/** Every block that the columns allow, so that each can be tried with and without. */
export function possibleBlocks(inputs: FeatureInputs): readonly Block[] {
  return [
    ...(inputs.text.length > 0 ? (["words", "shape"] as const) : []),
    ...(inputs.datetime.length > 0 ? (["dates"] as const) : []),
    ...(inputs.categorical.length > 0 ? (["categories"] as const) : []),
    ...(inputs.numeric.length > 0 ? (["numbers"] as const) : []),
  ];
}
