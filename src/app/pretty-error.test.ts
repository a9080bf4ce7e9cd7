import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { DataError } from "../core/errors";
import type { DataErrorCode, Json } from "../core/errors";
import { defaultExperiment, mergeExperiment } from "../experiment/experiment";
import { errorText, prettyError } from "./pretty-error";

// The codes as written in the contract itself, so that none is forgotten here.
const source = readFileSync(resolve(import.meta.dirname, "../core/errors.ts"), "utf8");
const codes = [...source.matchAll(/^ {2}\| "([a-z-]+)"/gm)].map(([, code]) => code as DataErrorCode);

describe("prettyError(thrown)", () => {
  it("finds the codes it is to be total over", () => expect(codes.length).toBeGreaterThan(25));

  it.each(codes)("has a title and a remedy for %s, with and without details", (code) => {
    for (const details of [{}, { column: "tag", path: "model.trees", row: 3 }] as Record<string, Json>[]) {
      const pretty = prettyError(new DataError(code, "trees must be positive, got -1", details));
      expect(pretty.title).toMatch(/^.{8,}[^.]$/);
      expect(pretty.remedy).toMatch(/^[A-Z].{10,}\.$/);
      expect(pretty.detail).toBe("Trees must be positive, got -1.");
    }
  });

  it("offers only edits that are valid experiments", () => {
    const mlp = mergeExperiment(defaultExperiment(), { model: { kind: "mlp" } });
    for (const code of codes) {
      for (const action of prettyError(new DataError(code, "x", { column: "tag" })).actions) {
        if (action.kind === "edit") expect(() => mergeExperiment(mlp, action.changes)).not.toThrow();
      }
    }
  });

  it("reads errors that crossed a wire and lost their class", () => {
    const wire = { name: "DataError", code: "no-target", message: "problem.target is null", details: {} };
    expect(prettyError(wire).actions).toEqual([expect.objectContaining({ kind: "go-to", cell: "problem" })]);
    expect(prettyError(wire).detail).toBe("problem.target is null.");
  });

  it.each([
    ["a string", "boom"],
    ["null", null],
    ["undefined", undefined],
    ["a number", 7],
    ["an empty object", {}],
    ["an object with odd fields", { name: 3, message: {}, code: [] }],
    ["a DataError of an unknown code", { name: "DataError", code: "constructor", message: "x" }],
    ["a bug", new TypeError("x is not a function")],
  ])("says that it is our fault for %s, with text to copy", (_, thrown) => {
    const pretty = prettyError(thrown);
    expect(pretty.title).toBe("Something went wrong in Scorebook itself");
    expect(pretty.actions.map(({ kind }) => kind)).toEqual(["copy"]);
  });

  it("tells a crash from a bug, and an interruption from both", () => {
    expect(prettyError({ name: "WorkerCrashError", message: "gone" }).title).toContain("worker");
    expect(prettyError({ name: "AbortError", message: "cancelled" }).title).toBe("Interrupted");
    expect(prettyError({ name: "QuotaExceededError", message: "" }).title).toContain("storage is full");
  });

  it("points at the cell of an option that is out of range", () => {
    const error = new DataError("invalid-option", "trees must be ...", { path: "model.trees" });
    expect(prettyError(error).actions).toEqual([expect.objectContaining({ cell: "train" })]);
  });
});

describe("errorText(thrown)", () => {
  it("has name, code, message and details", () => {
    const text = errorText(new DataError("no-target", "nothing to predict", { path: "problem.target" }));
    expect(text).toContain("DataError (no-target): nothing to predict");
    expect(text).toContain('"path": "problem.target"');
  });
});
