import { DataError } from "../core/errors";
import type { Pipeline } from "../pipeline/pipeline";
import type { Executor } from "../pipeline/executor";
import { newSearch, runSearch, searchKey } from "../pipeline/search/run-search";
import type { SearchView } from "../pipeline/search/search-view";
import { makeAutopilotMethods } from "./engine-autopilot";
import type { EngineEvent } from "./engine-api";
import type { SearchStorage } from "./search-storage";
import { abortError } from "./wire-errors";

export interface SearchEngineHost {
  readonly pipeline: Pipeline;
  readonly executor: Executor;
  readonly storage: SearchStorage;
  readonly emit: (event: EngineEvent) => void;
  readonly keep: (saving: Promise<void>) => void;
  readonly now: () => number;
}

/** Between two trials the page hears of folds no more often than this. */
const MS_BETWEEN_EVENTS = 250;

/** Search over settings: begun, paused, gone on with after a reload, ended early. One at a time. */
export function makeSearchMethods(host: SearchEngineHost) {
  const { pipeline, executor, storage, emit, keep, now } = host;
  let current: SearchView | null = null;
  let loading: Promise<void> | null = null;
  let working: { readonly controller: AbortController; readonly over: Promise<unknown> } | null = null;

  async function load(): Promise<void> {
    await (loading ??= storage.load().then(
      (kept) => {
        // What a closed page left running is a pause.
        current ??= kept && kept.status === "running" ? { ...kept, status: "paused", underWay: 0 } : kept;
      },
      () => undefined,
    ));
  }

  function show(search: SearchView): void {
    current = search;
    emit({ type: "search", search });
  }

  async function pause(): Promise<void> {
    const job = working;
    job?.controller.abort(abortError());
    await job?.over.catch(() => undefined);
  }

  async function goOn(from: SearchView): Promise<SearchView> {
    const controller = new AbortController();
    const { signal } = controller;
    let lastEvent = 0;
    const work = async () => {
      const { experiment, outputs } = await pipeline.runStages("split", signal);
      const ended = await runSearch(from, {
        experiment,
        executor,
        outputs,
        signal,
        now,
        onChange(search, isStep) {
          current = search;
          if (isStep) keep(storage.save(search));
          else if (now() - lastEvent < MS_BETWEEN_EVENTS) return;
          lastEvent = now();
          emit({ type: "search", search });
        },
      });
      show(ended);
      keep(storage.save(ended));
      return ended;
    };
    const over = work();
    const job = { controller, over };
    working = job;
    show({ ...from, status: "running", ended: null });
    try {
      return await over;
    } catch (thrown) {
      // What was found stays, whatever ended it.
      show({ ...(current ?? from), status: "paused", underWay: 0 });
      throw thrown;
    } finally {
      if (working === job) working = null;
    }
  }

  return {
    ...makeAutopilotMethods(host),

    /** The latest search, or null. `isCurrent` says whether it is of the settings as they stand, so that it can go on. */
    async searchState(): Promise<{ readonly search: SearchView | null; readonly isCurrent: boolean }> {
      await load();
      return { search: current, isCurrent: current?.key === searchKey(pipeline.experiment) };
    },

    /**
     * Goes on with the search of the settings as they stand, or begins one. `anew` begins again whatever there is.
     * Resolves when it is over or paused.
     */
    async search(anew = false): Promise<SearchView> {
      await load();
      await pause();
      const fresh = newSearch(pipeline.experiment);
      if (anew || current === null || current.key !== fresh.key) return goOn(fresh);
      const { trialBudget, minutes } = fresh;
      return goOn({ ...current, trialBudget, minutes });
    },

    pauseSearch: pause,

    /** Ends it with the best so far. */
    async stopSearch(): Promise<void> {
      await pause();
      await load();
      if (!current) throw new DataError("not-ready", "there is no search to stop");
      const stopped: SearchView = {
        ...current,
        status: "done",
        underWay: 0,
        ended: "stopped, with the best so far kept",
      };
      show(stopped);
      keep(storage.save(stopped));
    },
  };
}
