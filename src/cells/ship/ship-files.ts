import { writeCsv } from "../../core/csv/write-csv";
import type { Experiment } from "../../experiment/schema";
import type { Run } from "../../pipeline/views";

/** Name for a file of this run: "run-3-forest.scorebook". */
export function runFileName({ name, experiment }: Pick<Run, "name" | "experiment">): string {
  return `${stem(name)}-${stem(experiment.model.kind)}.scorebook`;
}

/** "run-3-forest.html" */
export function shareFileName(run: Pick<Run, "name" | "experiment">): string {
  return runFileName(run).replace(/scorebook$/, "html");
}

export function experimentFileName({ name }: Pick<Experiment, "name">): string {
  return `${stem(name)}.json`;
}

export function predictionsFileName({ name }: Pick<Run, "name">): string {
  return `${stem(name)}-test-predictions.csv`;
}

/** Name for the report of this run: "run-3-forest-report.html". */
export function reportFileName({ name, experiment }: Pick<Run, "name" | "experiment">, ending: "html" | "md"): string {
  return `${stem(name)}-${stem(experiment.model.kind)}-report.${ending}`;
}

/** The document as a person reads it in a diff: two spaces, a last line end. */
export function experimentJson(experiment: Experiment): string {
  return `${JSON.stringify(experiment, null, 2)}\n`;
}

/**
 * The test part with its predictions, one row a post: `row` is the 0-based position of the data row in the file, in the
 * split's own order. Labels come with the probability of every class.
 */
export function predictionsCsv(run: Run): string {
  const target = run.experiment.problem.target ?? "target";
  const evaluate: unknown = run.evaluate;
  if (isOfLabels(evaluate)) return labelsCsv(evaluate, target);
  const { test } = (evaluate as { readonly points: { readonly test: ScorePoints } }).points;
  const lines = Array.from(test.rows, (row, i) => [
    String(row),
    String(test.actual[i]),
    String(test.predicted[i]),
    String(test.predicted[i] - test.actual[i]),
  ]);
  return writeCsv(["row", target, `predicted_${target}`, "error"], lines, { newline: "\n" });
}

interface ScorePoints {
  readonly rows: Uint32Array;
  readonly actual: Float64Array;
  readonly predicted: Float64Array;
}

/** What a run on labels keeps of its test part: indices of classes, and the probabilities row by row. */
interface LabelEvaluation {
  readonly classes: readonly string[];
  readonly points: {
    readonly test: {
      readonly rows: Uint32Array;
      readonly actual: ArrayLike<number>;
      readonly probabilities: Float64Array;
    };
  };
}

function isOfLabels(evaluate: unknown): evaluate is LabelEvaluation {
  return typeof evaluate === "object" && evaluate !== null && "classes" in evaluate;
}

function labelsCsv({ classes, points: { test } }: LabelEvaluation, target: string): string {
  const lines = Array.from(test.rows, (row, i) => {
    const probabilities = [...test.probabilities.subarray(i * classes.length, (i + 1) * classes.length)];
    const predicted = probabilities.indexOf(Math.max(...probabilities));
    return [String(row), classes[test.actual[i]], classes[predicted], ...probabilities.map(String)];
  });
  const header = ["row", target, `predicted_${target}`, ...classes.map((name) => `probability_${name}`)];
  return writeCsv(header, lines, { newline: "\n" });
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
