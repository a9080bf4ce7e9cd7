import type { OptionSpec, OptionSpecs } from "../../core/options";

export interface OptionEntry {
  readonly name: string;
  readonly spec: OptionSpec;
}

/**
 * The options to show now, in the order of the table: those whose `when` holds, cut into the ones always seen and the ones
 * behind "More options". An option that depends on a hidden one is hidden too.
 */
export function layOutOptions(
  specs: OptionSpecs,
  values: Readonly<Record<string, unknown>>,
  omit: readonly string[] = [],
): { readonly main: readonly OptionEntry[]; readonly advanced: readonly OptionEntry[] } {
  const shown = Object.entries(specs)
    .filter(([name]) => !omit.includes(name) && isShown(specs, values, name))
    .map(([name, spec]) => ({ name, spec }));
  return {
    main: shown.filter(({ spec }) => !spec.advanced),
    advanced: shown.filter(({ spec }) => spec.advanced),
  };
}

/** How many of `entries` differ from their default: shown beside "More options" so that a hidden change is not missed. */
export function countChanged(entries: readonly OptionEntry[], values: Readonly<Record<string, unknown>>): number {
  return entries.filter(({ name, spec }) => {
    const value = values[name];
    return value !== undefined && JSON.stringify(value) !== JSON.stringify(spec.default);
  }).length;
}

function isShown(specs: OptionSpecs, values: Readonly<Record<string, unknown>>, name: string, depth = 0): boolean {
  const when = specs[name].when;
  if (!when || depth > 8) return true;
  const master = specs[when.option];
  if (master === undefined) return true;
  const value = values[when.option] ?? master.default;
  return when.is.some((allowed) => allowed === value) && isShown(specs, values, when.option, depth + 1);
}
