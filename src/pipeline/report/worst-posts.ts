import { isClassRun } from "../views";
import type { Run } from "../views";
import type { WorstPost } from "./report-input";
import { inUnit, percent } from "./report-words";

const TEXT_SHOWN = 300;

/** Rows (of the file) of the test posts that a run is furthest off on, the worst first. */
export function worstRows(
  run: Run,
  count: number,
): readonly { readonly row: number; readonly actual: string; readonly predicted: string }[] {
  if (isClassRun(run)) {
    const { classes } = run.evaluate;
    const { rows, actual, probabilities } = run.evaluate.points.test;
    const own = (i: number) => probabilities[i * classes.length + actual[i]];
    return Array.from(rows.keys())
      .sort((a, b) => own(a) - own(b) || a - b)
      .slice(0, count)
      .map((i) => {
        const part = Array.from(probabilities.subarray(i * classes.length, (i + 1) * classes.length));
        const best = part.indexOf(Math.max(...part));
        return { row: rows[i], actual: classes[actual[i]], predicted: `${classes[best]} (${percent(part[best])})` };
      });
  }
  const { rows, actual, predicted } = run.evaluate.points.test;
  const size = (i: number) => Math.abs(predicted[i] - actual[i]);
  return Array.from(rows.keys())
    .sort((a, b) => size(b) - size(a) || a - b)
    .slice(0, count)
    .map((i) => ({ row: rows[i], actual: inUnit(actual[i]), predicted: inUnit(predicted[i]) }));
}

/** The same with the texts of their records. */
export function worstPosts(
  run: Run,
  worst: ReturnType<typeof worstRows>,
  records: readonly Readonly<Record<string, string>>[],
): WorstPost[] {
  const texts = Object.entries(run.experiment.data.columns)
    .filter(([, { role }]) => role === "text")
    .map(([name]) => name);
  return worst.map((post, i) => {
    const record = records[i] ?? {};
    const text = texts
      .map((name) => record[name] ?? "")
      .filter((part) => part.trim() !== "")
      .join(" / ");
    const shown = text.length > TEXT_SHOWN ? `${text.slice(0, TEXT_SHOWN).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
    return { ...post, text: shown };
  });
}
