import { boosted } from "../core/models/boosted/boosted";
import type { BoostedModel } from "../core/models/boosted/boosted-model";
import type { Boosted } from "../core/models/boosted/boost";
import { BOOSTED_OPTIONS, type BoostedOptions } from "../core/models/boosted/options";
import type { FitData, History } from "../core/models/model";
import { defaultOptions } from "../core/options";
import { fitShapeOf } from "./fit-forest";

export function fitBoosted(
  data: FitData,
  options: Partial<BoostedOptions> = {},
): { model: BoostedModel; history: History } {
  const all = { ...defaultOptions(BOOSTED_OPTIONS), ...options };
  return boosted.combine([boosted.fitJob(data, all, {}) as Boosted], fitShapeOf(data), all);
}
