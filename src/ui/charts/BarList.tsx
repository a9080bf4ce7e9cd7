import type { CSSProperties, ReactNode } from "react";
import { formatShort } from "../format";
import "./charts.css";

export interface BarItem {
  readonly name: string;
  /** small, after the name: the column it comes from */
  readonly note?: string;
  readonly value: number;
  /** ends of the value's interval, drawn across the end of its bar */
  readonly interval?: { readonly low: number; readonly high: number };
  /** grey: the sum of what is not listed */
  readonly isRest?: boolean;
}

export interface BarListProps {
  /** its name, and heads of its two columns, for screen readers */
  readonly label: string;
  readonly nameHead: string;
  readonly valueHead: string;
  readonly items: readonly BarItem[];
  readonly format?: (value: number) => string;
  /** names in the monospace face, for tokens and column names */
  readonly isCode?: boolean;
}

/** Bars beside their names and values, to both sides of zero where there are negative ones. A real table, drawn. */
export function BarList({ label, nameHead, valueHead, items, format = formatShort, isCode }: BarListProps): ReactNode {
  const low = Math.min(0, ...items.map(({ value, interval }) => interval?.low ?? value));
  const high = Math.max(0, ...items.map(({ value, interval }) => interval?.high ?? value));
  const span = high - low || 1;
  const zero = (-low / span) * 100;
  return (
    <table className="bar-list">
      <caption className="vh">{label}</caption>
      <thead className="vh">
        <tr>
          <th scope="col">{nameHead}</th>
          <th scope="col">Bar</th>
          <th scope="col">{valueHead}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, i) => (
          <tr key={`${item.name}${item.note ?? ""}${i}`}>
            <th scope="row" className={isCode && !item.isRest ? "bar-name code" : "bar-name"} title={item.name}>
              {item.name}
              {item.note && <small> {item.note}</small>}
            </th>
            <td aria-hidden="true">
              <div className="bar-track" style={{ "--zero": `${zero}%` } as CSSProperties}>
                <i
                  className={item.isRest ? "rest" : item.value < 0 ? "negative" : undefined}
                  style={
                    item.value < 0
                      ? { right: `${100 - zero}%`, width: `${(-item.value / span) * 100}%` }
                      : { left: `${zero}%`, width: `${(item.value / span) * 100}%` }
                  }
                />
                {item.interval && (
                  <b
                    style={{
                      left: `${zero + (item.interval.low / span) * 100}%`,
                      width: `${((item.interval.high - item.interval.low) / span) * 100}%`,
                    }}
                  />
                )}
              </div>
            </td>
            <td className="bar-value">{format(item.value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
