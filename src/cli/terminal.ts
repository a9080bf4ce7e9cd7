/** What a command reads and writes, so that tests need no process. */
export interface Terminal {
  /** results */
  out(text: string): void;
  /** progress, logs, errors */
  err(text: string): void;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** whether `err` is watched by a person */
  readonly isTTY: boolean;
  readonly width: number;
  /** aborted by Ctrl+C */
  readonly signal: AbortSignal;
}

/** This process: the first Ctrl+C stops the work, the second ends at once. */
export function makeProcessTerminal(): Terminal {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  // The reader of a pipe may leave early, as `head` does.
  process.stdout.on("error", () => process.exit(0));
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    stdin: process.stdin,
    isTTY: process.stderr.isTTY === true,
    width: process.stderr.columns ?? 80,
    signal: controller.signal,
  };
}
