import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, describe, it } from "vitest";
import { makeTestEngine } from "../testing/make-test-engine";
import { sampleCsv } from "../testing/sample/sample-csv";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import { main } from "./main";

const folder = mkdtempSync(join(tmpdir(), "scorebook-cli-"));
const CSV = sampleCsv(makeSamplePosts(300, 5, 12));
const data = join(folder, "sample.csv");
writeFileSync(data, CSV);
const experiment = join(folder, "experiment.yaml");
writeFileSync(experiment, "problem: { target: score }\nmodel:\n  kind: forest\n  trees: 7\n");

async function scorebook(args: readonly string[], stdin = "", signal = new AbortController().signal) {
  let out = "";
  let err = "";
  const code = await main(args, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    stdin: (async function* () {
      yield new TextEncoder().encode(stdin);
    })(),
    isTTY: false,
    width: 80,
    signal,
  });
  return { code, out, err };
}

describe("scorebook", () => {
  it("trains, keeps the run, and predicts with it as the engine of the page does, to the last bit", async () => {
    const out = join(folder, "runs");
    const made = await scorebook(["run", experiment, "--data", data, "--out", out, "--json", "--workers", "1"]);
    expect(made).toMatchObject({ code: 0 });
    const record = JSON.parse(made.out) as { hash: string; metrics: unknown; files: string[]; experiment: never };

    const engine = makeTestEngine();
    await engine.open({ kind: "text", name: "sample.csv", text: CSV });
    await engine.setExperiment(record.experiment);
    const run = await engine.run();
    expect({ hash: record.hash, metrics: record.metrics }).toEqual(
      JSON.parse(JSON.stringify({ hash: run?.hash, metrics: run?.metrics })),
    );

    const file = record.files.find((name) => name.endsWith(".scorebook"))!;
    const post = { title: "Why does volcano melt?", body: "", tag: "Physics", datetime: "2021-05-04 15:00:00" };
    const lines = await scorebook(["predict", file], `${JSON.stringify(post)}\n\n{"title": "Octopus?"}\n`);
    const [first, second] = lines.out.trim().split("\n");
    expect((JSON.parse(first) as { score: number }).score).toBe(engine.predict(post).score);
    expect((JSON.parse(second) as { missing: string[] }).missing).toContain("body");

    const scored = join(folder, "scored.csv");
    expect((await scorebook(["predict", file, "--data", data, "--out", scored])).code).toBe(0);
    expect(readFileSync(scored, "utf8").split(/\r?\n/)[0]).toContain("predicted_score");

    const broken = await scorebook(["predict", file], '{"title": "a"}\nnot json\n');
    expect(broken).toMatchObject({ code: 3, err: expect.stringContaining("line 2 is not JSON") as unknown });
    expect((await scorebook(["export", file])).out).toContain('"trees": 7');
    expect((await scorebook(["report", file])).out).toContain("Random forest predicts score");
    expect(await scorebook(["report", file, "--posts"])).toMatchObject({ code: 2 });
    expect(readdirSync(out).some((name) => name.endsWith(".part"))).toBe(false);
  });

  it("goes on with a search that was broken off, and ends with the trials of one that was not", async () => {
    const search = (out: string, ...more: string[]) => {
      const folds = ["--set", "search.folds=2", "--set", "problem.target=score", "--set", "model.kind=ridge"];
      return scorebook(["search", "--data", data, ...folds, "--workers", "1", "--json", "--out", out, ...more]);
    };
    const tried = (text: string) =>
      (JSON.parse(text) as { trials: { values: unknown; loss: number }[] }).trials.map(({ values, loss }) => [
        values,
        loss,
      ]);
    const whole = await search(join(folder, "whole"), "--trials", "4");
    expect(whole.code).toBe(0);
    const part = join(folder, "part");
    await search(part, "--trials", "2");
    const [file] = readdirSync(part).filter((name) => /^search-\w+\.json$/.test(name));
    // as a killed process leaves it
    const kept = JSON.parse(readFileSync(join(part, file), "utf8")) as object;
    writeFileSync(join(part, file), JSON.stringify({ ...kept, status: "running", underWay: 0.5 }));
    const resumed = await search(part, "--trials", "4");
    expect(resumed.err).toContain("going on after 2 trials");
    expect(tried(resumed.out)).toEqual(tried(whole.out));
    writeFileSync(join(part, file), "{");
    expect(await search(part)).toMatchObject({ code: 3, err: expect.stringContaining("--anew") as unknown });
  });

  it("warns of posts that break an expectation, in a CSV and in JSON lines", async () => {
    const out = join(folder, "expected");
    const rules = JSON.stringify([
      { column: "tag", rule: { kind: "oneOf", values: ["Physics", "Biology"] } },
      { column: "title", rule: { kind: "length", min: 3, max: null } },
    ]);
    const made = await scorebook([
      "run",
      experiment,
      "--data",
      data,
      "--out",
      out,
      "--workers",
      "1",
      "--set",
      `quality.expectations=${rules}`,
    ]);
    expect(made.code).toBe(0);
    const file = join(
      out,
      readdirSync(out).find((name) => name.endsWith(".scorebook"))!,
    );
    const csv = join(folder, "new.csv");
    writeFileSync(csv, 'title,body,tag\nWhy is it so?,,Physics\nHm,,"Alchemy"\n');
    const scored = await scorebook(["predict", file, "--data", csv, "--out", join(folder, "new-scored.csv"), "--gate"]);
    expect(scored).toMatchObject({
      code: 4,
      err: expect.stringMatching(/warn: .*tag.*first in post 2: "Alchemy"/) as unknown,
    });
    expect(readFileSync(join(folder, "new-scored.csv"), "utf8").trim().split("\n")).toHaveLength(3);
    const lines = await scorebook(["predict", file], '{"title": "Hm", "tag": "Physics"}\n');
    expect(lines).toMatchObject({ code: 0, err: expect.stringMatching(/title.*first in post 1: "Hm"/) as unknown });
    expect(lines.err).not.toContain("tag");
    expect(lines.out.trim().split("\n")).toHaveLength(1);
  });

  it("runs the variants of a file, each as if it were run alone", async () => {
    const file = join(folder, "variants.yaml");
    writeFileSync(
      file,
      "base: { problem: { target: score }, model: { kind: ridge } }\nvariants:\n  Stiff: { model: { alpha: 50 } }\n  Tree: { model: { kind: forest, trees: 2 } }\n",
    );
    const out = join(folder, "variants");
    const run = (...more: string[]) => scorebook(["run", file, "--data", data, "--workers", "1", "--json", ...more]);
    const all = await run("--variants", "--out", out);
    expect(all.code).toBe(0);
    type Record = { variant?: string; hash: string; metrics: unknown; files: string[]; experiment: { name: string } };
    const { runs } = JSON.parse(all.out) as { runs: Record[] };
    expect(runs.map(({ variant, experiment: { name } }) => [variant, name])).toEqual([
      [undefined, "Untitled"],
      ["Stiff", "Untitled: Stiff"],
      ["Tree", "Untitled: Tree"],
    ]);
    expect(readdirSync(out).filter((name) => name.endsWith(".scorebook"))).toHaveLength(3);
    const alone = JSON.parse((await run("--variant", "Tree")).out) as Record;
    expect([alone.hash, alone.metrics]).toEqual([runs[2].hash, runs[2].metrics]);
    const table = await scorebook(["run", file, "--data", data, "--workers", "1", "--variants"]);
    expect(table.out).toMatch(/^\s+rmse .*\nthe base .*\nStiff .*\nTree /);

    expect(await run("--variant", "Treee")).toMatchObject({
      code: 3,
      err: expect.stringContaining('there are: "Stiff", "Tree"') as unknown,
    });
    const lone = ["run", experiment, "--data", data];
    expect(await scorebook([...lone, "--variants"])).toMatchObject({
      code: 3,
      err: expect.stringContaining("holds one experiment") as unknown,
    });
    writeFileSync(file, "base: {}\nvariants: { Odd: { model: { alpha: -1 } } }\n");
    expect(await scorebook(["validate", file])).toMatchObject({
      code: 3,
      err: expect.stringContaining("variants.Odd.model.alpha must be") as unknown,
    });
  });

  it("checks the data, and misses a bar with exit code 4 only where it is a gate", async () => {
    const checked = await scorebook(["validate", experiment, "--data", data, "--json", "--workers", "1"]);
    expect(checked.code).toBe(0);
    expect((JSON.parse(checked.out) as { checks: unknown[] }).checks.length).toBeGreaterThan(5);
    const args = ["run", "--workers", "1", "--data", data, "--preset", "baseline", "--set", "problem.target=score"];
    expect((await scorebook([...args, "--set", "problem.bar=0.001"])).code).toBe(0);
    expect((await scorebook([...args, "--set", "problem.bar=0.001", "--gate"])).code).toBe(4);
  });

  it.each([
    [["run", experiment, "--data", data, "--set", "model.tres=3"], 3, "model.tres is not a known setting"],
    [["run", experiment, "--data", data, "--set", 'split.dropDuplicatesBy=["link"]'], 3, "split.dropDuplicatesBy.0"],
    [
      ["run", experiment, "--data", data, "--workers", "1", "--set", "problem.target=votes"],
      3,
      'problem.target names "votes"',
    ],
    [["run", experiment, "--data", data, "--gate"], 3, "problem.bar is null"],
    [["run", experiment, "--data", join(folder, "absent.csv")], 3, "there is no such file"],
    [["run", experiment], 2, "run needs --data"],
    [["run", experiment, "--data", data, "--workers", "0"], 2, "--workers must be a whole number"],
    [["run", experiment, "--data", data, "--out", "/proc/x/y"], 2, "/proc/x cannot be written"],
    [["search", experiment, "--data", data, "--out", data], 2, "a part of the path is a file"],
    [["run", "--frobnicate"], 2, "frobnicate"],
    [["predict", data], 3, "error"],
    [["frob"], 2, "there is no command"],
  ])("%j exits %i and says why", async (args, code, words) => {
    const found = await scorebook(args);
    expect(found.code).toBe(code);
    expect(found.err).toContain(words);
  });

  it("is interrupted with 130, without a stack", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 300);
    const stopped = await scorebook(
      ["run", experiment, "--data", data, "--set", "model.trees=5000", "--log-json"],
      "",
      controller.signal,
    );
    expect(stopped.code).toBe(130);
    expect(JSON.parse(stopped.err.trim().split("\n").at(-1)!)).toMatchObject({ event: "interrupted" });
  });

  it("derives the help of settings from the options", async () => {
    expect((await scorebook(["help", "forest"])).out).toContain("model.trees=100");
    expect((await scorebook(["run", "--help"])).out).toContain("--gate");
  });
});
