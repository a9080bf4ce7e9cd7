import { describe, expect, it } from "vitest";
import type { ClassRun } from "../pipeline/views";
import { makeTestEngine } from "../testing/make-test-engine";
import { labelledCsv } from "../testing/labelled-posts";

const CSV = labelledCsv(240);
const POST = { title: "lovely great bright morning meal train house item", source: "web" };

async function trained() {
  const engine = makeTestEngine();
  await engine.open({ kind: "text", name: "moods.csv", text: CSV });
  await engine.configure({ evaluation: { bootstrap: 20 } });
  return { engine, run: (await engine.run()) as ClassRun };
}

describe("the engine on labels", () => {
  it.each(["forest", "boosted"] as const)("answers, and explains each label, with %s", async (kind) => {
    const { engine } = await trained();
    await engine.configure({ model: { kind, ...(kind === "forest" ? { trees: 20 } : { maxIter: 20 }) } as never });
    await engine.run();
    const answer = engine.predict(POST);
    expect(answer.label).toBe("happy");
    for (const { label, p } of answer.probabilities!) {
      const { base, contributions } = engine.predict(POST, label);
      expect(contributions.reduce((sum, { value }) => sum + value, base)).toBeCloseTo(p, 5);
    }
    expect(() => engine.predict(POST, "angry")).toThrow("the label must be one of happy, neutral, sad");
  });

  it("gives the same probabilities from a run file, and the labels of the nearest posts", async () => {
    const { engine, run } = await trained();
    const bytes = await engine.exportRun(run.id);
    const other = makeTestEngine();
    await other.importRun(bytes);
    expect(other.predict(POST).probabilities).toEqual(engine.predict(POST).probabilities);
    const nearest = await engine.nearest(POST, 3);
    expect(nearest.map(({ target, record }) => target === record.mood)).toEqual([true, true, true]);
    const { csv } = await engine.predictCsv({ kind: "text", name: "a.csv", text: `title\n${POST.title}\n` });
    expect(csv.split(/\r?\n/)[0]).toBe("title,predicted_mood,probability_happy,probability_neutral,probability_sad");
  });

  it("takes a column of words for labels when it is chosen, and numbers for scores again", async () => {
    const engine = makeTestEngine();
    const rows = Array.from({ length: 60 }, (_, i) => `post number ${i} here,${["a", "b"][i % 2]},${i * 1.5}`);
    await engine.open({ kind: "text", name: "x.csv", text: `title,kind,score\n${rows.join("\n")}\n` });
    const labels = await engine.configure({ problem: { target: "kind" } });
    expect(labels.problem).toMatchObject({ task: "classification", metric: "accuracy", bar: null });
    expect(labels.model.kind).toBe("logistic");
    const scores = await engine.configure({ data: { columns: { score: { role: "target" } } } });
    expect(scores.problem).toMatchObject({ target: "score", task: "regression", metric: "rmse" });
    expect(scores.model.kind).toBe("ridge");
  });
});
