import { existsSync, readFileSync } from "node:fs";
import type { SearchStorage } from "../compute/search-storage";
import { DataError } from "../core/errors";
import type { SearchView } from "../pipeline/search/search-view";
import { writeWhole } from "./write-whole";

/**
 * The search that a file holds, null where there is none.
 * @throws {DataError} "damaged-file" when it is not one of this key
 */
export function readSearch(path: string, key: string): SearchView | null {
  if (!existsSync(path)) return null;
  let search: Partial<SearchView> | null = null;
  try {
    search = JSON.parse(readFileSync(path, "utf8")) as Partial<SearchView> | null;
  } catch {
    // told below, as what else is wrong with it
  }
  const numbers = new Set(Array.isArray(search?.trials) ? search.trials.map((trial) => trial?.number) : [undefined]);
  if (search?.key === key && !numbers.has(undefined as never) && typeof search.elapsedMs === "number") {
    return search as SearchView;
  }
  throw new DataError(
    "damaged-file",
    `${path} cannot be gone on with: it is not the file of this search; move it away, or begin again with --anew`,
    { path },
  );
}

/** Keeps a search in a file, whole after each trial; `path` is asked for once the data are there. */
export function makeSearchFile(path: () => string, kept: () => SearchView | null): SearchStorage {
  return {
    // not async: an earlier state never lands after a later one
    save: (search) =>
      new Promise((resolve) => {
        writeWhole(path(), `${JSON.stringify(search)}\n`);
        resolve();
      }),
    load: () => Promise.resolve(kept()),
  };
}
