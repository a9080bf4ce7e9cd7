import { describe, expect, it } from "vitest";
import { confusionScores } from "../core/metrics/confusion";
import type { PartialExperiment } from "../experiment/experiment";
import { makePredictor } from "../predictor/predictor";
import { predictCsvText } from "../predictor/predict-csv";
import { labelledCsv } from "../testing/labelled-posts";
import { makeTestPipeline } from "../testing/run-pipeline";

const CSV = labelledCsv(400);
const QUICK = { evaluation: { bootstrap: 50 } } as const satisfies PartialExperiment;

async function evaluated(changes: PartialExperiment = {}, csv = CSV) {
  const made = makeTestPipeline();
  await made.open(csv, QUICK);
  made.edit(changes);
  return { ...made, ...(await made.runClasses()) };
}

describe("the pipeline on labels", () => {
  it("guesses the target and its task as the file is opened, and takes a model and a metric for it", async () => {
    const { open } = makeTestPipeline();
    const { problem, model } = await open(CSV);
    expect(problem).toMatchObject({ target: "mood", task: "classification", metric: "accuracy" });
    expect(model.kind).toBe("logistic");
  });

  it("beats both baselines, and its tables agree with each other", async () => {
    const { view } = await evaluated({ problem: { bar: 0.7 } });
    const { metrics, baselines, classes, confusions, points } = view;
    expect(classes).toEqual(["happy", "neutral", "sad"]);
    expect(metrics.test.accuracy.value).toBeGreaterThan(0.8);
    expect(baselines.majority.accuracy.value).toBeLessThan(0.7);
    expect(baselines.prior.logLoss.value).toBeGreaterThan(metrics.test.logLoss.value);
    expect(baselines.prior.rocAuc?.value).toBe(0.5);
    expect(metrics.test.rocAuc?.value).toBeGreaterThan(0.9);
    const scores = confusionScores({ classes: 3, counts: Float64Array.from(confusions.test) });
    expect(scores.accuracy).toBe(metrics.test.accuracy.value);
    expect(scores.macro.f1).toBe(metrics.test.macroF1.value);
    expect(points.test.probabilities).toHaveLength(3 * points.test.rows.length);
    expect(view.bar).toEqual({ metric: "accuracy", value: 0.7, met: true });
  });

  it.each(["forest", "boosted", "mlp", "baseline"] as const)("trains %s", async (kind) => {
    const small = { forest: { trees: 20 }, boosted: { maxIter: 20 }, mlp: { backend: "sparse" }, baseline: {} }[kind];
    const { view } = await evaluated({ model: { kind, ...small } as never });
    const least = kind === "baseline" ? 0 : view.baselines.majority.accuracy.value + 0.1;
    expect(view.metrics.test.accuracy.value).toBeGreaterThan(least);
  });

  it("keeps the shares of the classes in a stratified split and shows them", async () => {
    const made = makeTestPipeline();
    await made.open(CSV, { split: { kind: "stratified" } });
    const { view } = await made.run("split");
    expect(view.target).toBeNull();
    const { train, test } = view.classes!;
    train.forEach((count, k) => expect(test[k] / view.test).toBeCloseTo(count / view.train, 1));
  });

  it("finds more of a rare class with balanced weights, and with repeated rows", async () => {
    const recallOfSad = (view: Awaited<ReturnType<typeof evaluated>>["view"]) =>
      confusionScores({ classes: 3, counts: Float64Array.from(view.confusions.test) }).perClass[2].recall;
    // a strong penalty leaves little but the shares of the classes
    const model = { kind: "logistic", c: 0.01 } as never;
    const plain = await evaluated({ model });
    const weighted = await evaluated({ model, classes: { weights: "balanced" } });
    const repeated = await evaluated({ model, classes: { sampling: "over" } });
    expect(recallOfSad(weighted.view)).toBeGreaterThan(recallOfSad(plain.view));
    expect(recallOfSad(repeated.view)).toBeGreaterThan(recallOfSad(plain.view));
    expect(repeated.view.points.test.rows).toEqual(plain.view.points.test.rows);
  });

  it.each(["platt", "isotonic"] as const)(
    "corrects probabilities on rows kept out of training: %s",
    async (correction) => {
      const { view, predictor, run } = await evaluated({ classes: { correction, weights: "balanced" } });
      expect(view.correction).toBe(correction);
      expect((await run("train")).view.validationRows).toBe(32);
      const { predict } = makePredictor(predictor, () => 0);
      const { score, base, contributions, probabilities } = predict({ title: "lovely great meal", source: "web" });
      expect(probabilities!.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1, 12);
      expect(contributions.reduce((sum, { value }) => sum + value, base)).toBeCloseTo(score, 6);
    },
  );

  it("predicts as it was evaluated, one by one, many at once and as CSV", async () => {
    const { view, predictor, run } = await evaluated();
    const made = makePredictor(predictor, () => 0);
    const { table } = await run("read");
    const rows = [...view.points.test.rows.subarray(0, 5)];
    const lines = CSV.split("\n").slice(1);
    const records = rows.map((row) => {
      const [title, source] = lines[row].split(",");
      return { title: title.replaceAll('"', ""), source };
    });
    expect(table.rowCount).toBe(400);
    const batch = made.predictBatch(records);
    records.forEach((record, i) => {
      const one = made.predict(record);
      expect(batch[i].label).toBe(one.label);
      one.probabilities!.forEach(({ label, p }, k) => {
        expect(label).toBe(view.classes[k]);
        expect(p).toBeCloseTo(view.points.test.probabilities[i * 3 + k], 12);
      });
      expect(one.score).toBe(Math.max(...one.probabilities!.map(({ p }) => p)));
      expect(one.contributions.reduce((sum, { value }) => sum + value, one.base)).toBeCloseTo(one.score, 6);
      const sad = made.predict(record, "sad");
      expect(sad.explained).toBe("sad");
      expect(sad.contributions.reduce((sum, { value }) => sum + value, sad.base)).toBeCloseTo(
        one.probabilities![2].p,
        6,
      );
    });
    const { csv } = predictCsvText(made, { header: ["title"], rows: [[records[0].title]] }, predictor);
    const [header, first] = csv.trim().split(/\r?\n/);
    expect(header).toBe("title,predicted_mood,probability_happy,probability_neutral,probability_sad");
    expect(first).toMatch(/,(happy|neutral|sad),0\.\d+,0\.\d+,0\.\d+$/);
  });

  it("takes numbers as classes by value, and labels as scores in a given order", async () => {
    const stars = `title,stars\n${Array.from({ length: 120 }, (_, i) => `${["bad", "fine", "good"][i % 3]} thing ${i},${[10, 2, 1][i % 3]}`).join("\n")}`;
    const { view } = await evaluated({ problem: { target: "stars", task: "classification" } }, stars);
    expect(view.classes).toEqual(["1", "2", "10"]);
    const made = makeTestPipeline();
    await made.open(CSV, QUICK);
    made.edit({ problem: { task: "regression" }, classes: { order: ["sad", "neutral", "happy"] } });
    const { view: scores } = await made.run("evaluate");
    expect(scores.task).toBe("regression");
    expect(scores.metrics.test.rmse.value).toBeLessThan(scores.baselines.mean.rmse.value);
  });
});

describe("bad labels", () => {
  const refused = async (csv: string, changes: PartialExperiment = {}) => {
    const made = makeTestPipeline();
    await made.open(csv, QUICK);
    made.edit({ problem: { target: "mood", task: "classification" } });
    made.edit(changes);
    return made.pipeline.run("evaluate").catch((thrown: unknown) => thrown);
  };
  const posts = (moods: readonly string[]) =>
    `title,mood\n${moods.map((mood, i) => `post ${i} words,${mood}`).join("\n")}`;

  it("refuses one label, and none", async () => {
    expect(await refused(posts(Array.from({ length: 20 }, () => "happy")))).toMatchObject({ code: "single-class" });
    expect(await refused(posts(Array.from({ length: 20 }, () => "")))).toMatchObject({ code: "target-missing" });
  });

  it("names the class that has one row", async () => {
    const moods = [...Array.from({ length: 40 }, (_, i) => ["happy", "sad"][i % 2]), "odd"];
    expect(await refused(posts(moods), { split: { kind: "stratified" } })).toMatchObject({
      message: expect.stringContaining("odd"),
    });
    const outcomes = await Promise.all([0, 1, 2, 3, 4, 5].map((seed) => refused(posts(moods), { split: { seed } })));
    const failed = outcomes.filter((outcome) => outcome instanceof Error);
    expect(failed.length).toBeGreaterThan(0);
    failed.forEach((error) => expect((error as Error).message).toContain('no training row is of class "odd"'));
  });

  it("refuses a column of too many labels", async () => {
    const many = posts(Array.from({ length: 300 }, (_, i) => `m${i}`));
    expect(await refused(many)).toMatchObject({ code: "too-many-categories" });
  });

  it("leaves rows without a label out", async () => {
    const csv = posts(Array.from({ length: 60 }, (_, i) => ["happy", "sad", ""][i % 3]));
    const made = makeTestPipeline();
    await made.open(csv, QUICK);
    made.edit({ problem: { target: "mood", task: "classification" } });
    const { view } = await made.run("split");
    expect(view.dropped.noTarget).toBe(20);
  });
});
