import { useState } from "react";
import type { ReactNode } from "react";
import { formatCount, formatNumber, formatPercent } from "../../../ui/format";
import { Select } from "../../../ui/Select";
import { confusionSquares, worstConfusion } from "./confusion-squares";
import type { Normalised } from "./confusion-squares";

export interface ConfusionMatrixProps {
  readonly classes: readonly string[];
  readonly counts: readonly number[];
  /** opens the posts of a square; absent where they are not there to be read */
  readonly onChoose?: (actual: number, predicted: number) => void;
}

const CHOICES = [
  { value: "counts", label: "posts" },
  { value: "actual", label: "share of the label" },
  { value: "predicted", label: "share of those given it" },
];

/** Who was taken for whom: a row a label, a column what it was given; each square opens its posts. */
export function ConfusionMatrix({ classes, counts, onChoose }: ConfusionMatrixProps): ReactNode {
  const [by, setBy] = useState<Normalised>("counts");
  const { shown, square } = confusionSquares(counts, classes.length, by);
  return (
    <section className="confusion" aria-label="Confusion matrix">
      <div className="reader-head">
        <h3>{worstConfusion(counts, classes)}</h3>
        <Select label="Squares show" value={by} options={CHOICES} onChange={(value) => setBy(value as Normalised)} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key */}
      <section className="wide-box" tabIndex={0} aria-label="Squares of the confusion matrix">
        <table className="confusion-table">
          <caption className="vh">Posts by label (rows) and label given (columns)</caption>
          <thead>
            <tr>
              <th scope="col">label ↓ given →</th>
              {shown.map((k) => (
                <th key={k} scope="col">
                  {classes[k]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((actual) => (
              <tr key={actual}>
                <th scope="row">{classes[actual]}</th>
                {shown.map((predicted) => {
                  const { count, share } = square(actual, predicted);
                  return (
                    <td key={predicted} className={actual === predicted ? "own" : undefined}>
                      {onChoose ? (
                        <button
                          type="button"
                          disabled={count === 0}
                          aria-label={`${formatCount(count, "post")} of ${classes[actual]} given ${classes[predicted]}`}
                          style={{ "--share": share } as React.CSSProperties}
                          onClick={() => onChoose(actual, predicted)}
                        >
                          {by === "counts" ? formatNumber(count) : formatPercent(share, 0)}
                        </button>
                      ) : (
                        <span className="square" style={{ "--share": share } as React.CSSProperties}>
                          {by === "counts" ? formatNumber(count) : formatPercent(share, 0)}
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="note">
        {onChoose && "Choose a square to read its posts."}
        {shown.length < classes.length &&
          ` Shown are the ${shown.length} most frequent of ${formatNumber(classes.length)} labels.`}
      </p>
    </section>
  );
}
