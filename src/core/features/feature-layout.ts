import { categoryColumns } from "./categorical/categorical";
import type { FittedFeatures } from "./fit-features";
import { textWidth } from "./text-block";

/** Where each part of the matrix begins: words, then categories, numbers, dates and shapes, columns in the order fitted. */
export interface FeatureLayout {
  readonly categorical: readonly number[];
  readonly numeric: readonly number[];
  readonly date: readonly number[];
  readonly shape: readonly number[];
  /** columns in all */
  readonly columns: number;
}

type Blocks = Omit<FittedFeatures, "columns">;

export function layOut(fitted: Blocks): FeatureLayout {
  let next = fitted.text === null ? 0 : textWidth(fitted.text);
  const place = <T>(parts: readonly T[], width: (part: T) => number) =>
    parts.map((part) => {
      const first = next;
      next += width(part);
      return first;
    });
  const categorical = place(fitted.categorical, categoryColumns);
  const numeric = place(fitted.numeric, () => 1);
  const date = place(fitted.date, ({ parts }) => parts.length);
  const shape = place(fitted.shape, ({ measures }) => measures.length);
  return { categorical, numeric, date, shape, columns: next };
}
