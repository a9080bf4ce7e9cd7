import { finding } from "./check";
import type { CheckResult, QualityInputs } from "./check";
import { counted, listed, percent } from "./phrases";

/** From this share of the largest class on, always naming it looks good. */
const WARN_LARGEST = 0.8;
/** Training rows below which a class cannot be learnt. */
const FEWEST_ROWS = 20;

/** Classes that are rare, or one that is nearly all: the accuracy of always naming it is what a model must beat. */
export function checkClassImbalance({ target, split }: QualityInputs): CheckResult[] {
  if (!target?.classes || !split) return [];
  const { classes, values, name } = target;
  const counts = new Uint32Array(classes.length);
  for (const row of split.rows.train) if (!Number.isNaN(values[row])) counts[values[row]]++;
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const order = Array.from(counts.keys()).sort((a, b) => counts[b] - counts[a]);
  const share = counts[order[0]] / Math.max(1, rows);
  const rare = order.filter((index) => counts[index] < FEWEST_ROWS).map((index) => classes[index]);
  const said = `${classes[order[0]]} is the most frequent ${name}: ${percent(share)} of the training rows`;
  if (share < WARN_LARGEST && rare.length === 0) return [finding("class-imbalance", "pass", said)];
  const rareSaid =
    rare.length > 0
      ? `${listed(rare.slice(0, 4))}${rare.length > 4 ? " and others" : ""} ${rare.length === 1 ? "has" : "have"} under ${FEWEST_ROWS} training rows`
      : "";
  return [
    finding("class-imbalance", "warn", share >= WARN_LARGEST ? said : rareSaid, {
      columns: [name],
      detail: `Always naming ${classes[order[0]]} is right in ${percent(share)} of ${counted(rows, "row")}: judge by what counts each class alike.`,
      remedies: [
        { label: "Judge by macro F1", change: { problem: { metric: "macroF1" } } },
        { label: "Split by label", change: { split: { kind: "stratified" } } },
      ],
    }),
  ];
}
