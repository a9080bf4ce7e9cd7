import type { ReactNode } from "react";
import type { SliceReport, SliceView } from "../../pipeline/errors/errors-view";
import { Button } from "../../ui/Button";
import { IntervalBar } from "../../ui/charts/IntervalBar";
import { formatNumber, formatPercent } from "../../ui/format";
import { ScrollBox } from "../../ui/ScrollBox";
import { METRIC_LABELS, formatDifference, formatFigure, formatP, changeInterval, intervalWords } from "./error-words";
import styles from "./errors.module.css";

export interface SliceTableProps {
  readonly label: string;
  readonly report: SliceReport;
  readonly slices: readonly SliceView[];
  readonly onSelect: (rows: ArrayLike<number>, words: string) => void;
  readonly action: (slice: SliceView) => ReactNode;
}

/** Slices with their figures; the name of one shows its posts below. */
export function SliceTable({ label, report, slices, onSelect, action }: SliceTableProps): ReactNode {
  const { metric, isClasses, confidence } = report;
  if (slices.length === 0) return null;
  const second = isClasses ? (metric === "logLoss" ? "errorRate" : "logLoss") : "bias";
  const ends = slices.flatMap(({ difference }) =>
    difference ? [difference[metric].low, difference[metric].high] : [],
  );
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const pad = 0.04 * (high - low || 1);
  const size = Math.abs(report.all[metric].value);
  return (
    <ScrollBox label={label} className={styles.box}>
      <table className={styles.table}>
        <caption className="vh">{label}</caption>
        <thead>
          <tr>
            <th scope="col">Slice</th>
            <th scope="col">Posts</th>
            <th scope="col">{METRIC_LABELS[metric]}</th>
            <th scope="col" className={styles.wide}>
              Against the rest, {formatPercent(confidence, 0)} interval
            </th>
            <th scope="col">{METRIC_LABELS[second]}</th>
            <th scope="col">Effect, SD</th>
            <th scope="col">{slices[0].q === null ? "p" : "p, corrected"}</th>
            <th scope="col">Of all loss</th>
            <th scope="col">
              <span className="vh">Keep or take away</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {slices.map((slice, i) => {
            const { words, n, share, metrics, difference, effect, p, q, lossShare, rows } = slice;
            const own = metrics[metric];
            const against = difference?.[metric];
            return (
              <tr key={`${words}${i}`}>
                <th scope="row">
                  <Button variant="link" className={styles.slice} onClick={() => onSelect(rows, words)}>
                    {words}
                  </Button>
                </th>
                <td>
                  {formatNumber(n)}
                  <small>{formatPercent(share, 0)}</small>
                </td>
                <td>
                  {formatFigure(metric, own.value, size)}
                  <small>{intervalWords(metric, own, size)}</small>
                </td>
                <td className={styles.wide}>
                  {against ? (
                    <>
                      <IntervalBar
                        label={`${words}: ${METRIC_LABELS[metric]} ${formatDifference(metric, against.value, size)} against the rest, interval ${changeInterval(metric, against, size)}, dashed line at no difference`}
                        value={against.value}
                        low={against.low}
                        high={against.high}
                        domain={[low - pad, high + pad]}
                        baseline={{ value: 0 }}
                        isMuted={against.low <= 0 && against.high >= 0}
                        height={20}
                      />
                      <small>
                        {formatDifference(metric, against.value, size)} ({changeInterval(metric, against, size)})
                      </small>
                    </>
                  ) : (
                    "all posts"
                  )}
                </td>
                <td>{formatFigure(second, metrics[second].value, size)}</td>
                <td>{formatNumber(effect, 2)}</td>
                <td>{formatP(q ?? p)}</td>
                <td>{formatPercent(lossShare, 0)}</td>
                <td>{action(slice)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}
