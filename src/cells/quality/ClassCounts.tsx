import type { ReactNode } from "react";
import type { QualityView } from "../../pipeline/views";
import { BarList } from "../../ui/charts/BarList";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import { formatCount, formatNumber, formatPercent } from "../../ui/format";

const MOST = 12;

export interface ClassCountsProps {
  readonly classes: NonNullable<QualityView["classes"]>;
  readonly name: string;
}

/** How many rows each class has. */
export function ClassCounts({ classes, name }: ClassCountsProps): ReactNode {
  const rows = classes.reduce((sum, item) => sum + item.rows, 0);
  const [first] = classes;
  return (
    <ChartFrame
      name="Classes"
      title={first ? `${first.label} is ${formatPercent(first.rows / Math.max(1, rows))} of ${name}` : "No classes"}
      subtitle={`${formatCount(rows, "post")} by ${name}${classes.length > MOST ? `, the ${MOST} most frequent of ${formatNumber(classes.length)}` : ""}`}
      table={() => ({
        columns: [{ name }, { name: "Posts", format: formatNumber }],
        rows: classes.map((item) => [item.label, item.rows]),
      })}
    >
      <BarList
        label={`Posts by ${name}`}
        nameHead={name}
        valueHead="Posts"
        items={classes.slice(0, MOST).map((item) => ({ name: item.label, value: item.rows }))}
        format={formatNumber}
      />
    </ChartFrame>
  );
}
