import { useMemo } from "react";
import type { ReactNode } from "react";
import type { EvaluateView, Run } from "../../pipeline/views";
import { BarList } from "../../ui/charts/BarList";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import { binLinear, binSymlog } from "../../ui/charts/histogram-bins";
import { LazyHistogramChart } from "../../ui/charts/lazy-charts";
import { formatBytes, formatCount, formatDuration, formatLatency, formatNumber } from "../../ui/format";
import { largestCost, latencyFinding } from "./findings";

/** Latency of single predictions, and what each stage cost. */
export function SpeedCharts({ view, run }: { readonly view: EvaluateView; readonly run: Run | null }): ReactNode {
  return (
    <>
      <LatencyChart view={view} />
      <div className="costs">
        {run && <StageSeconds timings={run.timings} />}
        <StageMemory memory={run?.memory ?? view.memory} />
      </div>
    </>
  );
}

function LatencyChart({ view }: { readonly view: EvaluateView }): ReactNode {
  const { latency, throughput } = view;
  // a few calls may take a hundred times as long as the rest
  const isLog = latency.p99 > 6 * latency.p50;
  const bins = useMemo(
    () => (isLog ? binSymlog(latency.samplesMs, 8, powerBelow(latency.samplesMs)) : binLinear(latency.samplesMs, 30)),
    [latency, isLog],
  );
  if (latency.samplesMs.length === 0) {
    return (
      <ChartFrame name="Latency" title="Latency" empty="No prediction was timed.">
        {null}
      </ChartFrame>
    );
  }
  return (
    <ChartFrame
      name="Latency"
      title={latencyFinding(latency)}
      subtitle={`Latency of ${formatCount(latency.samplesMs.length, "call")}, one post at a time${isLog ? ", log axis" : ""}`}
      table={() => ({
        columns: [
          { name: "From, ms", format: (value) => formatNumber(value, 2) },
          { name: "To, ms", format: (value) => formatNumber(value, 2) },
          { name: "Calls", format: formatNumber },
        ],
        rows: [
          ...(bins.below > 0 ? [[null, bins.edges[0], bins.below]] : []),
          ...bins.counts.map((count, i) => [bins.edges[i], bins.edges[i + 1], count]),
          ...(bins.above > 0 ? [[bins.edges[bins.edges.length - 1], null, bins.above]] : []),
        ],
      })}
      foot={`The first, cold, took ${formatLatency(latency.coldMs)}. In one batch: ${formatNumber(throughput)} posts a second, text to score.`}
    >
      <LazyHistogramChart
        label="Latency of single predictions"
        bins={bins}
        xName="Milliseconds"
        yName="Calls"
        nouns={["call", "calls"]}
        format={(value) => `${formatNumber(value, 2)} ms`}
        marks={[
          { value: latency.p50, label: `p50 ${formatLatency(latency.p50)}`, kind: "dashed", side: "right" },
          { value: latency.p95, label: `p95 ${formatNumber(latency.p95, 1)}`, kind: "dashed" },
          { value: latency.p99, label: `p99 ${formatNumber(latency.p99, 1)}`, kind: "dashed" },
        ]}
      />
    </ChartFrame>
  );
}

/** The power of ten at or below the smallest value. */
function powerBelow(values: readonly number[]): number {
  const least = values.reduce((a, b) => (b > 0 && b < a ? b : a), Infinity);
  return least === Infinity ? 1 : 10 ** Math.floor(Math.log10(least));
}

const STAGE_WORDS = {
  parse: "Reading",
  clean: "Cleaning",
  split: "Splitting",
  features: "Features",
  train: "Training",
  evaluate: "Evaluating",
} as const;

function StageSeconds({ timings }: { readonly timings: Run["timings"] }): ReactNode {
  const items = (Object.keys(STAGE_WORDS) as (keyof typeof STAGE_WORDS)[]).map((stage) => ({
    name: STAGE_WORDS[stage],
    note: timings[stage] === 0 ? "reused" : undefined,
    value: timings[stage],
  }));
  return (
    <ChartFrame
      name="Time by stage"
      title={largestCost(items, formatDuration)}
      subtitle="Time of each stage in this run"
      table={() => ({
        columns: [{ name: "Stage" }, { name: "Milliseconds", format: (value) => formatNumber(value, 1) }],
        rows: items.map(({ name, value }) => [name, value]),
      })}
    >
      <BarList
        label="Time by stage"
        nameHead="Stage"
        valueHead="Time"
        items={items}
        format={(value) => (value === 0 ? "–" : formatDuration(value))}
      />
    </ChartFrame>
  );
}

const HELD_WORDS = { parse: "Table", clean: "Tokens", features: "Matrix", train: "Model" } as const;

function StageMemory({ memory }: { readonly memory: Run["memory"] }): ReactNode {
  const items = (Object.keys(HELD_WORDS) as (keyof typeof HELD_WORDS)[]).map((stage) => ({
    name: HELD_WORDS[stage],
    value: memory[stage],
  }));
  return (
    <ChartFrame
      name="Memory by stage"
      title={largestCost(items, formatBytes)}
      subtitle="Memory held by what each stage made"
      table={() => ({
        columns: [{ name: "Made" }, { name: "Bytes", format: formatNumber }],
        rows: items.map(({ name, value }) => [name, value]),
      })}
    >
      <BarList label="Memory by stage" nameHead="Made" valueHead="Memory" items={items} format={formatBytes} />
    </ChartFrame>
  );
}
