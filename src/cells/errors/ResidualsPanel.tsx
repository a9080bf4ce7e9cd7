import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { aspectsOf } from "../../core/slices/slice";
import type { Aspect } from "../../core/slices/slice";
import { quantiles } from "../../core/metrics/quantile";
import type { ErrorRows } from "../../pipeline/errors/error-rows";
import type { ErrorQuery, ResidualView } from "../../pipeline/errors/errors-view";
import type { ColumnView, Run } from "../../pipeline/views";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import { IntervalRows } from "../../ui/charts/IntervalRows";
import { LazyScatterChart } from "../../ui/charts/lazy-charts";
import { wantsSymlog } from "../../ui/charts/scale";
import { formatCount, formatNumber, formatPercent, formatTarget } from "../../ui/format";
import { Select } from "../../ui/Select";
import { useLoaded } from "../use-loaded";
import { useClient, useNotebook } from "../use-notebook";
import { useVersion } from "../use-version";
import { residualFinding } from "./residual-words";
import { ASPECT_LABELS } from "./slice-draft";
import styles from "./errors.module.css";

export interface ResidualsPanelProps {
  readonly query: ErrorQuery;
  readonly part: ErrorRows;
  readonly run: Run;
  readonly onSelect: (rows: ArrayLike<number>, words: string) => void;
}

const NO_COLUMNS: readonly ColumnView[] = [];

/** The error against any column, used by the model or not. */
export function ResidualsPanel({ query, part, run, onSelect }: ResidualsPanelProps): ReactNode {
  const client = useClient();
  const all = useNotebook((state) => state.views.read?.columns) ?? NO_COLUMNS;
  const evaluation = useVersion(useNotebook((state) => state.experiment.evaluation));
  const { target } = run.experiment.problem;
  const columns = useMemo(() => all.filter(({ name, type }) => name !== target && type !== "empty"), [all, target]);
  const [wanted, setWanted] = useState<{ readonly column: string; readonly of: Aspect } | null>(null);
  const column = columns.find(({ name }) => name === wanted?.column) ?? firstColumn(columns);
  const aspects = column ? aspectsOf(column.type) : [];
  const of = wanted && aspects.includes(wanted.of) ? wanted.of : firstAspect(aspects);
  const key = column && of ? JSON.stringify([query, column.name, of, evaluation]) : null;
  const { value, loading, error } = useLoaded(key, () => client.residuals({ ...query, column: column!.name, of: of! }));
  return (
    <div className={styles.stack}>
      <div className={styles.pickers}>
        <Select
          label="Column"
          value={column?.name ?? ""}
          options={columns.map(({ name }) => ({ value: name, label: name }))}
          onChange={(name) => setWanted({ column: name, of: "value" })}
        />
        <Select
          label="What of it"
          value={of ?? ""}
          options={aspects.map((one) => ({ value: one, label: ASPECT_LABELS[one] }))}
          onChange={(one) => column && setWanted({ column: column.name, of: one as Aspect })}
        />
      </div>
      {error && (
        <p className="field-error" role="alert">
          {error.message}
        </p>
      )}
      {value && !loading && !error && <ResidualCharts view={value} part={part} onSelect={onSelect} />}
    </div>
  );
}

/** What a post is like before who wrote it. */
function firstColumn(columns: readonly ColumnView[]): ColumnView | undefined {
  return (
    columns.find(({ type }) => type === "date") ??
    columns.find(({ role }) => role === "categorical") ??
    columns.find(({ type }) => type === "number") ??
    columns[0]
  );
}

function firstAspect(aspects: readonly Aspect[]): Aspect | undefined {
  return aspects.includes("length") && aspects[0] !== "value"
    ? "length"
    : aspects.includes("year")
      ? "year"
      : aspects[0];
}

function ResidualCharts(props: {
  readonly view: ResidualView;
  readonly part: ErrorRows;
  readonly onSelect: (rows: ArrayLike<number>, words: string) => void;
}): ReactNode {
  const { view, part, onSelect } = props;
  const { column, isClasses, groups, residuals, unlisted } = view;
  const selection = useNotebook((state) => state.selection);
  const scale = useMemo(
    () => (residuals && residuals.length > 0 ? quantiles(residuals.map(Math.abs), [0.9])[0] : 1),
    [residuals],
  );
  const format = (number: number): string => (isClasses ? formatPercent(number, 1) : formatTarget(number, scale));
  const what = `${ASPECT_LABELS[view.of]} of ${column}`.replace("its value of ", "").replace("its ", "");
  const measure = isClasses ? "Share of wrong labels" : "Mean residual (actual − predicted)";
  const points = useMemo(() => scatterPoints(view), [view]);
  const selected = useMemo(() => {
    if (!selection || !points) return null;
    const chosen = new Set(selection.rows);
    const places = Array.from(points.rows.keys()).filter((place) => chosen.has(points.rows[place]));
    return places.length > 0 ? new Set(places) : null;
  }, [selection, points]);
  return (
    <div className={points ? "pair" : undefined}>
      <ChartFrame
        name="Error by feature"
        title={residualFinding(view, format)}
        subtitle={`${measure} by ${what}, ${formatPercent(view.confidence, 0)} intervals; dashed: ${isClasses ? "all posts" : "no error"}`}
        empty={groups.length === 0 ? `Nothing to read of ${column} here.` : null}
        foot={
          unlisted > 0
            ? `${formatCount(unlisted, "post")} of other values ${unlisted === 1 ? "is" : "are"} not listed.`
            : null
        }
        table={() => ({
          columns: [
            { name: column },
            { name: "Posts", format: formatNumber },
            { name: isClasses ? "Error rate" : "Mean residual", format },
            { name: "Low", format },
            { name: "High", format },
          ],
          rows: groups.map(({ words, n, value }) => [words, n, value.value, value.low, value.high]),
        })}
      >
        <IntervalRows
          label={`${measure} by ${what}`}
          nameHead={column}
          rows={groups.map(({ words, n, value }) => ({ name: shortName(words, view), count: n, ...value }))}
          baseline={isClasses ? { value: view.all.value, name: "all posts" } : { value: 0, name: "no error" }}
          format={format}
          formatCount={formatNumber}
          onChoose={(at) => onSelect(groups[at].rows, groups[at].words)}
        />
      </ChartFrame>
      {points && (
        <ChartFrame
          name="Residual against feature"
          title={`Each post by ${what}`}
          subtitle={`Actual − predicted against ${what}, ${formatCount(points.rows.length, "post")}; drag over points to read them`}
          table={() => ({
            columns: [{ name: "Row", format: formatNumber }, { name: column }, { name: "Residual", format }],
            rows: Array.from(points.rows, (row, i) => [row + 1, points.xs[i], points.ys[i]]),
          })}
        >
          <LazyScatterChart
            label={`Residual against ${what}, ${formatCount(points.rows.length, "post")}`}
            xs={points.xs}
            ys={points.ys}
            xName={what}
            yName="Actual − predicted"
            axes={wantsSymlog(points.xs) && wantsSymlog(part.actual) ? "symlog" : "linear"}
            selected={selected}
            onSelect={(places) =>
              onSelect(
                places.map((place) => points.rows[place]),
                `points of ${column}`,
              )
            }
            tip={(place) =>
              `${what} ${formatNumber(points.xs[place])}\nresidual ${format(points.ys[place])}\nrow ${formatNumber(points.rows[place] + 1)}`
            }
          />
        </ChartFrame>
      )}
    </div>
  );
}

/** "year of datetime is 2019" is "2019" where all are years. */
function shortName(words: string, { column, of }: ResidualView): string {
  return words
    .replace(`${of} of ${column} is `, "")
    .replace(`${column} is `, "")
    .replace(`${of} of ${column} `, "")
    .replace(`${column} of `, "")
    .replace(`${column} has `, "")
    .replace(new RegExp(`^${column.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")} `), "");
}

function scatterPoints({ values, residuals, rows, of }: ResidualView) {
  // of a date there are few values, or moments, which are no numbers to read off an axis
  const isNumber = of === "length" || (of === "value" && !values?.some((value) => Math.abs(value) > 1e11));
  if (!values || !residuals || !isNumber) return null;
  const places = Array.from(values.keys()).filter((place) => !Number.isNaN(values[place]));
  if (places.length === 0) return null;
  return {
    xs: Float64Array.from(places, (place) => values[place]),
    ys: Float64Array.from(places, (place) => residuals[place]),
    rows: Uint32Array.from(places, (place) => rows[place]),
  };
}
