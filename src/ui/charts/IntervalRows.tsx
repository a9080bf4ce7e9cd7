import type { ReactNode } from "react";
import { Button } from "../Button";
import { IntervalBar } from "./IntervalBar";
import "./charts.css";

export interface IntervalRow {
  readonly name: string;
  /** posts behind it */
  readonly count: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface IntervalRowsProps {
  /** its name, and the head of its first column, for screen readers */
  readonly label: string;
  readonly nameHead: string;
  readonly rows: readonly IntervalRow[];
  /** the dashed line through all rows */
  readonly baseline: { readonly value: number; readonly name: string };
  readonly format: (value: number) => string;
  readonly formatCount: (count: number) => string;
  /** makes each name a button */
  readonly onChoose?: (at: number) => void;
}

/** Estimates as dots on their intervals, one a row, on one scale. A real table, drawn. */
export function IntervalRows(props: IntervalRowsProps): ReactNode {
  const { rows, baseline, format, onChoose } = props;
  const low = Math.min(baseline.value, ...rows.map((row) => row.low));
  const high = Math.max(baseline.value, ...rows.map((row) => row.high));
  const pad = 0.03 * (high - low || 1);
  return (
    <table className="interval-rows">
      <caption className="vh">
        {props.label}; dashed: {baseline.name}
      </caption>
      <thead className="vh">
        <tr>
          <th scope="col">{props.nameHead}</th>
          <th scope="col">Posts</th>
          <th scope="col">Interval</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => {
          const isHeld = row.low <= baseline.value && row.high >= baseline.value;
          return (
            <tr key={`${row.name}${i}`}>
              <th scope="row" title={row.name}>
                {onChoose ? (
                  <Button variant="link" onClick={() => onChoose(i)}>
                    {row.name}
                  </Button>
                ) : (
                  row.name
                )}
              </th>
              <td className="interval-count">{props.formatCount(row.count)}</td>
              <td className="interval-bar">
                <IntervalBar
                  label={`${row.name}: ${format(row.value)}, interval ${format(row.low)} to ${format(row.high)}, ${baseline.name} ${format(baseline.value)}`}
                  value={row.value}
                  low={row.low}
                  high={row.high}
                  domain={[low - pad, high + pad]}
                  baseline={{ value: baseline.value }}
                  isMuted={isHeld}
                  height={20}
                />
              </td>
              <td className="interval-value">{format(row.value)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
