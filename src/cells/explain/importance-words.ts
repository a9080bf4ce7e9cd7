import type { ImportanceView } from "../../pipeline/importance-view";
import { formatNumber, formatPercent, formatShort, formatTarget } from "../../ui/format";

export type MeasuredInput = ImportanceView["inputs"][number];

/** An input as a sentence names it: the words of title + body, tag, capitals of title, “vaccin”. */
export function inputText({ block, column, label }: Pick<MeasuredInput, "block" | "column" | "label">): string {
  if (block === "text") return label === null ? `the words of ${column}` : `\u201c${label}\u201d`;
  return label === null || label === column ? column : `${label} of ${column}`;
}

/** The same in a list, where what it is made of stands beside it, smaller. */
export function inputName({ block, column, label }: MeasuredInput): { readonly name: string; readonly note: string } {
  if (block === "text") return { name: label === null ? "all words" : `\u201c${label}\u201d`, note: column };
  if (block === "shape") return { name: label ?? "shape", note: column };
  return { name: column, note: { categorical: "category", numeric: "number", date: "date" }[block] };
}

/** The title: which input the model can least do without, or that it can do without any. */
export function importanceFinding(view: ImportanceView): string {
  const clear = view.inputs.filter(({ low }) => low > 0);
  if (clear.length === 0) return `Shuffling no input raises the ${view.measure}: the model leans on none`;
  const [first] = clear;
  const rise = riseText(first.rise, view);
  return clear.length === 1
    ? `Only shuffling ${inputText(first)} raises the ${view.measure}, by ${rise}`
    : `Shuffling ${inputText(first)} raises the ${view.measure} by ${rise}, the most of all inputs`;
}

function riseText(rise: number, { error }: ImportanceView): string {
  const share = rise / error;
  return error > 0 && share >= 0.001 ? formatPercent(share, share < 0.0995 ? 1 : 0) : formatShort(rise);
}

/** An error or a change of one, in decimals that go with the list it stands in. */
export function errorText(view: ImportanceView, value: number): string {
  if (view.measure === "log loss") return formatNumber(value, 3);
  return formatTarget(value, Math.max(...view.inputs.map(({ rise }) => Math.abs(rise))));
}

/** Which rows, against what, and what the whiskers leave out. */
export function importanceNote(view: ImportanceView): string {
  const { rows, partRows, part, measure, error, repeats } = view;
  const counted = rows < partRows ? `${formatNumber(rows)} of ${formatNumber(partRows)}` : formatNumber(rows);
  const baseline = measure === "RMSE" ? formatTarget(error) : formatNumber(error, 3);
  return `Measured on ${counted} ${part} posts that the model was not fitted on; unshuffled, their ${measure} is ${baseline}. Whiskers: 95% interval of the mean of ${repeats} shuffles; the luck of which posts were held out is not in them. Inputs that tell the same can stand in for each other, and then both look small.`;
}

/** How the model's own weights share out among its inputs, beside what shuffling says; "" where it has none. */
export function ownWeights({ inputs }: ImportanceView): string {
  const whole = inputs.filter(({ block, label, weight }) => weight !== null && !(block === "text" && label !== null));
  if (whole.length < 2) return "";
  const largest = [...whole].sort((a, b) => b.weight! - a.weight!).slice(0, 4);
  const shares = largest.map((input) => `${inputText(input)} ${formatPercent(input.weight!, 0)}`);
  return `The model's own weights, counted on training posts, share out as ${shares.join(", ")}.`;
}
