import { useEffect, useState } from "react";
import type { StageState } from "../pipeline/stage-state";
import { formatDuration } from "../ui/format";

/** How long the stage took, or has been taking. */
export function CellTime({ state }: { readonly state: StageState | null }) {
  if (!state || !("elapsedMs" in state)) return <span className="cell-time" />;
  if (state.state === "running") return <RunningTime elapsedMs={state.elapsedMs} />;
  const reused = state.state === "fresh" && state.reused;
  return (
    <span className="cell-time" title={reused ? "Kept from before: nothing it depends on has changed" : undefined}>
      {formatDuration(state.elapsedMs)}
    </span>
  );
}

const EVERY_MS = 500;

/** Counts on by itself between the engine's words. */
function RunningTime({ elapsedMs }: { readonly elapsedMs: number }) {
  const [start] = useState(() => performance.now() - elapsedMs);
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return <span className="cell-time">{formatDuration(now - start)}</span>;
}
