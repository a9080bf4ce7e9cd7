import type { EngineClient } from "../../compute/engine-api";
import type { NamedExperiment } from "../../compute/engine-variants";
import { isAbort } from "../../core/errors";
import type { Progress } from "../../core/job";
import type { Experiment } from "../../experiment/schema";
import { applyVariant, findVariant, problemsOfVariant } from "../../experiment/variants";
import type { Variant, VariantSet } from "../../experiment/variants";
import type { NotebookActions } from "../../notebook/notebook";
import { forOpenFile } from "../../pipeline/fit-to-file";
import { missingColumns } from "../../pipeline/missing-columns";
import { formatCount } from "../../ui/format";
import { prettyError } from "../pretty-error";
import { uiStore } from "../ui-store";

/** The base and the variants of these names (all of them by default), for the open file. */
export function experimentsToRun(
  set: VariantSet,
  present: Experiment,
  names: readonly string[] = set.variants.map(({ name }) => name),
): readonly NamedExperiment[] {
  const variants = names.map((name) => ({ name, experiment: applyVariant(set.base, findVariant(set, name)) }));
  return [{ name: "Base", experiment: set.base }, ...variants].map(({ name, experiment }) => ({
    name,
    experiment: forOpenFile(experiment, present),
  }));
}

/** What keeps a variant from being run on the open file, in words; empty where nothing does. */
export function variantProblems(
  { base }: VariantSet,
  variant: Variant,
  columns: readonly string[] | null,
): readonly string[] {
  const problems = problemsOfVariant(base, variant);
  const within = `variants.${variant.name}.`;
  if (problems.length > 0) return problems.map(({ path, message }) => `${path.replace(within, "")} ${message}`);
  const missing = columns ? missingColumns(applyVariant(base, variant), columns) : [];
  return missing.map(({ path, column }) => `${path} names ${JSON.stringify(column)}, which the open file lacks`);
}

/** What the runs are tagged with. */
export function variantTag({ base }: VariantSet): string {
  return `variants of ${base.name}`;
}

/** Runs them beside the notebook, told in `uiStore.variantRun`, and puts their runs side by side in Compare. */
export async function startVariantRun(
  set: VariantSet,
  list: readonly NamedExperiment[],
  { client, actions }: { readonly client: EngineClient; readonly actions: NotebookActions },
): Promise<void> {
  const controller = new AbortController();
  const label = `The base and ${formatCount(list.length - 1, "variant")}`;
  const started = performance.now();
  const tell = ({ done, total, note = "" }: Progress) => {
    if (controller.signal.aborted) return;
    const fraction = total > 0 ? done / total : 0;
    const elapsed = performance.now() - started;
    const remainingMs = fraction > 0.02 ? (elapsed * (1 - fraction)) / fraction : null;
    uiStore.setState({ variantRun: { label, fraction, note, remainingMs, cancel: () => controller.abort() } });
  };
  tell({ done: 0, total: list.length, note: list[0].name });
  try {
    const ids = await client.runVariants(list, variantTag(set), tell, controller.signal);
    actions.compare(ids);
    actions.notify({
      tone: "info",
      title: `${label} are run`,
      detail: "Their runs are ticked in Compare, with the settings that differ.",
    });
  } catch (thrown) {
    const { title, detail, remedy } = prettyError(thrown);
    actions.notify(
      isAbort(thrown)
        ? { tone: "info", title: `${label}: cancelled`, detail: "Runs that were over are kept." }
        : { tone: "fail", title, detail: [detail, remedy].filter(Boolean).join(" ") },
    );
  } finally {
    uiStore.setState({ variantRun: null });
  }
}
