import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";

/** What the numbers were measured on, line by line. */
export function describeMachine(chromium: string, sklearn: Readonly<Record<string, string>> | string): string[] {
  const processors = cpus();
  const python =
    typeof sklearn === "string"
      ? `scikit-learn: left out (${sklearn})`
      : `scikit-learn ${sklearn.sklearn} on Python ${sklearn.python}, numpy ${sklearn.numpy}, scipy ${sklearn.scipy}`;
  return [
    `${processors[0]?.model.trim() ?? "unknown processor"}, ${processors.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
    `${systemName()}, Chromium ${chromium}, Node ${process.versions.node}`,
    python,
    `load average at the end ${loadavg()
      .map((load) => load.toFixed(2))
      .join(", ")}`,
  ];
}

function systemName(): string {
  try {
    return /^PRETTY_NAME="(.+)"$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? process.platform;
  } catch {
    return process.platform;
  }
}
