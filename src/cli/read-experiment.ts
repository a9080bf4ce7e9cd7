import { readFile } from "node:fs/promises";
import { DataError } from "../core/errors";
import { defaultExperiment, mergeExperiment, parseExperiment } from "../experiment/experiment";
import type { PartialExperiment } from "../experiment/experiment";
import { guessFormat, parseText } from "../experiment/experiment-text";
import { PRESETS, applyPreset } from "../experiment/presets";
import type { Experiment } from "../experiment/schema";
import { UsageError } from "./exit-codes";
import type { Parsed } from "./options";

/** @throws {DataError} "invalid-experiment" or "newer-file"; a file that is not there is one too */
export async function readInput(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readFile(path);
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : message;
    throw new DataError("foreign-file", `${path} cannot be read: ${why}`, { path });
  }
}

/** The experiment of the file (JSON or YAML; the defaults where there is none), with `--preset` and each `--set` on top. */
export async function readExperiment(path: string | undefined, options: Parsed): Promise<Experiment> {
  let experiment = defaultExperiment();
  if (path !== undefined) {
    const text = new TextDecoder().decode(await readInput(path));
    experiment = parseExperiment(parseText(text, guessFormat(text)));
  }
  const presetId = options.text("preset");
  if (presetId !== undefined) {
    const preset = PRESETS.find(({ id }) => id === presetId);
    if (!preset)
      throw new UsageError(`--preset must be one of ${PRESETS.map(({ id }) => id).join(", ")}, got "${presetId}"`);
    experiment = applyPreset(experiment, preset);
  }
  const changes = changesOf(options.texts("set"));
  return mergeExperiment(experiment, changes);
}

/** `["model.trees=300"]` as `{ model: { trees: 300 } }`; a value that is not JSON is a text. */
export function changesOf(settings: readonly string[]): PartialExperiment {
  const changes: Record<string, unknown> = {};
  for (const setting of settings) {
    const at = setting.indexOf("=");
    if (at < 1) throw new UsageError(`--set takes a path and a value such as model.trees=300, got "${setting}"`);
    const path = setting.slice(0, at).split(".");
    let place = changes;
    for (const key of path.slice(0, -1)) {
      if (typeof place[key] !== "object" || place[key] === null) place[key] = {};
      place = place[key] as Record<string, unknown>;
    }
    place[path.at(-1)!] = valueOf(setting.slice(at + 1));
  }
  return changes as PartialExperiment;
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
