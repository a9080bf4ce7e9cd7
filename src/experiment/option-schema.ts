import { z } from "zod";
import { optionProblem } from "../core/options";
import type { OptionSpec, OptionSpecs } from "../core/options";

// A strict Content-Security-Policy forbids the compiled validators zod would otherwise make with `new Function`.
z.config({ jitless: true });

/**
 * The strict schema of a table of options: unknown keys are refused, absent ones take their default, and a wrong
 * value is refused in the words of the option itself.
 */
export function optionsSchema(specs: OptionSpecs, extra: z.ZodRawShape = {}): z.ZodType {
  const shape = Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, valueSchema(spec)]));
  return z.strictObject({ ...extra, ...shape });
}

function valueSchema(spec: OptionSpec): z.ZodType {
  return z
    .custom<unknown>()
    .superRefine((value, context) => {
      if (value === undefined) return;
      const problem = optionProblem(spec, value);
      if (problem) context.addIssue({ code: "custom", message: problem });
    })
    .default(() => structuredCloneOf(spec.default));
}

function structuredCloneOf(value: unknown): unknown {
  return Array.isArray(value) ? [...value] : value;
}
