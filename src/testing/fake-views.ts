import type {
  ColumnView,
  DataView,
  RegressionRun,
  RegressionView,
  FeaturesView,
  Interval,
  MetricTable,
  PointSet,
  QualityView,
  SplitView,
  TrainView,
  CleanView,
} from "../pipeline/views";
import type { Experiment } from "../experiment/schema";

// Results as a small table of made-up posts would give them. Numbers hang together; none of them is from real data.

/** Uniform in [0, 1): mulberry32, so that pictures of the page are the same each time. */
export function fakeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const FAKE_ROWS = 4000;
const TEST_ROWS = 800;

export function fakeRecord(row: number): Record<string, string> {
  const random = fakeRandom(row + 1);
  const subject = ["light", "ice", "vaccines", "black holes", "coffee", "bees"][Math.floor(random() * 6)];
  const opening = ["Why does", "How does", "What makes"][Math.floor(random() * 3)];
  return {
    title: `${opening} ${subject} behave like that at ${Math.floor(random() * 100)} degrees?`,
    body: random() < 0.4 ? "" : `I was told that ${subject} can be compared with water. Is that so?`,
    tag: ["Physics", "Biology", "Medicine", "Chemistry"][Math.floor(random() * 4)],
    datetime: new Date(1.3e12 + row * 8e7).toISOString().slice(0, 19).replace("T", " "),
    score: String(Math.round(10 ** (random() * 4.2))),
    url: `https://example.org/${row}`,
  };
}

function column(
  name: string,
  type: ColumnView["type"],
  role: ColumnView["role"],
  more: Partial<ColumnView> = {},
): ColumnView {
  return {
    name,
    type,
    guessedType: type,
    role,
    guessedRole: role,
    why: `its values look like ${type}`,
    missing: 0,
    distinct: FAKE_ROWS,
    distinctExact: true,
    unreadable: { count: 0, rows: [] },
    examples: [0, 1, 2].map((row) => fakeRecord(row)[name] ?? ""),
    histogram: null,
    numbers: null,
    top: [],
    lengths: type === "text" ? { mean: 60, median: 48, longest: 300 } : null,
    ...more,
  };
}

export function fakeDataView(file: string): DataView {
  const guessed = <T>(value: T, reason: string) => ({ value, by: "guessed" as const, reason });
  return {
    file,
    sha256: "0".repeat(64),
    bytes: 2_400_000,
    rows: FAKE_ROWS,
    columns: [
      column("title", "text", "text"),
      column("body", "text", "text", { missing: 1600 }),
      column("tag", "category", "categorical", {
        distinct: 4,
        top: [
          { value: "Physics", count: 1400 },
          { value: "Biology", count: 1000 },
          { value: "Medicine", count: 900 },
          { value: "Chemistry", count: 700 },
        ],
      }),
      column("datetime", "date", "datetime", {
        numbers: { quantiles: [1.3e12, 1.38e12, 1.46e12, 1.54e12, 1.62e12], mean: 1.46e12 },
        histogram: { edges: [1.3e12, 1.4e12, 1.5e12, 1.62e12], counts: [1250, 1250, 1500], scale: "time" },
      }),
      column("score", "number", "target", {
        numbers: { quantiles: [0, 12, 120, 1900, 15_800], mean: 1640 },
        histogram: {
          edges: [0, 1, 10, 100, 1000, 10_000, 20_000],
          counts: [90, 860, 950, 960, 960, 180],
          scale: "symlog",
        },
      }),
      column("url", "id", "id"),
    ],
    dialect: {
      delimiter: guessed(",", "the most even split"),
      encoding: guessed("utf-8", "every byte fits"),
      header: guessed(true, "the first line has no number"),
      quote: guessed('"', "fields with commas are in it"),
    },
    problems: [],
    problemCounts: {},
  };
}

export const FAKE_CLEAN: CleanView = {
  columns: ["title", "body"],
  tokens: 74_210,
  distinct: 9120,
  emptyTexts: 0,
  removedByReason: { "stop word": 51_000, link: 240, punctuation: 9800 },
  topRemoved: [{ token: "the", count: 6100, reason: "stop word" }],
  topTokens: [{ token: "light", count: 912 }],
  examples: [],
};

export const FAKE_SPLIT: SplitView = {
  train: 2880,
  validation: 320,
  test: TEST_ROWS,
  dropped: { repeats: 0, noTarget: 0 },
  target: {
    edges: [0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000],
    scale: "symlog",
    train: [370, 260, 330, 300, 330, 310, 350, 300, 520, 130],
    test: [90, 66, 82, 74, 81, 78, 88, 74, 131, 36],
  },
  summary: { train: [0, 12, 120, 1900, 15_800], test: [0, 12, 118, 1870, 15_100] },
  leaks: [],
};

export const FAKE_FEATURES: FeaturesView = {
  rows: FAKE_ROWS,
  columns: 5029,
  nonZeros: 71_300,
  density: 71_300 / (FAKE_ROWS * 5029),
  bytes: 860_000,
  blocks: [
    { block: "text", column: "title", columns: 5000 },
    { block: "categorical", column: "tag", columns: 29 },
  ],
  terms: 5000,
};

export const FAKE_QUALITY: QualityView = {
  rows: FAKE_ROWS,
  checks: [
    {
      id: "time-leakage:datetime",
      kind: "time-leakage",
      status: "warn",
      title: "score drifts with datetime and the split ignores time",
      detail: "Later posts are not like those trained on.",
      evidence: { rows: [], count: 0 },
      columns: ["datetime"],
      remedies: [{ label: "Split by time (datetime)", change: { split: { kind: "time", column: "datetime" } } }],
    },
    {
      id: "few-rows",
      kind: "few-rows",
      status: "pass",
      title: "2,880 rows to train on",
      detail: "",
      evidence: { rows: [], count: 0 },
      columns: [],
      remedies: [],
    },
  ],
  target: null,
  classes: null,
  proposals: [],
  strips: { rows: FAKE_ROWS, strips: [], block: null },
  associations: { columns: [], words: [] },
};

export function fakeTrain(experiment: Experiment): TrainView {
  return {
    kind: experiment.model.kind,
    label: experiment.model.kind,
    history: { unit: "epoch", points: fakeCurve(40), best: 31, stopped: "no gain for 10 epochs" },
    parameters: 5030,
    modelBytes: 40_240,
    trainRows: 2880,
    validationRows: 320,
    features: [{ label: "ice", column: "title", block: "text", weight: 812 }],
  };
}

export function fakeCurve(points: number): Record<string, number>[] {
  const random = fakeRandom(7);
  return Array.from({ length: points }, (_, epoch) => ({
    epoch: epoch + 1,
    trainRmse: 2300 + 3600 * Math.exp(-epoch / 12) + random() * 60,
    validationRmse: 4800 + 1000 * Math.exp(-epoch / 7) + Math.max(0, epoch - 31) * 14 + random() * 60,
  }));
}

function interval(value: number, spread = 0.17): Interval {
  return { value, low: value * (1 - spread), high: value * (1 + spread) };
}

function metrics(rmse: number, r2: number): MetricTable {
  return {
    rmse: interval(rmse),
    mse: interval(rmse * rmse, 0.3),
    mae: interval(rmse * 0.67),
    medianAe: interval(rmse * 0.49),
    r2: { value: r2, low: r2 - 0.08, high: r2 + 0.07 },
  };
}

function points(first: number, count: number): PointSet {
  const random = fakeRandom(first + 3);
  const actual = Float64Array.from({ length: count }, () => Math.round(10 ** (random() * 4.2)));
  return {
    rows: Uint32Array.from({ length: count }, (_, i) => first + i),
    actual,
    predicted: actual.map((value) => value * 0.5 + 1200 * random() + 400),
    sampled: false,
  };
}

export function fakeEvaluate(experiment: Experiment): RegressionView {
  const random = fakeRandom(11);
  const { bar, metric } = experiment.problem;
  return {
    task: "regression",
    metrics: { train: metrics(2284, 0.84), validation: metrics(4986, 0.3), test: metrics(4727, 0.363) },
    baselines: { mean: metrics(5924, 0), median: metrics(6811, -0.32) },
    confidence: 0.95,
    bootstrap: 1000,
    bootstrapTrain: 1000,
    bar: bar === null ? null : { metric, value: bar, met: bar > 4727 },
    points: { test: points(0, TEST_ROWS), validation: points(800, 320), train: points(1120, 2880) },
    leakedRows: new Uint32Array(0),
    latency: {
      coldMs: 3.1,
      p50: 0.4,
      p95: 0.7,
      p99: 1.1,
      samplesMs: Array.from({ length: 1000 }, () => 0.3 + random() ** 4),
    },
    throughput: 210_000,
    memory: { parse: 5_100_000, clean: 2_300_000, features: 860_000, train: 40_240 },
    intervalCoverage: 0.8,
  };
}

export function fakeRun(number: number, experiment: Experiment): RegressionRun {
  const evaluate = fakeEvaluate(experiment);
  return {
    id: `run-${number}`,
    name: `Run ${number}`,
    createdAt: "2026-01-02T14:02:00.000Z",
    hash: String(number).padStart(28, "0"),
    experiment,
    environment: { userAgent: "test", cores: 2, isolated: true, backend: "sparse CPU", scorebook: "0.1.0" },
    metrics: evaluate.metrics,
    baselines: evaluate.baselines,
    timings: { parse: 210, clean: 640, split: 8, features: 320, train: 6500, evaluate: 900 },
    memory: { parse: 5_100_000, clean: 2_300_000, features: 860_000, train: 40_240 },
    split: { trainRows: 2880, testRows: Array.from({ length: TEST_ROWS }, (_, i) => i) },
    history: fakeTrain(experiment).history,
    evaluate,
    figures: {
      testRows: TEST_ROWS,
      leakedRows: evaluate.leakedRows.length,
      latency: evaluate.latency,
      throughput: evaluate.throughput,
      predictorBytes: 40_240,
      keptBytes: 60_000,
    },
  };
}
