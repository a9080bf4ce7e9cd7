import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { gatherEvents } from "./gather-events";

describe("gatherEvents", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("hands events on together and in their order, some time after the first", () => {
    const heard: number[] = [];
    const events = gatherEvents<number>(
      () => 60,
      (event) => void heard.push(event),
    );
    events.add(1);
    vi.advanceTimersByTime(40);
    events.add(2);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(20);
    expect(heard).toEqual([1, 2]);
    events.add(3);
    vi.advanceTimersByTime(59);
    expect(heard).toEqual([1, 2]);
    vi.advanceTimersByTime(1);
    expect(heard).toEqual([1, 2, 3]);
  });

  it("hands on what waits when it is asked to, and then no more of it", () => {
    const heard: number[] = [];
    const events = gatherEvents<number>(
      () => 60,
      (event) => void heard.push(event),
    );
    events.add(1);
    events.flush();
    expect(heard).toEqual([1]);
    vi.advanceTimersByTime(100);
    expect(heard).toEqual([1]);
  });

  it("hands each on at once where nothing is to wait", () => {
    const heard: number[] = [];
    const events = gatherEvents<number>(
      () => 0,
      (event) => void heard.push(event),
    );
    events.add(1);
    expect(heard).toEqual([1]);
  });

  it("keeps what can wait longer, unless something else comes", () => {
    const heard: string[] = [];
    const patience = (event: string) => (event === "progress" ? 200 : 60);
    const events = gatherEvents<string>(patience, (event) => void heard.push(event));
    events.add("progress");
    vi.advanceTimersByTime(100);
    events.add("progress");
    vi.advanceTimersByTime(99);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(heard).toEqual(["progress", "progress"]);
    events.add("progress");
    vi.advanceTimersByTime(10);
    events.add("done");
    vi.advanceTimersByTime(60);
    expect(heard).toEqual(["progress", "progress", "progress", "done"]);
  });

  it("does not keep something else for what can wait", () => {
    const heard: string[] = [];
    const patience = (event: string) => (event === "progress" ? 200 : 60);
    const events = gatherEvents<string>(patience, (event) => void heard.push(event));
    events.add("begun");
    events.add("progress");
    vi.advanceTimersByTime(60);
    expect(heard).toEqual(["begun", "progress"]);
  });
});
