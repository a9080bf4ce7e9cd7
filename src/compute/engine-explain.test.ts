import { beforeAll, describe, expect, it } from "vitest";
import type { Run } from "../pipeline/views";
import { makeTestEngine } from "../testing/make-test-engine";
import { labelledCsv } from "../testing/labelled-posts";
import { PLANTED } from "../testing/sample/planted";
import { sampleCsv } from "../testing/sample/sample-csv";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import type { Engine } from "./engine";

const sum = (values: readonly { readonly value: number }[]) => values.reduce((total, { value }) => total + value, 0);

describe("the engine explaining scores", () => {
  let engine: Engine;
  let run: Run;
  beforeAll(async () => {
    engine = makeTestEngine();
    await engine.open({ kind: "text", name: "sample.csv", text: sampleCsv(makeSamplePosts(900, 5, 0)) });
    await engine.configure({ evaluation: { bootstrap: 20 } });
    run = (await engine.run())!;
  });

  it("lists columns and words that can be asked about", async () => {
    const found = await engine.explainInputs();
    expect(found?.inputs).toContainEqual({ block: "categorical", column: "tag", label: "" });
    expect(found?.inputs).toContainEqual({ block: "date", column: "datetime", label: "hour" });
    expect(found?.words.length).toBeGreaterThan(5);
  });

  it("finds planted effects of a category and a word, and a straight line for a linear model's number", async () => {
    const tag = await engine.partialDependence({ input: { block: "categorical", column: "tag", label: "" } });
    const of = (name: string) => tag.mean[tag.points.findIndex((point) => point.name === name)];
    expect(of("Biology") - of("Meta")).toBeGreaterThan(0.6 * (PLANTED.tags.Biology - PLANTED.tags.Meta));
    const word = await engine.partialDependence({ input: { block: "text", column: "", label: "Volcano" } });
    expect(word.points.map(({ name }) => name)).toEqual(["absent", "present"]);
    expect(word.mean[1]).toBeGreaterThan(word.mean[0]);
    const year = await engine.partialDependence({
      input: { block: "date", column: "datetime", label: "year" },
      rows: 50,
      resolution: 11,
    });
    expect(year.rows).toBe(50);
    const slopes = year.points
      .slice(1)
      .map(({ at }, i) => (year.mean[i + 1] - year.mean[i]) / (at! - year.points[i].at!));
    for (const slope of slopes) expect(slope).toBeCloseTo(slopes[0], 4);
    // every post of a linear model moves alike
    expect(year.centredLow[10]).toBeCloseTo(year.centredHigh[10], 6);
  });

  it("refuses an unknown word and column by name", async () => {
    const ask = (block: "text" | "numeric", column: string, label: string) =>
      engine.partialDependence({ input: { block, column, label } });
    await expect(ask("text", "", "zzyzx")).rejects.toThrow('the model knows no word "zzyzx"');
    await expect(ask("numeric", "karma", "karma")).rejects.toMatchObject({ code: "missing-column" });
  });

  it.each([
    ["ridge", "coefficients"],
    ["forest", "shapley"],
    ["boosted", "shapley"],
  ] as const)("takes a test post apart exactly and lays it on the text, %s", async (kind, method) => {
    const small = { ridge: {}, forest: { trees: 12 }, boosted: { maxIter: 12 } }[kind];
    await engine.configure({ model: { kind, ...small } as never });
    await engine.run();
    const found = await engine.explainPost({ post: run.split.testRows[0] });
    expect(found.method).toBe(method);
    expect(found.base + sum(found.contributions)).toBeCloseTo(found.score, 6);
    const written = found.texts.map(({ column, pieces }) => [column, pieces.map(({ text }) => text).join("")]);
    for (const [column, text] of written) expect(text).toBe(found.record[column]);
    const words = found.contributions.filter(({ block, present }) => block === "text" && present);
    if (found.contributions.every(({ block }) => block !== "rest")) {
      expect(sum(found.texts.flatMap(({ pieces }) => pieces))).toBeCloseTo(sum(words), 6);
    }
  });

  it("says what happens if a word goes, a tag or an hour changes, and puts a word back", async () => {
    await engine.configure({ model: { kind: "ridge" } as never });
    await engine.run();
    const record = { title: "Why does a volcano glow?", body: "", tag: "Physics", datetime: "2022-05-01T09:00" };
    const asked = await engine.whatIf({ record, removed: [] });
    const volcano = asked.words.find(({ word }) => word === "volcano")!;
    expect(volcano.effect).toBeLessThan(-20);
    const without = engine.predict({ ...record, title: "Why does a glow?" });
    expect(volcano.outcome).toBeCloseTo(without.score, 9);
    const biology = asked.values.find(({ name }) => name === "Biology")!;
    expect(biology.outcome).toBeCloseTo(engine.predict({ ...record, tag: "Biology" }).score, 9);
    expect(asked.values.some(({ kind, name }) => kind === "date" && name === "at 16:00")).toBe(true);

    const edited = await engine.whatIf({ record, removed: [volcano.token] });
    expect(edited.record.title).toBe("Why does a glow?");
    expect(edited.outcome).toBeCloseTo(without.score, 9);
    expect(edited.asTyped).toBeCloseTo(asked.outcome, 9);
    expect(edited.words[0]).toMatchObject({ word: "volcano", removed: true });
    expect(edited.words[0].outcome).toBeCloseTo(asked.outcome, 9);
  });

  it("ends an older question once there is a newer one", async () => {
    const record = {
      title: "one two three four five six seven eight nine ten eleven twelve volcano ice glacier galaxy",
    };
    const older = engine.whatIf({ record, removed: [] });
    const newer = engine.whatIf({ record: { title: "galaxy" }, removed: [] });
    await expect(older).rejects.toMatchObject({ name: "AbortError" });
    expect((await newer).wordCount).toBe(1);
  });

  it("does not explain posts of a file that is no longer open", async () => {
    await engine.open({ kind: "text", name: "other.csv", text: sampleCsv(makeSamplePosts(50, 6, 0)) });
    await expect(engine.explainPost({ post: 3 })).rejects.toThrow(/open that file/);
  });
});

describe("the engine explaining labels", () => {
  it("gives the dependence of every label, adding up to 1, and takes each apart", async () => {
    const engine = makeTestEngine();
    await engine.open({ kind: "text", name: "moods.csv", text: labelledCsv(240) });
    await engine.configure({ evaluation: { bootstrap: 20 }, model: { kind: "forest", trees: 12 } as never });
    const run = (await engine.run())!;
    const view = await engine.partialDependence({ input: { block: "text", column: "", label: "awful" } });
    expect(view.classes).toEqual(["happy", "neutral", "sad"]);
    for (const point of [0, 3]) {
      expect(view.mean.slice(point, point + 3).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    }
    expect(view.mean[3 + 2]).toBeGreaterThan(view.mean[2]);
    for (const label of view.classes!) {
      const found = await engine.explainPost({ post: run.split.testRows[1], label });
      expect(found.explained).toBe(label);
      expect(found.base + sum(found.contributions)).toBeCloseTo(found.outcome, 5);
    }
  });
});
