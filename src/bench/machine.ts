import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import type { Measured } from "./results";

/** When and on what a part was measured that has just been done. */
export function describeMachine(chromium: string): Measured {
  const processors = cpus();
  const hardware = `${processors[0]?.model.trim() ?? "unknown processor"}, ${processors.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory`;
  const loads = loadavg().map((load) => load.toFixed(2));
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${hardware}; ${systemName()}, Chromium ${chromium}, Node ${process.versions.node}`,
    load: loads.join(", "),
  };
}

/** scikit-learn and what it runs on, or why it was left out. */
export function describeSklearn(peer: Readonly<Record<string, string>> | string): string {
  if (typeof peer === "string") return `scikit-learn: left out (${peer})`;
  return `scikit-learn ${peer.sklearn} on Python ${peer.python}, numpy ${peer.numpy}, scipy ${peer.scipy}`;
}

function systemName(): string {
  try {
    return /^PRETTY_NAME="(.+)"$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? process.platform;
  } catch {
    return process.platform;
  }
}
