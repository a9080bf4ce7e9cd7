import { zipSync } from "fflate";
import { mlflowFiles } from "./mlflow";
import type { ExportedRun } from "./run-values";
import { tensorboardFiles } from "./tensorboard";

/** Runs as the folder that the viewer of `format` opens, zipped. */
export function zipRuns(runs: readonly ExportedRun[], format: "mlflow" | "tensorboard"): Uint8Array {
  return zipSync(format === "mlflow" ? mlflowFiles(runs) : tensorboardFiles(runs), { level: 6 });
}
