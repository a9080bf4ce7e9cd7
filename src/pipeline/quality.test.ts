import { describe, expect, it } from "vitest";
import { makeTestPipeline } from "../testing/run-pipeline";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import { sampleCsv } from "../testing/sample/sample-csv";
import { describeWithShared, readShared } from "../testing/shared-data";
import type { QualityView } from "./views";

const named = ({ checks }: QualityView, id: string) => checks.find((check) => check.id === id);

describe("the quality stage", () => {
  const SAMPLE = sampleCsv(makeSamplePosts(300, 5, 12));

  it("finds what the sample plants, and passes the check once the remedy is taken", async () => {
    const { open, edit, run } = makeTestPipeline();
    await open(SAMPLE);
    const before = (await run("quality")).view;
    const repeats = named(before, "repeats:url");
    expect(repeats?.status).toBe("warn");
    edit(repeats!.remedies[0].change);
    const after = (await run("quality")).view;
    expect(named(after, "repeats:url")).toBeUndefined();
    expect(after.checks.filter(({ kind }) => kind === "repeats-across-split")).toMatchObject([{ status: "pass" }]);
  });

  it("needs neither a target nor a split that can be drawn", async () => {
    const { open, run } = makeTestPipeline();
    await open("title,note\nwhy is it so,a\nwhy is it so,b\n", { problem: { target: null } });
    const { view } = await run("quality");
    expect(view.target).toBeNull();
    expect(view.associations).toEqual({ columns: [], words: [] });
    expect(view.checks.map(({ kind }) => kind)).toContain("repeats");
  });

  it("checks a file of one row, and one of a single column", async () => {
    for (const file of ["title,score\nwhy,3\n", "score\n1\n2\n3\n"]) {
      const { open, run } = makeTestPipeline();
      await open(file, { problem: { target: "score" } });
      const { view } = await run("quality");
      expect(view.checks.length).toBeGreaterThan(0);
      for (const { title } of view.checks) expect(title).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});

describeWithShared("the quality stage on r/askscience", () => {
  const pipeline = makeTestPipeline();
  const report = pipeline.open(readShared("data", "askscience_data.csv")).then(() => pipeline.run("quality"));

  it("reports the repeated urls and the test posts seen in training", async () => {
    const { view } = await report;
    expect(named(view, "repeats:url")).toMatchObject({
      title: "498 rows repeat an earlier url (11.8%)",
      evidence: { count: 498 },
    });
    expect(named(view, "repeats-across-split:url")).toMatchObject({
      status: "fail",
      title: "155 of 841 test posts (18.4%) were seen in training: same url",
      remedies: [{ label: "Drop repeats by url" }, { label: "Split by url" }],
    });
  });

  it("sees that upvote_ratio and an author of DELETED are known only after posting", async () => {
    const { view } = await report;
    expect(named(view, "known-after:upvote_ratio")?.title).toContain("known only after posting");
    expect(named(view, "known-after:author")).toMatchObject({ evidence: { count: 246 } });
    expect(view.checks.filter(({ kind }) => kind === "gives-away-together")).toMatchObject([{ status: "pass" }]);
    pipeline.edit({ data: { columns: { upvote_ratio: { role: "numeric" } } } });
    expect(named((await pipeline.run("quality")).view, "known-after:upvote_ratio")).toMatchObject({ status: "fail" });
  });

  it("draws the repeats as one block without bodies", async () => {
    const { strips } = (await report).view;
    expect(strips.strips.at(-1)).toMatchObject({ column: "url", kind: "repeats", count: 498 });
    expect(strips.strips.find(({ column }) => column === "body")?.count).toBe(1715);
    expect(strips.block).toMatchObject({ from: expect.any(Number), to: expect.any(Number) });
  });
});

describeWithShared("the quality stage on LIAR", () => {
  it("opens right by the guess, and flags the five counts as giving the label away together", async () => {
    const { pipeline, open, edit, run } = makeTestPipeline();
    await open(readShared("data", "liar", "train.tsv"));
    const { table, view: read } = await run("read");
    expect(table.rowCount).toBe(10_269);
    const names = table.columns.map(({ name }) => name);
    expect(names).toHaveLength(14);
    expect(read.dialect).toMatchObject({
      delimiter: { value: "\t" },
      header: { value: false },
      quote: { value: "none" },
    });
    edit({ problem: { target: names[1], task: "classification" } });
    const counts = names.slice(8, 13);
    const { view } = await run("quality");
    const found = view.checks.find(({ kind }) => kind === "gives-away-together");
    expect(found).toMatchObject({ status: "fail", columns: counts });
    expect(found?.title).toMatch(/where all are 0, it is true in 329 of 340 rows$/);
    edit(found!.remedies[0].change);
    const after = (await run("quality")).view.checks.filter(({ kind }) => kind === "gives-away-together");
    expect(after.every(({ status }) => status === "pass")).toBe(true);
    expect(pipeline.experiment.data.columns[counts[0]]).toMatchObject({ role: "ignore" });
  }, 120_000);
});
