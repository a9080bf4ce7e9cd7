import type { StageName, StageStates } from "../pipeline/stage-state";
import { STAGES } from "../pipeline/stage-state";
import { formatDuration, formatRemaining } from "../ui/format";
import type { Log } from "./log";
import type { Terminal } from "./terminal";

const WORDS: Readonly<Record<string, string>> = {
  read: "reading",
  clean: "cleaning",
  split: "splitting",
  features: "counting terms",
  train: "training",
  evaluate: "evaluating",
  quality: "checking",
  validate: "validating",
};

export interface ProgressLine {
  onStates(states: StageStates): void;
  /** Takes the bar away, so that something else can be written. */
  clear(): void;
}

/** One line that is drawn over on a terminal; elsewhere a line as each stage ends. */
export function makeProgressLine(terminal: Terminal, log: () => Log, isShown: boolean): ProgressLine {
  let drawn = false;
  const running = new Set<StageName>();

  function clear(): void {
    if (drawn) terminal.err("\r\u001b[K");
    drawn = false;
  }

  function draw(text: string): void {
    clear();
    terminal.err(text.slice(0, Math.max(10, terminal.width - 1)));
    drawn = true;
  }

  return {
    clear,
    onStates(states) {
      for (const stage of STAGES) {
        const state = states[stage];
        if (state.state === "running") running.add(stage);
        else if (running.delete(stage) && state.state === "fresh") {
          const elapsedMs = Math.round(state.elapsedMs);
          log()("info", "stage", `${WORDS[stage] ?? stage}: ${formatDuration(elapsedMs)}`, { stage, elapsedMs });
        }
        if (state.state !== "running" || !isShown || !terminal.isTTY) continue;
        const { progress, remainingMs } = state;
        const share = progress && progress.total > 0 ? progress.done / progress.total : 0;
        const left = remainingMs === null ? "" : `  ${formatRemaining(remainingMs)}`;
        draw(
          `${(WORDS[stage] ?? stage).padEnd(15)}${barOf(share)} ${String(Math.floor(share * 100)).padStart(3)}%${left}`,
        );
      }
      if (running.size === 0) clear();
    },
  };
}

function barOf(share: number): string {
  const full = Math.round(Math.min(1, share) * 24);
  return `${"█".repeat(full)}${"░".repeat(24 - full)}`;
}
