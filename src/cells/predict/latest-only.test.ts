import { describe, expect, it } from "vitest";
import { makeLatestOnly } from "./latest-only";

function setUp() {
  const started: string[] = [];
  const answers: string[] = [];
  const errors: unknown[] = [];
  const pending: { input: string; signal: AbortSignal; end: (thrown?: unknown) => void }[] = [];
  let inFlight = 0;
  let most = 0;
  const latest = makeLatestOnly<string, string>(
    (input, signal) => {
      started.push(input);
      most = Math.max(most, ++inFlight);
      return new Promise((resolve, reject) => {
        pending.push({
          input,
          signal,
          end: (thrown) => {
            inFlight--;
            if (thrown === undefined) resolve(input.toUpperCase());
            else reject(thrown);
          },
        });
      });
    },
    (answer) => answers.push(answer),
    (thrown) => errors.push(thrown),
  );
  return { latest, started, answers, errors, pending, most: () => most };
}

const settle = () => new Promise((done) => setTimeout(done));

describe("makeLatestOnly(work, onAnswer, onError)", () => {
  it("answers one question", async () => {
    const { latest, answers, pending } = setUp();
    latest.push("a");
    pending[0].end();
    await settle();
    expect(answers).toEqual(["A"]);
  });

  it("keeps one in flight, skips what was overtaken, and answers the last", async () => {
    const { latest, started, answers, pending, most } = setUp();
    for (const text of ["a", "ab", "abc", "abcd"]) latest.push(text);
    expect(started).toEqual(["a"]);
    expect(pending[0].signal.aborted).toBe(true);
    pending[0].end();
    await settle();
    expect(started).toEqual(["a", "abcd"]);
    pending[1].end();
    await settle();
    expect(answers).toEqual(["ABCD"]);
    expect(most()).toBe(1);
  });

  it("goes on after a failure, and says nothing of one that was overtaken", async () => {
    const { latest, answers, errors, pending } = setUp();
    latest.push("a");
    pending[0].end(new Error("no model"));
    await settle();
    expect(errors).toHaveLength(1);
    latest.push("b");
    latest.push("c");
    pending[1].end(new Error("late"));
    await settle();
    pending[2].end();
    await settle();
    expect(errors).toHaveLength(1);
    expect(answers).toEqual(["C"]);
  });

  it("answers nothing once stopped", async () => {
    const { latest, started, answers, pending } = setUp();
    latest.push("a");
    latest.push("b");
    latest.stop();
    pending[0].end();
    latest.push("c");
    await settle();
    expect(started).toEqual(["a"]);
    expect(answers).toEqual([]);
  });
});
