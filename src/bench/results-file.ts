import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { renderResults } from "./report/render-results";
import { NO_RESULTS } from "./results";
import type { Results } from "./results";

const KEPT = resolve(import.meta.dirname, "results.json");
const REPORT = resolve(import.meta.dirname, "RESULTS.md");

/** What was measured up to now. */
export function readResults(): Results {
  return existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, "utf8")) as Results) : NO_RESULTS;
}

/** Keeps the results for the next run and writes RESULTS.md from them. */
export function writeResults(results: Results): void {
  writeFileSync(KEPT, `${JSON.stringify(results, null, 1)}\n`);
  writeFileSync(REPORT, renderResults(results));
}
