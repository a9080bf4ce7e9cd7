import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

/** Debian's own Python, whose packages come with the system; `PYTHON` names another. */
const PYTHON = process.env.PYTHON ?? "/usr/bin/python3";

export interface SklearnPeer {
  readonly versions: Readonly<Record<string, string>>;
  call(name: string, args?: Record<string, unknown>): Promise<Readonly<Record<string, number>>>;
  close(): void;
}

/** scikit-learn in a process of its own, one command at a time; a text with the reason where it is not installed. */
export async function startSklearn(): Promise<SklearnPeer | string> {
  if (!existsSync(PYTHON)) return `there is no ${PYTHON}`;
  const child = spawn(PYTHON, [resolve(import.meta.dirname, "sklearn_bench.py")], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, PYTHONWARNINGS: "ignore" },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error("scikit-learn's side ended without an answer; its message stands above");
    return JSON.parse(value as string) as Record<string, never>;
  };
  const hello: Record<string, string> = await read();
  if (hello.missing) return hello.missing;
  return {
    versions: hello,
    call: async (name, args = {}) => {
      child.stdin.write(`${JSON.stringify({ name, ...args })}\n`);
      return read();
    },
    close: () => void child.stdin.end(),
  };
}
