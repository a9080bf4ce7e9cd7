import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RegressionView, MetricTable } from "../../pipeline/views";
import { chartCsv } from "../../ui/charts/chart-table";
import { formatTarget } from "../../ui/format";
import { ERROR_ORDERS, evaluationPart, orderByError, partNames, placesInRanges, placesOf } from "./evaluation-part";
import type { EvaluationPart } from "./evaluation-part";
import {
  histogramFinding,
  largestCost,
  latencyFinding,
  rankCorrelation,
  residualFinding,
  scatterFinding,
} from "./findings";
import { barSentence, intervalText, metricColumns, metricCsvTable, seenAndUnseen } from "./metric-table";

const table = (rmse: number, low = rmse, high = rmse): MetricTable => {
  const one = { value: rmse, low, high };
  return { rmse: one, mse: one, mae: one, medianAe: one, r2: { value: 0.5, low: 0.4, high: 0.6 } };
};

function view(changes: Partial<RegressionView> = {}, actual = [1, 2, 3, 4], predicted = [2, 2, 1, 9]): RegressionView {
  const points = {
    rows: Uint32Array.from(actual, (_, i) => i + 10),
    actual: Float64Array.from(actual),
    predicted: Float64Array.from(predicted),
    sampled: false,
  };
  return {
    task: "regression",
    metrics: { train: table(100), validation: null, test: table(4727, 3950, 5640) },
    baselines: { mean: table(5924), median: table(6100) },
    confidence: 0.95,
    bootstrap: 1000,
    bootstrapTrain: 1000,
    bar: null,
    points: { test: points, validation: null, train: points },
    leakedRows: Uint32Array.of(),
    latency: { coldMs: 3, p50: 0.4, p95: 0.7, p99: 1.1, samplesMs: [] },
    throughput: 1000,
    intervalCoverage: 0.8,
    memory: { parse: 1, clean: 1, features: 1, train: 1 },
    ...changes,
  };
}

function partFrom(
  actual: readonly number[],
  predicted: readonly number[],
  leaked: readonly number[] = [],
): EvaluationPart {
  return evaluationPart(
    view({ leakedRows: Uint32Array.from(leaked, (place) => place + 10) }, [...actual], [...predicted]),
    "test",
  );
}

describe("evaluationPart", () => {
  it("knows residuals, seen posts and the place of each row", () => {
    const part = evaluationPart(view({ leakedRows: Uint32Array.of(11, 999) }), "test");
    expect([...part.residual]).toEqual([-1, 0, 2, -5]);
    expect(part.seenCount).toBe(1);
    expect(part.seen?.[1]).toBe(1);
    expect(part.placeOf.get(13)).toBe(3);
    expect(placesOf(part, [13, 4])).toEqual(new Set([3]));
    expect(placesOf(part, [4])).toBeNull();
    expect(placesOf(part, null)).toBeNull();
  });

  it("calls nothing seen in the training part, and falls back to the test part", () => {
    const leaky = view({ leakedRows: Uint32Array.of(11) });
    expect(evaluationPart(leaky, "train").seen).toBeNull();
    expect(evaluationPart(leaky, "validation").name).toBe("test");
    expect(partNames(leaky)).toEqual(["test", "train"]);
  });
});

describe("choosing posts", () => {
  const part = evaluationPart(view(), "test");

  it("orders by error on either side, and keeps to the chosen ones", () => {
    expect(orderByError(part, "largest").page(0, 8)).toEqual([3, 2, 0, 1]);
    expect(orderByError(part, "too-high").page(0, 8)).toEqual([3, 0]);
    expect(orderByError(part, "too-low").page(0, 8)).toEqual([2]);
    expect(orderByError(part, "smallest", new Set([3, 0])).page(0, 8)).toEqual([0, 3]);
  });

  it("reads the same posts page by page as all at once, ties in the order of the file", () => {
    const tied = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(tied, fc.integer({ min: 1, max: 7 }), fc.constantFrom(...ERROR_ORDERS), (errors, size, { value }) => {
        const posts = orderByError(
          partFrom(
            errors,
            errors.map(() => 0),
          ),
          value,
        );
        const key = (place: number): number =>
          value === "smallest" ? Math.abs(errors[place]) : value === "too-high" ? errors[place] : value === "too-low" ? -errors[place] : -Math.abs(errors[place]); // prettier-ignore
        const all = [...errors.keys()]
          .filter((place) => (value === "too-low" ? errors[place] > 0 : value !== "too-high" || errors[place] < 0))
          .sort((a, b) => key(a) - key(b) || a - b);
        const pages = Array.from({ length: Math.ceil(posts.length / size) }, (_, i) =>
          posts.page(i * size, i * size + size),
        );
        expect(posts.length).toBe(all.length);
        expect(pages.flat()).toEqual(all);
      }),
    );
  });

  it("takes typed ranges with open ends", () => {
    const all = { actual: [null, null], predicted: [null, null], residual: [null, null] } as const;
    expect(placesInRanges(part, all)).toHaveLength(4);
    expect(placesInRanges(part, { ...all, actual: [2, 3] })).toEqual([1, 2]);
    expect(placesInRanges(part, { ...all, actual: [2, null], residual: [null, -1] })).toEqual([3]);
  });
});

describe("scatterFinding", () => {
  const count = 60;
  const actual = Array.from({ length: count }, (_, i) => (i * 37) % count);

  it("grades how well predictions order the posts", () => {
    expect(scatterFinding(partFrom(actual, actual), "score", formatTarget)).toBe(
      "Predictions follow score closely (rank correlation 1.00)",
    );
    const reversed = actual.map((value) => -value);
    expect(scatterFinding(partFrom(actual, reversed), "score", formatTarget)).toContain("do not follow");
  });

  it("says when posts seen in training flatter the picture", () => {
    const predicted = actual.map((value, i) => (i < 20 ? value : value + 30 * (i % 2 ? 1 : -1)));
    const leaked = Array.from({ length: 20 }, (_, i) => i);
    expect(scatterFinding(partFrom(actual, predicted, leaked), "score", formatTarget)).toBe(
      "Posts seen in training fit better: RMSE 0.000 against 30.0",
    );
  });

  it("has words for a constant prediction and for hardly any posts", () => {
    expect(
      scatterFinding(
        partFrom(
          actual,
          actual.map(() => 7),
        ),
        "score",
        String,
      ),
    ).toBe("Every prediction is 7");
    expect(scatterFinding(partFrom([1, 2], [1, 2]), "score", String)).toBe("Only 2 posts to judge by");
  });
});

describe("residualFinding", () => {
  const predicted = Array.from({ length: 300 }, (_, i) => i);
  const withResiduals = (residual: (i: number) => number) =>
    partFrom(
      predicted.map((value, i) => value + residual(i)),
      predicted,
    );

  it("sees errors that grow, that shrink and that stay", () => {
    const sign = (i: number): number => (i % 2 ? 1 : -1);
    expect(
      residualFinding(
        withResiduals((i) => sign(i) * (1 + i / 20)),
        formatTarget,
      ),
    ).toContain("Errors grow");
    expect(
      residualFinding(
        withResiduals((i) => sign(i) * (16 - i / 20)),
        formatTarget,
      ),
    ).toContain("Errors shrink");
    expect(
      residualFinding(
        withResiduals((i) => sign(i) * 5),
        formatTarget,
      ),
    ).toBe("Errors are about as large everywhere: 5.00");
  });

  it("sees a tilt at either end", () => {
    const tilt = (at: (i: number) => boolean, by: number) => (i: number) => (at(i) ? by : i % 2 ? 1 : -1);
    expect(residualFinding(withResiduals(tilt((i) => i >= 200, -50)), formatTarget)).toBe(
      "The highest predictions are 50.0 too high on average",
    );
    expect(residualFinding(withResiduals(tilt((i) => i < 100, 50)), formatTarget)).toBe(
      "The lowest predictions are 50.0 too low on average",
    );
  });
});

describe("histogramFinding", () => {
  it("says which side most fall on, and the long tail on the other", () => {
    const residual = Array.from({ length: 200 }, (_, i) => (i < 140 ? -10 - (i % 5) : 20 * (i - 139)));
    expect(histogramFinding(residual)).toBe("70% are predicted too high, a few far too low");
  });

  it("says when both sides are even, exact or empty", () => {
    expect(histogramFinding(Array.from({ length: 100 }, (_, i) => i - 49.5))).toBe(
      "As many are predicted too high as too low",
    );
    expect(histogramFinding([0, 0])).toBe("Every post is predicted exactly");
    expect(histogramFinding([])).toBe("No errors to show");
  });
});

describe("rankCorrelation", () => {
  it("is Spearman's, with ties at their mean rank", () => {
    // scipy.stats.spearmanr([1, 2, 2, 4, 5], [3, 1, 4, 4, 9]).statistic
    expect(rankCorrelation([1, 2, 2, 4, 5], [3, 1, 4, 4, 9])).toBeCloseTo(0.7632, 4);
    expect(rankCorrelation([1, 1], [1, 2])).toBeNull();
  });
});

describe("latencyFinding", () => {
  it("adds the slow ones only where they are much slower", () => {
    expect(latencyFinding({ coldMs: 1, p50: 0.4, p95: 0.7, p99: 1.1, samplesMs: [] })).toBe(
      "Half of predictions take under 0.4 ms",
    );
    expect(latencyFinding({ coldMs: 1, p50: 0.4, p95: 0.7, p99: 9, samplesMs: [] })).toContain(
      "one in a hundred over 9.0 ms",
    );
  });
});

describe("largestCost", () => {
  it("names the largest and its share", () => {
    const costs = [
      { name: "Cleaning", value: 1 },
      { name: "Training", value: 3 },
    ];
    expect(largestCost(costs, (value) => `${value} s`)).toBe("Training takes 75% of 4 s");
    expect(largestCost([], String)).toBe("Nothing to measure");
  });
});

describe("metrics", () => {
  it("sets seen and unseen test posts beside the parts and baselines", () => {
    const leaky = view({ leakedRows: Uint32Array.of(10, 11) });
    const test = evaluationPart(leaky, "test");
    expect(metricColumns(leaky, test).map(({ name }) => name)).toEqual([
      "Train",
      "Test",
      "2 seen",
      "2 unseen",
      "Mean",
      "Median",
    ]);
    const halves = seenAndUnseen(test)!;
    expect(halves.seen.rmse.value).toBeCloseTo(Math.sqrt(0.5));
    expect(halves.unseen.mae.value).toBe(3.5);
    expect(seenAndUnseen(evaluationPart(view(), "test"))).toBeNull();
  });

  it("says in words whether the bar is met, and how sure that is", () => {
    const bar = (value: number, met: boolean) => view({ bar: { metric: "rmse", value, met } });
    expect(barSentence(bar(4500, false), "score")).toBe(
      "The bar (RMSE, score, 4,500) is not met: 4,727. The 95% interval holds the bar, so other test posts might say otherwise.",
    );
    expect(barSentence(bar(6000, true), "score")).toContain(
      "is met: 4,727, and the whole 95% interval lies on that side.",
    );
    expect(barSentence(view(), "score")).toBeNull();
  });

  it("leaves out an interval that was not drawn", () => {
    expect(intervalText("rmse", { value: 1, low: 1, high: 1 })).toBeNull();
    expect(intervalText("r2", { value: 0.5, low: 0.4, high: 0.6 })).toBe("0.400 to 0.600");
  });

  it("copies with every digit, one line a metric and column", () => {
    const lines = chartCsv(metricCsvTable(metricColumns(view(), evaluationPart(view(), "test")))).split("\r\n");
    expect(lines[0]).toBe("metric,of,value,low,high");
    expect(lines).toContain("rmse,test,4727,3950,5640");
    expect(lines).toContain("rmse,baseline mean,5924,5924,5924");
  });
});
