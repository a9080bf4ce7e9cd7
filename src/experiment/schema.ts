import { z } from "zod";
import { CLEANING_OPTIONS } from "../core/text/cleaning-options";
import type { CleaningSettings } from "../core/text/cleaning-options";
import {
  CATEGORICAL_OPTIONS,
  DATE_OPTIONS,
  NUMERIC_OPTIONS,
  SHAPE_OPTIONS,
  TFIDF_OPTIONS,
} from "../core/features/feature-options";
import type { FeatureSettings } from "../core/features/feature-options";
import { EVALUATION_OPTIONS } from "../core/metrics/evaluation-options";
import type { EvaluationSettings } from "../core/metrics/evaluation-options";
import { MODEL_DESCRIPTIONS } from "../core/models/kinds";
import type { ModelKindName } from "../core/models/kinds";
import { SPLIT_OPTIONS } from "../core/split/split-options";
import type { SplitSettings } from "../core/split/split-options";
import { COLUMN_TYPES, ROLES } from "../core/table/table";
import type { ColumnType, Role } from "../core/table/table";
import type { Task } from "../core/models/model";
import { optionsSchema } from "./option-schema";

export const EXPERIMENT_VERSION = 1;

export const METRICS = ["rmse", "mse", "mae", "r2"] as const;
export type Metric = (typeof METRICS)[number];

export interface ColumnSettings {
  /** absent: as guessed from the content */
  readonly type?: ColumnType;
  /** absent: as guessed from name and content */
  readonly role?: Role;
  /** why the role is what it is, in the words of whoever chose it */
  readonly why?: string;
}

export interface DataSettings {
  readonly file: string;
  readonly sha256: string;
  /** "auto" or the delimiter itself */
  readonly delimiter: string;
  /** "auto" or a label that `TextDecoder` knows */
  readonly encoding: string;
  /** "auto", whether the first line is a header, or the 1-based line of the header */
  readonly header: "auto" | boolean | number;
  readonly quote: "auto" | '"' | "'" | "none";
  readonly columns: Readonly<Record<string, ColumnSettings>>;
}

export interface ProblemSettings {
  readonly question: string;
  readonly task: Task;
  /** null until a file says what there is to predict */
  readonly target: string | null;
  readonly metric: Metric;
  /** the value of `metric` that counts as good enough, or null */
  readonly bar: number | null;
}

export type ModelSettings = { readonly kind: ModelKindName; readonly [option: string]: unknown };

/** Everything a person chose. One JSON file; each cell of the notebook edits one part of it. */
export interface Experiment {
  readonly version: typeof EXPERIMENT_VERSION;
  readonly name: string;
  readonly problem: ProblemSettings;
  readonly data: DataSettings;
  readonly cleaning: CleaningSettings;
  readonly features: FeatureSettings;
  readonly split: SplitSettings;
  readonly model: ModelSettings;
  readonly evaluation: EvaluationSettings;
}

const problem = z.strictObject({
  question: z.string().max(500).default(""),
  task: z.enum(["regression", "classification"]).default("regression"),
  target: z.string().min(1).nullable().default(null),
  metric: z.enum(METRICS).default("rmse"),
  bar: z.number().nullable().default(null),
});

const columnSettings = z.strictObject({
  type: z.enum(COLUMN_TYPES as [ColumnType, ...ColumnType[]]).optional(),
  role: z.enum(ROLES as [Role, ...Role[]]).optional(),
  why: z.string().max(500).optional(),
});

const data = z.strictObject({
  file: z.string().default(""),
  sha256: z
    .string()
    .regex(/^([0-9a-f]{64})?$/, "must be 64 hexadecimal digits or empty")
    .default(""),
  delimiter: z.union([z.literal("auto"), z.string().length(1)]).default("auto"),
  encoding: z.string().min(1).default("auto"),
  header: z.union([z.literal("auto"), z.boolean(), z.number().int().min(1)]).default("auto"),
  quote: z.enum(["auto", '"', "'", "none"]).default("auto"),
  columns: z.record(z.string(), columnSettings).default({}),
});

const features = z.strictObject({
  text: optionsSchema(TFIDF_OPTIONS).prefault({}),
  categorical: optionsSchema(CATEGORICAL_OPTIONS).prefault({}),
  numeric: optionsSchema(NUMERIC_OPTIONS).prefault({}),
  date: optionsSchema(DATE_OPTIONS).prefault({}),
  shape: optionsSchema(SHAPE_OPTIONS).prefault({}),
});

const modelSchemas = Object.fromEntries(
  Object.entries(MODEL_DESCRIPTIONS).map(([kind, { options }]) => [
    kind,
    optionsSchema(options, { kind: z.literal(kind) }),
  ]),
) as Record<ModelKindName, z.ZodType>;

const model = z.custom<unknown>().transform((value, context): unknown => {
  const kind = (value as { kind?: unknown } | null)?.kind ?? "ridge";
  if (typeof kind !== "string" || !Object.hasOwn(modelSchemas, kind)) {
    const known = Object.keys(modelSchemas).join(", ");
    context.addIssue({
      code: "custom",
      path: ["kind"],
      message: `must be one of ${known}, got ${JSON.stringify(kind)}`,
    });
    return z.NEVER;
  }
  const parsed = modelSchemas[kind as ModelKindName].safeParse({ ...(value as object), kind });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.addIssue({ ...issue, code: "custom" } as never);
  return z.NEVER;
});

export const experimentSchema = z.strictObject({
  version: z.literal(EXPERIMENT_VERSION).default(EXPERIMENT_VERSION),
  name: z.string().min(1).max(200).default("Untitled"),
  problem: problem.prefault({}),
  data: data.prefault({}),
  cleaning: optionsSchema(CLEANING_OPTIONS).prefault({}),
  features: features.prefault({}),
  split: optionsSchema(SPLIT_OPTIONS).prefault({}),
  model: model.prefault({ kind: "ridge" }),
  evaluation: optionsSchema(EVALUATION_OPTIONS).prefault({}),
});
