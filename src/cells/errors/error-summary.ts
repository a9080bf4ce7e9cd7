import { mostLikely } from "../../core/metrics/confusion";
import { isClassView } from "../../pipeline/views";
import type { Run } from "../../pipeline/views";
import { formatNumber, formatPercent } from "../../ui/format";

const known = new WeakMap<Run["evaluate"], string>();

/** The errors of a run in one line, read off once a run: the summary is asked for at every change of the notebook. */
export function concentrationWords({ evaluate }: Pick<Run, "evaluate">): string {
  const kept = known.get(evaluate);
  if (kept !== undefined) return kept;
  const words = wordsOf(evaluate);
  known.set(evaluate, words);
  return words;
}

function wordsOf(view: Run["evaluate"]): string {
  if (isClassView(view)) {
    const { actual, probabilities } = view.points.test;
    const given = mostLikely(probabilities, view.classes.length);
    const wrong = actual.reduce((count, label, i) => count + (label === given[i] ? 0 : 1), 0);
    return `${formatNumber(wrong)} of ${formatNumber(actual.length)} test posts are given a wrong label`;
  }
  const { actual, predicted } = view.points.test;
  const errors = actual.map((value, i) => Math.abs(value - predicted[i])).sort();
  const total = errors.reduce((sum, error) => sum + error, 0);
  const worst = errors.subarray(errors.length - Math.ceil(errors.length / 10));
  const share = total > 0 ? worst.reduce((sum, error) => sum + error, 0) / total : 0;
  return `The worst tenth of the test posts make ${formatPercent(share, 0)} of all error`;
}
