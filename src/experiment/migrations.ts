import { DataError } from "../core/errors";
import { EXPERIMENT_VERSION } from "./schema";

/** Step `v` turns a document of version `v` into one of version `v + 1`. */
const STEPS: Readonly<Record<number, (document: Record<string, unknown>) => Record<string, unknown>>> = {
  // Version 0 was the sketch before this schema: cleaning and features sat under "text", the model had "type" for "kind".
  0: (document) => {
    const { text, model, ...rest } = document as { text?: Record<string, unknown>; model?: Record<string, unknown> };
    const { type, ...options } = model ?? {};
    return {
      ...rest,
      ...(text?.cleaning === undefined ? {} : { cleaning: text.cleaning }),
      ...(text?.features === undefined ? {} : { features: text.features }),
      ...(model === undefined ? {} : { model: { ...options, kind: type ?? options.kind } }),
    };
  },
};

/**
 * The document in the current version's form; a document without a version counts as current.
 * @throws {DataError} "invalid-experiment" when it is not an object or its version is not a whole number, "newer-file"
 */
export function migrate(document: unknown): unknown {
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    throw new DataError("invalid-experiment", `an experiment must be a JSON object, got ${describe(document)}`);
  }
  let current = document as Record<string, unknown>;
  const version = current.version ?? EXPERIMENT_VERSION;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 0) {
    throw new DataError("invalid-experiment", `version must be a whole number, got ${JSON.stringify(version)}`, {
      path: "version",
    });
  }
  if (version > EXPERIMENT_VERSION) {
    throw new DataError(
      "newer-file",
      `the experiment has version ${version}, this Scorebook reads up to ${EXPERIMENT_VERSION}: open it with a newer one`,
      { version },
    );
  }
  for (let at = version; at < EXPERIMENT_VERSION; at++) current = { ...STEPS[at](current), version: at + 1 };
  return current;
}

function describe(value: unknown): string {
  return Array.isArray(value) ? "a list" : value === null ? "null" : typeof value;
}
