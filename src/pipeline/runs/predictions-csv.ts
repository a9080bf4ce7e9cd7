import { writeCsv } from "../../core/csv/write-csv";
import type { Run } from "../views";

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
