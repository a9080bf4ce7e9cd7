import { useState } from "react";
import { useNotebook } from "../../cells/use-notebook";
import { differencesOf } from "../../experiment/differences";
import { applyVariant, renameVariant, withVariant, withoutVariant } from "../../experiment/variants";
import type { Variant, VariantSet } from "../../experiment/variants";
import { forOpenFile } from "../../pipeline/fit-to-file";
import { Button, IconButton } from "../../ui/Button";
import { TextField } from "../../ui/TextField";
import { formatCount } from "../../ui/format";
import { variantProblems } from "./variant-run";

const CHANGES_SHOWN = 4;

/** The variants of a base with what each changes; one that the base no longer allows says why, and stays. */
export function VariantList({
  set,
  onChange,
  onUse,
}: {
  readonly set: VariantSet;
  readonly onChange: (make: () => VariantSet) => Promise<void>;
  readonly onUse: (variant: Variant) => Promise<void>;
}) {
  const [renaming, setRenaming] = useState<{ readonly from: string; readonly to: string } | null>(null);
  const [deleted, setDeleted] = useState<{ readonly variant: Variant; readonly before: VariantSet } | null>(null);
  const remove = async (variant: Variant) => {
    await onChange(() => withoutVariant(set, variant.name));
    setDeleted({ variant, before: set });
  };
  const bringBack = async ({ variant, before }: NonNullable<typeof deleted>) => {
    // To its place, if nothing else was changed since.
    const isAlone = set === before || set.variants.length === before.variants.length - 1;
    await onChange(() => (isAlone && set.base === before.base ? before : withVariant(set, variant)));
    setDeleted(null);
  };
  return (
    <>
      {set.variants.length > 0 ? (
        <ul aria-label="Variants">
          {set.variants.map((variant) => (
            <li key={variant.name}>
              {renaming?.from === variant.name ? (
                <form
                  className="variants-rename"
                  onSubmit={(event) => {
                    event.preventDefault();
                    void onChange(() => renameVariant(set, renaming.from, renaming.to));
                    setRenaming(null);
                  }}
                >
                  <TextField
                    label={`New name of ${variant.name}`}
                    value={renaming.to}
                    maxLength={80}
                    // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was asked for by the button that it replaces
                    autoFocus
                    onChange={(to) => setRenaming({ from: variant.name, to })}
                  />
                  <Button type="submit">Rename</Button>
                  <Button variant="quiet" onClick={() => setRenaming(null)}>
                    Keep
                  </Button>
                </form>
              ) : (
                <>
                  <VariantWords set={set} variant={variant} />
                  <span className="document-choices">
                    <UseVariant set={set} variant={variant} onUse={onUse} />
                    <IconButton
                      icon="pencil"
                      label={`Rename ${variant.name}`}
                      onClick={() => setRenaming({ from: variant.name, to: variant.name })}
                    />
                    <IconButton icon="trash" label={`Delete ${variant.name}`} onClick={() => void remove(variant)} />
                  </span>
                </>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p className="note">
          No variant yet: change settings in the notebook, come back, and give what differs a name.
        </p>
      )}
      {deleted && (
        <p className="note" role="status">
          {deleted.variant.name} is deleted.{" "}
          <Button variant="link" onClick={() => void bringBack(deleted)}>
            Undo
          </Button>
        </p>
      )}
    </>
  );
}

function VariantWords({ set, variant }: { readonly set: VariantSet; readonly variant: Variant }) {
  const problems = useProblems(set, variant);
  if (problems.length > 0) {
    return (
      <div>
        <h3>{variant.name}</h3>
        <p className="field-error">{problems.join("; ")}. It stays, and is not run: save it anew, or delete it.</p>
      </div>
    );
  }
  const changes = leavesOf(variant.overrides);
  const more = changes.length - CHANGES_SHOWN;
  return (
    <div>
      <h3>{variant.name}</h3>
      <p className="note">
        {changes.slice(0, CHANGES_SHOWN).join(" · ") || "As the base."}
        {more > 0 && ` · and ${formatCount(more, "more change")}`}
      </p>
    </div>
  );
}

function UseVariant({
  set,
  variant,
  onUse,
}: {
  readonly set: VariantSet;
  readonly variant: Variant;
  readonly onUse: (variant: Variant) => Promise<void>;
}) {
  const experiment = useNotebook((state) => state.experiment);
  if (useProblems(set, variant).length > 0) return null;
  const its = forOpenFile(applyVariant(set.base, variant), experiment);
  const count = differencesOf(experiment, { ...its, name: experiment.name }).length;
  if (count === 0) return <span className="note">as it is now</span>;
  return (
    <Button
      aria-label={`Use ${variant.name}`}
      title={`Changes ${formatCount(count, "setting")}`}
      onClick={() => void onUse(variant)}
    >
      Use
    </Button>
  );
}

function useProblems(set: VariantSet, variant: Variant): readonly string[] {
  const columns = useNotebook((state) => state.views.read?.columns.map(({ name }) => name) ?? null);
  return variantProblems(set, variant, columns);
}

/** "model.trees 300", each setting that overrides say. */
function leavesOf(overrides: unknown, path = ""): string[] {
  if (typeof overrides === "object" && overrides !== null && !Array.isArray(overrides)) {
    return Object.entries(overrides).flatMap(([key, part]) => leavesOf(part, path ? `${path}.${key}` : key));
  }
  return [`${path} ${typeof overrides === "string" ? overrides : JSON.stringify(overrides)}`];
}
