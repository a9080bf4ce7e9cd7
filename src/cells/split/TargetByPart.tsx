import type { ReactNode } from "react";
import { formatPercent, formatTick } from "../../ui/format";
import { useWidth } from "../../ui/charts/use-width";
import { compareParts, tickEdges } from "./target-by-part";
import type { TargetBins } from "./target-by-part";
import styles from "./split.module.css";

const BAR_HEIGHT = 56;
const ABOVE = 16;
const GAP = 8;
const BELOW = 32;

/** The target in training and in test rows, one above the other on the same bins. */
export function TargetByPart({ target, name }: { readonly target: TargetBins; readonly name: string }): ReactNode {
  const [box, width] = useWidth<HTMLDivElement>();
  const { edges, scale } = target;
  const comparison = compareParts(target, name);
  const height = 2 * (ABOVE + BAR_HEIGHT) + GAP + BELOW;
  const bins = edges.length - 1;
  const step = width / Math.max(1, bins);
  const baseline = height - BELOW;
  const rows = [
    { label: "train", shares: comparison.train, bottom: ABOVE + BAR_HEIGHT, className: styles.barTrain },
    { label: "test", shares: comparison.test, bottom: baseline, className: styles.barTest },
  ];
  return (
    <figure className={styles.figure}>
      <figcaption>
        <h3>{comparison.title}</h3>
        <p>
          Posts by {name}, share of each part{scale === "symlog" ? ", log scale" : ""}
        </p>
      </figcaption>
      <div ref={box}>
        {width > 0 && (
          <svg
            className={styles.plot}
            width={width}
            height={height}
            role="img"
            aria-label={`${comparison.title}. ${name} from ${formatTick(edges[0] ?? 0)} to ${formatTick(edges[bins] ?? 0)}.`}
          >
            {rows.map(({ label, shares, bottom, className }) => (
              <g key={label}>
                <text className={styles.plotLabel} x={0} y={bottom - BAR_HEIGHT - 5}>
                  {label}
                </text>
                {shares.map((share, i) => (
                  <rect
                    key={i}
                    className={className}
                    x={i * step}
                    y={bottom - (share / comparison.most) * BAR_HEIGHT}
                    width={Math.max(1, step - 1.5)}
                    height={(share / comparison.most) * BAR_HEIGHT}
                  >
                    <title>
                      {`${label}, ${formatTick(edges[i])} to ${formatTick(edges[i + 1])}: ${formatPercent(share)}`}
                    </title>
                  </rect>
                ))}
                <line className={styles.axis} x1={0} x2={width} y1={bottom + 0.5} y2={bottom + 0.5} />
              </g>
            ))}
            {tickEdges(edges, Math.max(3, Math.floor(width / 56))).map((i) => (
              <g key={i}>
                <line className={styles.axis} x1={i * step} x2={i * step} y1={baseline} y2={baseline + 4} />
                <text
                  className={styles.tick}
                  x={i * step}
                  y={baseline + 16}
                  textAnchor={i === 0 ? "start" : i === bins ? "end" : "middle"}
                >
                  {formatTick(edges[i])}
                </text>
              </g>
            ))}
            <text className={styles.tick} x={width} y={height - 2} textAnchor="end">
              {name} →
            </text>
          </svg>
        )}
      </div>
    </figure>
  );
}
