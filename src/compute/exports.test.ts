import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import type { RegressionRun, Run } from "../pipeline/views";
import { makeTestEngine } from "../testing/make-test-engine";
import { sampleCsv } from "../testing/sample/sample-csv";
import { makeSamplePosts } from "../testing/sample/sample-posts";

const READER = resolve(import.meta.dirname, "../testing/reference/read_exports.py");
// The system's own first: another one on the path may lack PyYAML.
const PYTHON = ["/usr/bin/python3", "python3"].find((path) => spawnSync(path, ["-c", "import yaml"]).status === 0);

const folder = mkdtempSync(join(tmpdir(), "scorebook-exports-"));
afterAll(() => rmSync(folder, { recursive: true }));

function read(format: "mlflow" | "tensorboard", zip: Uint8Array): unknown {
  const top = join(folder, format);
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), bytes);
  }
  const { status, stdout, stderr } = spawnSync(PYTHON!, [READER, format, top], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

interface Read {
  readonly meta: { readonly run_name: string; readonly status: number; readonly start_time: number };
  readonly metrics: Record<string, readonly (readonly [time: number, value: number, step: number])[]>;
  readonly params: Record<string, string>;
  readonly tags: Record<string, string>;
  readonly artifacts: readonly string[];
}

interface Events {
  readonly version: string;
  readonly scalars: readonly (readonly [tag: string, step: number, value: number])[];
  readonly hparams: Record<string, unknown>;
  readonly group: string;
  readonly status: number;
  readonly seconds: number;
}

/** Two trained runs of a file whose columns have names that no file and no other tool would take. */
async function trained() {
  const engine = makeTestEngine({
    environment: { userAgent: "test", cores: 1, isolated: false, scorebook: "0.1.0" },
  });
  const header = "title,body,../tag (first),datetime,../TAG [first],score,a/../b,Überschrift: 🌋";
  const csv = sampleCsv(makeSamplePosts(240, 5, 0)).replace(/^.*/, header);
  await engine.open({ kind: "text", name: "posts: 1.csv", text: csv });
  await engine.configure({ problem: { target: "score" }, model: { kind: "forest", trees: 12 } } as never);
  const forest = await engine.run();
  await engine.configure({ model: { kind: "boosted", maxIter: 15 } } as never);
  const boosted = await engine.run();
  return { engine, runs: [forest!, boosted!] };
}

const rmseOf = ({ metrics }: Run) => (metrics as RegressionRun["metrics"]).test.rmse.value;

describe.skipIf(!PYTHON)("exported runs, read by the other tools' rules in Python (needs python3 with PyYAML)", () => {
  it("are a file store that MLflow lists, and event files that TensorBoard plots", { timeout: 60_000 }, async () => {
    const { engine, runs } = await trained();
    const name = 'Ridge: "first"\u0085\u2028# 🌋';
    engine.changeRun(runs[0].id, { name, note: "why:\n- because", tags: ["a/b", "A?B", "a_b"] });
    const ids = runs.map(({ id }) => id);

    const stored = read("mlflow", await engine.exportRuns(ids, "mlflow")) as Read[];
    const first = stored.find(({ tags }) => tags["scorebook.id"] === ids[0])!;
    expect(stored).toHaveLength(2);
    expect(first.meta).toMatchObject({ run_name: name, status: 3 });
    expect(first.tags["mlflow.note.content"]).toBe("why:\n- because");
    expect(Object.entries(first.tags).filter(([key]) => key.startsWith("tag."))).toEqual(
      expect.arrayContaining([
        ["tag.a_b", "a/b"],
        ["tag.A_B_2", "A?B"],
        ["tag.a_b_3", "a_b"],
      ]),
    );
    expect(first.params).toMatchObject({ "model.kind": "forest", "model.trees": "12" });
    const roles = Object.entries(first.params).filter(([key]) => /^data\.columns.*\.role/.test(key));
    expect(roles).toHaveLength(8);
    const [[, rmse, step]] = first.metrics.test_rmse;
    expect([rmse, step]).toEqual([rmseOf(runs[0]), 0]);
    expect(first.artifacts).toContain("experiment.json");

    const events = Object.values(
      read("tensorboard", await engine.exportRuns(ids, "tensorboard")) as object,
    ) as Events[];
    expect(events).toHaveLength(2);
    const second = events.find(({ group }) => group === runs[1].hash)!;
    expect(second).toMatchObject({ version: "brain.Event:2", status: 1 });
    expect(second.seconds).toBeGreaterThan(0);
    expect(second.hparams).toMatchObject({
      "model.kind": "boosted",
      "model.maxIter": 15,
      "data.columns.score.role": "target",
    });
    expect(second.scalars).toContainEqual(["final/test_rmse", 0, Math.fround(rmseOf(runs[1]))]);
    const curves = second.scalars.filter(([tag]) => tag.startsWith("training/"));
    expect(curves.length).toBeGreaterThanOrEqual(runs[1].history.points.length);
    expect(stored.find((run) => run !== first)!.metrics).toMatchObject(
      Object.fromEntries(
        [...new Set(curves.map(([tag]) => tag.replace("training/", "training_")))].map((name) => [
          name,
          expect.anything(),
        ]),
      ),
    );
  });
});
