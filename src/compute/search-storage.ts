import { openDB } from "idb";
import type { IDBPDatabase } from "idb";
import type { SearchView } from "../pipeline/search/search-view";
import { storageFull } from "./storage";

/** The latest search, kept as it goes on, so that it can be taken up after a reload. */
export interface SearchStorage {
  save(search: SearchView): Promise<void>;
  load(): Promise<SearchView | null>;
}

const LATEST = "latest";

/** In a database of its own: it is written after every trial, and nothing else waits for it. */
export function makeIndexedDbSearchStorage(name = "scorebook-search"): SearchStorage {
  let opening: Promise<IDBPDatabase> | null = null;
  const database = () => (opening ??= openDB(name, 1, { upgrade: (db) => void db.createObjectStore("searches") }));
  return {
    save: async (search) => {
      try {
        await (await database()).put("searches", search, LATEST);
      } catch (thrown) {
        throw storageFull(thrown);
      }
    },
    load: async () => ((await (await database()).get("searches", LATEST)) as SearchView | undefined) ?? null,
  };
}

export function makeMemorySearchStorage(): SearchStorage {
  let latest: SearchView | null = null;
  return { save: async (search) => void (latest = structuredClone(search)), load: async () => latest };
}
