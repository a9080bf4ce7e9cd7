import { openDB } from "idb";
import type { IDBPDatabase } from "idb";
import type { AutopilotView } from "../pipeline/autopilot/autopilot-view";
import type { SearchView } from "../pipeline/search/search-view";
import { storageFull } from "./storage";

/** The latest search, kept as it goes on, so that it can be taken up after a reload. */
export interface SearchStorage {
  save(search: SearchView): Promise<void>;
  load(): Promise<SearchView | null>;
  /** the latest that ended; absent where it is forgotten with the engine */
  readonly autopilot?: {
    save(autopilot: AutopilotView): Promise<void>;
    load(): Promise<AutopilotView | null>;
  };
}

const LATEST = "latest";
const AUTOPILOT = "autopilot";

/** In a database of its own: it is written after every trial, and nothing else waits for it. */
export function makeIndexedDbSearchStorage(name = "scorebook-search"): SearchStorage {
  let opening: Promise<IDBPDatabase> | null = null;
  const database = () => (opening ??= openDB(name, 1, { upgrade: (db) => void db.createObjectStore("searches") }));
  const put = async (value: unknown, key: string) => {
    try {
      await (await database()).put("searches", value, key);
    } catch (thrown) {
      throw storageFull(thrown);
    }
  };
  const get = async (key: string) => ((await (await database()).get("searches", key)) as unknown) ?? null;
  return {
    save: (search) => put(search, LATEST),
    load: async () => (await get(LATEST)) as SearchView | null,
    autopilot: {
      save: (autopilot) => put(autopilot, AUTOPILOT),
      load: async () => (await get(AUTOPILOT)) as AutopilotView | null,
    },
  };
}

export function makeMemorySearchStorage(): SearchStorage {
  let latest: SearchView | null = null;
  let latestAutopilot: AutopilotView | null = null;
  return {
    save: async (search) => void (latest = structuredClone(search)),
    load: async () => latest,
    autopilot: {
      save: async (autopilot) => void (latestAutopilot = structuredClone(autopilot)),
      load: async () => latestAutopilot,
    },
  };
}
