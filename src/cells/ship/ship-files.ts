import { writeCsv } from "../../core/csv/write-csv";
import type { Experiment } from "../../experiment/schema";
import type { Run } from "../../pipeline/views";

/** Name for a file of this run: "run-3-forest.scorebook". */
export function runFileName({ name, experiment }: Pick<Run, "name" | "experiment">): string {
  return `${stem(name)}-${stem(experiment.model.kind)}.scorebook`;
}

export function experimentFileName({ name }: Pick<Experiment, "name">): string {
  return `${stem(name)}.json`;
}

export function predictionsFileName({ name }: Pick<Run, "name">): string {
  return `${stem(name)}-test-predictions.csv`;
}

/** The document as a person reads it in a diff: two spaces, a last line end. */
export function experimentJson(experiment: Experiment): string {
  return `${JSON.stringify(experiment, null, 2)}\n`;
}

/**
 * The test part with its predictions, one row a post: `row` is the 0-based position of the data row in the file, in the
 * split's own order.
 */
export function predictionsCsv(run: Run): string {
  const { test } = run.evaluate.points;
  const target = run.experiment.problem.target ?? "target";
  const lines = Array.from(test.rows, (row, i) => [
    String(row),
    String(test.actual[i]),
    String(test.predicted[i]),
    String(test.predicted[i] - test.actual[i]),
  ]);
  return writeCsv(["row", target, `predicted_${target}`, "error"], lines, { newline: "\n" });
}

function stem(name: string): string {
  return (
    name
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "untitled"
  );
}
