import { useEffect, useMemo, useState } from "react";
import type { Prediction } from "../../pipeline/views";
import { formatInterval, formatPercent, formatTarget } from "../../ui/format";
import { useNotebook } from "../use-notebook";
import { useLiveTarget } from "./use-live-target";
import { decimalsIn } from "./contribution-words";
import { makeTargetAxis } from "./target-axis";
import type { TargetAxis } from "./target-axis";

export interface ScoreCardProps {
  readonly prediction: Prediction | null;
  readonly error: unknown;
}

/** The score, its interval beside it, and both on the scores of all posts. */
export function ScoreCard({ prediction, error }: ScoreCardProps) {
  const target = useLiveTarget();
  const distribution = useNotebook((state) => state.views.split?.target);
  const axis = useMemo(() => (distribution ? makeTargetAxis(distribution) : null), [distribution]);
  const scale = distribution ? Math.max(...distribution.edges.map(Math.abs)) : undefined;
  const score = prediction ? formatTarget(prediction.score, scale) : "–";
  const decimals = decimalsIn(score);
  const interval = prediction && formatInterval(prediction.interval.low, prediction.interval.high, decimals);
  const coverage = prediction ? `${formatPercent(prediction.interval.coverage, 0)} interval` : "interval";
  return (
    <section className="live-part" aria-label={`Predicted ${target}`}>
      <h3>Predicted {target}</h3>
      <div className="live-score">
        <p className="live-number">{score}</p>
        {prediction && (
          <dl>
            <dt>{coverage}</dt>
            <dd>{interval}</dd>
          </dl>
        )}
      </div>
      <Announcement text={prediction ? `Predicted ${target} ${score}, ${coverage} ${interval}` : ""} />
      {axis && <Strip axis={axis} prediction={prediction} />}
      {prediction && isOutside(prediction) && (
        <p className="live-hint">
          The model goes {prediction.score < prediction.interval.low ? "lower" : "higher"} here than posts did: where it
          predicted so, {formatPercent(prediction.interval.coverage, 0)} of held-out posts lay within the interval.
        </p>
      )}
      {error !== null && <p className="live-error">{(error as Error).message}</p>}
      {prediction ? (
        <WhatItMissed prediction={prediction} />
      ) : (
        <p className="live-hint">Type a title: the score follows as you type.</p>
      )}
    </section>
  );
}

/** A linear model may leave the range of the targets; the interval, made of what posts did, does not follow it. */
function isOutside({ score, interval }: Prediction): boolean {
  return interval.coverage > 0 && (score < interval.low || score > interval.high);
}

/** Said aloud once the typing rests, not at every key. */
export function Announcement({ text }: { readonly text: string }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), 900);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <output className="vh" aria-live="polite">
      {said}
    </output>
  );
}

const HEIGHT = 44;

function Strip({ axis, prediction }: { readonly axis: TargetAxis; readonly prediction: Prediction | null }) {
  const { counts, position, ticks } = axis;
  const top = Math.max(1, ...counts);
  const percent = (share: number) => `${share * 100}%`;
  const low = prediction ? position(prediction.interval.low) : 0;
  const high = prediction ? position(prediction.interval.high) : 0;
  return (
    <div className="live-strip" aria-hidden="true">
      <svg viewBox={`0 0 ${counts.length} ${HEIGHT}`} preserveAspectRatio="none">
        {counts.map((count, bin) => {
          const height = count === 0 ? 0 : Math.max(0.6, (count / top) * HEIGHT);
          return <rect key={bin} x={bin + 0.04} width={0.92} y={HEIGHT - height} height={height} />;
        })}
      </svg>
      <div className="live-axis">
        {prediction && (
          <>
            <i className="live-interval" style={{ left: percent(low), width: percent(high - low) }} />
            <i className="live-dot" style={{ left: percent(position(prediction.score)) }} />
          </>
        )}
      </div>
      <div className="live-ticks">
        {ticks.map(({ at, label }) => (
          <span
            key={label}
            style={{ left: percent(at), transform: `translateX(${at < 0.04 ? 0 : at > 0.94 ? -100 : -50}%)` }}
          >
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}

/** What was typed and is not known to the model. */
export function WhatItMissed({ prediction }: { readonly prediction: Prediction }) {
  const { missing, unseenTokens, unseenCategories } = prediction;
  const words = [...new Set(unseenTokens)];
  const lines = [
    missing.length > 0 && `Without ${missing.join(", ")}.`,
    words.length > 0 && `Unknown to the model: ${listed(words)}.`,
    ...unseenCategories.map(({ column, value }) => `${column} “${value}” was never seen.`),
  ].filter((line) => line !== false);
  if (lines.length === 0) return null;
  return <p className="live-hint">{lines.join(" ")}</p>;
}

function listed(words: readonly string[]): string {
  const shown = words.slice(0, 5).join(", ");
  return words.length > 5 ? `${shown} and ${words.length - 5} more` : shown;
}
