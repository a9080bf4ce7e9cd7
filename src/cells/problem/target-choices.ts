import type { ColumnView } from "../../pipeline/views";
import type { SelectOption } from "../../ui/Select";

/** More distinct values than this are no labels. */
const MOST_CLASSES = 1000;

/**
 * Columns that could be predicted first: numbers, and columns of few values where labels can be predicted. The others
 * cannot be chosen. A target the file does not have stays in the list, or the field would show another column's name.
 */
export function targetChoices(
  columns: readonly ColumnView[],
  target: string | null,
  labels: boolean,
): readonly SelectOption[] {
  const fits = ({ type, distinct }: ColumnView) =>
    type === "number" || (labels && type !== "date" && distinct >= 2 && distinct <= MOST_CLASSES);
  const fitting = columns.filter(fits);
  const others = columns.filter((column) => !fits(column));
  const named = ({ name, type }: ColumnView) => (type === "number" ? name : `${name} (${type})`);
  return [
    ...(target === null ? [{ value: "", label: "choose a column" }] : []),
    ...(target !== null && !columns.some(({ name }) => name === target)
      ? [{ value: target, label: columns.length === 0 ? target : `${target} (not in the file)` }]
      : []),
    ...fitting.map((column) => ({ value: column.name, label: named(column) })),
    ...others.map((column) => ({ value: column.name, label: named(column), disabled: column.name !== target })),
  ];
}
