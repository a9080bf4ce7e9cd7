import { DataError } from "../core/errors";
import type { Experiment } from "../experiment/schema";
import type { Executor } from "../pipeline/executor";
import type { ExportedRun } from "../pipeline/runs/export/run-values";
import type { RunSummary } from "../pipeline/runs/run-summary";
import { sidesOf } from "../pipeline/validate/compare-task";
import { gateOf, gateOfRun } from "../pipeline/validate/gate";
import type { Run } from "../pipeline/views";
import { isHtml } from "../predictor/is-html";
import type { RunNotes, RunShelf } from "./run-shelf";

export interface RunsHost {
  readonly shelf: RunShelf;
  readonly executor: Executor;
  /** the notebook's present one */
  readonly experiment: () => Experiment;
}

/** A file of runs for Scorebook, or a zip for another tool's viewer. */
export type RunsFormat = "scorebook" | "mlflow" | "tensorboard";

/** What a person may change of a run. */
export type RunChange = Pick<RunNotes, "name" | "starred" | "tags" | "note">;

/** What answers Compare and Ship: the list of runs, and each of them whole when it is asked for. */
export function makeRunMethods({ shelf, executor, experiment }: RunsHost) {
  /** The same rule as the cell's: a model that misses the bar goes nowhere before somebody says so. */
  function checkGate(runId: string): void {
    const run = shelf.find(runId);
    const gate = gateOfRun(run, experiment());
    if (!gate.isHeld) return;
    throw new DataError(
      "held-back",
      `${run.name} misses the bar: ${gate.metric} ${gate.summary?.mean ?? "?"} in cross-validation, the bar is ${gate.bar ?? "?"}; allow it in Ship, or with scorebook.allowShipping(id, true)`,
      { runId },
    );
  }

  return {
    runs: (): readonly RunSummary[] => shelf.runs,
    loadRun: (runId: string): Promise<Run> => shelf.whole(runId),
    usePredictor: (runId: string) => shelf.use(runId),

    /** Name, star, tags and note; the rest of a run never changes. */
    changeRun(runId: string, { name, starred, tags, note }: RunChange): RunSummary {
      shelf.find(runId);
      if (name !== undefined && name.trim() === "") {
        throw new DataError("invalid-option", `the name of a run must not be empty, got ${JSON.stringify(name)}`);
      }
      shelf.note(({ id }) => id === runId, {
        ...(name !== undefined && { name: name.trim() }),
        ...(starred !== undefined && { starred }),
        ...(tags !== undefined && { tags: [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ""))] }),
        ...(note !== undefined && { note }),
      });
      return shelf.find(runId);
    },

    /** To the bin: it is in no list, and {@link restoreRun} brings it back. */
    deleteRun(runId: string): void {
      shelf.find(runId);
      shelf.note(({ id }) => id === runId, { deletedAt: new Date().toISOString() });
    },

    restoreRun(runId: string): void {
      shelf.find(runId);
      shelf.note(({ id }) => id === runId, { deletedAt: undefined });
    },

    /** Removes what is in the bin for good. */
    async emptyBin(): Promise<void> {
      for (const { id, deletedAt } of shelf.all) if (deletedAt !== undefined) await shelf.remove(id);
      shelf.saveAgain();
    },

    slimRuns: (runIds: readonly string[]) => shelf.slim(runIds),

    async exportRun(runId: string): Promise<Uint8Array> {
      checkGate(runId);
      return shelf.exportRun(runId);
    },

    async exportRuns(runIds: readonly string[], format: RunsFormat = "scorebook"): Promise<Uint8Array> {
      if (format === "scorebook") {
        for (const id of runIds) checkGate(id);
        return shelf.exportRuns(runIds);
      }
      if (format !== "mlflow" && format !== "tensorboard") {
        throw new DataError(
          "invalid-option",
          `format must be "scorebook", "mlflow" or "tensorboard", got ${JSON.stringify(format)}`,
        );
      }
      const runs: ExportedRun[] = [];
      for (const id of runIds) {
        const summary = shelf.find(id);
        const isWhole = !summary.isSlim;
        const goes = isWhole && format === "mlflow" && !gateOfRun(summary, experiment()).isHeld;
        runs.push({
          summary,
          whole: isWhole ? await shelf.whole(id) : null,
          file: goes ? await shelf.exportRun(id) : null,
        });
      }
      return (await import("../pipeline/runs/export/zip-runs")).zipRuns(runs, format);
    },

    /** The last run of the file, which may hold several. */
    async importRun(bytes: Uint8Array): Promise<Run> {
      const file = isHtml(bytes) ? (await import("./read-shared-page")).runFileOf(bytes) : bytes;
      return shelf.importRuns(file).at(-1)!;
    },

    async compareRuns(firstId: string, secondId: string) {
      const { confidence } = experiment().evaluation;
      const [first, second] = [await shelf.whole(firstId), await shelf.whole(secondId)];
      return executor.run("comparePredictions", { ...sidesOf(first, second), confidence });
    },

    allowShipping(runId: string, allow: boolean): void {
      const made = shelf.find(runId);
      const { problem } = experiment();
      const isSame = made.experiment.problem.target === problem.target && made.experiment.problem.task === problem.task;
      const { metric, bar, summary } = gateOf(made.validation, isSame ? experiment() : made.experiment);
      const at = new Date().toISOString();
      const override = allow && bar !== null && summary ? { at, metric, bar, mean: summary.mean } : undefined;
      shelf.note(({ id }) => id === runId, { override });
    },
  };
}
