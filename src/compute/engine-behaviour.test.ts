import { beforeEach, describe, expect, it } from "vitest";
import type { BehaviouralTest } from "../core/behaviour/behavioural-test";
import type { BehaviourView } from "../pipeline/behaviour/behaviour-view";
import { makeTestEngine } from "../testing/make-test-engine";
import { labelledCsv } from "../testing/labelled-posts";
import { sampleCsv } from "../testing/sample/sample-csv";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import type { EngineEvent } from "./engine-api";
import { MS_BEFORE_UNASKED } from "./engine-behaviour";

function start() {
  let view: BehaviourView | null = null;
  let onceAtWork: (() => void) | null = null;
  const engine = makeTestEngine({
    emit: (event: EngineEvent) => {
      if (event.type === "view" && event.stage === "behaviour") view = event.view as BehaviourView;
      if (event.type !== "states" || event.states.behaviour.state !== "running") return;
      const work = onceAtWork;
      onceAtWork = null;
      work?.();
    },
  });
  return { engine, view: () => view!, atWork: (work: () => void) => void (onceAtWork = work) };
}

const onTest = { posts: { kind: "test" }, column: null } as const;
const RAISES: BehaviouralTest = {
  ...onTest,
  kind: "direction",
  name: "a volcano helps",
  change: { kind: "add", text: "volcano", at: "end" },
  expect: "higher",
  by: 0,
  label: null,
};
const TESTS: readonly BehaviouralTest[] = [
  RAISES,
  { ...RAISES, name: "a volcano hurts", expect: "lower" },
  {
    ...onTest,
    kind: "invariance",
    name: "case",
    change: { kind: "case", to: "lower" },
    tolerance: 1e9,
    tolerated: "absolute",
  },
  {
    kind: "invariance",
    name: "names",
    posts: {
      kind: "template",
      record: { title: "Why does {name} like {thing}?" },
      lists: { name: ["Anna", "Omar"], thing: ["ice", "rain", "sand"] },
    },
    change: { kind: "names" },
    column: null,
    tolerance: 0.001,
    tolerated: "relative",
  },
  {
    kind: "minimum",
    name: "spam is low",
    cases: [
      { record: { title: "{word} spam" }, min: null, max: 100_000, label: null },
      { record: { title: "a volcano" }, min: 100_000, max: null, label: null },
    ],
    lists: { word: ["meme", "homework"] },
  },
  { ...RAISES, name: "no such column", change: { kind: "set", column: "karma", value: "1" } },
  { ...RAISES, name: "no such word", change: { kind: "remove", word: "zzyzx" } },
  { ...RAISES, name: "empty list", posts: { kind: "template", record: { title: "{x}" }, lists: { x: [] } } },
];

const SOON = { timeout: MS_BEFORE_UNASKED + 8000 };

describe("behavioural tests of scores", () => {
  let { engine, view, atWork } = start();
  beforeEach(async () => {
    ({ engine, view, atWork } = start());
    await engine.open({ kind: "text", name: "sample.csv", text: sampleCsv(makeSamplePosts(500, 5, 0)) });
    await engine.configure({
      evaluation: { bootstrap: 20 },
      behaviour: { tests: TESTS, posts: 60, auto: false },
    } as never);
  });

  const testsOf = ({ id }: { readonly id: string }) => engine.runs().find((run) => run.id === id)?.behaviour?.tests;

  it("judge what they can, say what is wrong with the others, and make the run they are kept with", async () => {
    await engine.run("behaviour");
    const found = Object.fromEntries(view().tests.map((test) => [test.name, test]));
    expect(found["a volcano helps"]).toMatchObject({ posts: 60, problem: null });
    expect(found["a volcano helps"].passed + found["a volcano hurts"].passed).toBe(60);
    expect(found["a volcano helps"].passed).toBeGreaterThan(55);
    const [worst, next] = found["a volcano hurts"].failures;
    expect(worst.after?.title).toMatch(/volcano$/);
    expect(worst.to - worst.from!).toBeGreaterThanOrEqual(next.to - next.from!);
    expect(found["a volcano hurts"].failures).toHaveLength(20);
    expect(found.case).toMatchObject({ passed: found.case.posts, failures: [] });
    expect(found.names).toMatchObject({ posts: 6, untouched: 0, problem: null });
    expect(found["spam is low"]).toMatchObject({ posts: 3, passed: 2 });
    expect(found["spam is low"].failures[0]).toMatchObject({
      before: { title: "a volcano" },
      expected: "at least 100000",
    });
    expect(found["no such column"].problem).toBe(
      'the model has no input "karma": it has "title", "body", "tag", "datetime"',
    );
    expect(found["no such word"].problem).toContain("none of the 60 test posts has anything to change");
    expect(found["empty list"].problem).toContain("the list {x} is empty");
    const runs = engine.runs();
    expect(runs).toHaveLength(1);
    expect(runs[0].behaviour?.tests).toEqual(view().tests);
  });

  it("say the same again, are no other experiment, and travel with each run", async () => {
    await engine.run("behaviour");
    const first = view();
    await engine.configure({ behaviour: { posts: 61 } });
    await engine.configure({ behaviour: { posts: 60 } });
    await engine.run("behaviour");
    expect(engine.runs()).toHaveLength(1);
    expect(view().tests).toEqual(first.tests);
    await engine.configure({ model: { alpha: 30 } as never });
    await engine.run("behaviour");
    const [one, two] = engine.runs();
    expect(two.behaviour?.runHash).not.toBe(one.behaviour?.runHash);
    expect(one.behaviour?.tests).toEqual(first.tests);
  });

  it("run by themselves after a training", async () => {
    await engine.configure({ behaviour: { auto: true }, model: { alpha: 60 } as never });
    const run = (await engine.run())!;
    await expect.poll(() => testsOf(run)?.length, SOON).toBe(TESTS.length);
  });

  it("make way for a run that starts while they are at work, and begin anew after it", async () => {
    await engine.configure({ behaviour: { auto: true }, model: { alpha: 60 } as never });
    const run = (await engine.run())!;
    const again = await new Promise((resolve) => atWork(() => resolve(engine.run())));
    expect(again).toMatchObject({ id: run.id });
    expect(testsOf(run)).toBeUndefined();
    await expect.poll(() => testsOf(run)?.length, SOON).toBe(TESTS.length);
  });

  it("are refused by path where they are no tests", async () => {
    const wrong = { kind: "invariance", name: "x", change: { kind: "typos", count: 0 } };
    await expect(engine.configure({ behaviour: { tests: [wrong] } } as never)).rejects.toMatchObject({
      code: "invalid-experiment",
      message: expect.stringContaining("behaviour.tests.0.change.count") as string,
    });
  });
});

describe("behavioural tests of labels", () => {
  it("ask for the same label, the probability of one, and the label of a post", async () => {
    const { engine, view } = start();
    await engine.open({ kind: "text", name: "moods.csv", text: labelledCsv(240) });
    const sad = {
      ...RAISES,
      name: "awful is sad",
      change: { kind: "add", text: "awful awful broken dull", at: "end" },
    } as const;
    await engine.configure({
      evaluation: { bootstrap: 20 },
      behaviour: {
        tests: [
          { ...sad, label: "sad" },
          { ...sad, name: "no label", label: null },
          { ...sad, name: "unknown label", label: "angry" },
          { ...onTest, kind: "invariance", name: "url", change: { kind: "url" }, tolerance: 0, tolerated: "absolute" },
          {
            kind: "minimum",
            name: "plain",
            cases: [{ record: { title: "lovely great bright sweet" }, min: null, max: null, label: "happy" }],
            lists: {},
          },
        ],
        posts: 40,
      },
    } as never);
    await engine.run("behaviour");
    const [moved, without, unknown, url, plain] = view().tests;
    expect(moved).toMatchObject({ posts: 40, problem: null });
    expect(moved.passed).toBeGreaterThan(34);
    expect(without.problem).toContain("choose the label");
    expect(unknown.problem).toContain('got "angry"');
    expect(url.passed).toBeGreaterThan(30);
    expect(plain).toMatchObject({ posts: 1, passed: 1 });
  });
});
