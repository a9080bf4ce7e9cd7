import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, describe, it } from "vitest";
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
  it.each([
    [["run", experiment, "--data", data, "--set", "model.tres=3"], 3, "model.tres is not a known setting"],
    [["run", experiment, "--data", data, "--set", 'split.dropDuplicatesBy=["link"]'], 3, "split.dropDuplicatesBy.0"],
    [["run", experiment, "--data", data, "--set", "problem.target=votes"], 3, 'problem.target names "votes"'],
    [["run", experiment, "--data", data, "--gate"], 3, "problem.bar is null"],
    [["run", experiment, "--data", join(folder, "absent.csv")], 3, "there is no such file"],
    [["run", experiment], 2, "run needs --data"],
    [["run", experiment, "--data", data, "--workers", "0"], 2, "--workers must be a whole number"],
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
