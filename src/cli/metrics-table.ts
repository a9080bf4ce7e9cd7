import type { Interval, Run } from "../pipeline/views";

type Table = Readonly<Record<string, Interval | null>>;

/** The test metrics with their intervals beside the baselines, in columns. */
export function metricsTable({ experiment, metrics, baselines, split, evaluate }: Run): string {
  const names = Object.keys(baselines);
  const test = metrics.test as unknown as Table;
  const beside = baselines as unknown as Readonly<Record<string, Table>>;
  const rows = Object.entries(test).map(([metric, interval]) => [
    metric,
    interval ? figure(interval.value) : "",
    interval ? `${figure(interval.low)} to ${figure(interval.high)}` : "",
    ...names.map((name) => figure(beside[name][metric]?.value ?? null)),
  ]);
  const percent = Math.round((evaluate?.confidence ?? 0.95) * 100);
  const { kind } = experiment.model;
  return [
    `${experiment.name}: ${kind}, ${split.trainRows} training rows, ${split.testRows.length} test rows`,
    aligned([["", "test", `${percent}% interval`, ...names], ...rows]),
    "",
  ].join("\n");
}

/** Several runs, a line each: their test metrics, with the interval of the one they are judged by. */
export function variantsTable(made: readonly { readonly variant: string | null; readonly run: Run }[]): string {
  const [first] = made;
  const { metric } = first.run.experiment.problem;
  const others = Object.keys(first.run.metrics.test).filter((name) => name !== metric);
  const of = ({ metrics }: Run, name: string) => (metrics.test as unknown as Table)[name] ?? null;
  const rows = made.map(({ variant, run }) => {
    const judged = of(run, metric);
    return [
      variant ?? "the base",
      figure(judged?.value ?? null),
      judged ? `${figure(judged.low)} to ${figure(judged.high)}` : "",
      ...others.map((name) => figure(of(run, name)?.value ?? null)),
    ];
  });
  const percent = Math.round((first.run.evaluate?.confidence ?? 0.95) * 100);
  return `${aligned([["", metric, `${percent}% interval`, ...others], ...rows])}\n`;
}

/** Texts in columns: the first to the left, figures to the right. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
        .join("   ")
        .trimEnd(),
    )
    .join("\n");
}

/** Six significant digits; `--json` has them all. */
export function figure(value: number | null): string {
  return value === null ? "" : String(Number(value.toPrecision(6)));
}
