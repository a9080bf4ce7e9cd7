import { describe, expect, it, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import { makeCellGate } from "./cell-gate";
import type { NotebookState } from "./notebook";

/** A store of which `current` changes, gates to it, and tasks that run when they are told to. */
function start() {
  const store = createStore<NotebookState>(() => ({ current: "0" }) as NotebookState);
  const tasks = new Set<() => void>();
  let told = false;
  let away = false;
  const held = new Set<() => void>();
  const hold = (catchUp: () => void) => {
    if (away) held.add(catchUp);
    return away;
  };
  return {
    setAway: (isAway: boolean) => void (away = isAway),
    catchUp: () => held.forEach((work) => work()),
    gate: () => makeCellGate({ store, isTold: () => told }, { later: (work) => void tasks.add(work), hold }),
    set: (current: string) => store.setState({ current }),
    tell(current: string) {
      told = true;
      store.setState({ current });
      told = false;
    },
    runTask() {
      const [task] = tasks;
      tasks.delete(task);
      task?.();
    },
  };
}

describe("makeCellGate", () => {
  it("shows at once what a person changes, and what the engine tells in a task for each cell", () => {
    const { gate, set, tell, runTask } = start();
    const cells = [gate(), gate()];
    const heard = cells.map((cell) => {
      const listener = vi.fn();
      cell.subscribe(listener);
      return listener;
    });
    const shown = () => cells.map((cell) => cell.getState().current);
    set("1");
    expect(shown()).toEqual(["1", "1"]);
    tell("2");
    expect(shown()).toEqual(["1", "1"]);
    runTask();
    expect(shown()).toEqual(["2", "1"]);
    runTask();
    expect(shown()).toEqual(["2", "2"]);
    expect(heard.map((listener) => listener.mock.calls.length)).toEqual([2, 2]);
  });

  it("shows together what is told before the turn comes", () => {
    const { gate, tell, runTask } = start();
    const cell = gate();
    const heard: string[] = [];
    cell.subscribe(({ current }) => void heard.push(current));
    tell("1");
    tell("2");
    for (let task = 0; task < 3; task++) runTask();
    expect(heard).toEqual(["2"]);
  });

  it("comes once to a cell that is told twice, in a task of the page's own", async () => {
    const store = createStore<NotebookState>(() => ({ current: "0" }) as NotebookState);
    const cells = [0, 1].map(() => makeCellGate({ store, isTold: () => true }));
    const heard: string[] = [];
    cells.forEach((cell, i) => cell.subscribe(({ current }) => void heard.push(`${i} ${current}`)));
    store.setState({ current: "1" });
    store.setState({ current: "2" });
    expect(heard).toEqual([]);
    await vi.waitFor(() => expect(heard).toEqual(["0 2", "1 2"]));
    store.setState({ current: "3" });
    await vi.waitFor(() => expect(heard.slice(2)).toEqual(["0 3", "1 3"]));
  });

  it("leaves nothing behind that was told when a person changes something after it", () => {
    const { gate, set, tell, runTask } = start();
    const cell = gate();
    const listener = vi.fn();
    cell.subscribe(listener);
    tell("1");
    set("2");
    expect(cell.getState().current).toBe("2");
    runTask();
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it("is up to date for the first who looks, and after nobody looked for a while", () => {
    const { gate, tell, runTask } = start();
    const cell = gate();
    tell("1");
    expect(cell.getState().current).toBe("1");
    const stop = cell.subscribe(() => {});
    tell("2");
    stop();
    runTask();
    tell("3");
    expect(cell.getState().current).toBe("3");
    cell.subscribe(() => {});
    expect(cell.getState().current).toBe("3");
  });

  it("keeps what is told from a cell that is held until it catches up, and what a person changes from none", () => {
    const { gate, set, tell, runTask, setAway, catchUp } = start();
    const cell = gate();
    const heard: string[] = [];
    cell.subscribe(({ current }) => void heard.push(current));
    setAway(true);
    tell("1");
    tell("2");
    runTask();
    expect(heard).toEqual([]);
    catchUp();
    expect(heard).toEqual(["2"]);
    tell("3");
    set("4");
    expect(heard).toEqual(["2", "4"]);
    setAway(false);
    tell("5");
    runTask();
    expect(heard).toEqual(["2", "4", "5"]);
  });
});
