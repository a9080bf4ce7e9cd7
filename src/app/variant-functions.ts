import type { EngineClient } from "../compute/engine-api";
import { DataError } from "../core/errors";
import type { Experiment } from "../experiment/schema";
import {
  applyVariant,
  findVariant,
  overridesOf,
  parseVariants,
  variantDocument,
  withVariant,
} from "../experiment/variants";
import type { Overrides, VariantSet } from "../experiment/variants";
import type { Notebook } from "../notebook/notebook-store";
import type { ScorebookInterface } from "./page-interface";

/** A file of variants, as read: each under its name. */
export interface VariantDocument {
  readonly base: Experiment;
  readonly variants: Readonly<Record<string, Overrides>>;
}

type Functions = Pick<
  ScorebookInterface,
  "variants" | "setVariants" | "saveVariant" | "useVariant" | "runVariants" | "exportVariants"
>;

/** What the page interface offers of variants. */
export function variantFunctions({ store, actions }: Notebook, client: EngineClient): Functions {
  const present = () => store.getState().experiment;
  const asDocument = (set: VariantSet) => variantDocument(set) as unknown as VariantDocument;
  const set = () => {
    const { variants } = store.getState();
    if (variants) return variants;
    throw new DataError("not-ready", "there is no base yet: setVariants({ base: scorebook.experiment() })");
  };
  return {
    variants: () => {
      const { variants } = store.getState();
      return variants && asDocument(variants);
    },
    setVariants: (document) => {
      actions.setVariants(document === null ? null : parseVariants(document));
      return document === null ? null : asDocument(set());
    },
    saveVariant: (name) => {
      actions.setVariants(withVariant(set(), { name, overrides: overridesOf(set().base, present()) }));
      return asDocument(set());
    },
    useVariant: async (name) => {
      const { forOpenFile } = await import("../pipeline/fit-to-file");
      const next = name === undefined ? set().base : applyVariant(set().base, findVariant(set(), name));
      await actions.replace(forOpenFile(next, present()));
      return present();
    },
    runVariants: async ({ names, onProgress, signal } = {}) => {
      const { experimentsToRun, variantTag } = await import("./experiment-file/variant-run");
      const list = experimentsToRun(set(), present(), names);
      const ids = await client.runVariants(list, variantTag(set()), onProgress, signal);
      actions.compare(ids);
      return Promise.all(ids.map((id) => client.loadRun(id)));
    },
    exportVariants: async (format = "yaml") => {
      const { formatText } = await import("../experiment/experiment-text");
      return formatText(asDocument(set()), format);
    },
  };
}
