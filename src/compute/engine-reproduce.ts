import { DataError } from "../core/errors";
import type { Progress } from "../core/job";
import { compareAgain } from "../pipeline/runs/reproduction";
import type { Reproduction } from "../pipeline/runs/reproduction";
import type { BlobLike } from "../pipeline/stages/stage-run";
import type { RunEnvironment } from "../pipeline/views";
import { makeRun } from "./make-run";
import { makePipelineBeside } from "./pipeline-beside";
import type { BesideHost } from "./pipeline-beside";
import type { RunShelf } from "./run-shelf";
import { abortError } from "./wire-errors";

export interface ReproduceHost extends BesideHost {
  readonly shelf: RunShelf;
  readonly environment: Omit<RunEnvironment, "backend">;
  /** the open one; null where none is */
  readonly file: () => { readonly name: string; readonly blob: BlobLike } | null;
  /** of the open file; "" where none is */
  readonly openFile: () => string;
}

/** Runs a kept run again beside the notebook: every stage anew, nothing taken from what is there. */
export function makeReproduceMethods(host: ReproduceHost) {
  const { shelf } = host;
  let running: AbortController | null = null;

  return {
    async reproduce(runId: string, onProgress?: (progress: Progress) => void): Promise<Reproduction> {
      const record = shelf.find(runId);
      const file = host.file();
      const { data } = record.experiment;
      if (!file || host.openFile() !== data.sha256) {
        const open = file
          ? `the open file ${JSON.stringify(file.name)} is another (${host.openFile().slice(0, 12)}…)`
          : "no file is open";
        throw new DataError(
          "other-file",
          `${record.name} was made from ${JSON.stringify(data.file)} with SHA-256 ${data.sha256.slice(0, 12)}…; ${open}`,
          { expected: data.sha256, got: host.openFile() },
        );
      }
      const then = record.isSlim ? record : await shelf.whole(runId);
      const controller = new AbortController();
      running?.abort(abortError());
      running = controller;
      const again = makePipelineBeside(host, file, record.experiment, (progress) => onProgress?.(progress));
      try {
        const finished = await again.runStages("evaluate", controller.signal);
        const made = makeRun(finished, { name: record.name, environment: host.environment });
        const result = compareAgain(then, made);
        const { equal, at } = result;
        // a run whose parts were removed has them again, if they are the same
        if (record.isSlim && equal) shelf.fill(runId, made, finished.outputs.evaluate.predictor);
        shelf.note(({ id }) => id === runId, { reproduced: { at, equal } });
        return result;
      } finally {
        if (running === controller) running = null;
      }
    },

    stopReproducing: () => running?.abort(abortError()),
  };
}
