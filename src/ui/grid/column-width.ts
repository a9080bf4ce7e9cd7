const PER_CHARACTER = 6.6;
const PADDING = 20;

export interface WidthLimits {
  readonly narrowest?: number;
  readonly widest?: number;
}

/**
 * Width in pixels that shows the name and most of the examples at 12 px; long texts are cut at `widest`.
 * @example columnWidth("score", ["1343", "12"]) // 96, the narrowest
 */
export function columnWidth(
  name: string,
  examples: readonly string[],
  { narrowest = 96, widest = 280 }: WidthLimits = {},
): number {
  const lengths = examples.map((text) => text.length).sort((a, b) => a - b);
  const typical = lengths.length === 0 ? 0 : lengths[Math.floor((lengths.length - 1) * 0.8)];
  const wanted = Math.max(name.length + 2, typical) * PER_CHARACTER + PADDING;
  return Math.round(Math.max(narrowest, Math.min(widest, wanted)));
}
