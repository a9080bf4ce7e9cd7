import type { EngineClient } from "../compute/engine-api";
import type { CommandName } from "../notebook/keys";
import type { Notebook } from "../notebook/notebook-store";
import { isBusy } from "../notebook/run-progress";
import type { StageName } from "../pipeline/stage-state";
import { cellKind } from "../cells/registry";
import { focusCellSoon } from "./focus-cell";
import { prettyError } from "./pretty-error";
import type { Remedy } from "./pretty-error";
import { uiStore } from "./ui-store";

/** What keys, menus, the palette and remedies do. */
export interface Commands {
  do(command: CommandName): void;
  goTo(cellId: string): void;
  runCell(cellId: string): Promise<void>;
  /** Asks first where it is forecast not to fit into memory. */
  run(stage: StageName): Promise<void>;
  remedy(remedy: Remedy): void;
  openSample(): Promise<void>;
  openFile(file: File): Promise<void>;
  importRun(file: File): Promise<void>;
  /** Shows a failed action as a notice. */
  report(action: () => Promise<unknown>): Promise<void>;
}

export function makeCommands({ store, actions }: Notebook, client: EngineClient): Commands {
  const get = store.getState;

  function fail(thrown: unknown): void {
    const { title, detail, remedy } = prettyError(thrown);
    actions.notify({ tone: "fail", title, detail: [detail, remedy].filter(Boolean).join(" ") });
  }

  async function report(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
    } catch (thrown) {
      if ((thrown as { name?: unknown } | null)?.name !== "AbortError") fail(thrown);
    }
  }

  function goTo(cellId: string): void {
    actions.setFolded(cellId, false);
    actions.setCurrent(cellId);
    focusCellSoon(cellId);
  }

  async function run(stage: StageName): Promise<void> {
    if (isBusy(get().stages)) return;
    await report(async () => {
      const forecast = get().views.read ? await client.forecast() : null;
      if (forecast && !forecast.fits) uiStore.setState({ forecast: { forecast, stage } });
      else await actions.runTo(stage);
    });
    showFailure();
  }

  /** Opens the cell of a stage that failed, and brings it into view unless the person is writing elsewhere. */
  function showFailure(): void {
    const { cells, stages } = get();
    const failed = cells.find(({ kind }) => {
      const stage = cellKind(kind)?.stage;
      return stage && stages[stage].state === "failed";
    });
    if (!failed) return;
    actions.setFolded(failed.id, false);
    if (!document.activeElement?.matches("input, textarea, select")) goTo(failed.id);
  }

  async function runCell(cellId: string): Promise<void> {
    const cell = get().cells.find((item) => item.id === cellId);
    const stage = cell && cellKind(cell.kind)?.stage;
    if (!stage) return;
    actions.setFolded(cellId, false);
    await run(stage);
  }

  function step(by: 1 | -1): void {
    const { cells, current } = get();
    const at = cells.findIndex((cell) => cell.id === current);
    const next = cells[Math.max(0, Math.min(cells.length - 1, at + by))];
    actions.setCurrent(next.id);
    focusCellSoon(next.id);
  }

  const perform: Record<CommandName, () => void> = {
    "run-next": () => {
      void runCell(get().current);
      step(1);
    },
    "run-here": () => void runCell(get().current),
    "run-all": () => void run("evaluate"),
    interrupt: () => actions.interrupt(),
    palette: () => uiStore.setState({ palette: true }),
    undo: () => void report(() => actions.undo()),
    redo: () => void report(() => actions.redo()),
    "leave-field": () => focusCellSoon(get().current),
    "next-cell": () => step(1),
    "previous-cell": () => step(-1),
    fold: () => {
      const cell = get().cells.find((item) => item.id === get().current);
      if (cell) actions.setFolded(cell.id, !cell.folded);
    },
    "add-note": () => focusCellSoon(actions.addNote(get().current)),
    "open-file": () => uiStore.setState({ picking: uiStore.getState().picking + 1 }),
    "show-keys": () => uiStore.setState({ keys: true }),
  };

  return {
    do: (command) => perform[command](),
    goTo,
    run,
    runCell,
    report,
    remedy(remedy) {
      switch (remedy.kind) {
        case "go-to":
          return goTo(get().cells.find((cell) => cell.kind === remedy.cell)?.id ?? get().current);
        case "edit":
          return void report(() => actions.edit(remedy.changes));
        case "run-all":
          return void run("evaluate");
        case "reload":
          return location.reload();
        case "copy":
          return void report(() => navigator.clipboard.writeText(remedy.text));
      }
    },
    openSample: () => report(() => actions.open({ kind: "url", name: "sample.csv", url: sampleUrl() })),
    openFile: (file) =>
      report(async () => {
        await actions.open({ kind: "blob", name: file.name, blob: file });
      }),
    importRun: (file) =>
      report(async () => {
        const { name } = await client.importRun(new Uint8Array(await file.arrayBuffer()));
        actions.notify({
          tone: "info",
          title: `${name} is loaded`,
          detail: "Its model answers in the live prediction now.",
        });
      }),
  };
}

function sampleUrl(): string {
  return new URL("sample.csv", document.baseURI).href;
}
