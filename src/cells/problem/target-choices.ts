import type { ColumnView } from "../../pipeline/views";
import type { SelectOption } from "../../ui/Select";

/**
 * Columns that could be predicted: numbers first, then the others, which the run will refuse with a reason. A target the
 * file does not have stays in the list, or the field would show another column's name.
 */
export function targetChoices(columns: readonly ColumnView[], target: string | null): readonly SelectOption[] {
  const numbers = columns.filter(({ type }) => type === "number");
  const others = columns.filter(({ type }) => type !== "number");
  return [
    ...(target === null ? [{ value: "", label: "choose a column" }] : []),
    ...(target !== null && !columns.some(({ name }) => name === target)
      ? [{ value: target, label: columns.length === 0 ? target : `${target} (not in the file)` }]
      : []),
    ...numbers.map(({ name }) => ({ value: name, label: name })),
    ...others.map(({ name, type }) => ({ value: name, label: `${name} (${type})`, disabled: name !== target })),
  ];
}
