import { spread, mean } from "../search/spread";
import type { AutopilotLine, Finding, Gain } from "./autopilot-view";
import { BLOCKS } from "./autopilot-view";

type Judged = Pick<AutopilotLine, "folds">;

/** By how much `better` does better than `other` on the same folds, and whether that is more than chance. */
export function gainOf(better: Judged, other: Judged, isGainMetric: boolean): Gain {
  const sign = isGainMetric ? 1 : -1;
  const differences = better.folds.map((value, fold) => sign * (value - other.folds[fold]));
  const n = differences.length;
  const gain = mean(differences);
  const error = (spread(differences) ?? 0) * Math.sqrt(1 / n + 1 / Math.max(1, n - 1));
  return { mean: gain, error, isClear: Math.abs(gain) > error && Math.abs(gain) > 1e-12 };
}

/** What the lines, judged on the same folds, say about what a good pipeline needs here. */
export function whatHelped(lines: readonly AutopilotLine[], isGainMetric: boolean): readonly Finding[] {
  const judged = lines.filter(({ loss }) => loss !== null).sort((a, b) => a.loss! - b.loss! || a.number - b.number);
  const single = judged.filter(({ origin, model }) => origin !== "ensemble" && model.kind !== "baseline");
  const best = single.at(0);
  if (!best) return [];
  const findings: Finding[] = [];
  const gain = (a: Judged, b: Judged) => gainOf(a, b, isGainMetric);
  const chance = judged.find(({ model }) => model.kind === "baseline");
  if (chance) {
    const won = gain(best, chance);
    findings.push({ about: "chance", gain: won, share: chance.value === 0 ? 0 : won.mean / Math.abs(chance.value!) });
  }
  const other = single.find(({ model }) => model.kind !== best.model.kind);
  if (other) {
    findings.push({ about: "model", kind: best.model.kind, next: other.model.kind, gain: gain(best, other) });
  }
  for (const block of BLOCKS) {
    const variant = judged.find((line) => line.origin === "ablation" && line.block === block);
    const base = variant && judged.find(({ number }) => number === variant.base);
    if (!variant || !base) continue;
    const [withIt, without] = variant.blocks.includes(block) ? [variant, base] : [base, variant];
    findings.push({ about: "block", block, gain: gain(withIt, without) });
  }
  const tuned = single.filter(({ origin }) => origin === "tuned");
  const base = tuned.length > 0 && judged.find(({ number }) => number === tuned[0].base);
  if (base) {
    findings.push({
      about: "tuning",
      kind: base.model.kind,
      count: tuned.filter((line) => line.base === base.number).length,
      gain: gain(tuned[0], base),
    });
  }
  const together = judged.find(({ origin }) => origin === "ensemble");
  if (together) findings.push({ about: "ensemble", gain: gain(together, best) });
  return findings;
}
