import { isDataError } from "../../core/errors";
import type { JobContext } from "../../core/job";
import { candidateSlices } from "../../core/slices/candidates";
import { Readings, rowsWhere } from "../../core/slices/condition";
import type { Slice } from "../../core/slices/slice";
import { describeSlice } from "../../core/slices/describe-slice";
import { findSlices, lossSums, testSlice } from "../../core/slices/find-slices";
import type { SliceTest } from "../../core/slices/find-slices";
import { measureSlices } from "../../core/slices/measure-slices";
import type { MeasuredSlice } from "../../core/slices/measure-slices";
import type { ErrorSettings } from "../../core/slices/slice-options";
import type { Table } from "../../core/table/table";
import { affordableResamples } from "../stages/evaluate-task";
import { METRIC_OF_LOSS, lossName, sliceMetrics } from "./error-rows";
import type { ErrorRows } from "./error-rows";
import type { ErrorQuery, SliceReport, SliceView } from "./errors-view";

export interface SlicesTask {
  readonly query: ErrorQuery;
  /** the posts of the part alone, in the order of `part` */
  readonly table: Table;
  readonly part: ErrorRows;
  readonly settings: ErrorSettings;
  /** not sliced by */
  readonly target: string;
  readonly bootstrap: { readonly resamples: number; readonly confidence: number; readonly seed: number };
}

/** Slices shown; all that were found are counted. */
const MOST_SHOWN = 20;

/** The worst significant slices of a run's errors, and one's own, with intervals. */
export function slicesTask(
  { query, table, part, settings, target, bootstrap }: SlicesTask,
  context: JobContext = {},
): SliceReport {
  const readings = new Readings(table);
  const isClasses = part.classes.length > 0;
  const loss = lossName(isClasses, settings);
  const losses = part.losses[loss];
  const candidates = candidateSlices(readings, { minPosts: settings.minPosts, without: new Set([target]) });
  const search = findSlices(candidates, losses, settings, context);
  const shown = search.found.slice(0, MOST_SHOWN);
  const yours = settings.slices.map((slice) => ownRows(readings, slice));
  const members = [
    Uint32Array.from(part.rows.keys()),
    ...shown.map((slice) => slice.members),
    ...yours.map((own) => (typeof own === "string" ? new Uint32Array(0) : own)),
  ];
  const resamples = affordableResamples(bootstrap.resamples, part.rows.length);
  const measured = measureSlices(members, sliceMetrics(part.losses), { ...bootstrap, resamples }, context);
  const sums = lossSums(losses);
  const viewOf = (slice: Slice, test: SliceTest, at: number, q: number | null): SliceView => ({
    slice,
    words: describeSlice(slice),
    n: test.n,
    share: part.rows.length > 0 ? test.n / part.rows.length : 0,
    ...figures(measured[at]),
    effect: test.effect,
    p: test.p,
    q,
    lossShare: test.lossShare,
    rows: members[at].map((place) => part.rows[place]),
  });
  return {
    query,
    isClasses,
    loss,
    metric: METRIC_OF_LOSS[loss],
    n: part.rows.length,
    all: measured[0].metrics,
    found: shown.map((slice, i) => viewOf({ name: "", where: slice.where }, slice, i + 1, slice.q)),
    foundCount: search.found.length,
    tested: search.tested,
    level: settings.level,
    minPosts: settings.minPosts,
    confidence: bootstrap.confidence,
    resamples,
    yours: yours.map((own, i) => {
      const slice = settings.slices[i];
      if (typeof own === "string") return { slice, words: describeSlice(slice), problem: own };
      return viewOf(slice, testSlice(own, losses, sums), 1 + shown.length + i, null);
    }),
    sampled: part.sampled,
  };
}

function figures({ metrics, difference }: MeasuredSlice): Pick<SliceView, "metrics" | "difference"> {
  return { metrics, difference };
}

/** The places of one's own slice, or why it cannot be used on this file. */
function ownRows(readings: Readings, { where }: Slice): Uint32Array | string {
  try {
    const rows = rowsWhere(readings, where);
    return rows.length > 0 ? rows : "no post of this part is like that";
  } catch (thrown) {
    if (isDataError(thrown)) return thrown.message;
    throw thrown;
  }
}
