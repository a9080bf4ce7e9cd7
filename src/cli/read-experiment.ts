import { readFile } from "node:fs/promises";
import { DataError } from "../core/errors";
import { defaultExperiment, mergeExperiment, parseExperiment } from "../experiment/experiment";
import type { PartialExperiment } from "../experiment/experiment";
import { guessFormat, parseText } from "../experiment/experiment-text";
import { PRESETS, applyPreset } from "../experiment/presets";
import type { Experiment } from "../experiment/schema";
import { applyVariant, findVariant, isVariantDocument, parseVariants } from "../experiment/variants";
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

/** An experiment of a file, and which of its variants it is: null for the base, or where the file has none. */
export interface ReadExperiment {
  readonly variant: string | null;
  readonly experiment: Experiment;
}

/** The one experiment of the file (see {@link readExperiments}). */
export async function readExperiment(path: string | undefined, options: Parsed): Promise<Experiment> {
  const names = options.texts("variant");
  if (names.length > 1) throw new UsageError(`one --variant, got ${names.length}: only run takes several`);
  return (await readExperiments(path, options, false))[0].experiment;
}

/**
 * The experiments of the file (JSON or YAML; the defaults where there is none), with `--preset` and each `--set` on top: of a
 * file of variants each `--variant`, or the base and all of them, or the base.
 */
export async function readExperiments(
  path: string | undefined,
  options: Parsed,
  all: boolean,
): Promise<readonly ReadExperiment[]> {
  const read = await chosen(path, options.texts("variant"), all);
  return read.map(({ variant, experiment }) => ({ variant, experiment: withOptions(experiment, options) }));
}

async function chosen(path: string | undefined, names: readonly string[], all: boolean): Promise<ReadExperiment[]> {
  const asked = all ? "--variants" : names.length > 0 ? "--variant" : null;
  if (path === undefined) {
    if (asked) throw new UsageError(`${asked} needs an experiment file with base and variants`);
    return [{ variant: null, experiment: defaultExperiment() }];
  }
  const text = new TextDecoder().decode(await readInput(path));
  const document = parseText(text, guessFormat(text));
  if (!isVariantDocument(document)) {
    if (!asked) return [{ variant: null, experiment: parseExperiment(document) }];
    throw new DataError("invalid-experiment", `${path} holds one experiment: ${asked} needs base and variants in it`, {
      path: "variants",
    });
  }
  const set = parseVariants(document);
  const base = { variant: null, experiment: set.base };
  const made = (name: string) => ({ variant: name, experiment: applyVariant(set.base, findVariant(set, name)) });
  if (all) return [base, ...set.variants.map(({ name }) => made(name))];
  return names.length > 0 ? names.map(made) : [base];
}

function withOptions(given: Experiment, options: Parsed): Experiment {
  let experiment = given;
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
