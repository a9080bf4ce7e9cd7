import * as z from "zod/mini";
import type { BehaviourSettings } from "../core/behaviour/behavioural-test";
import { BEHAVIOUR_OPTIONS } from "../core/behaviour/behavioural-test";
import { CLASS_OPTIONS } from "../core/classes/class-options";
import type { ClassSettings } from "../core/classes/class-options";
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
import type { Dictionary } from "../core/quality/dictionary";
import { QUALITY_OPTIONS } from "../core/quality/quality-options";
import type { QualitySettings } from "../core/quality/quality-options";
import { ASPECTS, OPERATORS } from "../core/slices/slice";
import type { Aspect, Operator } from "../core/slices/slice";
import { ERROR_OPTIONS } from "../core/slices/slice-options";
import type { ErrorSettings } from "../core/slices/slice-options";
import { SPLIT_OPTIONS } from "../core/split/split-options";
import type { SplitSettings } from "../core/split/split-options";
import { VALIDATION_OPTIONS } from "../core/split/validation-options";
import type { ValidationSettings } from "../core/split/validation-options";
import { SEARCH_OPTIONS } from "../core/search/search-options";
import type { SearchSettings } from "../core/search/search-options";
import { COLUMN_TYPES, ROLES } from "../core/table/table";
import type { ColumnType, Role } from "../core/table/table";
import type { Task } from "../core/models/model";
import { behaviouralTestSchema } from "./behaviour-schema";
import { METRICS } from "./metrics";
import type { Metric } from "./metrics";
import { optionsSchema } from "./option-schema";

export const EXPERIMENT_VERSION = 1;

/** The model a task starts with. */
export const FIRST_MODEL: Readonly<Record<Task, ModelKindName>> = { regression: "ridge", classification: "logistic" };

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
  /** how the data are checked; no number of a run depends on it */
  readonly quality: QualitySettings & { readonly dictionary: Dictionary };
  readonly cleaning: CleaningSettings;
  readonly features: FeatureSettings;
  readonly split: SplitSettings;
  readonly classes: ClassSettings;
  readonly model: ModelSettings;
  readonly evaluation: EvaluationSettings;
  /** how the model is cross-validated; no number of a run depends on it */
  readonly validation: ValidationSettings;
  /** by what slices errors are looked at; no number of a run depends on it */
  readonly errors: ErrorSettings;
  /** what the model should do, whatever its error; no number of a run depends on it */
  readonly behaviour: BehaviourSettings;
  /** how better settings are looked for; no number of a run depends on it */
  readonly search: SearchSettings;
}

const problem = z.strictObject({
  question: z._default(z.string().check(z.maxLength(500)), ""),
  task: z._default(z.enum(["regression", "classification"]), "regression"),
  target: z._default(z.nullable(z.string().check(z.minLength(1))), null),
  metric: z._default(z.enum(METRICS as [Metric, ...Metric[]]), "rmse"),
  bar: z._default(z.nullable(z.number()), null),
});

const columnSettings = z.strictObject({
  type: z.optional(z.enum(COLUMN_TYPES as [ColumnType, ...ColumnType[]])),
  role: z.optional(z.enum(ROLES as [Role, ...Role[]])),
  why: z.optional(z.string().check(z.maxLength(500))),
});

const data = z.strictObject({
  file: z._default(z.string(), ""),
  sha256: z._default(z.string().check(z.regex(/^([0-9a-f]{64})?$/, "must be 64 hexadecimal digits or empty")), ""),
  delimiter: z._default(z.union([z.literal("auto"), z.string().check(z.length(1))]), "auto"),
  encoding: z._default(z.string().check(z.minLength(1)), "auto"),
  header: z._default(z.union([z.literal("auto"), z.boolean(), z.int().check(z.minimum(1))]), "auto"),
  quote: z._default(z.enum(["auto", '"', "'", "none"]), "auto"),
  columns: z._default(z.record(z.string(), columnSettings), {}),
});

const limits = { min: z.nullable(z.number()), max: z.nullable(z.number()) };

const expectation = z.strictObject({
  column: z.string().check(z.minLength(1)),
  rule: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("present") }),
    z.strictObject({ kind: z.literal("unique") }),
    z.strictObject({ kind: z.literal("number") }),
    z.strictObject({ kind: z.literal("date") }),
    z.strictObject({ kind: z.literal("range"), ...limits }),
    z.strictObject({ kind: z.literal("length"), ...limits }),
    z.strictObject({ kind: z.literal("pattern"), pattern: z.string().check(z.minLength(1), z.maxLength(500)) }),
    z.strictObject({ kind: z.literal("oneOf"), values: z.array(z.string()).check(z.minLength(1)) }),
  ]),
  where: z.optional(z.strictObject({ column: z.string().check(z.minLength(1)), is: z.string() })),
});

const condition = z.strictObject({
  column: z.string().check(z.minLength(1)),
  of: z._default(z.enum(ASPECTS as unknown as [Aspect, ...Aspect[]]), "value"),
  op: z.enum(OPERATORS as unknown as [Operator, ...Operator[]]),
  value: z._default(z.union([z.string().check(z.maxLength(500)), z.number()]), ""),
});

const slice = z.strictObject({
  name: z._default(z.string().check(z.maxLength(100)), ""),
  where: z.array(condition).check(z.minLength(1), z.maxLength(10)),
});

const words = z._default(z.string().check(z.maxLength(1000)), "");
const dictionaryEntry = z.strictObject({ description: words, unit: words, source: words, knownWhen: words });

const features = z.strictObject({
  text: z.prefault(optionsSchema(TFIDF_OPTIONS), {}),
  categorical: z.prefault(optionsSchema(CATEGORICAL_OPTIONS), {}),
  numeric: z.prefault(optionsSchema(NUMERIC_OPTIONS), {}),
  date: z.prefault(optionsSchema(DATE_OPTIONS), {}),
  shape: z.prefault(optionsSchema(SHAPE_OPTIONS), {}),
});

const modelSchemas = Object.fromEntries(
  Object.entries(MODEL_DESCRIPTIONS).map(([kind, { options }]) => [
    kind,
    optionsSchema(options, {
      kind: z.literal(kind),
      ...(kind === "ensemble" && {
        members: z._default(
          z.nullable(
            z.array(z.lazy(() => model)).check(
              z.minLength(1),
              z.maxLength(12),
              z.refine(
                (members) => members.every((member) => (member as { kind?: unknown }).kind !== "ensemble"),
                "must be models other than ensembles",
              ),
            ),
          ),
          null,
        ),
      }),
    }),
  ]),
) as Record<ModelKindName, z.ZodMiniType>;

const model: z.ZodMiniType = z.pipe(
  z.unknown(),
  z.transform((value, context): unknown => {
    const kind = (value as { kind?: unknown } | null)?.kind ?? "ridge";
    if (typeof kind !== "string" || !Object.hasOwn(modelSchemas, kind)) {
      const known = Object.keys(modelSchemas).join(", ");
      context.issues.push({
        code: "custom",
        path: ["kind"],
        message: `must be one of ${known}, got ${JSON.stringify(kind)}`,
        input: value,
      });
      return z.NEVER;
    }
    const parsed = modelSchemas[kind as ModelKindName].safeParse({ ...(value as object), kind });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) context.issues.push({ ...issue, code: "custom", input: value } as never);
    return z.NEVER;
  }),
);

const searchValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const placed = {
  path: z.string().check(z.minLength(1)),
  when: z.optional(z.strictObject({ path: z.string().check(z.minLength(1)), is: z.array(searchValue) })),
};
const range = {
  ...placed,
  low: z.number(),
  high: z.number(),
  log: z.optional(z.boolean()),
  step: z.optional(z.number()),
};
const searchParameter = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("categorical"), ...placed, choices: z.array(searchValue) }),
  z.strictObject({ kind: z.literal("integer"), ...range }),
  z.strictObject({ kind: z.literal("float"), ...range }),
]);

export const experimentSchema = z.strictObject({
  version: z._default(z.literal(EXPERIMENT_VERSION), EXPERIMENT_VERSION),
  name: z._default(z.string().check(z.minLength(1), z.maxLength(200)), "Untitled"),
  problem: z.prefault(problem, {}),
  data: z.prefault(data, {}),
  quality: z.prefault(
    optionsSchema(QUALITY_OPTIONS, {
      expectations: z._default(z.array(expectation), []),
      dictionary: z._default(z.record(z.string(), dictionaryEntry), {}),
    }),
    {},
  ),
  cleaning: z.prefault(optionsSchema(CLEANING_OPTIONS), {}),
  features: z.prefault(features, {}),
  split: z.prefault(optionsSchema(SPLIT_OPTIONS), {}),
  classes: z.prefault(optionsSchema(CLASS_OPTIONS), {}),
  model: z.prefault(model, { kind: "ridge" }),
  evaluation: z.prefault(optionsSchema(EVALUATION_OPTIONS), {}),
  validation: z.prefault(optionsSchema(VALIDATION_OPTIONS), {}),
  errors: z.prefault(
    optionsSchema(ERROR_OPTIONS, { slices: z._default(z.array(slice).check(z.maxLength(100)), []) }),
    {},
  ),
  behaviour: z.prefault(
    optionsSchema(BEHAVIOUR_OPTIONS, { tests: z._default(z.array(behaviouralTestSchema).check(z.maxLength(100)), []) }),
    {},
  ),
  search: z.prefault(
    optionsSchema(SEARCH_OPTIONS, { space: z._default(z.nullable(z.array(searchParameter)), null) }),
    {},
  ),
});
