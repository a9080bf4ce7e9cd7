import { MODEL_DESCRIPTIONS } from "../core/models/kinds";
import type { OptionSpec, OptionSpecs } from "../core/options";
import { OPTION_PARTS } from "../experiment/option-parts";

/** Every setting that `--set` takes, from the tables that the forms and the schema are made of. */
export function settingsHelp(topic: string): string | null {
  if (topic === "model" || Object.hasOwn(MODEL_DESCRIPTIONS, topic)) {
    const kinds = Object.entries(MODEL_DESCRIPTIONS).filter(([kind]) => topic === "model" || kind === topic);
    return kinds
      .map(
        ([kind, { label, purpose, options }]) =>
          `model.kind=${kind}: ${label}. ${purpose}\n${linesOf("model", options)}`,
      )
      .join("\n\n");
  }
  const parts = Object.entries(OPTION_PARTS).filter(([path]) => path === topic || path.startsWith(`${topic}.`));
  if (parts.length === 0) return null;
  return parts.map(([path, specs]) => linesOf(path, specs)).join("\n");
}

function linesOf(path: string, specs: OptionSpecs): string {
  return Object.entries(specs)
    .map(([name, spec]) => `  ${path}.${name}=${JSON.stringify(spec.default)}\n      ${spec.help} ${expected(spec)}`)
    .join("\n");
}

/** What a setting takes, in a few words. */
export function expected(spec: OptionSpec): string {
  switch (spec.kind) {
    case "integer":
    case "number": {
      const noun = spec.kind === "integer" ? "integer" : "number";
      const top = spec.max >= Number.MAX_SAFE_INTEGER ? "" : ` to ${spec.max}`;
      return `(${noun} ${spec.above ? "above" : "from"} ${spec.min}${top}${spec.nullMeans ? `, or null: ${spec.nullMeans}` : ""})`;
    }
    case "boolean":
      return "(true or false)";
    case "choice":
      return `(${spec.choices.map(({ value }) => value).join(", ")})`;
    case "integers":
      return "(a list of integers: [100, 50])";
    case "words":
      return "(a list of words)";
    case "column":
      return "(a column, or null)";
    case "columns":
      return "(a list of columns)";
  }
}
