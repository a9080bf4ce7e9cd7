import { DataError } from "../core/errors";
import type { Progress } from "../core/job";
import { modelKindOf } from "../core/models/registry";
import type { Executor } from "../pipeline/executor";
import { explainInputs, offeredWords } from "../pipeline/explain/input-probe";
import { evenly, runDependence } from "../pipeline/explain/run-dependence";
import type {
  DependenceQuery,
  DependenceView,
  ExplainInputs,
  PostExplanation,
  PostQuery,
} from "../pipeline/explain/explain-views";
import type { Run } from "../pipeline/views";
import { makeWhatIf } from "../predictor/what-if";
import type { WhatIf, WhatIfQuery } from "../predictor/what-if";
import type { RunShelf } from "./run-shelf";
import { abortError } from "./wire-errors";

/** Posts of the training part that trees are compared with. */
const BACKGROUND = 100;
const WHAT_IF_MS = 250;

export interface ExplainHost {
  readonly executor: Executor;
  readonly shelf: RunShelf;
  /** of the open file; "" where none is */
  readonly openFile: () => string;
  readonly rowsAt: (rows: ArrayLike<number>) => Record<string, string>[];
  readonly now: () => number;
}

/** What answers the Explain cell and the edits of the live form: all of it asks a kept run's predictor, none trains. */
export function makeExplainMethods({ executor, shelf, openFile, rowsAt, now }: ExplainHost) {
  let measuring: AbortController | null = null;
  let questions = 0;
  let asked: { readonly runId: string; readonly ask: ReturnType<typeof makeWhatIf> } | null = null;

  function runOf(runId: string | undefined): Promise<Run> {
    shelf.predictor();
    return shelf.whole(runId ?? shelf.live!.runId);
  }

  /** The rows of a run are those of its own file. */
  function checkFile(run: Run): void {
    if (run.experiment.data.sha256 === openFile()) return;
    const { file } = run.experiment.data;
    throw new DataError(
      "not-ready",
      `${run.name} was trained on ${file || "another file"}: open that file to look at its posts`,
      { file },
    );
  }

  return {
    async explainInputs(runId?: string): Promise<ExplainInputs | null> {
      if (!shelf.live) return null;
      const { id } = shelf.find(runId ?? shelf.live.runId);
      const { features, classes } = await shelf.valueOf(id);
      return { runId: id, inputs: explainInputs(features), words: offeredWords(features), classes: classes ?? null };
    },

    async partialDependence(
      query: DependenceQuery,
      onProgress?: (progress: Progress) => void,
    ): Promise<DependenceView> {
      const run = await runOf(query.runId);
      checkFile(run);
      const predictor = await shelf.valueOf(run.id);
      const controller = new AbortController();
      measuring?.abort(abortError());
      measuring = controller;
      try {
        return await runDependence(query, { run, predictor, recordsOf: rowsAt }, executor, {
          signal: controller.signal,
          ...(onProgress && { onProgress }),
        });
      } finally {
        if (measuring === controller) measuring = null;
      }
    },

    stopDependence: () => measuring?.abort(abortError()),

    async explainPost({ post, runId, label }: PostQuery): Promise<PostExplanation> {
      const started = now();
      const run = await runOf(runId);
      const isRow = typeof post === "number";
      checkFile(run);
      const predictor = await shelf.valueOf(run.id);
      const whole = isRow ? rowsAt([post])[0] : post;
      const record = Object.fromEntries(predictor.inputs.map(({ column }) => [column, whole[column] ?? ""]));
      const background = rowsAt(evenly(run.evaluate.points.train.rows, BACKGROUND));
      const parts = await executor.run("explainPost", { predictor, record, background, label: label ?? null });
      return {
        ...parts,
        runId: run.id,
        model: modelKindOf(predictor.modelKind).label,
        target: predictor.target,
        row: isRow ? post : null,
        record,
        actual: whole[predictor.target] ?? null,
        background: background.length,
        elapsedMs: now() - started,
      };
    },

    /** The latest question wins: an older one ends with AbortError at its next step. */
    async whatIf(query: WhatIfQuery): Promise<WhatIf> {
      const mine = ++questions;
      const predictor = shelf.predictor();
      const { runId, value } = shelf.live!;
      if (asked?.runId !== runId) asked = { runId, ask: makeWhatIf(value, predictor) };
      const pause = async () => {
        await new Promise((resolve) => setTimeout(resolve, 0));
        if (mine !== questions) throw abortError();
      };
      return asked.ask(query, { now, pause, budgetMs: WHAT_IF_MS });
    },
  };
}
