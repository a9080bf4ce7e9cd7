import { describe, expect, it } from "vitest";
import { defaultExperiment, mergeExperiment } from "../../experiment/experiment";
import type { Run } from "../../pipeline/views";
import { barVerdict, verdictSentence } from "./bar-verdict";

const run = (name: string, rmse: number, r2: number, target = "score", spread = 0, leaked = 0): Run =>
  ({
    name,
    figures: { leakedRows: leaked },
    experiment: mergeExperiment(defaultExperiment(), { problem: { target } }),
    metrics: {
      test: {
        rmse: { value: rmse, low: rmse - spread, high: rmse + spread },
        r2: { value: r2, low: r2, high: r2 },
      },
    },
  }) as unknown as Run;

const problem = { target: "score", metric: "rmse", bar: 4500 } as const;

describe("barVerdict", () => {
  it("takes the best run on the same target", () => {
    const verdict = barVerdict(
      [run("Run 1", 5000, 0.1), run("Run 2", 4400, 0.4), run("Run 3", 3, 0.9, "stars")],
      problem,
    );
    expect(verdict).toMatchObject({ met: true, runs: 2, value: 4400 });
    expect(verdict?.run.name).toBe("Run 2");
  });
  it("knows that a larger R² is better and that reaching the bar exactly meets it", () => {
    const runs = [run("Run 1", 5000, 0.1), run("Run 2", 4400, 0.4)];
    expect(barVerdict(runs, { ...problem, metric: "r2", bar: 0.4 })).toMatchObject({ met: true, value: 0.4 });
    expect(barVerdict(runs, { ...problem, metric: "r2", bar: 0.41 })?.met).toBe(false);
  });
  it("has no verdict without a run on the target", () => {
    expect(barVerdict([], problem)).toBeNull();
    expect(barVerdict([run("Run 1", 1, 1)], { ...problem, target: null })).toBeNull();
  });
});

describe("verdictSentence", () => {
  it("states the value with its interval and the bar", () => {
    const verdict = barVerdict([run("Run 1", 4727, 0.3, "score", 100)], problem);
    expect(verdict && verdictSentence(verdict, "rmse", 4500)).toBe(
      "Not met: Run 1 reaches RMSE 4,727 (4,627 to 4,827), the bar is 4,500.",
    );
  });
  it("warns when the interval holds the bar", () => {
    const verdict = barVerdict([run("Run 1", 4450, 0.3, "score", 100)], problem);
    expect(verdict && verdictSentence(verdict, "rmse", 4500)).toMatch(/^Met: .*other test rows might say otherwise\.$/);
  });
  it("does not pass over posts that were seen in training", () => {
    const verdict = barVerdict([run("Run 1", 4000, 0.3, "score", 100, 155)], problem);
    expect(verdict && verdictSentence(verdict, "rmse", 4500)).toMatch(
      /^Met: .* 155 of its test posts repeat training posts, so expect worse on new ones\.$/,
    );
  });
  it("states the best alone where there is no bar", () => {
    const verdict = barVerdict([run("Run 1", 4450, 0.3)], { ...problem, bar: null });
    expect(verdict && verdictSentence(verdict, "rmse", null)).toBe("Run 1 reaches RMSE 4,450.");
  });
});
