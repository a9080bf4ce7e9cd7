import { describe, expect, it } from "vitest";
import type { PartialExperiment } from "../experiment/experiment";
import type { AutopilotView } from "../pipeline/autopilot/autopilot-view";
import { makeTestEngine } from "../testing/make-test-engine";
import { sampleCsv } from "../testing/sample/sample-csv";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import { makeMemorySearchStorage } from "./search-storage";

async function opened({ csv = sampleCsv(makeSamplePosts(100, 5, 0)), storage = makeMemorySearchStorage() } = {}) {
  const listeners: ((view: AutopilotView) => void)[] = [];
  const engine = makeTestEngine({
    searchStorage: storage,
    emit: (event) => {
      if (event.type !== "autopilot" || !event.autopilot) return;
      for (const listener of listeners) listener(event.autopilot);
    },
    checksUnasked: false,
  });
  await engine.open({ kind: "text", name: "sample.csv", text: csv });
  return { engine, listeners };
}

const tried = ({ lines }: AutopilotView) => lines.map(({ ms: _ms, ...line }) => line);

describe("autopilot", () => {
  it("tries every kind of model, the best with and without each block, then tunes; the same each time", async () => {
    const storage = makeMemorySearchStorage();
    const { engine } = await opened({ storage });
    const before = await engine.configure({});
    const view = await engine.autopilot({ pipelines: 22, minutes: 5 });
    expect(view).toMatchObject({ status: "done", ended: "count" });
    expect(new Set(view.lines.map(({ model }) => model.kind))).toEqual(
      new Set([
        "baseline",
        "ridge",
        "boosted",
        "forest",
        "elasticNet",
        "mlp",
        ...(view.lines.some((l) => l.origin === "ensemble") ? ["ensemble"] : []),
      ]),
    );
    expect(new Set(view.lines.map(({ origin }) => origin))).toContain("tuned");
    const blocks = view.lines.filter(({ origin }) => origin === "ablation").map(({ block }) => block);
    expect(blocks).toEqual(expect.arrayContaining(["words", "shape", "dates"]));
    for (const line of view.lines.filter(({ origin, loss }) => origin === "ablation" && loss !== null)) {
      const base = view.lines[line.base!];
      expect(line.model).toEqual(base.model);
      expect(line.blocks.includes(line.block!)).not.toBe(base.blocks.includes(line.block!));
    }
    const about = view.findings.map((finding) => finding.about);
    expect(about).toEqual(expect.arrayContaining(["chance", "model", "block", "tuning"]));
    // Nothing of the notebook is touched until a line is taken.
    expect(await engine.configure({})).toEqual(before);

    const again = await (await opened()).engine.autopilot({ pipelines: 22, minutes: 5 });
    expect(tried(again)).toEqual(tried(view));

    // A line taken is judged by Validate as it was here, and the list stays of the settings as they stand.
    const best = view.lines.find(({ number }) => number === view.best)!;
    expect(Math.min(...view.lines.flatMap(({ loss }) => (loss === null ? [] : [loss])))).toBe(best.loss);
    const chosen = view.lines.find(({ number }) => number === view.chosen?.number)!;
    expect(chosen.blocks.length).toBeLessThanOrEqual(best.blocks.length);
    expect(view.chosen!.gain.mean).toBeLessThanOrEqual(view.chosen!.gain.error);
    const single = view.lines.find(({ origin, loss }) => origin === "ablation" && loss !== null)!;
    await engine.configure({ ...single.changes, validation: { folds: 5, permutations: 0, curve: false } });
    await engine.run("validate");
    await engine.run();
    expect(engine.runs()[0].validation?.summary.rmse?.mean).toBeCloseTo(single.value!, 9);
    expect((await engine.autopilotState()).isCurrent).toBe(true);
    await engine.configure({ split: { testSize: 0.3 } });
    expect((await engine.autopilotState()).isCurrent).toBe(false);
    // as after a reload
    expect((await (await opened({ storage })).engine.autopilotState()).autopilot).toEqual(view);
  }, 120_000);

  it("never looks at the test part", async () => {
    const posts = sampleCsv(makeSamplePosts(120, 5, 0));
    const { engine } = await opened({ csv: posts });
    const view = await engine.autopilot({ pipelines: 5 });
    await engine.run("split");
    const rows = engine.rows(0, 1000);
    const names = Object.keys(rows[0]);
    const { split } = await testRowsOf(engine);
    const spoilt = rows.map((row, i) => (split.has(i) ? { ...row, score: "1" } : row));
    const quote = (cell: string) => `"${(cell ?? "").replaceAll('"', '""')}"`;
    const csv = [names.map(quote).join(","), ...spoilt.map((row) => names.map((name) => quote(row[name])).join(","))];
    const other = await (await opened({ csv: csv.join("\n") })).engine.autopilot({ pipelines: 5 });
    expect(other.lines.map(({ folds }) => folds)).toEqual(view.lines.map(({ folds }) => folds));
  }, 60_000);

  it("works for labels, and without text or dates", async () => {
    const lines = Array.from({ length: 120 }, (_, i) => `${i % 7},${(i * 37) % 11},${i % 7 > 3 ? "yes" : "no"}`);
    const { engine } = await opened({ csv: ["a,b,kind", ...lines].join("\n") });
    await engine.configure({
      problem: { target: "kind", task: "classification" },
      data: { columns: { a: { role: "numeric" }, b: { role: "numeric" } } },
    } as PartialExperiment);
    const view = await engine.autopilot({ pipelines: 9 });
    const best = view.lines.find(({ number }) => number === view.best)!;
    expect(best.value).toBeGreaterThan(0.95);
    expect(best.blocks).toEqual(["numbers"]);
    // without text, pipelines that differ in their vocabulary are one
    const models = view.lines.filter(({ origin }) => origin === "portfolio").map(({ model }) => JSON.stringify(model));
    expect(new Set(models).size).toBe(models.length);
  }, 60_000);

  it("stops with the best so far", async () => {
    const { engine, listeners } = await opened();
    listeners.push(({ lines, status }) => {
      if (lines.length === 3 && status === "running") void engine.stopAutopilot();
    });
    const view = await engine.autopilot();
    expect(view).toMatchObject({ status: "done", ended: "stopped" });
    expect(view.lines.length).toBeGreaterThanOrEqual(3);
    expect(view.best).not.toBeNull();
    expect(view.findings.length).toBeGreaterThan(0);
  }, 60_000);

  it("ends when its time is up", async () => {
    const { engine } = await opened();
    const view = await engine.autopilot({ minutes: 0.02 });
    expect(view).toMatchObject({ status: "done", ended: "time" });
    expect(view.elapsedMs).toBeLessThan(10_000);
  }, 60_000);

  it.each([[0], [-1], [NaN]])("refuses a budget of %s minutes", async (minutes) => {
    const { engine } = await opened();
    await expect(engine.autopilot({ minutes })).rejects.toMatchObject({
      code: "invalid-option",
      message: `autopilot.minutes must be a number above 0 and up to 1440, got ${minutes}`,
    });
  });

  it("says what stopped the first where every pipeline fails, and keeps what an earlier one found", async () => {
    const { engine } = await opened();
    const first = await engine.autopilot({ pipelines: 2 });
    await engine.configure({
      data: { columns: Object.fromEntries((await columnsOf(engine)).map((n) => [n, { role: "ignore" }])) },
    } as never);
    await expect(engine.autopilot({ pipelines: 6 })).rejects.toMatchObject({
      message: expect.stringMatching(/\S/),
    });
    expect((await engine.autopilotState()).autopilot).toEqual(first);
  }, 60_000);
});

type Engine = Awaited<ReturnType<typeof opened>>["engine"];

async function columnsOf(engine: Engine): Promise<string[]> {
  return Object.keys(engine.rows(0, 1)[0]).filter((name) => name !== "score");
}

/** Rows of the test part, as a run has them. */
async function testRowsOf(engine: Engine): Promise<{ split: ReadonlySet<number> }> {
  await engine.run();
  const run = await engine.loadRun(engine.runs()[0].id);
  return { split: new Set(run.split.testRows) };
}
