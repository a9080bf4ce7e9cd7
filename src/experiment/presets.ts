import type { Task } from "../core/models/model";
import { mergeExperiment, parseExperiment } from "./experiment";
import type { PartialExperiment } from "./experiment";
import type { Experiment } from "./schema";

/** What a preset may say: how to learn, never what from. */
export type PresetSettings = Pick<PartialExperiment, "cleaning" | "features" | "split" | "classes" | "model">;

/** A way of learning, kept under a name, that goes with any data. */
export interface Preset {
  readonly id: string;
  readonly label: string;
  /** when to take it, in a sentence */
  readonly reason: string;
  readonly tasks: readonly Task[];
  readonly settings: PresetSettings;
}

const BOTH: readonly Task[] = ["regression", "classification"];
const ALL_SHAPES = {
  characters: true,
  words: true,
  questionMarks: true,
  exclamationMarks: true,
  links: true,
  capitals: true,
  digits: true,
  lines: true,
  empty: true,
};
const ALL_OF_THE_DATE = { year: true, month: true, weekday: true, hour: true };

const VOCABULARY = { enabled: true, vectorizer: "vocabulary" } as const;

/** In the order a careful person would try them. */
export const PRESETS: readonly Preset[] = [
  {
    id: "baseline",
    label: "Honest baseline",
    reason: "The same answer for every post. Run it first: what does not beat it has learnt nothing.",
    tasks: BOTH,
    settings: { model: { kind: "baseline" } as never },
  },
  {
    id: "ridge-words",
    label: "Ridge on words",
    reason: "A weight for every word and pair of words. Fits in a blink and explains itself exactly.",
    tasks: ["regression"],
    settings: {
      features: { text: { ...VOCABULARY, maxFeatures: 10_000, ngramMax: 2, minDf: 2, sublinearTf: true } },
      model: { kind: "ridge", alpha: 3 } as never,
    },
  },
  {
    id: "logistic-words",
    label: "Logistic regression on words",
    reason: "A weight for every word and label, with probabilities. Hard to beat on long texts.",
    tasks: ["classification"],
    settings: {
      features: { text: { ...VOCABULARY, maxFeatures: 20_000, ngramMax: 2, minDf: 2, sublinearTf: true } },
      model: { kind: "logistic" } as never,
    },
  },
  {
    id: "boosted-all",
    label: "Boosted trees on date, text shape and text",
    reason: "When a post was made and how it is written often say more than its words; trees find where.",
    tasks: BOTH,
    settings: {
      features: { text: { ...VOCABULARY, maxFeatures: 500, minDf: 5 }, date: ALL_OF_THE_DATE, shape: ALL_SHAPES },
      model: { kind: "boosted", learningRate: 0.05, maxIter: 300, maxLeafNodes: 15, minSamplesLeaf: 20 } as never,
    },
  },
  {
    id: "forest-shape",
    label: "Forest on date and text shape",
    reason: "No words at all, so it is fast and steady; the first thing to try where posts are short.",
    tasks: BOTH,
    settings: {
      features: { text: { enabled: false }, date: ALL_OF_THE_DATE, shape: ALL_SHAPES },
      model: { kind: "forest", trees: 300, minSamplesLeaf: 3 } as never,
    },
  },
  {
    id: "network",
    label: "Network on words",
    reason: "Two small layers with early stopping: for many thousands of posts, where linear models level off.",
    tasks: BOTH,
    settings: {
      features: { text: { ...VOCABULARY, maxFeatures: 5000, sublinearTf: true } },
      model: { kind: "mlp", hiddenLayers: [64, 32], dropout: 0.2, earlyStopping: true } as never,
    },
  },
];

/**
 * `experiment` learning as the preset says: its data, columns, problem and name stay, and so does what the preset leaves
 * open, but for the model, which starts from its kind's defaults.
 *
 * @throws {DataError} "invalid-experiment" where the model is not one for the task
 */
export function applyPreset(experiment: Experiment, { settings }: Pick<Preset, "settings">): Experiment {
  const { model, ...rest } = settings;
  const merged = mergeExperiment(experiment, rest);
  return model ? parseExperiment({ ...merged, model }) : merged;
}

/** What of an experiment makes a preset: how it learns, without what from; names of columns in the split stay behind. */
export function presetSettingsOf({ cleaning, features, split, classes, model }: Experiment): PresetSettings {
  const { column: _column, dropDuplicatesBy: _dropped, ...drawn } = split;
  const { order: _order, ...weights } = classes;
  // A split by a column of one file means nothing in another.
  const keepsSplit = split.column === null;
  return { cleaning, features, classes: weights, model, ...(keepsSplit && { split: drawn }) };
}
