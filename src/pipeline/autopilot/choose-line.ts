import type { Experiment } from "../../experiment/schema";
import type { AutopilotLine, Choice } from "./autopilot-view";
import { gainOf } from "./what-helped";

/** What a pipeline without words may come to, at most about. */
const OTHER_COLUMNS = 50;

interface Sized {
  readonly model: AutopilotLine["model"];
  /** columns of the matrix, about */
  readonly columns: number;
  readonly rows: number;
}

/**
 * The rule of one standard error (Breiman et al. 1984), paired by folds: of the lines that the best one does not beat by more
 * than one standard error of their difference, the simplest. Simpler is what learns from fewer kinds of columns, then
 * what holds fewer numbers. `sizes` are by line number. Null with no line judged.
 */
export function chooseLine(
  lines: readonly AutopilotLine[],
  sizes: ReadonlyMap<number, number>,
  isGainMetric: boolean,
): Choice | null {
  const judged = lines.filter(({ loss }) => loss !== null).sort((a, b) => a.loss! - b.loss! || a.number - b.number);
  const best = judged.at(0);
  if (!best) return null;
  const within = judged.flatMap((line) => {
    const gain = gainOf(best, line, isGainMetric);
    return line === best || gain.mean <= gain.error ? [{ line, gain, size: sizes.get(line.number) ?? Infinity }] : [];
  });
  // The sort is stable: of equally simple ones the best.
  const [chosen] = [...within].sort((a, b) => a.line.blocks.length - b.line.blocks.length || a.size - b.size);
  return {
    number: chosen.line.number,
    gain: chosen.gain,
    within: within.length - 1,
    size: chosen.size,
    bestSize: sizes.get(best.number) ?? Infinity,
  };
}

/** Leaves or weights that a fitted pipeline holds, about: enough to tell the smaller of two. */
export function sizeOf({ model, features }: Experiment, rows: number): number {
  const { enabled, vectorizer, maxFeatures, nFeatures } = features.text;
  const words = vectorizer === "hashing" ? Math.min(nFeatures, 10 * rows) : (maxFeatures ?? 10 * rows);
  const columns = OTHER_COLUMNS + (enabled ? words : 0);
  return modelSize({ model, columns, rows });
}

function modelSize({ model, columns, rows }: Sized): number {
  const option = (name: string) => model[name] as number;
  switch (model.kind) {
    case "baseline":
      return 1;
    case "boosted":
      return option("maxIter") * option("maxLeafNodes");
    case "forest":
      return Math.round((option("trees") * rows) / (2 * option("minSamplesLeaf")));
    case "mlp":
      return columns * (model.hiddenLayers as readonly number[]).reduce((most, units) => Math.max(most, units), 1);
    case "ensemble":
      return ((model.members ?? []) as readonly AutopilotLine["model"][])
        .map((member) => modelSize({ model: member, columns, rows }))
        .reduce((sum, size) => sum + size, 0);
    default:
      return columns;
  }
}
