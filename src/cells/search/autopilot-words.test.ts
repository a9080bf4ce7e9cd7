import { expect, it } from "vitest";
import type { AutopilotLine, AutopilotView } from "../../pipeline/autopilot/autopilot-view";
import { autopilotFinding, choiceWords } from "./autopilot-words";

const line = (number: number, kind: string, value: number, blocks: AutopilotLine["blocks"]): AutopilotLine => ({
  number,
  origin: "portfolio",
  model: { kind } as never,
  blocks,
  changes: {},
  value,
  loss: value,
  spread: 240,
  folds: [value],
  ms: 1,
});
const VIEW: AutopilotView = {
  key: "",
  status: "done",
  metric: "rmse",
  minutes: 3,
  elapsedMs: 1,
  foldCount: 5,
  lines: [line(0, "forest", 3633, ["words", "dates"]), line(1, "boosted", 3659, ["dates"])],
  best: 0,
  chosen: { number: 1, gain: { mean: 26, error: 40, isClear: false }, within: 1, size: 2100, bestSize: 90_000 },
  findings: [],
  ended: "time",
};

it("says which pipeline to take, and why it is not the best on the folds", () => {
  expect(autopilotFinding(VIEW)).toBe("To take: boosted trees, RMSE 3,659 ± 240");
  expect(choiceWords(VIEW)).toBe(
    "The best on these folds, random forest with RMSE 3,633, is ahead by 26.0 (± 40.0): within one standard error, so the simpler was kept: it learns from date only, not from words.",
  );
});

it("tells sizes where both learn from the same", () => {
  const lines = VIEW.lines.map((of) => ({ ...of, blocks: ["dates"] as const }));
  expect(choiceWords({ ...VIEW, lines })).toContain("its model holds about 2,100 numbers, not 90,000.");
});

it("says so where the best is the simplest, and nothing of a view kept before there was a choice", () => {
  expect(choiceWords({ ...VIEW, chosen: { ...VIEW.chosen!, number: 0 } })).toMatch(/^Nothing simpler came within/);
  const { chosen: _chosen, ...earlier } = VIEW;
  expect(choiceWords(earlier)).toBeNull();
  expect(autopilotFinding(earlier)).toBe("Best: random forest, RMSE 3,633 ± 240");
});
