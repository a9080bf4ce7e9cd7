import { useMemo } from "react";
import type { ReactNode } from "react";
import { quantiles } from "../../core/metrics/quantile";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import type { ChartTable } from "../../ui/charts/chart-table";
import { binLinear, binSymlog } from "../../ui/charts/histogram-bins";
import { LazyHistogramChart, LazyScatterChart } from "../../ui/charts/lazy-charts";
import { wantsSymlog } from "../../ui/charts/scale";
import { formatCount, formatNumber } from "../../ui/format";
import { EachInTurn } from "../../ui/InTurn";
import type { EvaluationPart } from "./evaluation-part";
import { histogramFinding, residualFinding, scatterFinding } from "./findings";

export interface ErrorChartsProps {
  readonly part: EvaluationPart;
  readonly target: string;
  /** of actual against predicted; by default as fits the values: skewed counts want a log axis */
  readonly valueAxes: "auto" | "linear" | "symlog";
  /** of residuals */
  readonly errorAxes: "linear" | "symlog";
  readonly selected: ReadonlySet<number> | null;
  readonly onSelect: (places: readonly number[]) => void;
  /** whether posts can be read below: not where only their numbers are there */
  readonly isReadable?: boolean;
  /** one more chart beside these */
  readonly children?: ReactNode;
}

const PART_WORDS = { test: "test", validation: "validation", train: "training" } as const;

/** Room of a frame with a scatter in it, px. */
const FRAME_HEIGHT = 262;

/** Where predictions are wrong, three ways; a choice in one is seen in the others. */
export function ErrorCharts(props: ErrorChartsProps): ReactNode {
  const { isReadable = true } = props;
  return (
    <>
      <div className="pair">
        <EachInTurn of={props.part} height={FRAME_HEIGHT}>
          {(part) => <PredictedAgainstActual {...props} part={part} />}
        </EachInTurn>
        <EachInTurn of={props.part} height={FRAME_HEIGHT}>
          {(part) => <ResidualAgainstPredicted {...props} part={part} />}
        </EachInTurn>
        <EachInTurn of={props.part} height={FRAME_HEIGHT}>
          {(part) => <ResidualHistogram {...props} part={part} />}
        </EachInTurn>
        {props.children}
      </div>
      <p className="note">
        {isReadable
          ? "Drag over points to read those posts below; they are marked in both charts."
          : "Points dragged over are marked in both charts."}
      </p>
    </>
  );
}

function postsOf(part: EvaluationPart): string {
  return formatCount(part.rows.length, `${PART_WORDS[part.name]} post`);
}

function sampleOf(part: EvaluationPart): string {
  return part.sampled ? ". A sample: the part is larger" : "";
}

function PredictedAgainstActual({ part, target, valueAxes, selected, onSelect }: ErrorChartsProps): ReactNode {
  const title = useMemo(() => scatterFinding(part, target, part.format), [part, target]);
  const tip = useMemo(() => (place: number) => describePoint(part, place), [part]);
  const fitting = useMemo(() => (wantsSymlog(part.actual) ? "symlog" : "linear"), [part]);
  const subtitle = `Predicted against actual, ${postsOf(part)}${sampleOf(part)}`;
  const legend = part.seen ? (
    <span className="chart-keys">
      <span className="chart-key leaked">{formatNumber(part.seenCount)} seen in training</span>
      <span className="chart-key">{formatNumber(part.rows.length - part.seenCount)} unseen</span>
    </span>
  ) : null;
  return (
    <ChartFrame
      name="Predicted against actual"
      title={title}
      subtitle={legend ?? subtitle}
      subtitleText={subtitle}
      table={() => pointTable(part)}
    >
      <LazyScatterChart
        label={`Predicted against actual ${target}, ${postsOf(part)}`}
        xs={part.actual}
        ys={part.predicted}
        xName={`Actual ${target}`}
        yName={`Predicted ${target}`}
        axes={valueAxes === "auto" ? fitting : valueAxes}
        identity="predicted = actual"
        marked={part.seen}
        selected={selected}
        onSelect={onSelect}
        tip={tip}
      />
    </ChartFrame>
  );
}

function ResidualAgainstPredicted({ part, target, errorAxes, selected, onSelect }: ErrorChartsProps): ReactNode {
  const title = useMemo(() => residualFinding(part, part.format), [part]);
  const tip = useMemo(() => (place: number) => describePoint(part, place), [part]);
  return (
    <ChartFrame
      name="Residual against predicted"
      title={title}
      subtitle={`Residual against predicted${errorAxes === "linear" ? "; triangles lie outside" : ""}${sampleOf(part)}`}
      table={() => pointTable(part)}
    >
      <LazyScatterChart
        label={`Residual against predicted ${target}, ${postsOf(part)}`}
        xs={part.predicted}
        ys={part.residual}
        xName={`Predicted ${target}`}
        yName="Actual − predicted"
        axes={errorAxes}
        marked={part.seen}
        selected={selected}
        onSelect={onSelect}
        tip={tip}
      />
    </ChartFrame>
  );
}

function ResidualHistogram({ part, errorAxes }: ErrorChartsProps): ReactNode {
  const { format } = part;
  const title = useMemo(() => histogramFinding(part.residual), [part]);
  const bins = useMemo(
    () => (errorAxes === "symlog" ? binSymlog(part.residual, 3) : binLinear(part.residual)),
    [part, errorAxes],
  );
  const median = useMemo(() => (part.residual.length > 0 ? quantiles(part.residual, [0.5])[0] : 0), [part]);
  return (
    <ChartFrame
      name="Residual histogram"
      title={title}
      subtitle={`Residuals of ${postsOf(part)}${sampleOf(part)}`}
      table={() => ({
        columns: [
          { name: "From", format },
          { name: "To", format },
          { name: "Posts", format: formatNumber },
        ],
        rows: [
          ...(bins.below > 0 ? [[null, bins.edges[0], bins.below]] : []),
          ...bins.counts.map((count, i) => [bins.edges[i], bins.edges[i + 1], count]),
          ...(bins.above > 0 ? [[bins.edges[bins.edges.length - 1], null, bins.above]] : []),
        ],
      })}
    >
      <LazyHistogramChart
        label={`Residuals of ${postsOf(part)}`}
        bins={bins}
        xName="Actual − predicted"
        yName="Posts"
        nouns={["post", "posts"]}
        format={format}
        marks={[
          { value: median, label: `median ${format(median)}`, kind: "dashed", side: median < 0 ? "left" : "right" },
          { value: 0, label: "no error", kind: "solid", side: median < 0 ? "right" : "left" },
        ]}
      />
    </ChartFrame>
  );
}

function describePoint(part: EvaluationPart, place: number): string {
  const lines = [
    `actual ${part.formatActual(part.actual[place])}`,
    `predicted ${part.format(part.predicted[place])}`,
    `row ${formatNumber(part.rows[place] + 1)}`,
  ];
  if (part.seen?.[place]) lines.push("seen in training");
  return lines.join("\n");
}

function pointTable(part: EvaluationPart): ChartTable {
  const { format } = part;
  return {
    columns: [
      { name: "Row", format: formatNumber },
      { name: "Actual", format: part.formatActual },
      { name: "Predicted", format },
      { name: "Residual", format },
      ...(part.seen ? [{ name: "Seen in training" }] : []),
    ],
    rows: Array.from(part.rows, (row, i) => [
      row + 1,
      part.actual[i],
      part.predicted[i],
      part.residual[i],
      ...(part.seen ? [part.seen[i] ? "yes" : "no"] : []),
    ]),
  };
}
