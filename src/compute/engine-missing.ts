import type { Progress } from "../core/job";
import type { Executor } from "../pipeline/executor";
import type { MissingView } from "../pipeline/missing/missing-view";
import { runMissingChoices } from "../pipeline/missing/run-missing-choices";
import type { Pipeline } from "../pipeline/pipeline";
import { abortError } from "./wire-errors";

/** What the engine answers about missing values. The latest question wins. */
export function makeMissingMethods({
  pipeline,
  executor,
}: {
  readonly pipeline: Pipeline;
  readonly executor: Executor;
}) {
  let measuring: AbortController | null = null;
  return {
    async missingChoices(onProgress?: (progress: Progress) => void): Promise<MissingView> {
      measuring?.abort(abortError());
      const controller = new AbortController();
      measuring = controller;
      const { signal } = controller;
      try {
        // The stages that a cross-validation needs.
        const cleaned = await pipeline.runStages("clean", signal);
        const divided = await pipeline.runStages("split", signal);
        const outputs = { ...cleaned.outputs, ...divided.outputs };
        const { experiment } = divided;
        return await runMissingChoices({ experiment, outputs, executor, signal, ...(onProgress && { onProgress }) });
      } finally {
        if (measuring === controller) measuring = null;
      }
    },

    stopMissing: (): void => measuring?.abort(abortError()),
  };
}
