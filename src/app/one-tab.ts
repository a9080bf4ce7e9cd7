import type { DocumentStorage } from "../notebook/autosave";
import type { Notebook } from "../notebook/notebook-store";

const LOCK = "scorebook-notebook";
/** A page that is being reloaded gives its lock up a moment after the next one asks for it. */
const PATIENCE_MS = 1500;

/**
 * The notebook's document is kept by the first tab that has it open; another is told, and keeps it once the first is closed.
 * Runs are shared by all tabs. Where the browser has no locks every tab keeps it, the last one winning.
 */
export function oneTabAtATime(documents: DocumentStorage, { actions }: Notebook): DocumentStorage {
  if (!navigator.locks) return documents;
  let isElsewhere = false;
  const asked = setTimeout(() => {
    isElsewhere = true;
    actions.notify({
      tone: "warn",
      title: "This notebook is open in another tab",
      detail:
        "That one keeps it: what you change of the settings here is not kept for the next visit while it is open. Runs of both tabs are kept and shown in both.",
    });
  }, PATIENCE_MS);
  void navigator.locks.request(LOCK, async () => {
    clearTimeout(asked);
    if (isElsewhere) {
      isElsewhere = false;
      actions.notify({
        tone: "info",
        title: "The other tab is closed",
        detail: "This one keeps the notebook from your next change on.",
      });
    }
    // held until this page is closed
    await new Promise<never>(() => {});
  });
  return {
    ...documents,
    async save(document) {
      if (isElsewhere) throw new Error("another tab has the notebook open and keeps it");
      await documents.save(document);
    },
    saveAtOnce(document) {
      if (!isElsewhere) documents.saveAtOnce(document);
    },
  };
}
