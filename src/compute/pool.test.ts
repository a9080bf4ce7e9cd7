import { expose } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter";
import { MessageChannel } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { Pool } from "./pool";
import type { WorkerHandle } from "./pool";
import { fromWireError, installWireErrors } from "./wire-errors";

type Behaviour = (name: string, args: Record<string, unknown>, shared: Map<string, unknown>) => unknown;

/** Workers that answer on this thread over real message channels, and count what is done to them. */
function makeFakeWorkers(behave: Behaviour) {
  installWireErrors();
  const started: {
    shares: string[];
    crash: (message: string) => void;
    terminated: boolean;
    stop: Int32Array | null;
  }[] = [];
  const spawn = (): WorkerHandle => {
    const { port1, port2 } = new MessageChannel();
    const shared = new Map<string, unknown>();
    const state = {
      shares: [] as string[],
      crash: (_message: string) => {},
      terminated: false,
      stop: null as Int32Array | null,
    };
    let report: ((progress: unknown) => void) | null = null;
    expose(
      {
        listen: (listener: (progress: unknown) => void, stop: Int32Array | null) => {
          report = listener;
          state.stop = stop;
        },
        share: (key: string, value: unknown) => {
          state.shares.push(key);
          shared.set(key, value);
        },
        forget: (key: string) => shared.delete(key),
        collect: () => undefined,
        run: async (name: string, args: Record<string, unknown>, { reports }: { reports: boolean }) => {
          if (reports) report?.({ done: 1, total: 2 });
          return behave(name, args, shared);
        },
      },
      nodeEndpoint(port1 as never),
    );
    started.push(state);
    return {
      endpoint: nodeEndpoint(port2 as never),
      terminate: () => {
        state.terminated = true;
        port1.close();
        port2.close();
      },
      onCrash: (listener) => void (state.crash = listener),
    };
  };
  return { spawn, started };
}

const never = () => new Promise<never>(() => {});

describe("Pool", () => {
  let pool: Pool | null = null;
  afterEach(() => pool?.dispose());

  const make = (behave: Behaviour, size = 2, canShare = false) => {
    const workers = makeFakeWorkers(behave);
    pool = new Pool({ size, spawn: workers.spawn, canShare });
    const run = pool.run as unknown as (name: string, args: object, context?: object) => Promise<unknown>;
    return { pool, run, ...workers };
  };

  it("runs more jobs than it has workers and answers each with its own result", async () => {
    const { run, started } = make((_name, { n }) => (n as number) * 2);
    const results = await Promise.all(Array.from({ length: 10 }, (_, n) => run("double", { n })));
    expect(results).toEqual(Array.from({ length: 10 }, (_, n) => n * 2));
    expect(started).toHaveLength(2);
  });

  it("does not let a failed job hold up the next one", async () => {
    const { run } = make((_name, { fails }) => {
      if (fails) throw fromWireError({ name: "DataError", code: "no-features", message: "none" });
      return "fine";
    }, 1);
    const failing = run("job", { fails: true });
    const next = run("job", { fails: false });
    await expect(failing).rejects.toMatchObject({ code: "no-features" });
    await expect(next).resolves.toBe("fine");
  });

  it("rejects a queued job at once when it is aborted, and leaves the running one alone", async () => {
    let finish = (_value: unknown) => {};
    const { run, started } = make(() => new Promise((resolve) => (finish = resolve)), 1);
    const running = run("job", {});
    const controller = new AbortController();
    const queued = run("job", {}, { signal: controller.signal });
    controller.abort();
    await expect(queued).rejects.toMatchObject({ name: "AbortError" });
    expect(started[0].terminated).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 20));
    finish("done");
    await expect(running).resolves.toBe("done");
  });

  it("terminates the worker of an aborted job and runs the next one on a fresh worker", async () => {
    const { run, started } = make((_name, { hang }) => (hang ? never() : "alive"), 1);
    const controller = new AbortController();
    const hanging = run("job", { hang: true }, { signal: controller.signal });
    await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort();
    await expect(hanging).rejects.toMatchObject({ name: "AbortError" });
    expect(started[0].terminated).toBe(true);
    await expect(run("job", { hang: false })).resolves.toBe("alive");
    expect(started).toHaveLength(2);
  });

  it("keeps the worker of an aborted job that stops when it is asked to, for the next job", async () => {
    const isAsked = () => Atomics.load(started[0].stop!, 0) === 1;
    const stops = async () => {
      while (!isAsked()) await new Promise((resolve) => setTimeout(resolve, 2));
      throw new Error("stopped");
    };
    const { run, started } = make((_name, { waits }) => (waits ? stops() : "alive"), 1, true);
    const controller = new AbortController();
    const waiting = run("job", { waits: true }, { signal: controller.signal });
    await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
    await expect(run("job", { waits: false })).resolves.toBe("alive");
    expect(started).toHaveLength(1);
    expect(isAsked()).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(started[0].terminated).toBe(false);
  });

  it("terminates the worker of an aborted job that does not stop, and goes on with a fresh one", async () => {
    const { run, started } = make((_name, { hang }) => (hang ? never() : "alive"), 1, true);
    const controller = new AbortController();
    const hanging = run("job", { hang: true }, { signal: controller.signal });
    await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort();
    await expect(hanging).rejects.toMatchObject({ name: "AbortError" });
    await expect(run("job", { hang: false })).resolves.toBe("alive");
    expect(started.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  it("starts no worker for jobs that one signal aborts while they wait", async () => {
    const { run, started } = make((_name, { hang }) => (hang ? never() : "alive"), 2);
    const controller = new AbortController();
    const jobs = Array.from({ length: 200 }, () => run("job", { hang: true }, { signal: controller.signal }));
    await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort();
    expect((await Promise.allSettled(jobs)).every(({ status }) => status === "rejected")).toBe(true);
    expect(started).toHaveLength(2);
    await expect(run("job", { hang: false })).resolves.toBe("alive");
    expect(started).toHaveLength(3);
  });

  it("replaces idle workers when it looks for garbage, and leaves those at work alone", async () => {
    let finish = (_value: unknown) => {};
    const {
      pool: made,
      run,
      started,
    } = make((_name, { wait }) => (wait ? new Promise((resolve) => (finish = resolve)) : "done"), 2);
    const working = run("job", { wait: true });
    await run("job", { wait: false });
    await made.collect(() => true);
    expect(started.map(({ terminated }) => terminated)).toEqual([false, true, false]);
    finish("finished");
    await expect(working).resolves.toBe("finished");
    await expect(run("job", { wait: false })).resolves.toBe("done");
  });

  it("rejects the job of a crashed worker as a crash and goes on", async () => {
    const { run, started } = make((_name, { hang }) => (hang ? never() : "alive"), 1);
    const hanging = run("job", { hang: true });
    await new Promise((resolve) => setTimeout(resolve, 10));
    started[0].crash("out of memory");
    await expect(hanging).rejects.toMatchObject({ name: "WorkerCrashError", message: "out of memory" });
    await expect(run("job", { hang: false })).resolves.toBe("alive");
  });

  it("sends a shared value to each worker once", async () => {
    const {
      pool: made,
      run,
      started,
    } = make((_name, { data }, shared) => shared.get((data as { sharedKey: string }).sharedKey));
    const data = made.share("big");
    const results = await Promise.all(Array.from({ length: 6 }, () => run("job", { data })));
    expect(results).toEqual(Array.from({ length: 6 }, () => "big"));
    expect(started.map(({ shares }) => shares.length)).toEqual([1, 1]);
  });

  it("reports progress to the job that makes it", async () => {
    const { run } = make(() => "done", 1);
    const seen: unknown[] = [];
    await run("job", {}, { onProgress: (progress: unknown) => seen.push(progress) });
    await new Promise((resolve) => setTimeout(resolve, 10));
    await run("job", {});
    // Progress may arrive after the result, and is then nobody's: at most the one report, never one of another job.
    expect(seen.length).toBeLessThanOrEqual(1);
  });
});
