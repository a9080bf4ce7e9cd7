import type { BehaviourView } from "../pipeline/behaviour/behaviour-view";
import type { Pipeline } from "../pipeline/pipeline";
import type { RunShelf } from "./run-shelf";
import { abortError } from "./wire-errors";

/**
 * What nobody asked for begins so long after a file is open or a run is over: by then the page has drawn what came of it, and
 * whoever goes on at once has.
 */
export const MS_BEFORE_UNASKED = 1500;
/** What tests may be expected to take when they run without being asked. */
const MOST_MS = 8000;

export interface BehaviourHost {
  readonly pipeline: Pipeline;
  readonly shelf: RunShelf;
  readonly isRunning: () => boolean;
}

/** The behavioural tests beside the runs: made after a training by themselves where they are quick, kept with the run. */
export function makeBehaviour({ pipeline, shelf, isRunning }: BehaviourHost) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let testing: AbortController | null = null;

  async function run(): Promise<void> {
    const { auto, tests, posts } = pipeline.experiment.behaviour;
    const evaluated = pipeline.currentView("evaluate");
    if (!auto || tests.length === 0 || !evaluated || isRunning() || pipeline.currentView("behaviour")) return;
    // before and after of every post, at what a single prediction takes
    if (tests.length * posts * 2 * evaluated.latency.p50 > MOST_MS) return;
    if (!pipeline.current("read") || !pipeline.current("split") || !pipeline.current("evaluate")) return;
    const controller = new AbortController();
    testing?.abort(abortError());
    testing = controller;
    // The stage's own state carries a failure to its cell; nothing waits for this.
    await pipeline.runBeside("behaviour", controller.signal).catch(() => undefined);
    if (testing === controller) testing = null;
  }

  return {
    /** A run that starts in the meantime goes first, and tests when it is over. */
    soon(): void {
      clearTimeout(timer);
      timer = setTimeout(() => void run(), MS_BEFORE_UNASKED);
    },
    /** Stops the tests that nobody asked for, and says whether there were any. */
    putOff(): boolean {
      testing?.abort(abortError());
      return testing !== null;
    },
    cancel(): void {
      clearTimeout(timer);
      testing?.abort(abortError());
    },
    /** What was found is kept with the run of the model that was tested. */
    note(view: BehaviourView): void {
      shelf.note(({ hash }) => hash === view.runHash, { behaviour: view });
    },
  };
}
