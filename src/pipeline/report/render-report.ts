import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import { metricOf } from "../metric-of";
import { checksSection } from "./checks-section";
import { choicesSection } from "./choices-section";
import { dataSection } from "./data-section";
import { errorsSection } from "./errors-section";
import { limitsOf, ownRival } from "./limits";
import type { ReportDocument } from "./report-document";
import type { ReportInput } from "./report-input";
import { metricName, seconds, whole, withInterval } from "./report-words";
import { resultsSection, validationSection } from "./results-section";
import { toHtml } from "./to-html";
import { toMarkdown } from "./to-markdown";

export interface Report {
  /** one file that needs nothing else */
  readonly html: string;
  readonly markdown: string;
}

/**
 * The report of a run, made from what was measured and nothing else: question, data, choices, checks, metrics with intervals beside the
 * baselines, validation, errors, limits in words, environment and hashes. The same input gives the same text. No row of the
 * data is in it unless `worst` gives some.
 */
export function renderReport(input: ReportInput): Report {
  const document = makeReport(input);
  return { html: toHtml(document), markdown: toMarkdown(document) };
}

/** What {@link renderReport} writes. */
export function makeReport(input: ReportInput): ReportDocument {
  const { run, worst } = input;
  const { experiment } = run;
  const { question } = experiment.problem;
  return {
    title: `${experiment.name}: ${run.name}`,
    summary: summaryOf(input),
    sections: [
      {
        title: "Question",
        blocks: [
          { kind: "text", text: question || `How well can ${experiment.problem.target ?? "the target"} be predicted?` },
          {
            kind: "facts",
            facts: [
              ["Predicts", experiment.problem.target ?? "none"],
              ["As", experiment.problem.task === "classification" ? "labels" : "scores"],
              ["Judged by", metricName(experiment.problem.metric)],
              ["Bar", experiment.problem.bar === null ? "none set" : String(experiment.problem.bar)],
            ],
          },
        ],
      },
      resultsSection(run),
      { title: "Limits", blocks: [{ kind: "list", items: limitsOf(input) }] },
      validationSection(run),
      errorsSection(run, worst),
      checksSection(input),
      dataSection(input),
      choicesSection(experiment, { train: run.split.trainRows, test: run.split.testRows.length }),
      runSection(input),
    ],
  };
}

function summaryOf({ run }: ReportInput): string {
  const { metric, target } = run.experiment.problem;
  const own = metricOf(run.metrics.test, metric);
  const rival = ownRival(run);
  const { label } = MODEL_DESCRIPTIONS[run.experiment.model.kind];
  const beside = rival ? `, beside ${withInterval(metric, rival.interval)} of ${rival.label}` : "";
  return `${label} predicts ${target ?? "the target"} with ${metricName(metric)} ${withInterval(metric, own)} on ${whole(run.split.testRows.length)} posts it has not seen${beside}.`;
}

function runSection({ run }: ReportInput): ReportDocument["sections"][number] {
  const { environment, timings } = run;
  return {
    title: "Run and environment",
    blocks: [
      {
        kind: "facts",
        facts: [
          ["Run", `${run.name}, ${run.createdAt}`],
          ["Experiment hash", run.hash],
          ["Data SHA-256", run.experiment.data.sha256 || "not kept"],
          ["Scorebook", environment.scorebook],
          ["Backend", environment.backend],
          ["Cores", String(environment.cores)],
          [environment.userAgent.startsWith("Node ") ? "Runtime" : "Browser", environment.userAgent],
          [
            "Time",
            Object.entries(timings)
              .map(([stage, ms]) => `${stage} ${seconds(ms)}`)
              .join(", "),
          ],
        ],
      },
      {
        kind: "code",
        title: "The experiment, as a file that can be run again",
        code: JSON.stringify(run.experiment, null, 2),
      },
    ],
  };
}
