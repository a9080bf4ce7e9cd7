import { FIGURES } from "./compare";
import type { Comparison, Figure } from "./compare";
import type { ComparisonPart, ErrorKind, Versus } from "./results";
import { median, ratios, spreadOf } from "./statistics";

const STAGES = ["parse", "clean", "split", "features", "train", "evaluate"] as const;
const KINDS = ["forest", "ridge", "mlp", "boosted"] as const;

/** The turns of a comparison as what is told of them. */
export function summariseComparison(
  comparison: Comparison,
): Omit<ComparisonPart, "measured" | "sklearn" | "turns" | "file"> {
  const { ours, theirs, rmse, visits, matrix, forestShape, limits } = comparison;
  const figures = FIGURES.map((figure): [Figure, Versus] => {
    const mine = figure === "one" ? comparison.oneInWorker : ours[figure];
    return [figure, versus(mine, theirs?.[figure] ?? [])];
  });
  const errors = KINDS.filter((kind) => rmse.ours[kind].length > 0).map(
    (kind): [ErrorKind, ComparisonPart["rmse"][ErrorKind]] => [
      kind,
      { ours: mean(rmse.ours[kind]), theirs: rmse.theirs && mean(rmse.theirs[kind]) },
    ],
  );
  const whole = visits.map(({ open, run }) => open + run);
  return {
    figures: Object.fromEntries(figures) as ComparisonPart["figures"],
    askedMs: spreadOf(ours.one.map((seconds) => 1000 * seconds)),
    rmse: Object.fromEntries(errors),
    visit: {
      ms: spreadOf(whole),
      stages: Object.fromEntries(STAGES.map((name) => [name, median(visits.map(({ timings }) => timings[name]))])),
      ratio: theirs
        ? ratios(
            whole.map((ms) => ms / 1000),
            theirs.forest,
          )
        : null,
      longestTasksMs: visits.map(({ longestTaskMs }) => longestTaskMs),
    },
    matrix,
    forestShape,
    limits,
  };
}

function versus(ours: readonly number[], theirs: readonly number[]): Versus {
  const [mine, other] = [ours, theirs].map((values) => (values.length > 0 ? spreadOf(values) : null));
  return { ours: mine, theirs: other, ratio: mine && other ? ratios(ours, theirs) : null };
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
