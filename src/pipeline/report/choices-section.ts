import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { OptionSpec } from "../../core/options";
import { defaultExperiment } from "../../experiment/experiment";
import type { Experiment } from "../../experiment/schema";
import { canonicalJson } from "../../experiment/content-hash";
import type { ReportSection } from "./report-document";
import { percent } from "./report-words";

/** What a person chose: the model and its options, the split, the inputs, and what else is not as it comes. */
export function choicesSection(
  experiment: Experiment,
  rows: { readonly train: number; readonly test: number },
): ReportSection {
  const { model, split } = experiment;
  const { label, options } = MODEL_DESCRIPTIONS[model.kind];
  const settings = Object.entries(options as Readonly<Record<string, OptionSpec>>).flatMap(([key, spec]) => {
    const value = model[key];
    return value === undefined ? [] : [[spec.label, shown(value)] as const];
  });
  const changed = changes(experiment);
  return {
    title: "Choices",
    blocks: [
      {
        kind: "facts",
        facts: [
          ["Model", label],
          ["Split", splitWords(split)],
          ["Rows", `${rows.train} train, ${rows.test} test`],
        ],
      },
      { kind: "table", caption: `Settings of the model`, header: ["Setting", "Value"], rows: settings },
      ...(changed.length > 0
        ? [
            {
              kind: "table" as const,
              caption: "Other settings that are not as they come",
              header: ["Setting", "Value"],
              rows: changed,
            },
          ]
        : []),
    ],
  };
}

function shown(value: unknown): string {
  if (value === null) return "none";
  return typeof value === "string"
    ? value
    : Array.isArray(value)
      ? value.map(String).join(", ") || "none"
      : JSON.stringify(value);
}

function splitWords({ kind, testSize, seed, column, dropDuplicatesBy }: Experiment["split"]): string {
  const by = {
    random: "at random",
    stratified: "stratified by target",
    group: `by group of ${column ?? "?"}`,
    time: `the latest by ${column ?? "?"}`,
    column: `as ${column ?? "?"} says`,
  }[kind];
  const size = kind === "column" ? "" : `${percent(testSize)} test, ${by}, seed ${seed}`;
  return `${size || by}${dropDuplicatesBy.length > 0 ? `, repeats by ${dropDuplicatesBy.join(" + ")} dropped` : ""}`;
}

const SECTIONS = ["cleaning", "features", "classes", "evaluation"] as const;

function changes(experiment: Experiment): string[][] {
  const usual = defaultExperiment();
  const found: string[][] = [];
  const walk = (value: unknown, base: unknown, path: string): void => {
    if (isRecord(value) && isRecord(base)) {
      for (const [key, item] of Object.entries(value)) walk(item, base[key], `${path}.${key}`);
    } else if (canonicalJson(value ?? null) !== canonicalJson(base ?? null)) found.push([path, shown(value)]);
  };
  for (const section of SECTIONS) walk(experiment[section], usual[section], section);
  return found;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
