import { forecastTfidf } from "../core/features/tfidf/forecast-tfidf";
import type { Tokens } from "../core/text/tokens";
import type { Experiment } from "../experiment/schema";
import { roleOf } from "./inputs";
import type { DataView, Forecast } from "./views";

const BYTES_PER_ENTRY = 12;
/** of a forest's presorted entries, which workers share */
const BYTES_PER_SORTED_ENTRY = 16;
/** of the room in which a worker partitions them */
const BYTES_PER_PARTITIONED_ENTRY = 14;
const BYTES_PER_ROW_OF_MATRIX = 4;
/** characters a token takes in English prose, with the space after it */
const CHARACTERS_PER_TOKEN = 6.2;
/** of the tokens of a post, how many are left after stop words and are distinct within it */
const DISTINCT_SHARE = 0.42;
const SHARE_OF_LIMIT = 0.8;
const LEAST_SAMPLE = 10_000;

export interface ForecastHost {
  /** what the browser is believed to allow */
  readonly limitBytes: number;
  /** each partitions what a forest grows from by itself */
  readonly workers: number;
}

/**
 * What running would hold in memory, from the file's columns alone, or from the tokens where there are any. Estimates
 * err on the high side. Remedies are offered where the sum passes 80% of what the browser allows.
 */
export function forecastMemory(
  experiment: Experiment,
  data: DataView | null,
  tokens: Tokens | null,
  { limitBytes, workers }: ForecastHost,
): Forecast {
  if (!data) return { stages: [], totalBytes: 0, limitBytes, fits: true, remedies: [] };
  const { rows } = data;
  const { entries, columns, tokenCount } = matrixSize(experiment, data, tokens);
  const matrix = entries * BYTES_PER_ENTRY + rows * BYTES_PER_ROW_OF_MATRIX;
  const used = Math.min(rows, experiment.split.sampleRows ?? rows);
  const train = modelBytes(experiment, { rows: used, entries: (entries * used) / Math.max(1, rows), columns, workers });
  const stages = [
    { stage: "read", bytes: Math.round(data.bytes * 1.2 + rows * data.columns.length * 5) },
    { stage: "clean", bytes: Math.round(tokenCount * 4 + rows * 4) },
    { stage: "features", bytes: Math.round(matrix) },
    { stage: "train", bytes: Math.round(train) },
  ];
  const totalBytes = stages.reduce((sum, { bytes }) => sum + bytes, 0);
  const fits = totalBytes <= limitBytes * SHARE_OF_LIMIT;
  const room = limitBytes * SHARE_OF_LIMIT - (totalBytes - train);
  const remedies = fits ? [] : remediesFor(experiment, sampleThatFits(used, room / train));
  return { stages, totalBytes, limitBytes, fits, remedies };
}

function matrixSize(
  experiment: Experiment,
  data: DataView,
  tokens: Tokens | null,
): { entries: number; columns: number; tokenCount: number } {
  const { rows } = data;
  const withRole = (role: string) => data.columns.filter((column) => roleOf(experiment, column) === role);
  const texts = withRole("text");
  const { text, shape, date } = experiment.features;
  const on = (settings: object) => Object.values(settings).filter((value) => value === true).length;
  const denseColumns =
    withRole("numeric").length +
    withRole("datetime").length * on(date) +
    texts.length * on(shape) +
    withRole("categorical").length;
  const named = texts.map(({ name }) => name);
  const isCounted = tokens !== null && named.every((name) => tokens.columns.some((column) => column.name === name));
  if (isCounted) {
    const tokenCount = tokens.columns.reduce((sum, { ids }) => sum + ids.length, 0);
    if (!text.enabled || named.length === 0) return { entries: rows * denseColumns, columns: denseColumns, tokenCount };
    const words = forecastTfidf({ tokens, columns: named, rows, trainRows: rows, settings: text });
    return { entries: words.entries + rows * denseColumns, columns: words.terms + denseColumns, tokenCount };
  }
  const textBytes = texts.reduce((sum, column) => sum + (column.lengths?.mean ?? 0) * rows, 0);
  const tokenCount = textBytes / CHARACTERS_PER_TOKEN;
  const grams = text.ngramMax - text.ngramMin + 1;
  return {
    entries: (text.enabled ? tokenCount * DISTINCT_SHARE * grams : 0) + rows * denseColumns,
    columns: text.maxFeatures ?? 100_000,
    tokenCount,
  };
}

/** Rows, to one digit, of which a model would take no more than `share` of what it takes of all; null where none help. */
function sampleThatFits(rows: number, share: number): number | null {
  const most = 0.9 * rows * Math.min(1, share);
  if (!(most >= LEAST_SAMPLE)) return rows > LEAST_SAMPLE ? LEAST_SAMPLE : null;
  const unit = 10 ** Math.floor(Math.log10(most));
  return Math.floor(most / unit) * unit;
}

interface TrainingSize {
  readonly rows: number;
  readonly entries: number;
  readonly columns: number;
  readonly workers: number;
}

function modelBytes({ model }: Experiment, { rows, entries, columns, workers }: TrainingSize): number {
  switch (model.kind) {
    case "forest":
      // Presorted entries of every worker, and fully grown trees of about two nodes a training row.
      return (
        entries * (BYTES_PER_SORTED_ENTRY + workers * BYTES_PER_PARTITIONED_ENTRY) +
        Number(model.trees ?? 100) * rows * 1.3 * 28
      );
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

function remediesFor(experiment: Experiment, sampleRows: number | null): Forecast["remedies"] {
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
  if (sampleRows !== null) {
    remedies.push({
      label: `A random sample of ${sampleRows.toLocaleString("en-US")} rows`,
      change: { split: { sampleRows } },
    });
  }
  return remedies;
}
