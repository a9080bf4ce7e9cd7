import { transferHandlers } from "comlink";
import type { StageError } from "../pipeline/stage-state";

/** What a thrown value looks like on the wire: Comlink alone would drop `code`, `details` and `cause`. */
export function toWireError(thrown: unknown): StageError {
  if (typeof thrown !== "object" || thrown === null) return { name: "Error", message: String(thrown) };
  const error = thrown as Partial<StageError>;
  return {
    name: error.name ?? "Error",
    message: error.message ?? String(thrown),
    ...(error.code === undefined ? {} : { code: error.code }),
    ...(error.details === undefined ? {} : { details: error.details }),
    ...(error.stack === undefined ? {} : { stack: error.stack }),
  };
}

/** An Error with the name, code and details of the wire. The class is lost; ask by predicate. */
export function fromWireError(wire: StageError): Error {
  const error = new Error(wire.message);
  return Object.assign(error, {
    name: wire.name,
    ...(wire.code === undefined ? {} : { code: wire.code }),
    ...(wire.details === undefined ? {} : { details: wire.details }),
    ...(wire.stack === undefined ? {} : { stack: wire.stack }),
  });
}

export function abortError(message = "cancelled"): Error {
  return Object.assign(new Error(message), { name: "AbortError" });
}

export function crashError(message: string): Error {
  return Object.assign(new Error(message), { name: "WorkerCrashError", code: "worker-crash" });
}

interface Thrown {
  readonly value: unknown;
}

/** Must be called on both sides of every Comlink channel, before the first call. Idempotent. */
export function installWireErrors(): void {
  const original = transferHandlers.get("throw");
  if (!original) throw new Error("comlink has no throw handler");
  transferHandlers.set("throw", {
    canHandle: (value): value is Thrown => original.canHandle(value),
    serialize: (thrown) => [toWireError((thrown as Thrown).value), []],
    deserialize: (wire) => {
      throw fromWireError(wire as StageError);
    },
  });
}
