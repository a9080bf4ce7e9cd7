import type { ResidualView } from "../../pipeline/errors/errors-view";

/** Which group is furthest off for sure, or that none is. */
export function residualFinding(view: ResidualView, format: (value: number) => string): string {
  const { groups, isClasses, all, column } = view;
  const baseline = isClasses ? all.value : 0;
  const sure = groups
    .filter(({ n, value }) => n >= 5 && (value.low > baseline || value.high < baseline))
    .sort((a, b) => Math.abs(b.value.value - baseline) - Math.abs(a.value.value - baseline));
  const [furthest] = sure;
  if (!furthest) {
    return isClasses
      ? `No value of ${column} is surely wrong more or less often than all posts`
      : `No value of ${column} is surely predicted too high or too low`;
  }
  const { words, value } = furthest;
  if (isClasses) {
    return `${words}: ${format(value.value)} wrong, against ${format(all.value)} of all posts`;
  }
  return `${words}: predicted ${format(Math.abs(value.value))} too ${value.value > 0 ? "low" : "high"} on average`;
}
