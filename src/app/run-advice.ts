import type { CellKindName } from "../notebook/notebook";

/** What to do about errors of runs and of the place they are kept in. */
export const RUN_ADVICE = {
  "storage-full": () => ({
    title: "This browser's storage is full",
    remedy:
      "Everything is still here in this tab. Compare offers the oldest models for removal; settings and metrics stay.",
    actions: [goTo("Make room in Compare", "compare")],
  }),
  "other-file": () => ({
    title: "The open file is not the one this run was made from",
    remedy: "Open that file: it is told apart by its content, whatever its name.",
    actions: [goTo("Open it in Data", "data")],
  }),
  "held-back": () => ({
    title: "This run misses the bar, so it is held back",
    remedy: "Say in Ship that it may be offered all the same; that is recorded in the run.",
    actions: [goTo("Look at Ship", "ship")],
  }),
};

function goTo(label: string, cell: CellKindName) {
  return { kind: "go-to", label, cell } as const;
}
