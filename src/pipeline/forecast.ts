import { ROWS_OF_SMALL_TREES } from "../core/models/forest/forest-model";
import type { Tokens } from "../core/text/tokens";
import { mergeExperiment } from "../experiment/experiment";
import type { PartialExperiment } from "../experiment/experiment";
import type { Experiment } from "../experiment/schema";
import { offerRemedies } from "./forecast-remedies";
import { forecastFromSize, forecastFromTokens } from "./forecast-text";
import type { TextForecast } from "./forecast-text";
import { roleOf } from "./inputs";
import type { Forecast } from "./forecast-view";
import type { DataView } from "./views";

const BYTES_PER_ENTRY = 12;
/** of a forest's presorted entries, which workers share */
const BYTES_PER_SORTED_ENTRY = 16;
/** of the room in which a worker partitions them */
const BYTES_PER_PARTITIONED_ENTRY = 14;
/** of a tree, with what else is held for a moment */
const BYTES_PER_NODE = 28;
const BYTES_PER_COMPACT_NODE = 20;
const BYTES_PER_ROW_OF_MATRIX = 4;
/** characters a token takes in English prose, with the space after it */
const CHARACTERS_PER_TOKEN = 6.2;
const SHARE_OF_LIMIT = 0.8;
const LEAST_SAMPLE = 10_000;
const NO_WORDS: TextForecast = { entries: 0, columns: 0, countingBytes: 0, listBytes: 0 };

export interface ForecastHost {
  /** what the browser is believed to allow */
  readonly limitBytes: number;
  /** each partitions what a forest grows from by itself */
  readonly workers: number;
}

/**
 * What running would hold in memory, from the file's columns alone, or from the tokens where there are any. Estimates
 * err on the high side. Remedies are offered where the sum passes 80% of what the browser allows, with what each would save.
 */
export function forecastMemory(
  experiment: Experiment,
  data: DataView | null,
  tokens: Tokens | null,
  host: ForecastHost,
): Forecast {
  const { limitBytes } = host;
  if (!data) return { stages: [], totalBytes: 0, limitBytes, fits: true, remedies: [] };
  const { stages, totalBytes, sampleRows } = forecastStages(experiment, data, tokens, host);
  const fits = totalBytes <= limitBytes * SHARE_OF_LIMIT;
  const saving = (change: PartialExperiment) =>
    totalBytes - forecastStages(mergeExperiment(experiment, change), data, tokens, host).totalBytes;
  const remedies = fits ? [] : offerRemedies(experiment, sampleRows, { saving, totalBytes });
  return { stages, totalBytes, limitBytes, fits, remedies };
}

interface StagesForecast extends Pick<Forecast, "stages" | "totalBytes"> {
  /** a sample with which all would fit; null where none would */
  readonly sampleRows: number | null;
}

/** What is held when most is: while n-grams are counted, or once the model is trained. */
function forecastStages(
  experiment: Experiment,
  data: DataView,
  tokens: Tokens | null,
  { limitBytes, workers }: ForecastHost,
): StagesForecast {
  const { rows } = data;
  const used = Math.min(rows, experiment.split.sampleRows ?? rows);
  const { entries, columns, tokenCount, text } = matrixSize(experiment, data, tokens, used);
  const matrix = entries * BYTES_PER_ENTRY + rows * BYTES_PER_ROW_OF_MATRIX;
  const train = modelBytes(experiment, { rows: used, entries: (entries * used) / Math.max(1, rows), columns, workers });
  const before = [
    { stage: "read", bytes: Math.round(data.bytes * 1.2 + rows * data.columns.length * 5) },
    { stage: "clean", bytes: Math.round(tokenCount * 4 + rows * 4) },
  ];
  const counting = [...before, { stage: "count", bytes: Math.round(text.countingBytes) }];
  const trained = [
    ...before,
    { stage: "terms", bytes: Math.round(text.listBytes) },
    { stage: "features", bytes: Math.round(matrix) },
    { stage: "train", bytes: Math.round(train) },
  ];
  const stages = sumOf(counting) > sumOf(trained) ? counting : trained;
  const allowed = limitBytes * SHARE_OF_LIMIT;
  const share = Math.min(
    (allowed - (sumOf(trained) - train)) / train,
    // n-grams grow more slowly than rows
    Math.max(0, (allowed - sumOf(before)) / text.countingBytes) ** 1.25,
  );
  return { stages, totalBytes: sumOf(stages), sampleRows: sampleThatFits(used, share) };
}

function sumOf(stages: Forecast["stages"]): number {
  return stages.reduce((sum, { bytes }) => sum + bytes, 0);
}

interface MatrixSize {
  readonly entries: number;
  readonly columns: number;
  readonly tokenCount: number;
  readonly text: TextForecast;
}

function matrixSize(experiment: Experiment, data: DataView, tokens: Tokens | null, used: number): MatrixSize {
  const { rows } = data;
  const withRole = (role: string) => data.columns.filter((column) => roleOf(experiment, column) === role);
  const texts = withRole("text");
  const { text: settings, shape, date } = experiment.features;
  const on = (switches: object) => Object.values(switches).filter((value) => value === true).length;
  const denseColumns =
    withRole("numeric").length +
    withRole("datetime").length * on(date) +
    texts.length * on(shape) +
    withRole("categorical").length;
  const columns = texts.map(({ name }) => name);
  const counted =
    tokens !== null && columns.every((name) => tokens.columns.some((column) => column.name === name)) ? tokens : null;
  const tokenCount = counted
    ? counted.columns.reduce((sum, { ids }) => sum + ids.length, 0)
    : texts.reduce((sum, column) => sum + (column.lengths?.mean ?? 0) * rows, 0) / CHARACTERS_PER_TOKEN;
  const text =
    !settings.enabled || columns.length === 0
      ? NO_WORDS
      : counted
        ? forecastFromTokens({ tokens: counted, columns }, { rows, used }, settings)
        : forecastFromSize(tokenCount, { rows, used }, settings);
  return { entries: text.entries + rows * denseColumns, columns: text.columns + denseColumns, tokenCount, text };
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
      // Presorted entries of every worker, and fully grown trees of about 1.3 nodes a training row.
      return (
        entries * (BYTES_PER_SORTED_ENTRY + workers * BYTES_PER_PARTITIONED_ENTRY) +
        Number(model.trees ?? 100) * rows * 1.3 * (rows > ROWS_OF_SMALL_TREES ? BYTES_PER_COMPACT_NODE : BYTES_PER_NODE)
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
