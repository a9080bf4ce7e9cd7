import type { Task } from "../../core/models/model";
import type { ColumnView } from "../../pipeline/views";
import type { SelectOption } from "../../ui/Select";

/** More distinct values than this are no labels. */
const MOST_CLASSES = 1000;

/**
 * Columns that could be predicted first, then the others, which cannot be chosen: a score has to be a number, a label
 * has to have few values. A target the file does not have stays in the list, or the field would show another column's name.
 */
export function targetChoices(
  columns: readonly ColumnView[],
  target: string | null,
  task: Task,
): readonly SelectOption[] {
  const fits = ({ type, distinct }: ColumnView) =>
    task === "regression" ? type === "number" : distinct >= 2 && distinct <= MOST_CLASSES && type !== "date";
  const fitting = columns.filter(fits);
  const others = columns.filter((column) => !fits(column));
  return [
    ...(target === null ? [{ value: "", label: "choose a column" }] : []),
    ...(target !== null && !columns.some(({ name }) => name === target)
      ? [{ value: target, label: columns.length === 0 ? target : `${target} (not in the file)` }]
      : []),
    ...fitting.map(({ name }) => ({ value: name, label: name })),
    ...others.map(({ name, type }) => ({ value: name, label: `${name} (${type})`, disabled: name !== target })),
  ];
}
