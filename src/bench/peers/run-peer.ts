import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { FetchedPeers, PeerName } from "./fetch-peers";

const PROCESS = resolve(import.meta.dirname, "peer-process.mjs");
/** To read the matrix and make of it what the package takes. */
const MOST_S_BEFORE = 120;

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
  /** seconds from where it begins to grow */
  readonly limitSeconds: number;
}

/** Lets a peer grow in a process of its own and ends the process when the time is up. */
export function runPeer({ peer, fetched, data, columns, forests, seed, limitSeconds }: PeerJob): Promise<PeerOutcome> {
  const job = { peer, packages: fetched.folder, data, columns, forests, seed };
  const child = spawn(process.execPath, [PROCESS, JSON.stringify(job)], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  const messages: PeerMessage[] = [];
  let timedOut = false;
  const endAfter = (seconds: number) =>
    setTimeout(() => {
      timedOut = true;
      end();
    }, 1000 * seconds);
  let timer = endAfter(MOST_S_BEFORE);
  createInterface({ input: child.stdio[3] as Readable }).on("line", (line) => {
    const message = JSON.parse(line) as PeerMessage;
    if (message.event === "fit" && !messages.some(({ event }) => event === "fit")) {
      clearTimeout(timer);
      timer = endAfter(limitSeconds);
    }
    messages.push(message);
  });
  return new Promise((settle, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      process.off("exit", end);
      const last = messages.at(-1)?.event;
      if (!timedOut && last !== "forest" && last !== "failed") {
        messages.push({ event: "failed", message: `its process ended with ${signal ?? `code ${code}`}` });
      }
      settle({ messages, timedOut });
    });
  });
}
