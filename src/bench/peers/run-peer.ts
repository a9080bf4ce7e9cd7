import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { FetchedPeers, PeerName } from "./fetch-peers";

const PROCESS = resolve(import.meta.dirname, "peer-process.mjs");
const POLL_MS = 100;
/** To read the matrix and make of it what the package takes. */
const MOST_S_BEFORE = 120;
/** Of the limit: one that waits for something is ended too, by the clock on the wall. */
const MOST_WAITING = 10;

/** A forest that was asked for: `columns` of all are drawn for each tree. */
export interface ForestAsked {
  readonly trees: number;
  readonly columns: number;
}

export type PeerMessage =
  /** it begins to grow */
  | { readonly event: "fit" }
  | { readonly event: "tree"; readonly trees: number; readonly asked: number; readonly seconds: number; readonly outOfBag: number } // prettier-ignore
  | ({ readonly event: "forest"; readonly seconds: number; readonly rmse: number } & ForestAsked)
  | { readonly event: "failed"; readonly message: string };

export interface PeerOutcome {
  readonly messages: readonly PeerMessage[];
  /** it was ended because its time was up */
  readonly timedOut: boolean;
}

export interface PeerJob {
  readonly peer: PeerName;
  readonly fetched: FetchedPeers;
  /** what `writeMatrix` wrote */
  readonly data: string;
  /** of the matrix */
  readonly columns: number;
  /** one after the other, as far as the time allows; a peer with no choice grows the one it has */
  readonly forests: readonly ForestAsked[];
  readonly seed: number;
  /** processor time from where it begins to grow, in seconds */
  readonly limitSeconds: number;
}

/**
 * Lets a peer grow in a process of its own and ends the process when the time is up. That is processor time of the one
 * thread they all have: what else the machine does is not held against them.
 */
export function runPeer({ peer, fetched, data, columns, forests, seed, limitSeconds }: PeerJob): Promise<PeerOutcome> {
  const job = { peer, packages: fetched.folder, data, columns, forests, seed };
  const child = spawn(process.execPath, [PROCESS, JSON.stringify(job)], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  const messages: PeerMessage[] = [];
  const since = { wall: 0, processor: 0 };
  const startClock = () => {
    since.wall = performance.now();
    since.processor = processorSeconds(child.pid);
  };
  const isOver = () => {
    const limit = messages.length === 0 ? MOST_S_BEFORE : limitSeconds;
    const wall = (performance.now() - since.wall) / 1000;
    return processorSeconds(child.pid) - since.processor > limit || wall > MOST_WAITING * limit;
  };
  let timedOut = false;
  startClock();
  const timer = setInterval(() => {
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (ended || !isOver()) return;
    timedOut = true;
    end();
  }, POLL_MS);
  createInterface({ input: child.stdio[3] as Readable }).on("line", (line) => {
    if (messages.length === 0) startClock();
    messages.push(JSON.parse(line) as PeerMessage);
  });
  return new Promise((settle, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => {
      clearInterval(timer);
      process.off("exit", end);
      const last = messages.at(-1)?.event;
      if (!timedOut && last !== "forest" && last !== "failed") {
        messages.push({ event: "failed", message: `its process ended with ${signal ?? `code ${code}`}` });
      }
      settle({ messages, timedOut });
    });
  });
}

/** Processor time that the first thread of a process has had; where the system does not tell, the clock on the wall. */
function processorSeconds(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e9;
  } catch {
    return performance.now() / 1000;
  }
}
