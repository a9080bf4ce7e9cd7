import type { Reproduction } from "../../pipeline/runs/reproduction";
import type { RunEnvironment } from "../../pipeline/views";
import { formatCount, formatNumber, formatShort } from "../../ui/format";
import { formatMetric, metricWords } from "../problem/metric-words";
import { listed } from "./compare-words";

const STAGES = {
  read: "the table as read",
  clean: "the cleaned words",
  split: "the split",
  features: "the matrix of features",
  train: "the model",
  evaluate: "the metrics",
} as const;

const SURROUNDINGS: Readonly<Record<keyof RunEnvironment, string>> = {
  userAgent: "browser",
  cores: "cores",
  isolated: "shared memory",
  backend: "backend",
  scorebook: "Scorebook",
};

/** Whether a run came out the same, and if not, where it parted and what may be why. */
export function reproductionWords(
  result: Reproduction,
  name: string,
): { readonly title: string; readonly detail: string } {
  const { equal, predictions, metrics, firstDifferent, causes, stages } = result;
  const around = causes.map(({ what, before, now }) => `${SURROUNDINGS[what]} ${now}, was ${before}`);
  if (equal) {
    const compared = [
      predictions && formatCount(predictions.count, "prediction"),
      `${formatCount(stages.filter(({ same }) => same).length, "stage")}`,
      "all metrics",
    ].filter(Boolean) as string[];
    const although = around.length > 0 ? ` Although other than then: ${around.join("; ")}.` : "";
    return {
      title: `${name} is reproduced, equal to the last bit`,
      detail: `Compared: ${listed(compared)}.${although}`,
    };
  }
  const where = firstDifferent ? `The first to differ is ${STAGES[firstDifferent]}; all before it is the same. ` : "";
  const figures = metrics
    .slice(0, 3)
    .map(
      ({ metric, before, now }) =>
        `${metricWords(metric).short} ${formatMetric(metric, now)}, was ${formatMetric(metric, before)}`,
    );
  const given =
    predictions && predictions.differing > 0
      ? `${formatNumber(predictions.differing)} of ${formatCount(predictions.count, "prediction")} differ, by ${formatShort(predictions.largest)} at most. `
      : "";
  const why =
    around.length > 0
      ? `Other than then: ${around.join("; ")}.`
      : "The file, the settings and the surroundings are the same: networks on a graphics card may add up in another order.";
  return {
    title: `${name} did not come out the same`,
    detail: `${where}${given}${figures.length > 0 ? `${figures.join("; ")}. ` : ""}${why}`,
  };
}
