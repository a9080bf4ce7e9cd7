import type { Experiment } from "../../experiment/schema";
import type { Run } from "../../pipeline/views";

/** Name for a file of this run: "run-3-forest.scorebook". */
export function runFileName({ name, experiment }: Pick<Run, "name" | "experiment">): string {
  return `${stem(name)}-${stem(experiment.model.kind)}.scorebook`;
}

/** "run-3-forest.html" */
export function shareFileName(run: Pick<Run, "name" | "experiment">): string {
  return runFileName(run).replace(/scorebook$/, "html");
}

export function experimentFileName({ name }: Pick<Experiment, "name">): string {
  return `${stem(name)}.json`;
}

export function predictionsFileName({ name }: Pick<Run, "name">): string {
  return `${stem(name)}-test-predictions.csv`;
}

/** Name for the report of this run: "run-3-forest-report.html". */
export function reportFileName({ name, experiment }: Pick<Run, "name" | "experiment">, ending: "html" | "md"): string {
  return `${stem(name)}-${stem(experiment.model.kind)}-report.${ending}`;
}

/** The document as a person reads it in a diff: two spaces, a last line end. */
export function experimentJson(experiment: Experiment): string {
  return `${JSON.stringify(experiment, null, 2)}\n`;
}

function stem(name: string): string {
  return (
    name
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "untitled"
  );
}
