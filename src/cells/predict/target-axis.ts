import type { SplitView } from "../../pipeline/views";
import { formatTick } from "../../ui/format";

/** Where values of the target stand on a strip made of its histogram's bins, each of equal width: 0 at the left, 1 at the right. */
export interface TargetAxis {
  /** counts of all posts, by bin */
  readonly counts: readonly number[];
  /** values outside are put at the end they are beyond */
  position(value: number): number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

export function makeTargetAxis({ edges, scale, train, test }: NonNullable<SplitView["target"]>): TargetAxis {
  const bins = edges.length - 1;
  const position = (value: number): number => {
    if (!(value > edges[0])) return 0;
    if (value >= edges[bins]) return 1;
    let bin = 0;
    while (value >= edges[bin + 1]) bin++;
    return (bin + within(value, edges[bin], edges[bin + 1], scale === "symlog")) / bins;
  };
  const wanted = scale === "symlog" ? powersOfTen(edges[0], edges[bins]) : evenSteps(edges[0], edges[bins]);
  return {
    counts: train.map((count, bin) => count + (test[bin] ?? 0)),
    position,
    ticks: spaced(wanted.map((value) => ({ at: position(value), label: formatTick(value) }))),
  };
}

function within(value: number, low: number, high: number, log: boolean): number {
  if (log && low > 0) return Math.log(value / low) / Math.log(high / low);
  if (log && high < 0) return 1 - Math.log(value / high) / Math.log(low / high);
  return (value - low) / (high - low);
}

function powersOfTen(low: number, high: number): number[] {
  const powers = Array.from({ length: 10 }, (_, i) => 10 ** i);
  return [...powers.map((power) => -power).reverse(), 0, ...powers].filter((value) => value >= low && value <= high);
}

function evenSteps(low: number, high: number): number[] {
  const rough = (high - low) / 4;
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}

/** Without those whose labels would touch the one before. */
function spaced<T extends { readonly at: number }>(ticks: readonly T[]): T[] {
  const kept: T[] = [];
  for (const tick of ticks) if (kept.length === 0 || tick.at - kept[kept.length - 1].at > 0.07) kept.push(tick);
  return kept;
}
