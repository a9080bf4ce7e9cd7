import { describe, expect, it } from "vitest";
import type { PartialExperiment } from "../experiment/experiment";
import { makeTestPipeline } from "../testing/run-pipeline";

const WORDS = ["planet", "river", "volcano", "enzyme", "signal", "copper", "glacier", "muscle"];
const title = (i: number) => `the ${WORDS[i % 8]} and ${WORDS[(i * 3) % 8]} of case ${i}`;
const csv = (header: string, rows: number, cells: (i: number) => readonly (string | number)[]) =>
  [header, ...Array.from({ length: rows }, (_, i) => [title(i), ...cells(i)].join(",")), ""].join("\n");

const LABELS: PartialExperiment = {
  problem: { target: "label", task: "classification" },
  data: { columns: { title: { role: "text", type: "text" } } },
  evaluation: { bootstrap: 50 },
};
const SCORES: PartialExperiment = {
  problem: { target: "score" },
  data: { columns: { title: { role: "text", type: "text" } } },
  evaluation: { bootstrap: 50 },
};

/** No figure of a view is anything but a number, and what cannot be told is null. */
function expectFigures(metrics: object): void {
  for (const interval of Object.values(metrics) as ({ value: number; low: number; high: number } | null)[]) {
    if (interval) for (const figure of [interval.value, interval.low, interval.high]) expect(figure).not.toBeNaN();
  }
}

describe("labels and numbers at their worst", () => {
  it("evaluates with a class of one row, and says that it is rare", async () => {
    const { open, run, runClasses } = makeTestPipeline();
    await open(
      csv("title,label", 120, (i) => [i === 5 ? "once" : i % 2 ? "a" : "b"]),
      LABELS,
    );
    const { view } = await runClasses();
    expect(view.classes).toContain("once");
    expectFigures(view.metrics.test);
    const { checks } = (await run("quality")).view;
    expect(checks.find(({ kind }) => kind === "class-imbalance")?.title).toContain("once has under 20 training rows");
  });

  it("cross-validates where a fold lacks a class", async () => {
    const { open, run } = makeTestPipeline();
    await open(
      csv("title,label", 120, (i) => [i % 40 === 5 ? "rare" : i % 2 ? "a" : "b"]),
      { ...LABELS, validation: { permutations: 2, curve: false } },
    );
    const { view } = await run("validate");
    expect(view.folds).toHaveLength(5);
    expect(view.summary.accuracy?.mean).toBeGreaterThan(0);
    expect(Object.values(view.summary).every((summary) => !summary || !Number.isNaN(summary.mean))).toBe(true);
  }, 30_000);

  it("evaluates predictions that are all equal", async () => {
    const { open, run } = makeTestPipeline();
    await open(
      csv("title,score", 120, (i) => [(i * 37) % 101]),
      { ...SCORES, model: { kind: "baseline" } as never },
    );
    const { view } = await run("evaluate");
    expect(new Set(view.points.test.predicted).size).toBe(1);
    expectFigures(view.metrics.test);
  });

  it("evaluates ties everywhere", async () => {
    const { open, runClasses } = makeTestPipeline();
    await open(
      csv("title,label", 120, (i) => [i % 2 ? "a" : "b"]),
      { ...LABELS, model: { kind: "baseline" } as never },
    );
    const { view } = await runClasses();
    expect(view.metrics.test.rocAuc?.value).toBeCloseTo(0.5, 12);
    expectFigures(view.metrics.test);
  });

  it("leaves out rows whose target is NaN, and counts them", async () => {
    const { open, run } = makeTestPipeline();
    await open(
      csv("title,score", 120, (i) => [i % 10 === 0 ? "NaN" : i]),
      SCORES,
    );
    expect((await run("split")).view.dropped.noTarget).toBe(12);
    expectFigures((await run("evaluate")).view.metrics.test);
  });

  it("reads dates in three formats as dates, or says which cells are none", async () => {
    const dates = (i: number) => {
      const day = String((i % 27) + 1).padStart(2, "0");
      return [`2020-03-${day}`, `2020-03-${day} 10:20:30`, `2020-03-${day}T10:20:30Z`][i % 3];
    };
    const { open, run } = makeTestPipeline();
    await open(
      csv("title,when,score", 120, (i) => [dates(i), i]),
      SCORES,
    );
    const { view } = await run("read");
    const when = view.columns.find(({ name }) => name === "when")!;
    expect(when.type).toBe("date");
    expect(when.unreadable.count).toBe(0);
    expectFigures((await run("evaluate")).view.metrics.test);
  });

  it("takes 10,000 categories", async () => {
    const { open, run } = makeTestPipeline();
    await open(
      csv("title,tag,score", 10_000, (i) => [`category${i}`, i % 101]),
      { ...SCORES, data: { columns: { ...SCORES.data!.columns, tag: { role: "categorical", type: "category" } } } },
    );
    expectFigures((await run("evaluate")).view.metrics.test);
    const { checks } = (await run("quality")).view;
    expect(checks.some(({ columns, status }) => status !== "pass" && columns.includes("tag"))).toBe(true);
  }, 60_000);

  it("fails a rule that names a missing column, and judges the others", async () => {
    const { open, run } = makeTestPipeline();
    await open(
      csv("title,score", 60, (i) => [i]),
      {
        ...SCORES,
        quality: {
          expectations: [
            { column: "points", rule: { kind: "present" } },
            { column: "score", rule: { kind: "present" } },
          ],
        },
      },
    );
    const rules = (await run("quality")).view.checks.filter(({ kind }) => kind === "expectation");
    expect(rules.map(({ status }) => status)).toEqual(["fail", "pass"]);
    expect(rules[0].title).toContain("the file has no column points");
    expect(rules[0].detail).not.toBe("");
  });
});
