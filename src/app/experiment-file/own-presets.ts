import * as z from "zod/mini";
import { DataError } from "../../core/errors";
import { defaultExperiment } from "../../experiment/experiment";
import { applyPreset } from "../../experiment/presets";
import type { Preset, PresetSettings } from "../../experiment/presets";
import type { Experiment } from "../../experiment/schema";

export type OwnPreset = Pick<Preset, "label" | "settings"> & { readonly task: Experiment["problem"]["task"] };

const KEY = "scorebook.presets";
const stored = z.array(
  z.object({
    label: z.string(),
    task: z.enum(["regression", "classification"]),
    settings: z.record(z.string(), z.unknown()),
  }),
);

/** The presets kept in this browser, those that this version can read. */
export function readOwnPresets(storage: Pick<Storage, "getItem">): readonly OwnPreset[] {
  try {
    const parsed = stored.safeParse(JSON.parse(storage.getItem(KEY) ?? "[]"));
    return parsed.success ? (parsed.data as unknown as OwnPreset[]).filter(isReadable) : [];
  } catch {
    return [];
  }
}

/** @throws {DataError} "storage-full" where the browser does not keep them */
export function writeOwnPresets(storage: Pick<Storage, "setItem">, presets: readonly OwnPreset[]): void {
  try {
    storage.setItem(KEY, JSON.stringify(presets));
  } catch (thrown) {
    throw new DataError("storage-full", `the browser did not keep the preset: ${String(thrown)}`);
  }
}

/** `presets` with this one, in place of one of the same name. */
export function withPreset(presets: readonly OwnPreset[], preset: OwnPreset): readonly OwnPreset[] {
  return [...presets.filter(({ label }) => label !== preset.label), preset];
}

function isReadable({ settings, task }: { settings: PresetSettings; task: OwnPreset["task"] }): boolean {
  try {
    const base = defaultExperiment();
    const problem = { ...base.problem, task, metric: task === "regression" ? "rmse" : "accuracy" } as const;
    applyPreset({ ...base, problem, model: { kind: "baseline" } }, { settings });
    return true;
  } catch {
    return false;
  }
}
