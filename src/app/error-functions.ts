import type { EngineClient } from "../compute/engine-api";
import { DataError } from "../core/errors";
import type { Condition } from "../core/slices/slice";
import { NO_ANNOTATION } from "../notebook/annotations";
import type { Notebook } from "../notebook/notebook-store";
import { errorRows } from "../pipeline/errors/error-rows";
import type { ErrorPartName } from "../pipeline/errors/error-rows";
import type { Run } from "../pipeline/views";
import type { ScorebookInterface } from "./page-interface";

export interface ErrorOptions {
  /** id of a kept run; default the newest */
  readonly run?: string;
  /** default "test" */
  readonly part?: ErrorPartName;
}

/** One post and what a run said of it. */
export interface ErrorPost {
  /** of the table, from 0 */
  readonly row: number;
  /** the score, or the label */
  readonly actual: number | string;
  readonly predicted: number | string;
  /** absolute error, or log loss */
  readonly loss: number;
  /** actual minus predicted; absent for labels */
  readonly residual?: number;
  /** of the label it was given; absent for scores */
  readonly confidence?: number;
  readonly tags: readonly string[];
  readonly note: string;
  readonly record: Readonly<Record<string, string>>;
}

/** What the page interface offers of errors. */
export function errorFunctions(
  client: EngineClient,
  { store, actions }: Notebook,
): Pick<ScorebookInterface, "slices" | "errors" | "compareErrors" | "annotate" | "annotations"> {
  const notedHere = () => store.getState().annotations[store.getState().experiment.data.sha256] ?? {};

  async function runOf(id: string | undefined): Promise<Run> {
    const runs = await client.runs();
    const run = id === undefined ? runs.at(-1) : runs.find((one) => one.id === id);
    if (run) return client.loadRun(run.id);
    throw new DataError(
      "not-ready",
      id === undefined ? "there is no run yet" : `there is no run ${JSON.stringify(id)}`,
    );
  }

  return {
    slices: async ({ run, part = "test", onProgress, signal } = {}) =>
      client.slices({ runId: (await runOf(run)).id, part }, onProgress, signal),
    errors: async ({ run: id, part: name = "test", where, limit = 50 } = {}) => {
      const run = await runOf(id);
      const part = errorRows(run, name);
      const isClasses = part.classes.length > 0;
      const conditions = (where ?? []).map((given) => ({ of: "value", value: "", ...given }) as Condition);
      const among = where ? new Set(await client.rowsWhere({ runId: run.id, part: name }, conditions)) : null;
      const losses = isClasses ? part.losses.logLoss : part.losses.absolute;
      const places = Array.from(part.rows.keys())
        .filter((place) => among === null || among.has(part.rows[place]))
        .sort((a, b) => losses[b] - losses[a] || part.rows[a] - part.rows[b])
        .slice(0, limit);
      const records = await client.rowsAt(places.map((place) => part.rows[place]));
      const noted = notedHere();
      return places.map((place, i) => {
        const row = part.rows[place];
        const [actual, predicted] = [part.actual[place], part.predicted[place]];
        return {
          row,
          actual: isClasses ? part.classes[actual] : actual,
          predicted: isClasses ? part.classes[predicted] : predicted,
          loss: losses[place],
          ...(isClasses
            ? { confidence: part.probabilities[place * part.classes.length + predicted] }
            : { residual: part.losses.residual[place] }),
          ...(noted[row] ?? NO_ANNOTATION),
          record: records[i],
        };
      });
    },
    compareErrors: (firstId, secondId, slices) =>
      client.compareErrors(firstId, secondId, slices ?? store.getState().experiment.errors.slices),
    annotate: (row, annotation) => actions.annotate(row, { ...(notedHere()[row] ?? NO_ANNOTATION), ...annotation }),
    annotations: notedHere,
  };
}
