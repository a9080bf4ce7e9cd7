import { bytesOfPlain } from "../plain-bytes";
import type { ClassRun, RegressionRun, Run } from "../views";
import type { RunFigures } from "./run-marks";

/** The parts of a run that are large: kept beside its record and fetched when they are looked at. */
type PartName = "evaluate" | "history" | "split" | "lineage";

type Light<R extends Run> = Omit<R, PartName> & { readonly split: { readonly trainRows: number } };

/** What a list holds of a run, so that a thousand of them stay light. A whole {@link Run} is one, too. */
export type RunSummary = RegressionSummary | ClassSummary;
export type RegressionSummary = Light<RegressionRun>;
export type ClassSummary = Light<ClassRun>;

/** What is kept of a run beside its {@link RunSummary}; under its id. */
export type RunParts = Pick<Run, PartName> & { readonly id: string };

/** A run taken apart for keeping. */
export function splitRun(run: Run): { readonly summary: RunSummary; readonly parts: RunParts } {
  const { evaluate, history, split, lineage, ...rest } = run;
  return {
    summary: { ...rest, split: { trainRows: split.trainRows } } as RunSummary,
    parts: { id: run.id, evaluate, history, split, ...(lineage && { lineage }) } as RunParts,
  };
}

/** The whole run of a record and its parts. */
export function joinRun(summary: RunSummary, parts: RunParts): Run {
  return { ...summary, ...parts } as Run;
}

/** A run just made, or of an earlier version, with the figures that lists show of it; others come back as they are. */
export function completeRun(run: Omit<Run, "figures"> & { readonly figures?: RunFigures }, predictorBytes = 0): Run {
  return (run.figures ? run : { ...run, figures: figuresOf(run, predictorBytes) }) as Run;
}

export function figuresOf(run: Pick<Run, "evaluate" | "history" | "split">, predictorBytes: number): RunFigures {
  const { latency, throughput, leakedRows } = run.evaluate;
  const { coldMs, p50, p95, p99 } = latency;
  const parts = bytesOfPlain(run.evaluate) + bytesOfPlain(run.history) + bytesOfPlain(run.split);
  return {
    testRows: run.split.testRows.length,
    leakedRows: leakedRows.length,
    latency: { coldMs, p50, p95, p99 },
    throughput,
    predictorBytes,
    keptBytes: parts + predictorBytes,
  };
}

/** The name of the next run: one above the highest number there is, so that no two are called alike. */
export function nextRunName(runs: readonly Pick<Run, "name">[]): string {
  const highest = runs.reduce((most, { name }) => Math.max(most, Number(/^Run (\d+)$/.exec(name)?.[1] ?? 0)), 0);
  return `Run ${highest + 1}`;
}
