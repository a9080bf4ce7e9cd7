import { autopilotKey, runAutopilot } from "../pipeline/autopilot/run-autopilot";
import type { AutopilotOptions, AutopilotView } from "../pipeline/autopilot/autopilot-view";
import type { SearchEngineHost } from "./engine-search";
import { abortError } from "./wire-errors";

/** Between two pipelines the page hears of the time no more often than this. */
const MS_BETWEEN_EVENTS = 250;

/** One button: pipelines tried until the time is up. One at a time; its last result is kept. */
export function makeAutopilotMethods({ pipeline, executor, storage, emit, keep, now }: SearchEngineHost) {
  let current: AutopilotView | null = null;
  let loading: Promise<void> | null = null;
  let working: { readonly controller: AbortController; readonly over: Promise<unknown> } | null = null;

  async function load(): Promise<void> {
    await (loading ??= (storage.autopilot?.load() ?? Promise.resolve(null)).then(
      (kept) => {
        current ??= kept;
      },
      () => undefined,
    ));
  }

  async function stopAutopilot(): Promise<void> {
    const job = working;
    job?.controller.abort(abortError());
    await job?.over.catch(() => undefined);
  }

  async function work(options: AutopilotOptions, signal: AbortSignal): Promise<AutopilotView> {
    const before = current;
    let lastEvent = 0;
    let lines = -1;
    try {
      const { experiment, outputs } = await pipeline.runStages("split", signal);
      const ended = await runAutopilot(options, {
        experiment,
        executor,
        outputs,
        signal,
        now,
        onChange(view) {
          current = view;
          if (view.lines.length === lines && now() - lastEvent < MS_BETWEEN_EVENTS) return;
          lines = view.lines.length;
          lastEvent = now();
          emit({ type: "autopilot", autopilot: view });
        },
      });
      current = ended;
      emit({ type: "autopilot", autopilot: ended });
      if (storage.autopilot) keep(storage.autopilot.save(ended));
      return ended;
    } catch (thrown) {
      // What an earlier one found stays.
      current = before;
      emit({ type: "autopilot", autopilot: before });
      throw thrown;
    }
  }

  return {
    /** The latest, or null, and whether it is of the settings as they stand, whatever the features and the model. */
    async autopilotState(): Promise<{ readonly autopilot: AutopilotView | null; readonly isCurrent: boolean }> {
      await load();
      return { autopilot: current, isCurrent: current?.key === autopilotKey(pipeline.experiment) };
    },

    /** Resolves when its time is up or it is stopped, with all that it found. */
    async autopilot(options: AutopilotOptions = {}): Promise<AutopilotView> {
      await load();
      await stopAutopilot();
      const controller = new AbortController();
      const over = work(options, controller.signal);
      const job = { controller, over };
      working = job;
      try {
        return await over;
      } finally {
        if (working === job) working = null;
      }
    },

    /** Ends it with the best so far. */
    stopAutopilot,
  };
}
