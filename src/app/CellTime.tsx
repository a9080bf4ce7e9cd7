import { useEffect, useState } from "react";
import type { StageState } from "../pipeline/stage-state";
import { formatDuration } from "../ui/format";

/** How long the stage took, or has been taking. Counts on by itself between the engine's words. */
export function CellTime({ state }: { readonly state: StageState | null }) {
  const running = state?.state === "running";
  const elapsed = state && "elapsedMs" in state ? state.elapsedMs : null;
  const [start, setStart] = useState<{ readonly at: number; readonly elapsed: number } | null>(null);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!running) return setStart(null);
    const at = performance.now();
    setStart({ at, elapsed: elapsed ?? 0 });
    setNow(at);
  }, [running, elapsed]);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(timer);
  }, [running]);
  const shown = running && start ? start.elapsed + Math.max(0, now - start.at) : elapsed;
  const reused = state?.state === "fresh" && state.reused;
  return (
    <span className="cell-time" title={reused ? "Kept from before: nothing it depends on has changed" : undefined}>
      {shown === null ? "" : formatDuration(shown)}
    </span>
  );
}
