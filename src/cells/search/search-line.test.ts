import { expect, it } from "vitest";
import { outlineOf } from "../../pipeline/search/search-outline";
import type { SearchView } from "../../pipeline/search/search-view";
import { searchLine } from "./search-line";

const trial = (number: number, value: number | null, kind?: string) => ({
  number,
  value,
  values: { "model.seed": 1, ...(kind !== undefined && { "model.kind": kind }) },
});

const line = (search: object) =>
  searchLine(outlineOf({ metric: "rmse", status: "done", best: null, trials: [], ...search } as unknown as SearchView));

it("says how many trials there were and which was best", () => {
  const trials = [trial(0, 3700), trial(1, 3628.4, "forest"), trial(2, null)];
  expect(line({ trials, best: 1 })).toBe("Latest search: 3 trials, best RMSE 3,628 (random forest, trial 2)");
  expect(line({ trials, best: 0 })).toBe("Latest search: 3 trials, best RMSE 3,700 (trial 1)");
  expect(line({ trials, best: 0, status: "running" })).toContain("3 trials so far, best");
  expect(line({ trials: trials.slice(2) })).toBe("Latest search: 1 trial, none judged to the end");
});
