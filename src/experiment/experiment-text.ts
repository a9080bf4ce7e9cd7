import { parseDocument, stringify } from "yaml";
import { DataError } from "../core/errors";

export type TextFormat = "json" | "yaml";

/**
 * The value of a document written as JSON or YAML (of which JSON is a part).
 * @throws {DataError} "invalid-experiment" with line and column of the first thing that cannot be read
 */
export function parseText(text: string, format: TextFormat): unknown {
  const document = parseDocument(text, {
    strict: true,
    uniqueKeys: true,
    ...(format === "json" && { schema: "json" }),
  });
  const [error] = document.errors;
  if (error) {
    const [at] = error.linePos ?? [];
    throw new DataError(
      "invalid-experiment",
      `the ${format === "json" ? "JSON" : "YAML"} cannot be read${at ? ` at line ${at.line}, column ${at.col}` : ""}: ${error.message.split("\n")[0].replace(/ at line \d+, column \d+:?$/, "")}`,
      { offset: error.pos[0], ...(at && { line: at.line, column: at.col }) },
    );
  }
  return document.toJS({ maxAliasCount: 100 });
}

/** A document as a person reads it in a diff. */
export function formatText(value: unknown, format: TextFormat): string {
  return format === "json" ? `${JSON.stringify(value, null, 2)}\n` : stringify(value, { lineWidth: 110 });
}

/** By what the text looks like: JSON starts with a brace. */
export function guessFormat(text: string): TextFormat {
  return /^\s*[{[]/.test(text) ? "json" : "yaml";
}
