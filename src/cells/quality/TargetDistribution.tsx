import { useMemo } from "react";
import type { ReactNode } from "react";
import type { QualityView } from "../../pipeline/views";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import { LazyHistogramChart } from "../../ui/charts/lazy-charts";
import { formatCount, formatNumber, formatTarget } from "../../ui/format";
import { targetTitle } from "./quality-words";

/** How the target is spread over the file, with its mean and its median. */
export function TargetDistribution({ target }: { readonly target: NonNullable<QualityView["target"]> }): ReactNode {
  const { name, histogram, mean, median, rows } = target;
  const scale = Math.max(...histogram.edges.map(Math.abs));
  const format = (value: number) => formatTarget(value, scale);
  const bins = useMemo(() => ({ ...histogram, below: 0, above: 0 }), [histogram]);
  const posts = formatCount(rows, "post");
  const isLog = histogram.scale === "symlog";
  return (
    <ChartFrame
      name="Target distribution"
      title={targetTitle(target)}
      subtitle={`${posts} by ${name}${isLog ? ", log axis" : ""}`}
      table={() => ({
        columns: [
          { name: "From", format },
          { name: "To", format },
          { name: "Posts", format: formatNumber },
        ],
        rows: bins.counts.map((count, i) => [bins.edges[i], bins.edges[i + 1], count]),
      })}
    >
      <LazyHistogramChart
        label={`${posts} by ${name}`}
        bins={bins}
        xName={name}
        yName="Posts"
        nouns={["post", "posts"]}
        format={format}
        marks={[
          { value: median, label: `median ${format(median)}`, kind: "dashed", side: median < mean ? "left" : "right" },
          { value: mean, label: `mean ${format(mean)}`, kind: "dashed", side: median < mean ? "right" : "left" },
        ]}
      />
    </ChartFrame>
  );
}
