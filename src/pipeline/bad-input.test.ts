import { describe, expect, it } from "vitest";
import { mergeExperiment, defaultExperiment } from "../experiment/experiment";
import type { PartialExperiment } from "../experiment/experiment";
import { makeTestPipeline } from "../testing/run-pipeline";
import type { StageName } from "./stage-state";
import { STAGES } from "./stage-state";

const WORDS = ["planet", "river", "volcano", "enzyme", "signal", "copper", "glacier", "muscle"];

function csv(
  rows: number,
  cells: (i: number) => readonly [title: string, score: string | number, tag?: string],
): string {
  const lines = Array.from({ length: rows }, (_, i) => cells(i).join(","));
  return ["title,score,tag", ...lines, ""].join("\n");
}

const plain = (i: number) =>
  [`the ${WORDS[i % 8]} and ${WORDS[(i * 3) % 8]} of case ${i}`, (i * 37) % 101, WORDS[i % 3]] as const;

const ROLES: PartialExperiment = {
  problem: { target: "score" },
  data: { columns: { title: { role: "text", type: "text" }, tag: { role: "categorical" } } },
};

/** Opens and runs; answers the failed stage, its error, and how the other stages stand. */
async function failureOf(file: string | Uint8Array, changes: PartialExperiment = ROLES) {
  const { pipeline, open, run } = makeTestPipeline();
  try {
    await open(file, changes);
    await run("evaluate");
  } catch {
    // read off the states below, as the page does
  }
  const states = pipeline.states();
  const failed = STAGES.find((name) => states[name].state === "failed");
  const state = failed && states[failed];
  return {
    stage: failed ?? null,
    error: state?.state === "failed" ? state.error : null,
    states: Object.fromEntries(STAGES.map((name) => [name, states[name].state])) as Record<StageName, string>,
  };
}

describe("bad input", () => {
  it("runs on the plain table all other cases are made from", async () => {
    expect(await failureOf(csv(60, plain))).toMatchObject({ stage: null, states: { evaluate: "fresh" } });
  });

  it("refuses an empty file", async () => {
    expect(await failureOf("")).toMatchObject({ stage: "read", error: { code: "empty-file" } });
  });

  it("refuses a header without rows", async () => {
    expect(await failureOf("title,score\n")).toMatchObject({ stage: "read", error: { code: "header-only" } });
  });

  it("opens one row and refuses to split it", async () => {
    expect(await failureOf(csv(1, plain))).toMatchObject({ states: { read: "fresh" }, error: { name: "DataError" } });
  });

  it("refuses 50 MB in one line", async () => {
    const line = new Uint8Array(50_000_000).fill(97);
    expect(await failureOf(line)).toMatchObject({ stage: "read", error: { code: "line-too-long" } });
  });

  it("refuses a binary file whatever its name says", async () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array.from({ length: 200 }, () => 0));
    expect(await failureOf(png)).toMatchObject({ stage: "read", error: { code: "binary-file" } });
  });

  it("names the rows of a target with text in it", async () => {
    const table = csv(60, (i) => [plain(i)[0], i % 4 === 3 ? "lots of points" : i, "x"]);
    const { stage, error, states } = await failureOf(table);
    expect(stage).toBe("split");
    expect(error).toMatchObject({ code: "target-not-numeric", details: { column: "score", count: 15 } });
    expect(error?.message).toContain("row 4");
    expect(states).toMatchObject({ read: "fresh", clean: "fresh" });
  });

  it("refuses a target whose values are all equal", async () => {
    expect(await failureOf(csv(60, (i) => [plain(i)[0], 5, "x"]))).toMatchObject({
      stage: "split",
      error: { code: "constant-target" },
    });
  });

  it("refuses a target without a value", async () => {
    const changes = { ...ROLES, data: { columns: { ...ROLES.data?.columns, score: { type: "number" as const } } } };
    expect(
      await failureOf(
        csv(60, (i) => [plain(i)[0], "", "x"]),
        changes,
      ),
    ).toMatchObject({ stage: "split", error: { code: "target-missing" } });
  });

  it("refuses a vocabulary that comes out empty, and says at which cell", async () => {
    const result = await failureOf(csv(60, plain), { ...ROLES, features: { text: { minDf: 61 } } });
    expect(result).toMatchObject({
      stage: "features",
      error: { code: "empty-vocabulary" },
      states: { clean: "fresh", split: "fresh" },
    });
  });

  it("refuses words of a text column that is empty", async () => {
    expect(await failureOf(csv(60, (i) => ["", i, "x"]))).toMatchObject({
      stage: "features",
      error: { code: "empty-vocabulary" },
    });
  });

  it("refuses more categories than a table can hold", async () => {
    const table = csv(130_000, (i) => [WORDS[i % 8], i, `category${i}`]);
    const result = await failureOf(table, { ...ROLES, split: { testSize: 0.05 } });
    expect(result).toMatchObject({ stage: "features", error: { code: "too-many-categories" } });
  });

  it("refuses a test part of zero rows", async () => {
    const table = csv(60, (i) => [plain(i)[0], i, "train"]);
    const result = await failureOf(table, { ...ROLES, split: { kind: "column", column: "tag" } });
    expect(result).toMatchObject({ stage: "split", error: { code: "empty-split" } });
  });

  it("refuses to run without any input", async () => {
    const changes: PartialExperiment = {
      problem: { target: "score" },
      data: { columns: { title: { role: "ignore" }, tag: { role: "ignore" } } },
    };
    expect(await failureOf(csv(60, plain), changes)).toMatchObject({
      stage: "features",
      error: { code: "no-features" },
    });
  });

  it("refuses a target that the file does not have", async () => {
    const { open, edit, run } = makeTestPipeline();
    await open(csv(60, plain), ROLES);
    edit({ problem: { target: "points" } });
    await expect(run("evaluate")).rejects.toMatchObject({
      code: "missing-column",
      details: { path: "problem.target" },
    });
  });

  it.each([
    [{ model: { kind: "forest", trees: 0 } }, "model.trees"],
    [{ model: { kind: "mlp", hiddenLayers: [] } }, "model.hiddenLayers"],
    [{ model: { kind: "ridge", alpha: -1 } }, "model.alpha"],
    [{ split: { testSize: 1.5 } }, "split.testSize"],
    [{ features: { text: { maxFeatures: 0 } } }, "features.text.maxFeatures"],
  ])("refuses %j before it gets anywhere", (changes, path) => {
    expect(() => mergeExperiment(defaultExperiment(), changes as PartialExperiment)).toThrow(
      expect.objectContaining({ code: "invalid-experiment", message: expect.stringContaining(path) as string }),
    );
  });
});
