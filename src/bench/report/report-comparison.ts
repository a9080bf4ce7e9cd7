import type { Figure } from "../compare";
import type { ComparisonPart } from "../results";
import { bound, measuredLines, ratioSpread, short, spread, table } from "./format";

export interface ComparisonRow {
  readonly figure: Figure;
  readonly label: string;
  /** at most so much of scikit-learn's time */
  readonly must: number | null;
  readonly aim: number | null;
  readonly how: string;
}

export const COMPARISON_ROWS: readonly ComparisonRow[] = [
  { figure: "forest", label: "forest, 100 trees, fit", must: 1 / 12, aim: 1 / 30, how: "`timings.train` of a run in the page, on a first visit, against `RandomForestRegressor(100, n_jobs=-1).fit`" },
  { figure: "boosted", label: "boosted trees, 10 dense + 50 LSA columns", must: 1, aim: 1 / 2, how: "the page's own code in workers of the page of benchmarks, one that leads and one that helps, against `HistGradientBoostingRegressor` of the same settings on both cores; the columns were made by scikit-learn" },
  { figure: "mlp", label: "MLP(100, 50), one epoch", must: 1, aim: 1 / 3, how: "`timings.train` over the epochs of a run with early stopping, backend \"sparse\" (one thread, no GPU), against `MLPRegressor.fit` over `n_iter_`" },
  { figure: "frontAgain", label: "load + clean + tf-idf", must: 1, aim: 1 / 2, how: "from `open()` of the file to its answer in the page (hash, parse, types, summaries of the columns), plus `timings.clean` and `timings.features`; the sixth file of the visit, opened once the results of the fifth are drawn, against `read_csv` + cleaning + `TfidfVectorizer`, which keep nothing either" },
  { figure: "front", label: "the same, first file of a visit", must: null, aim: null, how: "as above, on a first visit: nothing is kept from before, the page has just been loaded, and three seconds before the file comes the pointer moves over it, at which the page fetches its other parts and its workers rehearse on made-up posts, so that much of their code is compiled" },
  { figure: "one", label: "one prediction, text to score, p50", must: 1 / 10, aim: 1 / 50, how: "100 posts through the forest, timed inside the worker as scikit-learn's are inside its process: cleaning, weighing, 100 trees, interval; the way from the page and back is told below" },
  { figure: "many", label: "100,000 predictions, forest", must: 1 / 2, aim: 1 / 10, how: "rows of the test part over and over, from matrix to scores, on as many workers as there are cores, against `predict` with `n_jobs=-1`" },
  { figure: "ridge", label: "ridge, fit", must: null, aim: null, how: "`timings.train`, with the solver's answer exact to 1e-10 on both sides" },
]; // prettier-ignore

/** By how much the test RMSE may be above scikit-learn's. */
export const RMSE_MUST = { forest: 0.01, ridge: null, mlp: 0.03, boosted: 0.01 } as const;

export const VISIT_MUST = 1 / 4;

export function reportComparison(part: ComparisonPart): string[] {
  const { file, turns, figures, rmse, askedMs, measured, sklearn } = part;
  const rows = COMPARISON_ROWS.map(({ figure, label, must, aim }) => {
    const { ours, theirs, ratio } = figures[figure];
    const verdict =
      !ratio || must === null ? "" : ratio.median <= aim! ? "aim met" : ratio.median <= must ? "met" : "**not met**";
    return [
      label,
      ours ? spread(ours) : "not run",
      theirs ? spread(theirs) : "not run",
      ratio ? ratioSpread(ratio) : "",
      must === null ? "" : bound(must),
      aim === null ? "" : bound(aim),
      verdict,
    ];
  });
  const errors = Object.entries(rmse).map(([kind, { ours, theirs }]) => [
    kind,
    ours.toFixed(1),
    theirs === null ? "not run" : theirs.toFixed(1),
    theirs === null ? "" : `${(100 * (ours / theirs - 1)).toFixed(2)}%`,
  ]);
  return [
    `## Against scikit-learn, ${file}`,
    "",
    ...measuredLines(measured, sklearn),
    `${turns} ${turns === 1 ? "turn" : "turns"}, the two sides in turn about, seeds 0 to ${turns - 1}. Words of title and body (Porter stems, 5,000 terms), tag and`,
    "upvote_ratio; 80% of the rows to fit on.",
    "",
    ...table(["", "Scorebook, s", "scikit-learn, s", "ratio", "must", "aim", ""], rows),
    "",
    `A single prediction asked from the page, there and back through the engine: ${spread(askedMs)} ms.`,
    "",
    "How each was had:",
    "",
    ...COMPARISON_ROWS.map(({ label, how }) => `- *${label}*: ${how}.`),
    "",
    "Test RMSE, mean over the turns:",
    "",
    ...table(["", "Scorebook", "scikit-learn", "difference"], errors),
    "",
    ...reportVisit(part),
  ];
}

function reportVisit({ visit: { ms, stages, ratio, longestTasksMs } }: ComparisonPart): string[] {
  const each = Object.entries(stages).map(([name, value]) => `${name} ${Math.round(value)}`);
  const against = ratio
    ? ` That is ${ratioSpread(ratio)} of the time scikit-learn takes for the fit alone (must be at most ${bound(VISIT_MUST)}).`
    : "";
  const tasks = longestTasksMs
    ? [
        `The longest task of the page's own thread, visit by visit: ${longestTasksMs.map((task) => (task < 50 ? "under 50" : short(task))).join(", ")} ms.`,
      ]
    : [];
  return [
    "## From the file to an evaluated forest",
    "",
    `On a first visit, from opening the file to a forest of 100 trees with all its metrics, intervals and charts' data: ${spread(ms)} ms`,
    `(${each.join(", ")} ms).${against}`,
    ...tasks,
    "",
  ];
}
