import { DataError, isDataError } from "../core/errors";
import type { Json } from "../core/errors";
import { canonicalJson } from "./content-hash";
import { mergeExperiment, parseExperiment } from "./experiment";
import type { PartialExperiment } from "./experiment";
import type { Experiment } from "./schema";

type Plain = { readonly [key: string]: unknown };

/** What a variant says otherwise than its base: part of an experiment, written as a JSON merge patch (RFC 7396). */
export type Overrides = Plain;

export interface Variant {
  readonly name: string;
  readonly overrides: Overrides;
}

/** A base and what each variant of it changes. A variant follows its base: only what it overrides is kept. */
export interface VariantSet {
  readonly base: Experiment;
  readonly variants: readonly Variant[];
}

export const LONGEST_VARIANT_NAME = 80;

/** Where a document holds entries under names of the data, so that null takes one out; elsewhere null is a value. */
const ENTRIES: readonly (readonly string[])[] = [
  ["data", "columns"],
  ["quality", "dictionary"],
];

/** Of the base's name in a variant's: an experiment's has at most 200 characters. */
const BASE_NAME_SHOWN = 110;

/** The name that a variant's experiment has. */
export function variantTitle(base: Pick<Experiment, "name">, name: string): string {
  return `${base.name.slice(0, BASE_NAME_SHOWN)}: ${name}`;
}

/**
 * The experiment of a variant: the base with the overrides merged in, named "base: variant". Overriding `model.kind` starts
 * from that kind's defaults, and `problem.task` as {@link mergeExperiment} does.
 *
 * @throws {DataError} "invalid-experiment" with paths such as "variants.Deep.model.trees"
 */
export function applyVariant(base: Experiment, { name, overrides }: Variant): Experiment {
  try {
    const { version: _version, name: _name, ...settings } = overrides;
    const merged = mergeExperiment(base, withoutEntries(settings) as PartialExperiment);
    const next = ENTRIES.reduce<Plain>((at, path) => withEntries(at, settings, path), merged as unknown as Plain);
    const { file, sha256 } = base.data;
    return parseExperiment({
      ...next,
      name: variantTitle(base, name),
      data: { ...(next.data as object), file, sha256 },
    });
  } catch (thrown) {
    if (!isDataError(thrown)) throw thrown;
    throw within(thrown, `variants.${name}`);
  }
}

/** The least that makes `experiment` of `base`; which file is open and what it is called are no part of it. */
export function overridesOf(base: Experiment, experiment: Experiment): Overrides {
  const { task } = experiment.problem;
  const { kind } = experiment.model;
  // Another task or kind of model starts from other defaults, against which the rest is told.
  const turned = {
    ...(task !== base.problem.task && { problem: { task } }),
    ...(kind !== base.model.kind && { model: { kind } }),
  };
  const start = mergeExperiment(base, turned as PartialExperiment);
  return joined(turned, patch(comparable(start), comparable(experiment)) ?? {});
}

function comparable({ version: _version, name: _name, data, ...rest }: Experiment): Plain {
  const { file: _file, sha256: _sha256, ...read } = data;
  return { ...rest, data: read };
}

/** undefined where nothing differs */
function patch(before: Plain, after: Plain): Plain | undefined {
  const entries = [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key): [string, unknown][] => {
    const [from, to] = [own(before, key), own(after, key)];
    if (canonicalJson(from) === canonicalJson(to) && (from === undefined) === (to === undefined)) return [];
    if (to === undefined) return [[key, null]];
    return [[key, isPlain(from) && isPlain(to) ? patch(from, to) : to]];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function joined(under: Plain, over: Plain): Plain {
  const entries = Object.entries(over).map(([key, value]): [string, unknown] => {
    const below = own(under, key);
    return [key, isPlain(below) && isPlain(value) ? joined(below, value) : value];
  });
  return Object.fromEntries([...Object.entries(under), ...entries]);
}

function withoutEntries(overrides: Plain): Plain {
  return ENTRIES.reduce<Plain>((at, [part, key]) => {
    const settings = own(at, part);
    if (!isPlain(settings) || !isPlain(own(settings, key))) return at;
    const { [key]: _entries, ...rest } = settings;
    return { ...at, [part]: rest };
  }, overrides);
}

function withEntries(experiment: Plain, overrides: Plain, [part, key]: readonly string[]): Plain {
  const settings = own(overrides, part);
  const changes = isPlain(settings) ? own(settings, key) : undefined;
  if (!isPlain(changes)) return experiment;
  const present = experiment[part] as Plain;
  return { ...experiment, [part]: { ...present, [key]: mergePatch(present[key] as Plain, changes) } };
}

/** RFC 7396: objects merge key by key, null takes a key out, everything else replaces. */
function mergePatch(target: unknown, changes: unknown): unknown {
  if (!isPlain(changes)) return changes;
  const merged = new Map(Object.entries(isPlain(target) ? target : {}));
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergePatch(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

/** Whether a document as read is a base with variants, and not one experiment. */
export function isVariantDocument(document: unknown): boolean {
  return isPlain(document) && ("base" in document || "variants" in document);
}

/**
 * A document as read from a file: `base`, an experiment, and `variants`, what each changes under its name.
 * @throws {DataError} "invalid-experiment" with every path: "base.model.kind", "variants.Deep.model.trees"
 */
export function parseVariants(document: unknown): VariantSet {
  if (!isPlain(document))
    throw invalid([{ path: "the document", message: "must be an object with base and variants" }]);
  const { base: given, variants: listed = {}, ...others } = document;
  const unknown = Object.keys(others).map((path) => ({ path, message: "is not known beside base and variants" }));
  if (unknown.length > 0) throw invalid(unknown);
  if (given === undefined)
    throw invalid([{ path: "base", message: "is absent: it holds the experiment that variants change" }]);
  if (!isPlain(listed))
    throw invalid([{ path: "variants", message: `must hold overrides by name, got ${shown(listed)}` }]);
  const base = parsePart(given, "base");
  const variants = Object.entries(listed).map(([name, overrides]) => parseVariant(name, overrides));
  const problems = variants.flatMap((variant) => problemsOfVariant(base, variant));
  if (problems.length > 0) throw invalid(problems);
  return { base, variants };
}

/** The document that {@link parseVariants} reads. */
export function variantDocument({ base, variants }: VariantSet): Plain {
  return { base, variants: Object.fromEntries(variants.map(({ name, overrides }) => [name, overrides])) };
}

/** What keeps a variant from being run on its base; empty where nothing does. */
export function problemsOfVariant(base: Experiment, variant: Variant): readonly Problem[] {
  try {
    applyVariant(base, variant);
    return [];
  } catch (thrown) {
    if (!isDataError(thrown)) throw thrown;
    return problemsIn(thrown);
  }
}

/** The set as kept by an earlier visit: variants that their base no longer allows stay, to be mended. Null where there is none. */
export function repairVariants(stored: unknown): VariantSet | null {
  if (!isPlain(stored) || !Array.isArray(stored.variants)) return null;
  try {
    const variants = stored.variants.flatMap((each: unknown): Variant[] =>
      isPlain(each) && typeof each.name === "string" && isPlain(each.overrides)
        ? [{ name: each.name, overrides: each.overrides }]
        : [],
    );
    return { base: parseExperiment(stored.base), variants };
  } catch {
    return null;
  }
}

/**
 * The set with this variant, in the place of one of the same name.
 * @throws {DataError} "invalid-option" for a name that is empty or too long
 */
export function withVariant(set: VariantSet, { name, overrides }: Variant): VariantSet {
  const variant = { name: checkedName(name), overrides };
  const isThere = set.variants.some((each) => each.name === variant.name);
  const variants = isThere
    ? set.variants.map((each) => (each.name === variant.name ? variant : each))
    : [...set.variants, variant];
  return { ...set, variants };
}

/** @throws {DataError} "invalid-option" for a name that is empty, too long or another variant's */
export function renameVariant(set: VariantSet, from: string, to: string): VariantSet {
  const name = checkedName(to);
  if (name !== from && set.variants.some((each) => each.name === name)) {
    throw new DataError("invalid-option", `another variant is called ${JSON.stringify(name)}: choose another name`);
  }
  return { ...set, variants: set.variants.map((each) => (each.name === from ? { ...each, name } : each)) };
}

export function withoutVariant(set: VariantSet, name: string): VariantSet {
  return { ...set, variants: set.variants.filter((each) => each.name !== name) };
}

/** @throws {DataError} "invalid-option" with the names there are */
export function findVariant({ variants }: VariantSet, name: string): Variant {
  const found = variants.find((each) => each.name === name);
  if (found) return found;
  const known = variants.map((each) => JSON.stringify(each.name)).join(", ") || "none";
  throw new DataError("invalid-option", `there is no variant ${JSON.stringify(name)}; there are: ${known}`);
}

function checkedName(given: string): string {
  const name = given.trim();
  if (name !== "" && name.length <= LONGEST_VARIANT_NAME) return name;
  throw new DataError(
    "invalid-option",
    `the name of a variant must have 1 to ${LONGEST_VARIANT_NAME} characters, got ${name.length}`,
  );
}

function parseVariant(given: string, overrides: unknown): Variant {
  if (!isPlain(overrides)) {
    throw invalid([{ path: `variants.${given}`, message: `must be the settings it changes, got ${shown(overrides)}` }]);
  }
  return { name: checkedName(given), overrides };
}

interface Problem {
  readonly path: string;
  readonly message: string;
}

function parsePart(document: unknown, at: string): Experiment {
  try {
    return parseExperiment(document);
  } catch (thrown) {
    if (!isDataError(thrown)) throw thrown;
    throw within(thrown, at);
  }
}

/** The same problems, further down. */
function within(thrown: DataError, at: string): DataError {
  if (thrown.code !== "invalid-experiment") return thrown;
  return invalid(problemsIn(thrown).map(({ path, message }) => ({ path: `${at}.${path}`, message })));
}

function problemsIn({ message, details }: DataError): readonly Problem[] {
  const { problems } = (details ?? {}) as { problems?: readonly Problem[] };
  return problems ?? [{ path: "the experiment", message }];
}

function invalid(problems: readonly Problem[]): DataError {
  return new DataError("invalid-experiment", problems.map(({ path, message }) => `${path} ${message}`).join("; "), {
    problems: problems as unknown as Json,
  });
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}

function own(value: Plain, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
