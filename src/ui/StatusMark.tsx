import "./status.css";

export type Status = "never" | "stale" | "queued" | "running" | "fresh" | "failed";

const WORDS: Readonly<Record<Status, string>> = {
  never: "not run",
  stale: "stale",
  queued: "queued",
  running: "running",
  fresh: "fresh",
  failed: "failed",
};

export function statusWord(status: Status, fraction?: number | null): string {
  const percent =
    status === "running" && fraction !== null && fraction !== undefined ? ` ${Math.floor(fraction * 100)}%` : "";
  return WORDS[status] + percent;
}

export interface StatusMarkProps {
  readonly status: Status;
  /** of a running one: 0 to 1, or null while nothing is known */
  readonly fraction?: number | null;
  /** instead of the usual word */
  readonly word?: string;
}

/** A shape and a word, never colour alone. */
export function StatusMark({ status, fraction = null, word }: StatusMarkProps) {
  return (
    <span className={`status ${status}`}>
      <StatusShape status={status} fraction={fraction} />
      {word ?? statusWord(status, fraction)}
    </span>
  );
}

/** The shape alone, where the word stands elsewhere. */
export function StatusShape({ status, fraction = null }: Pick<StatusMarkProps, "status" | "fraction">) {
  const isTurning = status === "running" && fraction === null;
  return (
    <svg
      className={isTurning ? "status-shape turning" : "status-shape"}
      viewBox="0 0 12 12"
      aria-hidden="true"
      focusable="false"
    >
      <Shape status={status} fraction={fraction} />
    </svg>
  );
}

const RING = 2 * Math.PI * 4.4;

function Shape({ status, fraction = null }: Pick<StatusMarkProps, "status" | "fraction">) {
  switch (status) {
    case "fresh":
      return <circle className="solid" cx="6" cy="6" r="2.6" />;
    case "stale":
      return <circle className="broken" cx="6" cy="6" r="4.4" />;
    case "never":
      return <circle className="hollow" cx="6" cy="6" r="2.4" strokeWidth="1.2" />;
    case "queued":
      return <circle className="track" cx="6" cy="6" r="4.4" />;
    case "failed":
      return <path className="failed" d="m2.5 2.5 7 7M9.5 2.5l-7 7" />;
    case "running":
      return (
        <>
          <circle className="track" cx="6" cy="6" r="4.4" />
          <circle className="arc" cx="6" cy="6" r="4.4" strokeDasharray={`${(fraction ?? 0.25) * RING} ${RING}`} />
        </>
      );
  }
}
