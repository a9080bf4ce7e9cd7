import type { Comparison, Figure } from "./compare";
import type { Scale, Step } from "./scale";
import { growthExponent, median, ratios, spreadOf } from "./statistics";
import type { Spread } from "./statistics";

export interface Results {
  readonly date: string;
  readonly machine: readonly string[];
  readonly turns: number;
  /** name and size of the file both sides worked on */
  readonly file: string;
  /** null where scikit-learn was left out for once */
  readonly comparison: Comparison | null;
  readonly scales: readonly Scale[];
  readonly cancelMs: readonly number[];
}

interface Row {
  readonly figure: Figure;
  readonly label: string;
  readonly must: number | null;
  readonly aim: number | null;
  readonly how: string;
}

const ROWS: readonly Row[] = [
  { figure: "forest", label: "forest, 100 trees, fit", must: 1 / 12, aim: 1 / 30, how: "`timings.train` of a run in the page, on a first visit (nothing compiled), against `RandomForestRegressor(100, n_jobs=-1).fit`" },
  { figure: "boosted", label: "boosted trees, 10 dense + 50 LSA columns", must: 1, aim: 1 / 2, how: "the page's own code in a worker of the page of benchmarks, one thread, against `HistGradientBoostingRegressor` of the same settings on both cores; the columns were made by scikit-learn" },
  { figure: "mlp", label: "MLP(100, 50), one epoch", must: 1, aim: 1 / 3, how: "`timings.train` over the epochs of a run with early stopping, backend \"sparse\" (one thread, no GPU), against `MLPRegressor.fit` over `n_iter_`" },
  { figure: "frontAgain", label: "load + clean + tf-idf", must: 1, aim: 1 / 2, how: "from `open()` of the file to its answer in the page (hash, parse, types, summaries of the columns), plus `timings.clean` and `timings.features`; the sixth file of the visit, against `read_csv` + cleaning + `TfidfVectorizer`, which keep nothing either" },
  { figure: "front", label: "the same, first file of a visit", must: null, aim: null, how: "as above, three seconds after the page was loaded for the first time: the code of all stages is compiled within it" },
  { figure: "one", label: "one prediction, text to score, p50", must: 1 / 10, aim: 1 / 50, how: "100 posts through the forest, timed inside the worker as scikit-learn's are inside its process: cleaning, weighing, 100 trees, interval; the way from the page and back is told below" },
  { figure: "many", label: "100,000 predictions, forest", must: 1 / 2, aim: 1 / 10, how: "rows of the test part over and over, from matrix to scores, on as many workers as there are cores, against `predict` with `n_jobs=-1`" },
  { figure: "ridge", label: "ridge, fit", must: null, aim: null, how: "`timings.train`, with the solver's answer exact to 1e-10 on both sides" },
]; // prettier-ignore

/** The whole of RESULTS.md. */
export function renderResults(results: Results): string {
  const { comparison } = results;
  return [
    "# Results of `npm run bench`",
    "",
    `Measured ${results.date}. All figures are medians; the range in brackets is the lowest and highest.`,
    "",
    ...results.machine.map((line) => `- ${line}`),
    "",
    ...(comparison ? [...againstSklearn(results, comparison), ...visits(comparison)] : []),
    ...scaling(results.scales),
    ...cancelling(results.cancelMs),
    ...(comparison ? limits(comparison) : []),
    ...peers(),
    "",
  ].join("\n");
}

function againstSklearn({ turns, file }: Results, comparison: Comparison): string[] {
  const { ours, theirs, rmse } = comparison;
  const lines = ROWS.map(({ figure, label, must, aim }) => {
    const mine = figure === "one" ? comparison.oneInWorker : ours[figure];
    const ratio = theirs && mine.length > 0 ? ratios(mine, theirs[figure]) : null;
    const verdict =
      !ratio || must === null ? "" : ratio.median <= aim! ? "aim met" : ratio.median <= must ? "met" : "**not met**";
    return `| ${label} | ${mine.length > 0 ? seconds(spreadOf(mine)) : "not run"} | ${theirs ? seconds(spreadOf(theirs[figure])) : "not run"} | ${ratio ? ratioText(ratio) : ""} | ${fraction(must)} | ${fraction(aim)} | ${verdict} |`;
  });
  const errors = (["forest", "ridge", "mlp", "boosted"] as const)
    .filter((kind) => rmse.ours[kind].length > 0)
    .map((kind) => {
      const mine = mean(rmse.ours[kind]);
      const other = rmse.theirs ? mean(rmse.theirs[kind]) : NaN;
      return `| ${kind} | ${mine.toFixed(1)} | ${rmse.theirs ? `${other.toFixed(1)} | ${(100 * (mine / other - 1)).toFixed(2)}%` : "|"} |`;
    });
  return [
    `## Against scikit-learn, ${file}`,
    "",
    `${turns} ${turns === 1 ? "turn" : "turns"}, the two sides in turn about, seeds 0 to ${turns - 1}. Words of title and body (Porter stems, 5,000 terms), tag and`,
    "upvote_ratio; 80% of the rows to fit on.",
    "",
    "| | Scorebook, s | scikit-learn, s | ratio | must | aim | |",
    "|---|---|---|---|---|---|---|",
    ...lines,
    "",
    `A single prediction asked from the page, there and back through the engine: ${ms(spreadOf(ours.one.map((value) => 1000 * value)))} ms.`,
    "",
    "How each was had:",
    "",
    ...ROWS.map(({ label, how }) => `- *${label}*: ${how}.`),
    "",
    "Test RMSE, mean over the turns:",
    "",
    "| | Scorebook | scikit-learn | difference |",
    "|---|---|---|---|",
    ...errors,
    "",
  ];
}

function visits({ visits: all, theirs }: Comparison): string[] {
  const names = ["parse", "clean", "split", "features", "train", "evaluate"];
  const total = all.map(({ open, run }) => open + run);
  const stages = names
    .map((name) => `${name} ${Math.round(median(all.map(({ timings }) => timings[name])))}`)
    .join(", ");
  const against = theirs
    ? ratios(
        total.map((value) => value / 1000),
        theirs.forest,
      )
    : null;
  return [
    "## From the file to an evaluated forest",
    "",
    `On a first visit, from opening the file to a forest of 100 trees with all its metrics, intervals and charts' data: ${ms(spreadOf(total))} ms`,
    `(${stages} ms).${against ? ` That is ${ratioText(against)} of the time scikit-learn takes for the fit alone (must be at most 1/4).` : ""}`,
    "",
  ];
}

function scaling(scales: readonly Scale[]): string[] {
  if (scales.length === 0) return [];
  const full = scales.filter(({ timings }) => timings.parse !== undefined);
  const sizes = full.map(({ rows }) => rows);
  const stages: [string, (timings: Scale["timings"], trees: number) => number][] = [
    ["parse", (t) => t.parse],
    ["clean", (t) => t.clean],
    ["split", (t) => t.split],
    ["features", (t) => t.features],
    ["to the matrix", (t) => t.parse + t.clean + t.split + t.features],
    ["ridge", (t) => t.train],
    ["forest, a tree", (t, trees) => t.forest / trees],
    ["evaluate", (t) => t.evaluate],
  ];
  const growth = stages.map(([name, of]) => {
    const known = full.filter(({ timings, trees }) => Number.isFinite(of(timings, trees)));
    const cells = full.map(({ timings, trees }) =>
      Number.isFinite(of(timings, trees)) ? (of(timings, trees) / 1000).toFixed(2) : "not run",
    );
    const exponent =
      known.length > 1
        ? growthExponent(
            known.map(({ rows }) => rows),
            known.map(({ timings, trees }) => of(timings, trees)),
          ).toFixed(2)
        : "";
    const limit = name === "to the matrix" ? "1.10" : name.startsWith("forest") ? "1.25" : "";
    return `| ${name} | ${cells.join(" | ")} | ${exponent} | ${limit} |`;
  });
  const memory = scales.map(({ rows, fileBytes, idleBytes, steps }) => {
    const last = steps.at(-1)!;
    const longest = (names: readonly Step["name"][]) =>
      Math.max(0, ...steps.filter(({ name }) => names.includes(name)).map(({ longestTaskMs }) => longestTaskMs));
    return `| ${count(rows)} | ${mb(fileBytes)} | ${last.name}${last.failed ? ` failed: ${last.failed}` : ""} | ${mb(last.peakBytes)} | ${(last.peakBytes / fileBytes).toFixed(1)} | ${mb(last.peakBytes - idleBytes)} | ${Math.round(longest(["open"]))} | ${Math.round(longest(["ridge", "forest", "predict"]))} |`;
  });
  return [
    "## Growth, generated files",
    "",
    `About 500 bytes a row, 60,000 distinct words by Zipf's law; each size in a browser of its own; forests of ${full[0]?.trees ?? 0} trees; seconds:`,
    "",
    `| rows | ${sizes.map(count).join(" | ")} | exponent | must be at most |`,
    `|---|${sizes.map(() => "---|").join("")}---|---|`,
    ...growth,
    "",
    "Exponent: the slope of log time over log rows by least squares; what costs the same at any size pulls it down.",
    "",
    "Peak memory is that of all of Chromium's processes (proportional set size from /proc, read ten times a second, less often where a reading takes long); the browser with the",
    "empty page is part of it and subtracted in the column beside. Tasks are those of the page's own thread.",
    "",
    "| rows | file, MB | got through | peak, MB | times the file | above the empty page, MB | longest task opening, ms | longest task running, ms |",
    "|---|---|---|---|---|---|---|---|",
    ...memory,
    "",
    "At 400,000 rows the peak must be at most 8 times the file and no task longer than 100 ms; at 4,000 none longer than 50 ms.",
    "",
  ]; // prettier-ignore
}

function cancelling(times: readonly number[]): string[] {
  if (times.length === 0) return [];
  return [
    "## Cancelling",
    "",
    `A forest of 40,000 rows, stopped while it grows: its workers are idle after ${ms(spreadOf(times))} ms (must be at most 200), from the`,
    "processor time of the workers' threads in /proc, read every 10 ms.",
    "",
  ];
}

function limits({ matrix, forestShape, limits: machine, ours }: Comparison): string[] {
  if (!matrix || ours.forest.length === 0) return [];
  const trees = 100;
  const distinctRows = 0.632;
  const visited = trees * matrix.entries * distinctRows * forestShape.meanDepth;
  const forest = median(ours.forest);
  const entryBytes = 8;
  const walked = (100_000 * trees * forestShape.meanDepth) / median(ours.many);
  return [
    "## What the machine would allow",
    "",
    `One thread of a worker here copies ${(machine.copied / 1e9).toFixed(1)} GB/s (read and written) and makes ${(machine.gathered / 1e6).toFixed(0)} million random reads a second in 128 MB.`,
    "",
    `- *Forest*: ${count(matrix.entries)} entries of ${count(matrix.rows)} rows, 63% of them in each tree's draw, partitioned once a level; leaves lie ${forestShape.meanDepth.toFixed(0)} levels deep on`,
    `  average. If every entry went through every level that were ${(visited / 1e9).toFixed(1)} billion visits, ${(visited / forest / 1e6).toFixed(0)} million a second. Moved in full (${entryBytes} bytes read and written each) they would take`,
    `  ${((visited * 2 * entryBytes) / machine.copied / 2).toFixed(2)} s on two such threads. Large nodes near the root are few and small ones fit the cache, so the next step is to visit less, not to move faster.`,
    `- *100,000 predictions*: up to ${(walked / 1e6).toFixed(0)} million nodes passed a second over all workers (rows gather in shallower leaves than the average one), each a`,
    "  read that depends on the one before it: bound by latency, not bandwidth.",
    `  The forest's ${count(forestShape.nodes)} nodes take ${mb(forestShape.nodes * 20)} MB; trees taken one at a time over many rows stay in the cache.`,
    `- *Load + clean + tf-idf*: the file's bytes are read three times (decode, split, tokenise) and would pass in milliseconds at the speed of memory; what is spent`,
    "  goes on decisions a character and a word. Several readers over parts of the file are the next step.",
    `- *MLP*: an epoch touches ${count(matrix.entries)} entries times 100 weights twice and Adam's two moments of ${count((matrix.columns * 100) + 5000)} weights a batch: ${(((matrix.columns * 100) + 5000) * 4 * 6 * Math.ceil(matrix.rows / 200) / 1e6).toFixed(0)} MB an epoch,`,
    `  ${(1000 * ((matrix.columns * 100) + 5000) * 4 * 6 * Math.ceil(matrix.rows / 200) / machine.copied).toFixed(1)} ms at the speed of memory.`,
    "",
  ]; // prettier-ignore
}

function peers(): string[] {
  return [
    "## Other peers",
    "",
    "`ml-random-forest` and `ydf-training` are not dependencies of this project and were not run here. When they were tried on this matrix, on another day, the first",
    "did not finish 2 trees in 5 minutes and the second took about 2.3 s a tree.",
  ];
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const count = (value: number) => Math.round(value).toLocaleString("en-US");
const mb = (bytes: number) => count(bytes / 1e6);
const seconds = ({ median: middle, low, high }: Spread) => `${short(middle)} (${short(low)} to ${short(high)})`;
const ms = ({ median: middle, low, high }: Spread) => `${short(middle)} (${short(low)} to ${short(high)})`;
const short = (value: number) => (value >= 100 ? count(value) : Number(value.toPrecision(3)).toString());

function ratioText({ median: middle, low, high }: Spread): string {
  const one = (value: number) => (value < 0.5 ? `1/${(1 / value).toFixed(value < 0.1 ? 0 : 1)}` : value.toFixed(2));
  return `${one(middle)} (${one(low)} to ${one(high)})`;
}

function fraction(value: number | null): string {
  if (value === null) return "";
  return value >= 1 ? value.toFixed(1) : `1/${Math.round(1 / value)}`;
}
