import { DataError } from "../core/errors";
import type { Progress } from "../core/job";
import { hashExperiment } from "../experiment/content-hash";
import { parseExperiment } from "../experiment/experiment";
import type { Experiment } from "../experiment/schema";
import { checkColumns } from "../pipeline/missing-columns";
import type { Pipeline } from "../pipeline/pipeline";
import type { Run } from "../pipeline/views";
import type { ReproduceHost } from "./engine-reproduce";
import { makeRun } from "./make-run";
import { makePipelineBeside } from "./pipeline-beside";
import { abortError } from "./wire-errors";

export interface VariantHost extends ReproduceHost {
  readonly pipeline: Pipeline;
  /** counts that the test part has judged one more model */
  readonly countLook: (run: Run) => void;
}

/** One of the experiments to be run, and what its run is called. */
export interface NamedExperiment {
  readonly name: string;
  readonly experiment: Experiment;
}

/** Runs several experiments one after another beside the notebook, which stays as it is. */
export function makeVariantMethods(host: VariantHost) {
  const { shelf } = host;
  let running: AbortController | null = null;

  return {
    /**
     * The ids of the runs, in the order of `list`; each is tagged with `tag`. A run that was made before is not made again.
     * Stages that experiments share are computed once.
     *
     * @throws {DataError} "not-ready" without a file, "missing-column" before anything is run
     */
    async runVariants(
      list: readonly NamedExperiment[],
      tag: string,
      onProgress?: (progress: Progress) => void,
    ): Promise<readonly string[]> {
      const file = host.file();
      if (!file) throw new DataError("not-ready", "no file is open: open a CSV or the sample first");
      const { sha256, file: name } = host.pipeline.experiment.data;
      const experiments = list.map((each) => {
        const experiment = parseExperiment(each.experiment);
        return { name: each.name, experiment: { ...experiment, data: { ...experiment.data, file: name, sha256 } } };
      });
      const columns = host.pipeline.currentView("read")?.columns.map((column) => column.name);
      if (columns) for (const { experiment } of experiments) checkColumns(experiment, file.name, columns);

      const controller = new AbortController();
      running?.abort(abortError());
      running = controller;
      const ids: string[] = [];
      // A stage may have several parts, each of which begins at nothing.
      let furthest = 0;
      const report = (part: number) => {
        const note = experiments[ids.length]?.name;
        furthest = Math.max(furthest, ids.length + part);
        onProgress?.({ done: furthest, total: experiments.length, ...(note !== undefined && { note }) });
      };
      const first = experiments[0]?.experiment ?? host.pipeline.experiment;
      const beside = makePipelineBeside(host, file, first, ({ done, total }) => report(done / total));
      try {
        for (const { name: title, experiment } of experiments) {
          report(0);
          const known = shelf.ofHash(hashExperiment(experiment));
          ids.push(known ? known.id : await runOne(beside, title, experiment, controller.signal));
          shelf.note(({ id }) => id === ids.at(-1), { tags: [...new Set([...(known?.tags ?? []), tag])] });
        }
        report(0);
        return ids;
      } finally {
        if (running === controller) running = null;
      }
    },

    stopVariants: () => running?.abort(abortError()),
  };

  async function runOne(beside: Pipeline, name: string, experiment: Experiment, signal: AbortSignal): Promise<string> {
    beside.setExperiment(experiment);
    // The notebook's table is this one's too, where both read the file alike.
    const read = host.pipeline.current("read");
    if (read && !beside.current("read") && host.pipeline.keys().read === beside.keys().read)
      beside.put("read", read, 0);
    const finished = await beside.runStages("evaluate", signal);
    const made = makeRun(finished, { name, environment: host.environment });
    shelf.add(made, finished.outputs.evaluate.predictor, { staysAside: shelf.live !== null });
    host.countLook(made);
    return made.id;
  }
}
