import { describe, expect, it } from "vitest";
import { makeRng } from "../../core/random/xoshiro";
import { makeTestEngine } from "../../testing/make-test-engine";

/** The score is twice x, which lacks every fifth value; a missing tag is worth 30 points. */
function posts(rows: number): string {
  const rng = makeRng(4);
  const lines = Array.from({ length: rows }, (_, i) => {
    const x = rng.float() * 20 + 100;
    const lacksTag = i % 4 === 1;
    const score = 2 * x + (lacksTag ? 30 : 0) + rng.float();
    return `post ${i},${i % 5 === 0 ? "" : x.toFixed(2)},${lacksTag ? "" : ["a", "b"][i % 2]},${score.toFixed(2)}`;
  });
  return ["title,x,tag,score", ...lines].join("\n");
}

async function opened(changes: object = {}) {
  const engine = makeTestEngine({
    checksUnasked: false,
  });
  await engine.open({ kind: "text", name: "posts.csv", text: posts(400) });
  await engine.configure({
    problem: { target: "score", task: "regression" },
    data: {
      columns: {
        title: { role: "ignore" },
        x: { role: "numeric" },
        tag: { role: "categorical" },
      },
    },
    ...changes,
  });
  return engine;
}

describe("ways to treat missing values", () => {
  it("sets each against the settings as they stand, and tells noise from a difference", async () => {
    const engine = await opened();
    const told: number[] = [];
    const view = await engine.missingChoices(({ done, total }) => told.push(done / total));
    expect(view).toMatchObject({ kind: "ridge", isStandIn: false, metric: "rmse", folds: 5, rows: 320 });
    const way = (id: string) => view.choices.find((choice) => choice.id === id)!;
    expect(view.choices.map(({ id, isPresent }) => [id, isPresent])).toEqual([
      ["median", true],
      ["mean", false],
      ["constant", false],
      ["category", true],
      ["zeros", false],
      ["rows:tag", false],
      ["rows:x", false],
    ]);
    // 0 for a number near 110 pulls the line down; a missing tag told as such is worth 30 points
    expect(way("constant").difference!.low).toBeGreaterThan(1);
    expect(way("rows:tag").difference!.low).toBeGreaterThan(1);
    expect(Math.abs(way("mean").difference!.value)).toBeLessThan(0.2);
    expect(way("median").difference).toBeNull();
    expect(way("median").summary).toEqual(way("category").summary);
    expect(told.at(-1)).toBe(1);
    expect(way("rows:x").rows).toBeGreaterThan(40);
  });

  it("applies by the change it carries, and then offers the way back", async () => {
    const engine = await opened();
    const { choices } = await engine.missingChoices();
    await engine.configure(choices.find(({ id }) => id === "rows:tag")!.change);
    const again = await engine.missingChoices();
    const back = again.choices.find(({ id }) => id === "rows:tag")!;
    expect(back.label).toBe("keep the rows without tag");
    expect(back.rows).toBeGreaterThan(40);
    expect(back.difference!.high).toBeLessThan(-1);
    expect((await engine.configure(back.change)).split.dropMissingIn).toEqual([]);
  });

  it("lets ridge regression stand in for a slow model, and tells what could not be trained", async () => {
    const engine = await opened({
      model: { kind: "forest" },
      features: { numeric: { impute: "none" } },
    });
    const view = await engine.missingChoices();
    expect(view).toMatchObject({ kind: "ridge", isStandIn: true });
    expect(view.choices.find(({ id }) => id === "none")).toMatchObject({ isPresent: true, summary: null });
    expect(view.choices.find(({ id }) => id === "none")!.failed).toMatch(/missing|NaN/i);
    expect(view.choices.find(({ id }) => id === "mean")!.summary).not.toBeNull();
  });

  it("says nothing where nothing is missing", async () => {
    const engine = await opened({
      data: { columns: { title: { role: "ignore" }, x: { role: "ignore" }, tag: { role: "ignore" }, score: {} } },
    });
    await engine.configure({ data: { columns: { title: { role: "text" } } } });
    expect((await engine.missingChoices()).choices).toEqual([]);
  });
});
