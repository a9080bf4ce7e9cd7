import { describe, expect, it } from "vitest";
import type { FittedHashing } from "../core/features/hashing/fitted-hashing";
import { transformFeatures } from "../core/features/transform-features";
import { zipfTexts } from "../testing/zipf-texts";
import { isHashing } from "../core/features/text-block";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import { sampleCsv } from "../testing/sample/sample-csv";
import { makeTestPipeline } from "../testing/run-pipeline";
import type { PartialExperiment } from "../experiment/experiment";
import { makePredictor } from "../predictor/predictor";
import { packRun, unpackRun } from "../predictor/run-file";
import { makeWhatIf } from "../predictor/what-if";
import { hashExperiment } from "../experiment/content-hash";
import { explainPost, probeRecords } from "./explain/explain-tasks";
import { offeredWords } from "./explain/input-probe";
import { makeInProcessExecutor } from "./in-process-executor";
import { runImportance } from "./run-importance";

const POSTS = makeSamplePosts(900, 5, 12);
const RECORDS = POSTS.map((post) =>
  Object.fromEntries(Object.entries(post).map(([name, value]) => [name, String(value)])),
);

async function trained(text: object = {}, changes: PartialExperiment = {}) {
  const made = makeTestPipeline();
  await made.open(sampleCsv(POSTS), {
    features: { text: { vectorizer: "hashing", ...text } },
    ...changes,
  } as PartialExperiment);
  return { ...made, evaluate: await made.run("evaluate"), features: await made.run("features") };
}

const now = () => 0;

describe("words hashed into columns", () => {
  it.each([
    { nFeatures: 262_144 },
    { nFeatures: 256, ngramMax: 2 },
    { nFeatures: 1024, alternateSign: false, sublinearTf: true },
  ])("are predicted from, alone and many at once, as in training, with %j", async (text) => {
    const { evaluate, features } = await trained(text);
    const { predictor, view } = evaluate;
    const { rows, predicted } = view.points.test;
    const ready = makePredictor(predictor, now);
    const records = Array.from(rows, (row) => RECORDS[row]);
    expect(ready.predictBatch(records).map(({ score }) => score)).toEqual([...predicted]);
    expect(ready.predict(records[0]).score).toBe(predicted[0]);
    expect(features.view.hashing!.groups[0].filled).toBe(
      features.fitted.text !== null && isHashing(features.fitted.text)
        ? features.fitted.text.hashed[0].hashes.length
        : -1,
    );
  });

  it("give the rows they give in one piece where many rows are cut into jobs", async () => {
    const { open, run } = makeTestPipeline();
    const texts = zipfTexts(33_500);
    await open(`title,score\n${texts.map((words, i) => `${words.slice(0, 3).join(" ")},${i % 7}`).join("\n")}\n`, {
      problem: { target: "score" },
      data: { columns: { title: { role: "text", type: "text" } } },
      features: { text: { vectorizer: "hashing", ngramMax: 2 } },
    } as PartialExperiment);
    const { tokens } = await run("clean");
    const { table } = await run("read");
    const { fitted, matrix } = await run("features");
    expect(matrix.rows).toBeGreaterThan(32_768);
    const whole = transformFeatures(fitted, { table, tokens });
    for (const part of ["indptr", "indices", "values"] as const) {
      expect(Buffer.from(matrix[part].buffer).equals(Buffer.from(whole[part].buffer)), part).toBe(true);
    }
  });

  it("keep their predictions in a run file, to the last bit", async () => {
    const { evaluate, pipeline } = await trained({ nFeatures: 4096 });
    const { experiment } = pipeline;
    const run = { id: "1", hash: hashExperiment(experiment), experiment };
    const { predictor } = unpackRun(packRun(run, evaluate.predictor));
    const [before, after] = [evaluate.predictor, predictor].map((value) => makePredictor(value, now));
    for (const record of RECORDS.slice(0, 50)) expect(after.predict(record)).toEqual(before.predict(record));
  });

  it("tell the number of different terms from the columns they fill", async () => {
    const few = await trained({ nFeatures: 2048 });
    const many = await trained({ nFeatures: 4_194_304 });
    const [told] = few.features.view.hashing!.groups;
    // with so many columns hardly two terms share one
    const [counted] = many.features.view.hashing!.groups;
    expect(Math.abs(told.terms! / counted.filled - 1)).toBeLessThan(0.1);
    expect(told.shared).toBeGreaterThan(counted.shared);
  });

  it("are named by the words of the post, and what moved it stands on its words", async () => {
    const { evaluate } = await trained({ nFeatures: 4096 });
    const { predictor } = evaluate;
    const record = RECORDS[3];
    const { contributions, texts } = explainPost({ predictor, record, background: RECORDS.slice(0, 20), label: null });
    const present = contributions.filter(({ block, present: isThere }) => block === "text" && isThere);
    const tokens = new Set(texts.flatMap(({ pieces }) => pieces.flatMap(({ token }) => token ?? [])));
    expect(present.length).toBeGreaterThan(2);
    for (const { label } of present) {
      const words = /^(.*) \(hash \d+\)$/.exec(label)![1].split(", ");
      for (const word of words) expect(tokens).toContain(word);
    }
    const moved = texts.flatMap(({ pieces }) => pieces).reduce((sum, { value }) => sum + value, 0);
    expect(moved).toBeCloseTo(
      present.reduce((sum, { value }) => sum + value, 0),
      6,
    );
  });

  it("are asked about by word, by name and by number", async () => {
    const { evaluate } = await trained({ nFeatures: 4096 });
    const { predictor } = evaluate;
    const [first] = offeredWords(predictor.features);
    const ask = (label: string) =>
      probeRecords({
        predictor,
        input: { block: "text", column: "", label },
        records: RECORDS.slice(0, 200),
        more: RECORDS.slice(200, 400),
        resolution: 10,
      }).probe;
    const word = ask(first.label);
    const { hashes } = (predictor.features.text as FittedHashing).hashed[0];
    expect(ask(`hash ${hashes[word.columns[0]]}`).columns).toEqual(word.columns);
    expect(word.points[1].share).toBeGreaterThan(0.01);
    expect(word.grid[1]).not.toBe(0);
    expect(() => ask("hash 9999999")).toThrow(/knows no word/);
  });

  it("are taken out one by one, and shuffled together", async () => {
    const { evaluate, pipeline } = await trained({ nFeatures: 4096 }, { model: { kind: "ridge" } as never });
    const ready = makePredictor(evaluate.predictor, now);
    const context = { now, pause: async () => {}, budgetMs: 1e9 };
    const found = await makeWhatIf(evaluate.predictor, ready)({ record: RECORDS[3], removed: [] }, context);
    expect(found.words.some(({ effect }) => effect !== 0)).toBe(true);
    const { inputs } = await runImportance(pipeline, makeInProcessExecutor(), { repeats: 2 });
    expect(
      inputs
        .filter(({ block, label }) => block === "text" && label !== null)
        .every(({ label }) => /hash \d+/.test(label!)),
    ).toBe(true);
    expect(inputs.some(({ block, label }) => block === "text" && label === null)).toBe(true);
  });
});
