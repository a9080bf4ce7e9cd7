import type { NotebookContext } from "../cells/use-notebook";
import type { EngineClient } from "../compute/engine-api";
import { DataError } from "../core/errors";
import { makeNotebook } from "../notebook/notebook-store";
import type { SharePage } from "../pipeline/share/share-page";
import type { Prediction, Run } from "../pipeline/views";
import { makeWhatIf } from "../predictor/what-if";
import { makePredictor } from "../predictor/predictor";
import type { PredictorValue } from "../predictor/predictor-value";

export interface SharedRun {
  readonly page: SharePage;
  readonly run: Run;
  readonly predictor: PredictorValue;
}

/** After so long no further edit of a post is tried. */
const WHAT_IF_MS = 250;

/** A frame around a page may want to know. */
export type OnPrediction = (record: Readonly<Record<string, string>>, prediction: Prediction) => void;

/**
 * The notebook as a shared page has it: one run, its model answering in this very page, and nothing else to ask for. The
 * cells' own parts show it.
 */
export function makeShareNotebook(
  { page, run, predictor: value }: SharedRun,
  onPrediction: OnPrediction,
): NotebookContext {
  const predictor = makePredictor(value, () => performance.now());
  const now = () => performance.now();
  const ask = makeWhatIf(value, predictor);
  const answers: Partial<EngineClient> = {
    subscribe: () => () => undefined,
    predict: async (record, _signal, explain) => {
      const prediction = predictor.predict(record, explain);
      onPrediction(record, prediction);
      return prediction;
    },
    whatIf: (query, signal) => {
      const pause = async () => {
        await new Promise((resolve) => setTimeout(resolve, 0));
        signal?.throwIfAborted();
      };
      return ask(query, { now, pause, budgetMs: WHAT_IF_MS });
    },
    predictBatch: async (rows) => predictor.predictBatch(rows),
    predictorInputs: async () => value.inputs,
    nearest: async () => [],
    usePredictor: async () => undefined,
    runs: async () => [run],
  };
  const client = new Proxy(answers, {
    get: (target, name) =>
      target[name as keyof EngineClient] ??
      (() =>
        Promise.reject(
          new DataError("not-ready", `a shared page cannot answer ${String(name)}: open it in Scorebook`),
        )),
  }) as EngineClient;
  const notebook = makeNotebook(client, { experiment: run.experiment });
  notebook.store.setState({
    runs: [run],
    liveRunId: run.id,
    views: {
      split: { target: page.target } as never,
      read: page.data === null ? undefined : ({ columns: page.data.columns, rows: page.data.rows } as never),
    },
  });
  return { notebook, client };
}

declare global {
  /** for scripts that drive a shared page */
  var scorebookShared: Pick<EngineClient, "predictBatch"> & {
    predict(record: Readonly<Record<string, string>>): ReturnType<EngineClient["predict"]>;
  };
}
