import { DataError, isDataError } from "../../core/errors";
import type { JobContext } from "../../core/job";
import { quantiles } from "../../core/metrics/quantile";
import { Readings, rowsWhere } from "../../core/slices/condition";
import type { Slice } from "../../core/slices/slice";
import { describeSlice } from "../../core/slices/describe-slice";
import { measurePaired } from "../../core/slices/measure-paired";
import type { ErrorSettings } from "../../core/slices/slice-options";
import type { Table } from "../../core/table/table";
import { affordableResamples } from "../stages/evaluate-task";
import { METRIC_OF_LOSS, lossName } from "./error-rows";
import type { ErrorRows } from "./error-rows";
import type { ErrorComparison } from "./errors-view";
import type { SlicesTask } from "./slices-task";

export interface CompareErrorsTask {
  readonly first: ErrorRows;
  /** the same posts in the same order */
  readonly second: ErrorRows;
  readonly table: Table;
  readonly slices: readonly Slice[];
  readonly settings: ErrorSettings;
  readonly bootstrap: SlicesTask["bootstrap"];
}

/** Scores beyond this share of the first run's distances are far off. */
const FAR_FROM = 0.8;

/** Where two runs err differently on the same posts: over all, and by slice, with paired intervals. */
export function compareErrorsTask(
  { first, second, table, slices, settings, bootstrap }: CompareErrorsTask,
  context: JobContext = {},
): ErrorComparison {
  const isClasses = first.classes.length > 0;
  const loss = lossName(isClasses, settings);
  const resamples = affordableResamples(bootstrap.resamples, first.rows.length);
  const readings = new Readings(table);
  const used = slices.flatMap((slice) => {
    const members = membersOf(readings, slice);
    return members.length > 1 ? [{ slice, words: describeSlice(slice), members }] : [];
  });
  const all = { slice: { name: "", where: [] }, words: "all posts", members: Uint32Array.from(first.rows.keys()) };
  const measured = measurePaired(
    [all, ...used].map(({ members }) => members),
    { first: first.losses[loss], second: second.losses[loss], isRoot: loss === "squared" },
    { ...bootstrap, resamples },
    context,
  );
  const farFrom = isClasses ? 0 : quantiles(first.losses.absolute, [FAR_FROM])[0];
  const wrong = ({ losses }: ErrorRows): Uint8Array =>
    isClasses
      ? Uint8Array.from(losses.wrong)
      : Uint8Array.from(losses.absolute, (distance) => (distance > farFrom ? 1 : 0));
  return {
    rows: first.rows,
    isClasses,
    classes: first.classes,
    metric: METRIC_OF_LOSS[loss],
    loss,
    actual: first.actual,
    firstPredicted: first.predicted,
    secondPredicted: second.predicted,
    // whether a label is right says nothing of how sure it was: the largest changes are told by the log loss
    firstLoss: isClasses ? first.losses.logLoss : first.losses.absolute,
    secondLoss: isClasses ? second.losses.logLoss : second.losses.absolute,
    firstWrong: wrong(first),
    secondWrong: wrong(second),
    farFrom,
    confidence: bootstrap.confidence,
    resamples,
    slices: [all, ...used].map(({ slice, words, members }, i) => ({
      slice,
      words,
      n: members.length,
      ...measured[i],
      rows: members.map((place) => first.rows[place]),
    })),
  };
}

/** A slice that this file does not allow has no posts. */
function membersOf(readings: Readings, { where }: Slice): Uint32Array {
  try {
    return rowsWhere(readings, where);
  } catch (thrown) {
    if (isDataError(thrown)) return new Uint32Array(0);
    throw thrown;
  }
}

/**
 * Both runs' errors on the posts that both were judged by, in the order of the first.
 *
 * @throws {DataError} "too-few-rows" below two such posts
 */
export function sharedErrors(first: ErrorRows, second: ErrorRows): readonly [ErrorRows, ErrorRows] {
  const at = new Map(Array.from(second.rows, (row, place) => [row, place]));
  const pairs = Array.from(first.rows.keys()).flatMap((place) => {
    const other = at.get(first.rows[place]);
    return other === undefined ? [] : [[place, other] as const];
  });
  if (pairs.length < 2) {
    throw new DataError(
      "too-few-rows",
      `the two runs were judged by different test rows: ${pairs.length} in common, at least 2 are needed`,
      { rows: pairs.length },
    );
  }
  return [
    takeErrors(
      first,
      pairs.map(([place]) => place),
    ),
    takeErrors(
      second,
      pairs.map(([, place]) => place),
    ),
  ];
}

function takeErrors(from: ErrorRows, places: readonly number[]): ErrorRows {
  const width = from.classes.length;
  const probabilities = new Float64Array(places.length * width);
  places.forEach((place, i) =>
    probabilities.set(from.probabilities.subarray(place * width, (place + 1) * width), i * width),
  );
  const take = (values: Float64Array): Float64Array => Float64Array.from(places, (place) => values[place]);
  return {
    ...from,
    rows: Uint32Array.from(places, (place) => from.rows[place]),
    actual: take(from.actual),
    predicted: take(from.predicted),
    probabilities,
    losses: Object.fromEntries(Object.entries(from.losses).map(([name, values]) => [name, take(values)])),
  };
}
