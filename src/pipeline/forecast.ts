import type { Experiment } from "../experiment/schema";
import { roleOf } from "./inputs";
import type { CleanView, DataView, Forecast } from "./views";

const BYTES_PER_ENTRY = 12;
const BYTES_PER_ROW_OF_MATRIX = 4;
/** characters a token takes in English prose, with the space after it */
const CHARACTERS_PER_TOKEN = 6.2;
/** of the tokens of a post, how many are left after stop words and are distinct within it */
const DISTINCT_SHARE = 0.42;
const SHARE_OF_LIMIT = 0.8;

/**
 * What running would hold in memory, from the file's columns alone (or from the tokens where they have been counted).
 * Estimates err on the high side. Remedies are offered where the sum passes 80% of what the browser allows.
 */
export function forecastMemory(
  experiment: Experiment,
  data: DataView | null,
  clean: CleanView | null,
  limitBytes: number,
): Forecast {
  if (!data) return { stages: [], totalBytes: 0, limitBytes, fits: true, remedies: [] };
  const { rows } = data;
  const withRole = (role: string) => data.columns.filter((column) => roleOf(experiment, column) === role);
  const textBytes = withRole("text").reduce((sum, column) => sum + (column.lengths?.mean ?? 0) * rows, 0);
  const tokens = clean?.tokens ?? textBytes / CHARACTERS_PER_TOKEN;
  const { text, shape, date } = experiment.features;
  const grams = text.ngramMax - text.ngramMin + 1;
  const on = (settings: object) => Object.values(settings).filter((value) => value === true).length;
  const denseColumns =
    withRole("numeric").length +
    withRole("datetime").length * on(date) +
    withRole("text").length * on(shape) +
    withRole("categorical").length;
  const entries = (text.enabled ? tokens * DISTINCT_SHARE * grams : 0) + rows * denseColumns;
  const matrix = entries * BYTES_PER_ENTRY + rows * BYTES_PER_ROW_OF_MATRIX;
  const stages = [
    { stage: "read", bytes: Math.round(data.bytes * 1.2 + rows * data.columns.length * 5) },
    { stage: "clean", bytes: Math.round(tokens * 4 + rows * 4) },
    { stage: "features", bytes: Math.round(matrix) },
    { stage: "train", bytes: Math.round(modelBytes(experiment, rows, entries, text.maxFeatures ?? 100_000)) },
  ];
  const totalBytes = stages.reduce((sum, { bytes }) => sum + bytes, 0);
  const fits = totalBytes <= limitBytes * SHARE_OF_LIMIT;
  return { stages, totalBytes, limitBytes, fits, remedies: fits ? [] : remediesFor(experiment) };
}

function modelBytes(experiment: Experiment, rows: number, entries: number, columns: number): number {
  const { model } = experiment;
  switch (model.kind) {
    case "forest":
      // Presorted entries of every worker, and fully grown trees of about two nodes a training row.
      return entries * 24 + Number(model.trees ?? 100) * rows * 1.3 * 28;
    case "mlp": {
      const layers = [columns, ...((model.hiddenLayers as number[] | undefined) ?? [100, 50]), 1];
      const weights = layers.slice(1).reduce((sum, width, i) => sum + width * layers[i], 0);
      // weights, two moments of Adam, the best so far and a checkpoint
      return weights * 4 * 5 + entries * BYTES_PER_ENTRY;
    }
    default:
      return entries * BYTES_PER_ENTRY + columns * 40;
  }
}

function remediesFor(experiment: Experiment): Forecast["remedies"] {
  const { text } = experiment.features;
  const remedies: { label: string; change: Record<string, unknown> }[] = [];
  if (text.ngramMax > 1)
    remedies.push({ label: "Single words only", change: { features: { text: { ngramMin: 1, ngramMax: 1 } } } });
  if (text.maxFeatures === null || text.maxFeatures > 2000) {
    remedies.push({ label: "2,000 terms at most", change: { features: { text: { maxFeatures: 2000 } } } });
  }
  if (text.minDf < 5)
    remedies.push({ label: "Terms in 5 posts or more", change: { features: { text: { minDf: 5 } } } });
  const { model } = experiment;
  if (model.kind === "forest" && model.maxDepth === null) {
    remedies.push({ label: "Trees at most 16 deep", change: { model: { maxDepth: 16 } } });
  }
  return remedies;
}
