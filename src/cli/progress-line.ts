import type { StageName, StageStates } from "../pipeline/stage-state";
import { STAGES } from "../pipeline/stage-state";
import type { SearchView } from "../pipeline/search/search-view";
import { formatDuration, formatRemaining } from "../ui/format";
import type { Log } from "./log";
import { figure } from "./metrics-table";
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
  onSearch(search: SearchView): void;
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

  let told = -1;

  return {
    clear,
    onSearch({ trials, trialBudget, minutes, elapsedMs, metric, best, underWay, status }) {
      if (told < 0) told = trials.length;
      for (; told < trials.length; told++) {
        const { number, state, value, error } = trials[told];
        const said =
          error ?? (value === null ? state : `${metric} ${figure(value)}${state === "pruned" ? ", broken off" : ""}`);
        log()("info", "trial", `trial ${number + 1}: ${said}${number === best ? ", the best so far" : ""}`, {
          number,
          state,
          value,
        });
      }
      if (status !== "running" || !isShown || !terminal.isTTY) return;
      const share =
        minutes === null ? (trials.length + underWay) / (trialBudget ?? Infinity) : elapsedMs / (minutes * 60_000);
      const of = trialBudget === null ? "" : ` of ${trialBudget}`;
      draw(
        `${`trials ${trials.length}${of}`.padEnd(17)}${barOf(share)} ${String(Math.floor(Math.min(1, share) * 100)).padStart(3)}%`,
      );
    },
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
