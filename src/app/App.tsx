import { Fragment, Suspense, lazy, useState } from "react";
import { useStore } from "zustand";
import { cellKind } from "../cells/registry";
import { LiveForm } from "../cells/predict/LiveForm";
import { NotebookProvider, useActions, useNotebook } from "../cells/use-notebook";
import type { NotebookContext } from "../cells/use-notebook";
import { cellNumbers } from "../notebook/cells";
import { Button } from "../ui/Button";
import { useInTurns } from "../ui/use-in-turns";
import { CellErrorBoundary } from "./CellErrorBoundary";
import { CellFrame } from "./CellFrame";
import { CellGate } from "./CellGate";
import { makeCommands } from "./commands";
import { FilePicker } from "./FilePicker";
import { focusCellSoon } from "./focus-cell";
import { ForecastDialog } from "./ForecastDialog";
import { NoticeArea } from "./NoticeArea";
import { Outline } from "./Outline";
import { TopBar } from "./TopBar";
import { CommandsContext } from "./use-commands";
import { uiStore } from "./ui-store";
import { useCurrentFollowsFocus, useKeys } from "./use-keys";
import { useRunFileDrop } from "./use-run-file-drop";
import "./app.css";

const CommandPalette = lazy(async () => ({ default: (await import("./CommandPalette")).CommandPalette }));
const ExperimentFilePanel = lazy(async () => ({
  default: (await import("./experiment-file/ExperimentFilePanel")).ExperimentFilePanel,
}));
const KeysDialog = lazy(async () => ({ default: (await import("./KeysDialog")).KeysDialog }));

export function App({ context }: { readonly context: NotebookContext }) {
  const [commands] = useState(() => makeCommands(context.notebook, context.client));
  useKeys(commands);
  useCurrentFollowsFocus(context.notebook.actions.setCurrent);
  useRunFileDrop(commands);
  return (
    <NotebookProvider value={context}>
      <CommandsContext value={commands}>
        <a className="skip" href="#notebook">
          Skip to the cells
        </a>
        <TopBar />
        <div className="app">
          <Outline />
          <Cells />
          <aside className="rail" aria-label="Live prediction">
            <div className="stick">
              <CellErrorBoundary resetOn={null}>
                <LiveForm />
              </CellErrorBoundary>
            </div>
          </aside>
        </div>
        <NoticeArea />
        <FilePicker />
        <ForecastDialog />
        <Overlays />
      </CommandsContext>
    </NotebookProvider>
  );
}

/** Of a notebook that opens: each has the code of its form and output fetched. */
const CELLS_A_TURN = 2;

function Cells() {
  const cells = useNotebook((state) => state.cells.map(({ id }) => id));
  const kinds = useNotebook((state) => state.cells.map(({ kind }) => kind));
  const numbers = useNotebook((state) => cellNumbers(state.cells));
  const mounted = useInTurns(cells.length, CELLS_A_TURN);
  return (
    <main className="main" id="notebook" tabIndex={-1}>
      <div className="column">
        {cells.slice(0, mounted).map((id, index) => {
          const kind = cellKind(kinds[index]);
          if (!kind) return null;
          const Frame = kind.Frame ?? CellFrame;
          return (
            <Fragment key={id}>
              <CellGate cellId={id}>
                <Frame cellId={id} number={numbers[index]} />
              </CellGate>
              <AddNote after={id} />
            </Fragment>
          );
        })}
      </div>
    </main>
  );
}

/** Appears between two cells under the pointer or the focus. */
function AddNote({ after }: { readonly after: string }) {
  const actions = useActions();
  return (
    <div className="between">
      <Button variant="quiet" icon="plus" tabIndex={-1} onClick={() => focusCellSoon(actions.addNote(after))}>
        Note
      </Button>
    </div>
  );
}

/** Loaded when they are first asked for. */
function Overlays() {
  const palette = useStore(uiStore, (state) => state.palette);
  const experiment = useStore(uiStore, (state) => state.experiment !== null);
  const keys = useStore(uiStore, (state) => state.keys);
  return (
    <Suspense>
      {palette && <CommandPalette />}
      {keys && <KeysDialog />}
      {experiment && <ExperimentFilePanel />}
    </Suspense>
  );
}
