import { sortChecks } from "../quality/quality-words";
import { evaluationPart } from "../evaluate/evaluation-part";
import { seenAndUnseen } from "../evaluate/metric-table";
import type { NotebookState } from "../../notebook/notebook";
import { groupPredictions } from "../../pipeline/share/prediction-groups";
import type { ShareChoices, SharedPost, SharePage } from "../../pipeline/share/share-page";
import { isClassView } from "../../pipeline/views";
import type { Run } from "../../pipeline/views";
import { binLinear, binSymlog } from "../../ui/charts/histogram-bins";
import { formatNumber, formatPercent, formatTarget } from "../../ui/format";

const FEATURES_LISTED = 40;

export interface SharePageFrom {
  readonly run: Run;
  readonly state: Pick<NotebookState, "views" | "experiment">;
  readonly choices: ShareChoices;
  readonly posts: readonly SharedPost[];
  readonly madeAt: Date;
  /** address of this notebook */
  readonly address: string;
}

/**
 * What the shared page shows beside the run: aggregates over its points, and what the notebook knows of the same file.
 * Nothing of another file goes in.
 */
export function makeSharePage(from: SharePageFrom): SharePage {
  const { run, state, choices } = from;
  const { views } = state;
  const isSameFile = views.read !== undefined && views.read.sha256 === run.experiment.data.sha256;
  const isSameModel = views.evaluate?.metrics === run.metrics || isSameFile;
  const view = run.evaluate;
  const scores = isClassView(view) ? null : evaluationPart(view, "test");
  const leaked = view.leakedRows.length;
  const checks =
    isSameFile && views.quality ? sortChecks(views.quality.checks, state.experiment.quality.accepted) : null;
  return {
    madeAt: from.madeAt.toISOString(),
    home: isReachable(from.address) ? from.address : null,
    choices,
    target: isSameFile ? (views.split?.target ?? null) : null,
    data: isSameFile
      ? {
          rows: views.read!.rows,
          columns: views.read!.columns.map(({ name, type, role, why, missing }) => ({
            name,
            type,
            role: run.experiment.data.columns[name]?.role ?? role,
            why: run.experiment.data.columns[name]?.why ?? why,
            missing,
          })),
        }
      : null,
    checks: checks && {
      found: [
        ...checks.findings.map(({ status, title }) => ({ status: status as "warn" | "fail", title, accepted: false })),
        ...checks.accepted.map(({ status, title }) => ({ status: status as "warn" | "fail", title, accepted: true })),
      ],
      passed: checks.passed.length,
    },
    leak: leaked === 0 ? null : { posts: leaked, halves: scores && seenAndUnseen(scores) },
    groups: scores && groupPredictions(scores),
    residuals: scores && scores.rows.length > 0 ? residualBins(scores.residual) : null,
    features:
      isSameModel && views.train && views.train.kind === run.experiment.model.kind && views.train.features.length > 0
        ? { label: views.train.label, listed: views.train.features.slice(0, FEATURES_LISTED) }
        : null,
    posts: from.posts,
  };
}

function residualBins(residuals: Float64Array) {
  const linear = binLinear(residuals);
  return linear.below + linear.above > 0.2 * residuals.length ? binSymlog(residuals, 3) : linear;
}

/** An address of this machine is of no use to a reader elsewhere. */
function isReachable(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && !/^(localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(hostname);
}

/** Rows of the test posts with the largest errors: of scores by distance, of labels by how little the right one got. */
export function worstRows(run: Run, count: number): { row: number; actual: string; predicted: string }[] {
  const view = run.evaluate;
  if (isClassView(view)) {
    const { rows, actual, probabilities } = view.points.test;
    const width = view.classes.length;
    const right = Array.from(rows, (_, i) => probabilities[i * width + actual[i]]);
    return lowest(right, count).map((i) => {
      const given = [...probabilities.subarray(i * width, (i + 1) * width)];
      const likeliest = given.indexOf(Math.max(...given));
      return {
        row: rows[i],
        actual: view.classes[actual[i]],
        predicted: `${view.classes[likeliest]} (${formatPercent(given[likeliest], 0)})`,
      };
    });
  }
  const { rows, actual, predicted } = view.points.test;
  const distance = Array.from(rows, (_, i) => -Math.abs(actual[i] - predicted[i]));
  return lowest(distance, count).map((i) => ({
    row: rows[i],
    actual: Number.isInteger(actual[i]) ? formatNumber(actual[i]) : formatTarget(actual[i]),
    predicted: formatTarget(predicted[i]),
  }));
}

function lowest(values: readonly number[], count: number): number[] {
  return [...values.keys()].sort((a, b) => values[a] - values[b]).slice(0, count);
}
