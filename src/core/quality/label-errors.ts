import { columnsWith, finding } from "./check";
import type { CheckResult, QualityInputs } from "./check";
import { findDoubtful } from "./confident-joint";
import { outOfFold, wordMatrix } from "./out-of-fold";
import { counted, percent } from "./phrases";

/** Rows looked at: every k-th past this many. */
const ROWS = 8000;
const FEWEST_ROWS = 100;
const FOLDS = 3;
/** A model that is merely undecided is no evidence against a label: the other class must lead by this much. */
const SURE_MARGIN = 0.5;
const WARN_SHARE = 0.01;
const FEWEST_DOUBTS = 5;

/**
 * Labels that look wrong: a logistic regression on the words, fitted without the post, is sure of another one (confident
 * learning). Weak models are rarely sure, so where the words say little, nothing is found.
 */
export function checkLabelErrors(inputs: QualityInputs): CheckResult[] {
  const { target, words, used } = inputs;
  if (!target?.classes || columnsWith(inputs, "text").length === 0) return [];
  const { classes, values, name } = target;
  const labelled = used.filter((row) => !Number.isNaN(values[row]));
  const step = Math.max(1, Math.ceil(labelled.length / ROWS));
  const rows = labelled.filter((_, i) => i % step === 0);
  if (rows.length < FEWEST_ROWS) return [];
  const given = Float64Array.from(rows, (row) => values[row]);
  const x = wordMatrix(words, rows);
  const probabilities = x.columns === 0 ? null : outOfFold(x, given, classes.length, FOLDS);
  if (!probabilities) return [];
  const doubts = findDoubtful(given, probabilities, classes.length).filter(({ margin }) => margin >= SURE_MARGIN);
  const looked = step > 1 ? ` of the ${counted(rows.length, "row")} looked at` : "";
  const share = doubts.length / rows.length;
  if (doubts.length < FEWEST_DOUBTS || share < WARN_SHARE) {
    const said =
      doubts.length === 0
        ? `No ${name} looks wrong by the words of its post`
        : `Only ${counted(doubts.length, `${name}`, `values of ${name}`)}${looked} look${doubts.length === 1 ? "s" : ""} wrong by the words`;
    return [finding("label-errors", "pass", said, { columns: [name], rows: doubts.map(({ row }) => rows[row]) })];
  }
  const [first] = doubts;
  return [
    finding(
      "label-errors",
      "warn",
      `${name} looks wrong in ${counted(doubts.length, "row")}${looked} (${percent(share)}): a model that did not see them is sure of another`,
      {
        columns: [name],
        detail: `Most often ${mostOften(doubts, classes)}. The surest first: given ${classes[first.given]}, taken for ${classes[first.likely]}. Wrong labels in the test part count as errors of the model, and those in training teach it. Read them before you change any: some are merely hard.`,
        rows: doubts.map(({ row }) => rows[row]),
        remedies: [],
      },
    ),
  ];
}

function mostOften(
  doubts: readonly { readonly given: number; readonly likely: number }[],
  classes: readonly string[],
): string {
  const counts = new Map<string, number>();
  for (const { given, likely } of doubts) {
    const key = `${classes[likely]} named ${classes[given]}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [[key, count]] = [...counts].sort((a, b) => b[1] - a[1]);
  return `${key} (${count})`;
}
