import { Button } from "./Button";
import { formatPercent, formatRemaining } from "./format";
import "./progress.css";

export interface ProgressBarProps {
  /** what is going on: "Run 7" */
  readonly label: string;
  /** 0 to 1, or null while nothing is known */
  readonly fraction: number | null;
  /** "epoch 124 of 200" */
  readonly note?: string;
  readonly remainingMs?: number | null;
  readonly onCancel?: () => void;
}

/** For work over half a second. Cancel sits beside what it cancels. */
export function ProgressBar({ label, fraction, note, remainingMs = null, onCancel }: ProgressBarProps) {
  const percent = fraction === null ? null : Math.max(0, Math.min(1, fraction));
  const left = [
    percent === null ? "" : formatPercent(percent, 0),
    remainingMs === null ? "" : formatRemaining(remainingMs),
  ]
    .filter(Boolean)
    .join(" · ");
  return (
    <div className="progress">
      <p className="progress-text">
        <b>{label}</b>
        {note && <span>{note}</span>}
        <span>{left}</span>
      </p>
      {/* without a value it is indeterminate */}
      <progress className="progress-track" aria-label={label} max={1} value={percent ?? undefined} />
      {onCancel && (
        <Button onClick={onCancel} aria-label={`Cancel ${label}`}>
          Cancel
        </Button>
      )}
    </div>
  );
}
