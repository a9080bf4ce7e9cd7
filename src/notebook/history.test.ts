import { describe, expect, it } from "vitest";
import { EMPTY_HISTORY, back, forward, record } from "./history";
import type { History } from "./history";

const empty: History<string> = EMPTY_HISTORY;

describe("record, back, forward", () => {
  it("go back to each value and forth again", () => {
    const history = record(record(empty, "a", null, 0), "b", null, 1);
    const first = back(history, "c")!;
    expect(first.value).toBe("b");
    const second = back(first.history, "b")!;
    expect(second.value).toBe("a");
    expect(back(second.history, "a")).toBeNull();
    const again = forward(second.history, "a")!;
    expect(again.value).toBe("b");
    expect(forward(again.history, "b")!.value).toBe("c");
  });

  it("melts quick edits under one key into one step", () => {
    let history = empty;
    for (const [text, at] of [
      ["1", 0],
      ["10", 400],
      ["100", 900],
    ] as const)
      history = record(history, text, "trees", at);
    expect(history.past.map((step) => step.value)).toEqual(["1"]);
  });

  it("starts a new step after a pause, another key, or an undo", () => {
    expect(record(record(empty, "1", "trees", 0), "2", "trees", 1000).past).toHaveLength(2);
    expect(record(record(empty, "1", "trees", 0), "2", "depth", 10).past).toHaveLength(2);
    const undone = back(record(record(empty, "1", "trees", 0), "2", "depth", 1), "3")!.history;
    expect(record(undone, "2", "trees", 2).past).toHaveLength(2);
  });

  it("forgets what was undone once something else is done", () => {
    const undone = back(record(empty, "a", null, 0), "b")!.history;
    expect(forward(record(undone, "a", null, 1), "c")).toBeNull();
  });

  it("keeps the latest 200 steps", () => {
    let history = empty;
    for (let i = 0; i < 250; i++) history = record(history, String(i), null, i);
    expect(history.past).toHaveLength(200);
    expect(history.past[0].value).toBe("50");
  });
});
