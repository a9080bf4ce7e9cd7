import type { JobContext } from "../../core/job";
import { binEdges } from "../../core/slices/candidates";
import { Readings } from "../../core/slices/condition";
import type { Aspect, Condition } from "../../core/slices/slice";
import { describeConditions } from "../../core/slices/describe-slice";
import { measureSlices } from "../../core/slices/measure-slices";
import type { MeanMetric } from "../../core/slices/measure-slices";
import type { Table } from "../../core/table/table";
import { affordableResamples } from "../stages/evaluate-task";
import type { ErrorRows } from "./error-rows";
import type { ErrorQuery, ResidualView } from "./errors-view";
import type { SlicesTask } from "./slices-task";

export interface ResidualsTask {
  readonly query: ErrorQuery;
  /** the posts of the part, with the column alone */
  readonly table: Table;
  readonly part: ErrorRows;
  readonly column: string;
  readonly of: Aspect;
  readonly bootstrap: SlicesTask["bootstrap"];
}

const BINS = 10;
const MOST_GROUPS = 24;
const FEW_VALUES = 12;

interface Group {
  readonly where: readonly Condition[];
  readonly places: Uint32Array;
}

/** The mean residual, or the share of wrong labels, by bins or values of one column, with intervals. */
export function residualsTask(
  { query, table, part, column, of, bootstrap }: ResidualsTask,
  context: JobContext = {},
): ResidualView {
  const readings = new Readings(table);
  const isClasses = part.classes.length > 0;
  const metric: MeanMetric = isClasses
    ? { name: "errorRate", values: part.losses.wrong }
    : { name: "bias", values: part.losses.residual };
  const { type } = table.columns[0];
  const isNumber = of !== "word" && of !== "language" && (of !== "value" || type === "number" || type === "date");
  const values = isNumber ? readings.numbers(column, of) : null;
  const groups = values ? numberGroups(values, column, of) : textGroups(readings, column, of);
  const missing = table.columns[0].missing;
  if (missing.includes(1)) {
    groups.push({ where: [{ column, of: "value", op: "missing", value: "" }], places: placesOf(missing) });
  }
  const shown = groups.slice(0, MOST_GROUPS);
  const all = Uint32Array.from(part.rows.keys());
  const resamples = affordableResamples(bootstrap.resamples, part.rows.length);
  const measured = measureSlices(
    [all, ...shown.map(({ places }) => places)],
    [metric],
    { ...bootstrap, resamples },
    context,
  );
  const isCovered = new Uint8Array(part.rows.length);
  for (const { places } of shown) for (const place of places) isCovered[place] = 1;
  return {
    query,
    column,
    of,
    isClasses,
    metric: metric.name,
    all: measured[0].metrics[metric.name],
    confidence: bootstrap.confidence,
    groups: shown.map(({ where, places }, i) => ({
      words: describeConditions(where),
      where,
      n: places.length,
      value: measured[i + 1].metrics[metric.name],
      rows: places.map((place) => part.rows[place]),
    })),
    unlisted: isCovered.reduce((sum, flag) => sum + 1 - flag, 0),
    values,
    residuals: isClasses ? null : part.losses.residual,
    rows: part.rows,
  };
}

function placesOf(flags: Uint8Array): Uint32Array {
  return Uint32Array.from(Array.from(flags.keys()).filter((place) => flags[place] === 1));
}

function numberGroups(values: Float64Array, column: string, of: Aspect): Group[] {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  if (known.length === 0) return [];
  const distinct = [...new Set(known)];
  const isPart = of === "month" || of === "weekday" || of === "hour" || of === "year";
  const group = (where: readonly Condition[], test: (value: number) => boolean): Group => ({
    where,
    places: Uint32Array.from(Array.from(values.keys()).filter((place) => test(values[place]))),
  });
  if (distinct.length <= (isPart ? MOST_GROUPS : FEW_VALUES)) {
    return distinct.map((value) => group([{ column, of, op: "=", value }], (at) => at === value));
  }
  const edges = binEdges(known, BINS);
  return edges
    .slice(1)
    .map((to, i) => {
      const isLast = i === edges.length - 2;
      const from = edges[i];
      return group(
        [
          { column, of, op: ">=", value: from },
          { column, of, op: isLast ? "<=" : "<", value: to },
        ],
        (at) => at >= from && (isLast ? at <= to : at < to),
      );
    })
    .filter(({ places }) => places.length > 0);
}

/** The most frequent values first. */
function textGroups(readings: Readings, column: string, of: Aspect): Group[] {
  const places = new Map<string, number[]>();
  const add = (value: string, place: number): void => {
    const known = places.get(value);
    if (known) known.push(place);
    else places.set(value, [place]);
  };
  if (of === "word")
    readings.words(column).forEach((words, place) => words.forEach((word) => word.length > 1 && add(word, place)));
  else {
    const { missing } = readings.table.columns[0];
    const texts = of === "language" ? readings.languages(column) : readings.texts(column);
    texts.forEach((text, place) => (of === "language" || missing[place] === 0) && add(text.trim(), place));
  }
  return [...places]
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .map(([value, at]) => ({
      where: [{ column, of, op: of === "word" ? "has" : "=", value }] as const,
      places: Uint32Array.from(at),
    }));
}
