import { forest } from "./forest/forest";
import type { ModelKindName } from "./kinds";
import { mlp } from "./mlp/mlp";
import type { ModelKind } from "./model";
import { ridge } from "./ridge/ridge";

/** The code of every model kind, by name. The options live in `kinds.ts`, which forms and schemas can load alone. */
export const MODEL_KINDS = { ridge, forest, mlp } as const satisfies Record<ModelKindName, ModelKind<never, never, never, never>>;
