import { openSampleRun } from "./support/notebook";
import { expect, test } from "./support/test";

test("opens text, bytes, files and addresses", async ({ page }) => {
  await page.goto("./");
  await page.waitForFunction(() => "scorebook" in globalThis);
  const opened = await page.evaluate(async () => {
    const text = "title;n;score\nWhy is it so?;007;1\nAnd this one;8;2\nshort;3\n";
    const bytes = new TextEncoder().encode(text);
    return {
      text: await scorebook.open(text, { name: "a.csv" }),
      bytes: await scorebook.open(bytes, { name: "b.csv" }),
      buffer: await scorebook.open(bytes.buffer, { name: "c.csv" }),
      file: await scorebook.open(new File([text], "d.csv")),
      rows: await scorebook.rows(0, 2),
      asComma: (await scorebook.open(text, { delimiter: "," })).columns.map(({ name }) => name),
      noHeader: (await scorebook.open(text, { header: false })).rows,
      address: (await scorebook.open("./sample.csv")).rows,
      url: (await scorebook.open(new URL("sample.csv", location.href))).rows,
    };
  });
  expect(opened.text.rows).toBe(3);
  expect(opened.text.columns.map(({ name }) => name)).toEqual(["title", "n", "score"]);
  expect(opened.text.columns[2]).toEqual({ name: "score", type: "number", role: "target", missing: 1 });
  expect(opened.text.problems).toEqual([expect.objectContaining({ line: 4, code: expect.any(String) })]);
  expect(opened.bytes).toEqual(opened.text);
  expect(opened.buffer).toEqual(opened.text);
  expect(opened.file).toEqual(opened.text);
  expect(opened.rows).toEqual([
    { title: "Why is it so?", n: "007", score: "1" },
    { title: "And this one", n: "8", score: "2" },
  ]);
  expect(opened.asComma).toEqual(["title;n;score"]);
  expect(opened.noHeader).toBe(4);
  expect([opened.address, opened.url]).toEqual([4000, 4000]);
});

test("configures with the path of what is wrong, and leaves the document as it was", async ({ page }) => {
  await openSampleRun(page);
  const answers = await page.evaluate(async () => {
    const before = scorebook.experiment();
    const refused = async (changes: object) => {
      try {
        await scorebook.configure(changes as never);
        return "taken";
      } catch (thrown) {
        const { name, code, message } = thrown as Error & { code?: string };
        return `${name} ${code}: ${message}`;
      }
    };
    return {
      range: await refused({ model: { kind: "forest", trees: -1 } }),
      unknown: await refused({ features: { text: { maxFeaturess: 10 } } }),
      kind: await refused({ model: { kind: "oracle" } }),
      same: JSON.stringify(before) === JSON.stringify(scorebook.experiment()),
      taken: (await scorebook.configure({ split: { seed: 7 } })).split.seed,
    };
  });
  expect(answers.range).toMatch(/DataError invalid-experiment: model\.trees .*-1/);
  expect(answers.unknown).toMatch(/features\.text\.maxFeaturess is not a known setting/);
  expect(answers.kind).toMatch(/model\.kind must be one of .*"oracle"/);
  expect(answers.same).toBe(true);
  expect(answers.taken).toBe(7);
});

test("runs, predicts and moves runs about", async ({ page }) => {
  await page.goto("./");
  await page.waitForFunction(() => "scorebook" in globalThis);
  const answers = await page.evaluate(async () => {
    await scorebook.open("./sample.csv");
    const stages = new Set<string>();
    const run = await scorebook.run({ onProgress: (stage) => stages.add(stage) });
    const posts: Record<string, string>[] = [
      { title: "Why does a volcano glow?", tag: "Physics" },
      { title: "spam", body: "meme" },
    ];
    const one = await scorebook.predict(posts[0]);
    const rows = await scorebook.predictBatch(posts);
    const csv = await scorebook.predictBatch("title,body,tag\nWhy does a volcano glow?,,Physics\nspam,meme,\n");
    const file = await scorebook.exportRun(run.id);
    const imported = await scorebook.importRun(file);
    return {
      run: { ...run, experiment: null, evaluate: null, history: null },
      stages: [...stages],
      one,
      rows,
      csv,
      imported: imported.id,
      runs: (await scorebook.runs()).map(({ id }) => id),
      again: (await scorebook.predict(posts[0])).score,
    };
  });
  const { run, one } = answers;
  expect(run.hash).toMatch(/^[0-9a-f]+$/);
  for (const part of ["train", "test"] as const) {
    for (const metric of ["rmse", "mse", "mae", "r2"] as const) {
      const measured = (run.metrics[part] as unknown as Record<string, { value: number; low: number; high: number }>)[
        metric
      ];
      expect(measured.low).toBeLessThanOrEqual(measured.value);
      expect(measured.high).toBeGreaterThanOrEqual(measured.value);
    }
  }
  expect(Object.keys(run.baselines)).toEqual(["mean", "median"]);
  for (const stage of ["parse", "clean", "features", "train", "evaluate"] as const) {
    expect(run.timings[stage]).toBeGreaterThanOrEqual(0);
  }
  expect(run.split.trainRows + run.split.testRows.length).toBe(4000);
  expect(new Set(run.split.testRows).size).toBe(800);
  expect(run.environment).toMatchObject({ isolated: true, cores: expect.any(Number), userAgent: expect.any(String) });
  expect(answers.stages).toContain("evaluate");

  expect(one).toMatchObject({
    score: expect.any(Number),
    latencyMs: expect.any(Number),
    missing: ["body", "datetime"],
  });
  expect(one.interval.low).toBeLessThan(one.score);
  expect(one.interval.high).toBeGreaterThan(one.score);
  expect(one.contributions.length).toBeGreaterThan(0);
  expect(answers.rows).toHaveLength(2);
  expect(answers.rows[0].score).toBe(one.score);
  expect(answers.csv.map(({ score }) => score)).toEqual(answers.rows.map(({ score }) => score));
  expect(answers.imported).toBe(run.id);
  expect(answers.runs).toEqual([run.id]);
  expect(answers.again).toBe(one.score);
});
