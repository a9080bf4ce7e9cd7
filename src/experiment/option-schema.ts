import en from "zod/v4/locales/en.js";
import * as z from "zod/mini";
import { optionProblem } from "../core/options";
import type { OptionSpec, OptionSpecs } from "../core/options";

// A strict Content-Security-Policy forbids the compiled validators zod would otherwise make with `new Function`.
// The small zod comes without words: these are the usual ones.
z.config({ jitless: true, ...en() });

/**
 * The strict schema of a table of options: unknown keys are refused, absent ones take their default, and a wrong
 * value is refused in the words of the option itself.
 */
export function optionsSchema(specs: OptionSpecs, extra: Readonly<Record<string, z.ZodMiniType>> = {}): z.ZodMiniType {
  const shape = Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, valueSchema(spec)]));
  return z.strictObject({ ...extra, ...shape });
}

function valueSchema(spec: OptionSpec): z.ZodMiniType {
  const checked = z.unknown().check((context) => {
    const { value } = context;
    if (value === undefined) return;
    const problem = optionProblem(spec, value);
    if (problem) context.issues.push({ code: "custom", message: problem, input: value, path: [] });
  });
  return z._default(checked, () => structuredCloneOf(spec.default));
}

function structuredCloneOf(value: unknown): unknown {
  return Array.isArray(value) ? [...value] : value;
}
