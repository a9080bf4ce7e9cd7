import { writeCsv } from "../../core/csv/write-csv";
import type { Annotation } from "../../notebook/annotations";
import { NO_ANNOTATION } from "../../notebook/annotations";
import type { ErrorRows } from "../../pipeline/errors/error-rows";
import { confidences } from "./error-groups";

export type PostOrder = "loss" | "surest" | "least-sure" | "too-low" | "too-high" | "smallest" | "file";

const SCORE_ORDERS: readonly { readonly value: PostOrder; readonly label: string }[] = [
  { value: "loss", label: "largest error" },
  { value: "too-low", label: "residual: too low first" },
  { value: "too-high", label: "residual: too high first" },
  { value: "smallest", label: "smallest error" },
  { value: "file", label: "as in the file" },
];

const LABEL_ORDERS: readonly { readonly value: PostOrder; readonly label: string }[] = [
  { value: "loss", label: "largest loss" },
  { value: "surest", label: "confidence: surest first" },
  { value: "least-sure", label: "confidence: least sure first" },
  { value: "smallest", label: "smallest loss" },
  { value: "file", label: "as in the file" },
];

export function ordersOf(part: Pick<ErrorRows, "classes">): typeof SCORE_ORDERS {
  return part.classes.length > 0 ? LABEL_ORDERS : SCORE_ORDERS;
}

/** "any", "noted", "plain", or a tag with "#" before it. */
export type TagFilter = string;

export function keepsTag(filter: TagFilter, annotation: Annotation | undefined): boolean {
  if (filter === "any") return true;
  if (filter === "noted") return annotation !== undefined;
  if (filter === "plain") return annotation === undefined;
  return annotation?.tags.includes(filter.slice(1)) ?? false;
}

/** Tags in use, the most frequent first. */
export function knownTags(annotations: Readonly<Record<number, Annotation>>): readonly string[] {
  const counts = new Map<string, number>();
  for (const { tags } of Object.values(annotations))
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([tag]) => tag);
}

export interface PostFilter {
  readonly order: PostOrder;
  /** right ones alone, wrong ones alone, or all; of labels */
  readonly outcome: "all" | "wrong" | "right";
  readonly tag: TagFilter;
  /** rows of the table; null for all */
  readonly among: ReadonlySet<number> | null;
}

/** Places of the posts to list, in order; equal ones keep the order of the file. */
export function listPosts(
  part: ErrorRows,
  { order, outcome, tag, among }: PostFilter,
  annotations: Readonly<Record<number, Annotation>>,
): readonly number[] {
  const { rows, losses } = part;
  const isClasses = part.classes.length > 0;
  const places = Array.from(rows.keys()).filter(
    (place) =>
      (among === null || among.has(rows[place])) &&
      (!isClasses || outcome === "all" || (losses.wrong[place] === 1) === (outcome === "wrong")) &&
      keepsTag(tag, annotations[rows[place]]),
  );
  const key = keyOf(part, order);
  return key === null
    ? places.sort((a, b) => rows[a] - rows[b])
    : places.sort((a, b) => key[a] - key[b] || rows[a] - rows[b]);
}

/** Ascending by this; null for the order of the file. */
function keyOf(part: ErrorRows, order: PostOrder): Float64Array | null {
  const isClasses = part.classes.length > 0;
  const loss = isClasses ? part.losses.logLoss : part.losses.absolute;
  switch (order) {
    case "loss":
      return loss.map((value) => -value);
    case "smallest":
      return loss;
    case "surest":
    case "least-sure": {
      if (!isClasses) return loss;
      const sure = confidences(part);
      return order === "surest" ? sure.map((value) => -value) : sure;
    }
    case "too-low":
    case "too-high": {
      const { residual } = part.losses;
      if (!residual) return loss;
      return order === "too-low" ? residual.map((value) => -value) : residual;
    }
    case "file":
      return null;
  }
}

/** The listed posts with what the run said of them, what was noted, and their cells; guarded against formulas. */
export function postsCsv(
  part: ErrorRows,
  places: readonly number[],
  records: readonly Readonly<Record<string, string>>[],
  annotations: Readonly<Record<number, Annotation>>,
): string {
  const isClasses = part.classes.length > 0;
  const columns = Object.keys(records[0] ?? {});
  const sure = isClasses ? confidences(part) : null;
  const head = isClasses
    ? ["row", "label", "given", "confidence", "log_loss"]
    : ["row", "actual", "predicted", "residual"];
  return writeCsv(
    [...head, "tags", "note", ...columns],
    places.map((place, i) => {
      const { tags, note } = annotations[part.rows[place]] ?? NO_ANNOTATION;
      const said = sure
        ? [
            part.classes[part.actual[place]],
            part.classes[part.predicted[place]],
            sure[place],
            part.losses.logLoss[place],
          ]
        : [part.actual[place], part.predicted[place], part.losses.residual[place]];
      return [
        part.rows[place] + 1,
        ...said,
        tags.join("; "),
        note,
        ...columns.map((name) => records[i]?.[name] ?? ""),
      ].map(String);
    }),
  );
}
