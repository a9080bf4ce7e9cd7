import type { Prediction } from "../../pipeline/views";
import { formatPercent } from "../../ui/format";
import { Announcement, WhatItMissed } from "./ScoreCard";
import { useLiveTarget } from "./use-live-target";

const SHOWN = 8;

export interface LabelCardProps {
  readonly prediction: Prediction | null;
  readonly error: unknown;
  /** asks for what moved another label */
  readonly onExplain: (label: string) => void;
}

/** The likeliest label, and a bar for each with its probability; choosing one shows what moved it. */
export function LabelCard({ prediction, error, onExplain }: LabelCardProps) {
  const target = useLiveTarget();
  const { label, probabilities = [], explained } = prediction ?? {};
  const likeliest = [...probabilities].sort((a, b) => b.p - a.p);
  const shown = likeliest.length <= SHOWN ? probabilities : likeliest.slice(0, SHOWN);
  return (
    <section className="live-part" aria-label={`Predicted ${target}`}>
      <h3>Predicted {target}</h3>
      <div className="live-score">
        <p className="live-number">{label ?? "–"}</p>
        {prediction && (
          <dl>
            <dt>probability</dt>
            <dd>{formatPercent(prediction.score)}</dd>
          </dl>
        )}
      </div>
      <Announcement
        text={prediction ? `Predicted ${target} ${label}, probability ${formatPercent(prediction.score, 0)}` : ""}
      />
      {prediction && (
        <ul className="live-labels" aria-label="Probability of every label">
          {shown.map(({ label: each, p }) => (
            <li key={each}>
              <button
                type="button"
                aria-pressed={each === explained}
                title={`What moved ${each}`}
                onClick={() => onExplain(each)}
              >
                <span className="live-label">{each}</span>
                <span className="live-label-bar" aria-hidden="true">
                  <i style={{ width: `${p * 100}%` }} />
                </span>
                <span className="live-value">{formatPercent(p)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {shown.length < probabilities.length && (
        <p className="live-hint">And {probabilities.length - shown.length} labels less likely.</p>
      )}
      {error !== null && <p className="live-error">{(error as Error).message}</p>}
      {prediction ? (
        <WhatItMissed prediction={prediction} />
      ) : (
        <p className="live-hint">Type a title: the label follows as you type.</p>
      )}
    </section>
  );
}
