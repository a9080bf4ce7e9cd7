import { describe, expect, it } from "vitest";
import { hashExperiment } from "../experiment/content-hash";
import { makeTestEngine } from "../testing/make-test-engine";
import { labelledCsv } from "../testing/labelled-posts";
import { sampleCsv } from "../testing/sample/sample-csv";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import type { RegressionRun } from "../pipeline/views";

const WHY = { name: "", where: [{ column: "title", of: "word", op: "has", value: "why" }] } as const;

async function opened() {
  const engine = makeTestEngine();
  await engine.open({ kind: "text", name: "sample.csv", text: sampleCsv(makeSamplePosts(600, 5, 0)) });
  await engine.configure({ errors: { minPosts: 15, slices: [WHY] }, evaluation: { bootstrap: 100 } });
  const run = (await engine.run())!;
  return { engine, run };
}

describe("slices of a run", () => {
  it("measures one's own on the very posts, beside what was found", async () => {
    const { engine, run } = await opened();
    const report = await engine.slices({ runId: run.id, part: "test" });
    expect(report.n).toBe(run.split.testRows.length);
    expect(report.all.rmse.value).toBeCloseTo((run as RegressionRun).metrics.test.rmse.value, 9);
    expect(report.tested[0]).toBeGreaterThan(20);
    const [own] = report.yours;
    if ("problem" in own) throw new Error(own.problem);
    const records = engine.rowsAt(own.rows);
    expect(own.n).toBe(own.rows.length);
    for (const { title } of records) expect(title.toLowerCase()).toMatch(/\bwhy\b/);
    expect([...(await engine.rowsWhere({ runId: run.id, part: "test" }, WHY.where))]).toEqual([...own.rows]);
    // same question, same numbers
    expect(await engine.slices({ runId: run.id, part: "test" })).toEqual(report);
  });

  it("says what is wrong with a slice, and loses nothing: a column the file has not, no such post", async () => {
    const { engine, run } = await opened();
    const where = [{ column: "gone", of: "value", op: "=", value: "x" }] as const;
    const none = [{ column: "title", of: "word", op: "has", value: "zyzzyva" }] as const;
    await engine.configure({ errors: { slices: [{ name: "old", where }, { name: "", where: none }, WHY] } });
    const { yours } = await engine.slices({ runId: run.id, part: "test" });
    expect(yours.map((own) => ("problem" in own ? own.problem : own.words))).toEqual([
      expect.stringContaining('no column "gone"'),
      "no post of this part is like that",
      "title has “why”",
    ]);
  });

  it("makes no other experiment: the run stays the run", async () => {
    const { engine, run } = await opened();
    const after = await engine.configure({ errors: { slices: [] } });
    expect(hashExperiment(after)).toBe(run.hash);
    expect((await engine.run())?.id).toBe(run.id);
  });

  it("refuses a run of another file, and a slice that is none", async () => {
    const { engine, run } = await opened();
    await engine.open({ kind: "text", name: "other.csv", text: sampleCsv(makeSamplePosts(300, 9, 0)) });
    await expect(engine.slices({ runId: run.id, part: "test" })).rejects.toMatchObject({ code: "not-ready" });
    await expect(engine.slices({ runId: "nobody", part: "test" })).rejects.toMatchObject({ code: "not-ready" });
    await expect(engine.configure({ errors: { slices: [{ name: "", where: [] }] } })).rejects.toMatchObject({
      code: "invalid-experiment",
    });
  });
});

describe("residuals against a column", () => {
  it("counts every post once, and agrees with the run over all", async () => {
    const { engine, run } = await opened();
    const query = { runId: run.id, part: "test" } as const;
    const byYear = await engine.residuals({ ...query, column: "datetime", of: "year" });
    expect(byYear.groups.reduce((sum, { n }) => sum + n, 0) + byYear.unlisted).toBe(run.split.testRows.length);
    const mean = byYear.groups.reduce((sum, { n, value }) => sum + n * value.value, 0) / run.split.testRows.length;
    expect(mean).toBeCloseTo(byYear.all.value, 9);
    const byLength = await engine.residuals({ ...query, column: "title", of: "length" });
    expect(byLength.values).toHaveLength(run.split.testRows.length);
    await expect(engine.residuals({ ...query, column: "gone", of: "value" })).rejects.toMatchObject({
      code: "missing-column",
    });
  });
});

describe("two runs on the same errors", () => {
  it("pairs their posts, and turns round with their order", async () => {
    const { engine, run } = await opened();
    await engine.configure({ model: { kind: "baseline" } as never });
    const other = (await engine.run())!;
    const there = await engine.compareErrors(run.id, other.id, [WHY]);
    const back = await engine.compareErrors(other.id, run.id, [WHY]);
    expect(there.slices[0].difference.value).toBeCloseTo(-back.slices[0].difference.value, 12);
    expect(there.slices[0].difference.low).toBeGreaterThan(0);
    expect(there.slices[1].words).toBe("title has “why”");
    const far = there.firstWrong.reduce((sum, flag) => sum + flag, 0) / there.rows.length;
    expect(far).toBeCloseTo(0.2, 1);
    const itself = await engine.compareErrors(run.id, run.id, []);
    expect(itself.slices[0].difference).toEqual({ value: 0, low: 0, high: 0 });
  });
});

describe("errors of labels", () => {
  it("are wrong labels and log loss", async () => {
    const engine = makeTestEngine();
    await engine.open({ kind: "text", name: "labels.csv", text: labelledCsv(400) });
    await engine.configure({ evaluation: { bootstrap: 100 }, errors: { minPosts: 10 } });
    const run = (await engine.run())!;
    const report = await engine.slices({ runId: run.id, part: "test" });
    expect(report).toMatchObject({ isClasses: true, loss: "wrong", metric: "errorRate" });
    const accuracy = (run.metrics.test as { accuracy: { value: number } }).accuracy.value;
    expect(report.all.errorRate.value).toBeCloseTo(1 - accuracy, 12);
    await engine.configure({ errors: { labelLoss: "logLoss" } });
    const again = await engine.slices({ runId: run.id, part: "train" });
    expect(again).toMatchObject({ loss: "logLoss", metric: "logLoss" });
  });
});
