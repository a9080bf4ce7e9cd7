import { applyChange } from "../../core/behaviour/apply-change";
import { describeChange, describeTest } from "../../core/behaviour/behavioural-test";
import type { BehaviouralTest, ExpectedCase } from "../../core/behaviour/behavioural-test";
import { fillTemplate } from "../../core/behaviour/fill-template";
import { DataError, isDataError } from "../../core/errors";
import type { JobContext } from "../../core/job";
import { makeRng } from "../../core/random/xoshiro";
import { makePredictor } from "../../predictor/predictor";
import type { Predictor } from "../../predictor/predictor";
import type { PredictorValue } from "../../predictor/predictor-value";
import type { RowPrediction } from "../../predictor/prediction";
import { nowMs } from "../clock";
import type { BehaviourFailure, BehaviourResult } from "./behaviour-view";

const FAILURES_KEPT = 20;
const AT_ONCE = 100;

type Post = Readonly<Record<string, string>>;

/** Posts of the test part to try changes on. */
export interface TestPosts {
  readonly rows: readonly number[];
  readonly records: readonly Post[];
}

export interface BehaviourTask {
  readonly predictor: PredictorValue;
  readonly test: BehaviouralTest;
  /** place among the tests: each has a stream of chance of its own */
  readonly place: number;
  readonly posts: TestPosts;
  readonly most: number;
  readonly seed: number;
}

interface Judged {
  readonly failure: BehaviourFailure | null;
  /** how far off, for the order of the failures */
  readonly miss: number;
}

type Tried = Exclude<BehaviouralTest, { kind: "minimum" }>;

/**
 * One behavioural test of one model. What is wrong with the test itself (a column or label the model does not have, a template
 * that makes no post, a change that touches none) comes back as its `problem`.
 */
export function runBehaviourTest(task: BehaviourTask, context: JobContext): BehaviourResult {
  const { test } = task;
  const empty = {
    name: test.name,
    kind: test.kind,
    what: describeTest(test, (task.predictor.classes ?? null) !== null),
    posts: 0,
    untouched: 0,
    passed: 0,
    failures: [],
  };
  try {
    const predictor = makePredictor(task.predictor, nowMs);
    const { judged, untouched } =
      test.kind === "minimum"
        ? judgeCases(task, test, predictor, context)
        : judgeChange(task, test, predictor, context);
    const failures = judged
      .filter((each): each is Judged & { failure: BehaviourFailure } => each.failure !== null)
      .sort((a, b) => b.miss - a.miss)
      .map(({ failure }) => failure);
    return {
      ...empty,
      posts: judged.length,
      untouched,
      passed: judged.length - failures.length,
      failures: failures.slice(0, FAILURES_KEPT),
      problem: null,
    };
  } catch (thrown) {
    if (isDataError(thrown)) return { ...empty, problem: thrown.message };
    throw thrown;
  }
}

function judgeChange(task: BehaviourTask, test: Tried, predictor: Predictor, context: JobContext) {
  const { predictor: value, most } = task;
  const rng = makeRng(task.seed).split(task.place);
  const { change, column } = test;
  const columns = value.inputs.map((input) => input.column);
  checkColumns(columns, [...(column === null ? [] : [column]), ...(change.kind === "set" ? [change.column] : [])]);
  const texts = value.inputs.filter(({ kind }) => kind === "text").map((input) => input.column);
  if (change.kind !== "set" && texts.length === 0) {
    throw new DataError("missing-column", "the model reads no text: only another value for a column can be tried");
  }
  if (column !== null && change.kind !== "set" && !texts.includes(column)) {
    throw new DataError("missing-column", `${JSON.stringify(column)} is no text of the model: it reads ${list(texts)}`);
  }
  const output = outputOf(test, value, predictor);
  const from = sourcePosts(test, task, columns);
  const tried = from.records.slice(0, most).flatMap((before, i) => {
    const after = applyChange(before, change, { texts, column, rng: rng.split(i) });
    return after === null ? [] : [{ before, after, row: from.rows?.[i] ?? null }];
  });
  const asked = Math.min(most, from.records.length);
  if (tried.length === 0) {
    const kind = from.rows === null ? "posts of the template" : "test posts";
    throw new DataError(
      "too-few-rows",
      `none of the ${asked} ${kind} has anything to change (${describeChange(change, column)}): nothing to test`,
    );
  }
  const judged: Judged[] = [];
  for (let at = 0; at < tried.length; at += AT_ONCE) {
    context.signal?.throwIfAborted();
    const some = tried.slice(at, at + AT_ONCE);
    const answers = predictor.predictBatch(some.flatMap(({ before, after }) => [before, after]));
    some.forEach((each, i) => judged.push(judgePair(test, output, each, answers[2 * i], answers[2 * i + 1])));
    context.onProgress?.({ done: judged.length, total: tried.length, unit: "posts" });
  }
  return { judged, untouched: asked - tried.length };
}

function sourcePosts(test: Tried, { posts, most, seed, place }: BehaviourTask, columns: readonly string[]) {
  if (test.posts.kind === "test") return posts;
  const { record, lists } = test.posts;
  checkColumns(columns, Object.keys(record));
  const rng = makeRng(seed).split(place).split(1_000_000);
  return { rows: null, records: fillTemplate(record, lists, { most, rng }) };
}

function outputOf(test: Tried, { classes }: PredictorValue, predictor: Predictor): number | null {
  if (!classes) return null;
  if (test.kind === "invariance") return null;
  if (test.label === null) {
    throw new DataError("invalid-option", `choose the label whose probability should move: ${list([...classes])}`);
  }
  return predictor.outputOf(test.label);
}

function judgePair(
  test: Tried,
  output: number | null,
  { before, after, row }: { readonly before: Post; readonly after: Post; readonly row: number | null },
  first: RowPrediction,
  second: RowPrediction,
): Judged {
  const valueOf = (answer: RowPrediction) =>
    output === null || !answer.probabilities ? answer.score : answer.probabilities[output].p;
  const from = valueOf(first);
  const to = valueOf(second);
  const verdict = test.kind === "invariance" ? stays(test, first, second) : moves(test, from, to);
  if (verdict.passes) return { failure: null, miss: 0 };
  return {
    miss: verdict.miss,
    failure: {
      row,
      before,
      after: changedOnly(before, after),
      from,
      to,
      labelFrom: first.label ?? null,
      labelTo: second.label ?? null,
      expected: verdict.expected,
    },
  };
}

/** A label stays the same; a score stays within the tolerance. */
function stays(test: Extract<Tried, { kind: "invariance" }>, first: RowPrediction, second: RowPrediction) {
  if (first.label !== undefined) {
    return { passes: first.label === second.label, miss: second.score, expected: first.label };
  }
  const allowed = test.tolerated === "relative" ? test.tolerance * Math.abs(first.score) : test.tolerance;
  const moved = Math.abs(second.score - first.score);
  // a prediction added up in another order differs in its last digits
  const passes = moved <= allowed + 1e-9 * Math.max(1, Math.abs(first.score));
  return { passes, miss: moved - allowed, expected: `at most ±${short(allowed)}` };
}

function moves(test: Extract<Tried, { kind: "direction" }>, from: number, to: number) {
  const gain = test.expect === "higher" ? to - from : from - to;
  const passes = test.by > 0 ? gain >= test.by : gain > 0;
  const by = test.by > 0 ? ` by ${short(test.by)}` : "";
  return { passes, miss: test.by - gain, expected: `${test.expect}${by}` };
}

function judgeCases(
  { predictor: value, most, seed, place }: BehaviourTask,
  test: Extract<BehaviouralTest, { kind: "minimum" }>,
  predictor: Predictor,
  context: JobContext,
) {
  const columns = value.inputs.map((input) => input.column);
  const rng = makeRng(seed).split(place);
  const cases = test.cases.flatMap((each, i) => {
    checkColumns(columns, Object.keys(each.record));
    checkExpected(each, i, value);
    return fillTemplate(each.record, test.lists, { most, rng: rng.split(i) }).map((record) => ({ ...each, record }));
  });
  const judged: Judged[] = [];
  for (let at = 0; at < cases.length; at += AT_ONCE) {
    context.signal?.throwIfAborted();
    const some = cases.slice(at, at + AT_ONCE);
    const answers = predictor.predictBatch(some.map(({ record }) => record));
    some.forEach((each, i) => judged.push(judgeCase(each, answers[i])));
    context.onProgress?.({ done: judged.length, total: cases.length, unit: "posts" });
  }
  return { judged, untouched: 0 };
}

function checkExpected({ min, max, label }: ExpectedCase, at: number, { classes }: PredictorValue): void {
  const line = `post ${at + 1} of the table`;
  if (classes) {
    if (label === null) throw new DataError("invalid-option", `${line} names no label, and the model predicts one`);
    if (!classes.includes(label)) {
      throw new DataError(
        "invalid-option",
        `${line} expects ${JSON.stringify(label)}, the model knows ${list([...classes])}`,
      );
    }
  } else if (min === null && max === null) {
    throw new DataError("invalid-option", `${line} has neither min nor max, and the model predicts a score`);
  }
}

function judgeCase({ record, min, max, label }: ExpectedCase, answer: RowPrediction): Judged {
  const { score } = answer;
  const isLabel = answer.label !== undefined;
  const below = min === null ? 0 : Math.max(0, min - score);
  const above = max === null ? 0 : Math.max(0, score - max);
  const passes = isLabel ? answer.label === label : below === 0 && above === 0;
  if (passes) return { failure: null, miss: 0 };
  const range =
    min === null
      ? `at most ${short(max!)}`
      : max === null
        ? `at least ${short(min)}`
        : `${short(min)} to ${short(max)}`;
  return {
    miss: isLabel ? score : Math.max(below, above),
    failure: {
      row: null,
      before: record,
      after: null,
      from: null,
      to: score,
      labelFrom: null,
      labelTo: answer.label ?? null,
      expected: isLabel ? label! : range,
    },
  };
}

function checkColumns(known: readonly string[], named: readonly string[]): void {
  const missing = named.find((column) => !known.includes(column));
  if (missing === undefined) return;
  throw new DataError("missing-column", `the model has no input ${JSON.stringify(missing)}: it has ${list(known)}`, {
    column: missing,
  });
}

function changedOnly(before: Post, after: Post): Record<string, string> {
  return Object.fromEntries(Object.entries(after).filter(([column, text]) => text !== (before[column] ?? "")));
}

function list(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(", ");
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
