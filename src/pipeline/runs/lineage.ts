import type { Experiment } from "../../experiment/schema";
import { resolveInputs } from "../inputs";
import { stageKeys } from "../stage-keys";
import type { StageName } from "../stage-state";
import type { StageOutputs } from "../stages/stage-run";
import { isClassView } from "../views";
import type { EvaluateView } from "../views";
import { fingerprint } from "./fingerprint";
import { LINEAGE_STAGES } from "./run-marks";
import type { Lineage, LineageStage } from "./run-marks";

export function makeLineage(
  experiment: Experiment,
  outputs: Pick<StageOutputs, LineageStage>,
  elapsedMs: Readonly<Record<StageName, number>>,
): Lineage {
  const { view } = outputs.read;
  const keys = stageKeys(experiment, view.columns);
  const { target, features } = resolveInputs(experiment, view.columns);
  const columns = Object.fromEntries(
    Object.entries({ target: [target], ...features }).filter(([, names]) => names.length > 0),
  );
  return {
    file: { name: view.file, sha256: view.sha256, bytes: view.bytes },
    columns,
    steps: LINEAGE_STAGES.map((stage) => ({
      stage,
      key: keys[stage],
      fingerprint: fingerprint(essence(outputs, stage)),
      elapsedMs: elapsedMs[stage],
      facts: factsOf(outputs, stage),
    })),
  };
}

/** The numbers of a step, without what differs from one time to the next: how long it took. */
function essence(outputs: Pick<StageOutputs, LineageStage>, stage: LineageStage): unknown {
  switch (stage) {
    case "read": {
      const { rows, sha256, columns } = outputs.read.view;
      return [sha256, rows, columns.map(({ name, type, missing, distinct }) => [name, type, missing, distinct])];
    }
    case "clean":
      return outputs.clean.tokens;
    case "split":
      return outputs.split.rows;
    case "features":
      return outputs.features.matrix;
    case "train":
      return outputs.train.model;
    case "evaluate":
      return judgement(outputs.evaluate.view);
  }
}

/** What an evaluation says, without how fast it was. */
export function judgement({ metrics, points }: Pick<EvaluateView, "metrics" | "points">): unknown {
  return { metrics, test: points.test };
}

function factsOf(outputs: Pick<StageOutputs, LineageStage>, stage: LineageStage): Record<string, number | string> {
  switch (stage) {
    case "read": {
      const { rows, columns } = outputs.read.view;
      return { rows, columns: columns.length };
    }
    case "clean": {
      const { tokens, distinct } = outputs.clean.view;
      return { words: tokens, "different words": distinct };
    }
    case "split": {
      const { train, validation, test, dropped } = outputs.split.view;
      const left = dropped.repeats + dropped.noTarget + (dropped.unsampled ?? 0);
      return { "training rows": train, "validation rows": validation, "test rows": test, "left out": left };
    }
    case "features": {
      const { rows, columns, nonZeros } = outputs.features.view;
      return { rows, columns, "non-zero values": nonZeros };
    }
    case "train": {
      const { label, parameters, trainRows } = outputs.train.view;
      return { model: label, numbers: parameters, "training rows": trainRows, backend: outputs.train.backend };
    }
    case "evaluate": {
      const { view } = outputs.evaluate;
      return { "test rows": view.points.test.rows.length, resamples: view.bootstrap, ...labelCount(view) };
    }
  }
}

function labelCount(view: EvaluateView): Record<string, number> {
  return isClassView(view) ? { labels: view.classes.length } : {};
}
