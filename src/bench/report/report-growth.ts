import type { Step } from "../scale";
import type { CancelPart, GrowthSize } from "../results";
import { growthExponent, spreadOf } from "../statistics";
import { count, mb, measuredLines, spread, table } from "./format";

interface Stage {
  readonly name: string;
  /** the exponent may be at most so much */
  readonly must: number | null;
  readonly ms: (size: GrowthSize) => number;
}

export const GROWTH_STAGES: readonly Stage[] = [
  { name: "parse", must: null, ms: ({ timings: t }) => t.parse },
  { name: "clean", must: null, ms: ({ timings: t }) => t.clean },
  { name: "split", must: null, ms: ({ timings: t }) => t.split },
  { name: "features", must: null, ms: ({ timings: t }) => t.features },
  { name: "to the matrix", must: 1.1, ms: ({ timings: t }) => t.parse + t.clean + t.split + t.features },
  { name: "ridge", must: null, ms: ({ timings: t }) => t.train },
  { name: "forest, a tree", must: 1.25, ms: ({ timings: t, trees }) => t.forest / trees },
  { name: "evaluate", must: null, ms: ({ timings: t }) => t.evaluate },
];

export const CANCEL_MUST_MS = 200;

/** The exponent of a stage's growth over the sizes that came through it; null with fewer than two. */
export function exponentOf({ ms }: Stage, growth: readonly GrowthSize[]): number | null {
  const known = growth.filter((size) => Number.isFinite(ms(size)));
  if (known.length < 2) return null;
  return growthExponent(
    known.map(({ rows }) => rows),
    known.map(ms),
  );
}

export function reportGrowth(growth: readonly GrowthSize[]): string[] {
  if (growth.length === 0) return [];
  const trained = growth.filter(({ timings }) => timings.parse !== undefined);
  const stages = GROWTH_STAGES.map((stage) => {
    const exponent = exponentOf(stage, trained);
    return [
      stage.name,
      ...trained.map((size) => (Number.isFinite(stage.ms(size)) ? (stage.ms(size) / 1000).toFixed(2) : "not run")),
      exponent === null ? "" : exponent.toFixed(2),
      stage.must === null ? "" : stage.must.toFixed(2),
    ];
  });
  return [
    "## Growth, generated files",
    "",
    ...whenMeasured(growth),
    `About 500 bytes a row, 60,000 distinct words by Zipf's law; each size in a browser of its own; forests of ${treesOf(trained)} trees; seconds:`,
    "",
    ...table(["rows", ...trained.map(({ rows }) => count(rows)), "exponent", "must be at most"], stages),
    "",
    "Exponent: the slope of log time over log rows by least squares; what costs the same at any size pulls it down.",
    "",
    "Peak memory is that of all of Chromium's processes (proportional set size from /proc, read ten times a second, less often where a reading takes long); the browser with the",
    `empty page is part of it and subtracted in the column beside. Tasks are those of the page's own thread${visitsOf(growth)}.`,
    "",
    ...table(
      [
        "rows",
        "file, MB",
        "got through",
        "peak, MB",
        "times the file",
        "above the empty page, MB",
        "longest task opening, ms",
        "longest task running, ms",
      ],
      growth.map(memoryRow),
    ),
    "",
    "At 400,000 rows the peak must be at most 8 times the file and no task longer than 100 ms; at 4,000 none longer than 50 ms.",
    "",
  ];
}

export const peakBytes = ({ steps }: GrowthSize) => steps.at(-1)!.peakBytes;

/** Milliseconds, over the steps of these names; 0 where no task took 50. */
export function longestTask({ steps }: GrowthSize, names: readonly Step["name"][]): number {
  return Math.max(0, ...steps.filter(({ name }) => names.includes(name)).map(({ longestTaskMs }) => longestTaskMs));
}

export const RUNNING = ["ridge", "forest", "predict"] as const;

export function reportCancelling({ ms, measured }: CancelPart): string[] {
  return [
    "## Cancelling",
    "",
    ...measuredLines(measured),
    `A forest of 40,000 rows, stopped while it grows: its workers are idle after ${spread(spreadOf(ms))} ms (must be at most ${CANCEL_MUST_MS}), from the`,
    "processor time of the workers' threads in /proc, read every 10 ms.",
    "",
  ];
}

function memoryRow(size: GrowthSize): string[] {
  const { rows, fileBytes, idleBytes, steps } = size;
  const last = steps.at(-1)!;
  const peak = peakBytes(size);
  return [
    count(rows),
    mb(fileBytes),
    `${last.name}${last.failed ? ` failed: ${last.failed}` : ""}`,
    mb(peak),
    (peak / fileBytes).toFixed(1),
    mb(peak - idleBytes),
    count(longestTask(size, ["open"])),
    count(longestTask(size, RUNNING)),
  ];
}

/** Sizes measured on one day and machine are told of together. */
function whenMeasured(growth: readonly GrowthSize[]): string[] {
  const groups = groupBy(growth, ({ measured: { date, machine } }) => `${date} ${machine}`);
  return groups.flatMap((sizes) => {
    const { measured } = sizes.at(-1)!;
    const notes = sizes.flatMap((size) => size.measured.notes ?? []);
    const which = groups.length > 1 ? `${rowsOf(sizes)} rows: ` : "";
    const [line, ...rest] = measuredLines({ ...measured, notes });
    return [`${which}${line}`, ...rest];
  });
}

/** Of sizes that were visited several times. */
function visitsOf(growth: readonly GrowthSize[]): string {
  return growth
    .flatMap(({ rows, visits = 1 }) =>
      visits > 1 ? [`; at ${count(rows)} rows the longest of ${visits} visits, and seconds are their medians`] : [],
    )
    .join("");
}

function treesOf(sizes: readonly GrowthSize[]): string {
  const groups = groupBy(sizes, ({ trees }) => String(trees));
  if (groups.length <= 1) return String(sizes[0]?.trees ?? 0);
  return groups.map((of) => `${of[0].trees} (${rowsOf(of)} rows)`).join(", ");
}

const rowsOf = (sizes: readonly GrowthSize[]) => sizes.map(({ rows }) => count(rows)).join(" and ");

/** By the order of their first. */
function groupBy(sizes: readonly GrowthSize[], keyOf: (size: GrowthSize) => string): GrowthSize[][] {
  const keys = [...new Set(sizes.map(keyOf))];
  return keys.map((key) => sizes.filter((size) => keyOf(size) === key));
}
