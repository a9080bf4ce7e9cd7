import { EMPTY_ENTRY } from "../../core/quality/dictionary";
import { roleOf } from "../inputs";
import { drawBars, textBars } from "./draw-svg";
import type { ReportBlock, ReportSection } from "./report-document";
import type { ReportInput } from "./report-input";
import { inUnit, percent, whole } from "./report-words";

/** The file, its columns with what is known of them, and the target. */
export function dataSection({ run, data, quality, dictionary }: ReportInput): ReportSection {
  const { experiment } = run;
  const facts: [string, string][] = [
    ["File", experiment.data.file || "unnamed"],
    ["SHA-256", experiment.data.sha256 || "not kept"],
    ...(data ? ([["Rows", whole(data.rows)]] as [string, string][]) : []),
    ["Target", experiment.problem.target ?? "none"],
  ];
  const blocks: ReportBlock[] = [{ kind: "facts", facts }];
  if (data) {
    const described = data.columns.some(({ name }) => name in dictionary);
    blocks.push({
      kind: "table",
      caption: "Columns",
      header: [
        "Column",
        "Type",
        "Use",
        "Missing",
        "Distinct",
        ...(described ? ["What it is", "Unit", "Source", "Known when"] : []),
      ],
      numeric: [3, 4],
      rows: data.columns.map((column) => {
        const { description, unit, source, knownWhen } = dictionary[column.name] ?? EMPTY_ENTRY;
        return [
          column.name,
          column.type,
          roleOf(experiment, column),
          column.missing === 0 ? "none" : percent(column.missing / Math.max(1, data.rows)),
          whole(column.distinct),
          ...(described ? [description, unit, source, knownWhen] : []),
        ];
      }),
    });
  } else {
    blocks.push({
      kind: "text",
      text: "The file was not open when this report was made, so its columns are not listed.",
    });
  }
  if (quality?.target) {
    const { name, histogram, mean, median } = quality.target;
    const names = histogram.counts.map((_, i) => `${inUnit(histogram.edges[i])} to ${inUnit(histogram.edges[i + 1])}`);
    const title = `Half of the posts have a ${name} under ${inUnit(median)}; the mean is ${inUnit(mean)}`;
    blocks.push({
      kind: "chart",
      title,
      svg: drawBars(title, histogram, name),
      text: textBars(names, histogram.counts),
      table: {
        kind: "table",
        header: [name, "Posts"],
        numeric: [1],
        rows: names.map((bin, i) => [bin, whole(histogram.counts[i])]),
      },
    });
  }
  if (quality?.classes) {
    const { classes } = quality;
    blocks.push({
      kind: "table",
      caption: "Labels",
      header: [experiment.problem.target ?? "label", "Rows", "Share"],
      numeric: [1, 2],
      rows: classes.map(({ label, rows }) => [label, whole(rows), percent(rows / Math.max(1, quality.rows))]),
    });
  }
  return { title: "Data", blocks };
}
