import type { PenaltyPathView } from "../../pipeline/penalty-path-view";
import { formatNumber, formatTarget } from "../../ui/format";

/** A penalty as a person types it: 0.01, 3.2, 1,000. */
export function penaltyText(alpha: number): string {
  return formatNumber(Number(alpha.toPrecision(2)), alpha >= 100 ? 0 : alpha >= 1 ? 1 : 4)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}

/** What the path says about the penalty in force: nothing to gain, or how much and where. */
export function pathFinding(path: PenaltyPathView, alpha: number): string {
  const best = path.validation[path.best];
  const now = path.validation[nearestPenalty(path.alphas, alpha)];
  const gain = 1 - best / now;
  if (!(gain > 0.005)) return `A penalty of ${penaltyText(alpha)} is as good as any`;
  return `A penalty of ${penaltyText(path.alphas[path.best])} lowers the validation error by ${Math.round(gain * 1000) / 10}%`;
}

export function pathNote(path: PenaltyPathView, scale: number): string {
  const { best } = path;
  const kept = path.kind === "elasticNet" ? `, ${formatNumber(path.kept[best])} features kept` : "";
  return `Best at ${penaltyText(path.alphas[best])}: validation ${formatTarget(path.validation[best], scale)}, training ${formatTarget(path.train[best], scale)}${kept}. Fitted on ${formatNumber(path.trainRows)} training posts, judged on ${formatNumber(path.validationRows)} others; the test part is not touched.`;
}

function nearestPenalty(alphas: readonly number[], alpha: number): number {
  let nearest = 0;
  alphas.forEach((candidate, i) => {
    if (Math.abs(Math.log(candidate / alpha)) < Math.abs(Math.log(alphas[nearest] / alpha))) nearest = i;
  });
  return nearest;
}
