import type { ReactNode } from "react";
import type { TrainView } from "../../pipeline/views";
import { BarList } from "../../ui/charts/BarList";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import { formatTarget } from "../../ui/format";
import { weightFinding } from "./feature-weights";

const LISTED = 12;

/** What the model leans on, over all posts. */
export function FeatureWeights({ view }: { readonly view: TrainView }): ReactNode {
  const { features } = view;
  if (features.length === 0) return null;
  const shown = features.slice(0, LISTED);
  const format = (value: number): string => formatTarget(value, features[0].weight);
  return (
    <ChartFrame
      name="Feature weights"
      title={weightFinding(features)}
      subtitle={`The ${shown.length} heaviest features of ${view.label.toLowerCase()}, of ${features.length} listed`}
      table={() => ({
        columns: [{ name: "Feature" }, { name: "Kind" }, { name: "Column" }, { name: "Weight", format }],
        rows: features.map(({ label, block, column, weight }) => [label, block, column, weight]),
      })}
    >
      <BarList
        label="Feature weights"
        nameHead="Feature"
        valueHead="Weight"
        isCode
        format={format}
        items={shown.map(({ label, column, weight }) => ({ name: label, note: column, value: weight }))}
      />
    </ChartFrame>
  );
}
