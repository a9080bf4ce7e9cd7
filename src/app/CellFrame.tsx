import { Suspense, memo } from "react";
import type { ComponentType } from "react";
import type { CellKind, CellProps, FrameProps } from "../cells/cell-kind";
import { useActions, useNotebook } from "../cells/use-notebook";
import { CELL_KINDS, cellKind } from "../cells/registry";
import { invariant } from "../core/errors";
import { stageFraction } from "../notebook/run-progress";
import type { StageError, StageState } from "../pipeline/stage-state";
import { Button, IconButton } from "../ui/Button";
import { InTurn } from "../ui/InTurn";
import { Menu } from "../ui/Menu";
import { ProgressBar } from "../ui/ProgressBar";
import { StatusMark } from "../ui/StatusMark";
import { cellSlices } from "./cell-slices";
import { CellErrorBoundary } from "./CellErrorBoundary";
import { CellTime } from "./CellTime";
import { FailureCard } from "./FailureCard";
import { cellElementId } from "./focus-cell";
import { keyStore } from "./key-settings";
import { prettyError } from "./pretty-error";
import { useCommands } from "./use-commands";
import "./cell-frame.css";

/** Number, title, status and Run around one cell; open with its form and output, or folded to its result in one line. */
export const CellFrame = memo(function CellFrame({ cellId, number }: FrameProps) {
  const folded = useNotebook(cellSlices.folded(cellId));
  const kind = useKind(cellId);
  const state = useNotebook(cellSlices.stage(kind));
  const titleId = `${cellElementId(cellId)}-title`;
  const bare = kind.ownHeading === true && !folded;
  return (
    <section
      className={["cell", folded ? "folded" : "", bare ? "lead" : ""].filter(Boolean).join(" ")}
      id={cellElementId(cellId)}
      data-cell={cellId}
      data-state={state?.state}
      tabIndex={-1}
      aria-labelledby={bare ? undefined : titleId}
      aria-label={bare ? kind.title : undefined}
    >
      {bare ? (
        <span className="cell-number">[{number}]</span>
      ) : (
        <CellHead cellId={cellId} kind={kind} number={number} folded={folded} titleId={titleId} state={state} />
      )}
      {!folded && <CellBody cellId={cellId} kind={kind} state={state} />}
    </section>
  );
});

function useKind(cellId: string): CellKind {
  const name = useNotebook(cellSlices.kind(cellId));
  const kind = cellKind(name);
  invariant(kind, `no cell of kind ${name}`);
  return kind;
}

interface HeadProps extends FrameProps {
  readonly kind: CellKind;
  readonly folded: boolean;
  readonly titleId: string;
  readonly state: StageState | null;
}

function CellHead({ cellId, kind, number, folded, titleId, state }: HeadProps) {
  const actions = useActions();
  const commands = useCommands();
  const summary = useNotebook(cellSlices.summary(kind, folded));
  return (
    <div className="cell-head">
      <span className="cell-number">[{number}]</span>
      <h2 id={titleId}>{kind.title}</h2>
      <p className="cell-purpose">
        {state?.state === "failed" && folded ? <FailureLine error={state.error} /> : (summary ?? kind.purpose)}
      </p>
      <div className="cell-meta">
        <CellWarning kind={kind} />
        <CellStatus kind={kind} state={state} />
        <CellTime state={state} />
        {folded ? (
          <IconButton
            icon="chevron-right"
            label={`Open ${kind.title}`}
            aria-expanded={false}
            onClick={() => actions.setFolded(cellId, false)}
          />
        ) : (
          <div className="cell-actions">
            {kind.stage && (
              <Button
                icon="play"
                disabled={state?.state === "running" || state?.state === "queued"}
                onClick={() => void commands.runCell(cellId)}
                aria-label={`Run ${kind.title}`}
              >
                Run
              </Button>
            )}
            <CellMenu cellId={cellId} kind={kind} />
          </div>
        )}
      </div>
    </div>
  );
}

function CellWarning({ kind }: { readonly kind: CellKind }) {
  const commands = useCommands();
  const warning = useNotebook(cellSlices.warning(kind));
  const cell = useNotebook((state) => state.cells.find((item) => item.kind === warning?.cell)?.id);
  if (!warning) return null;
  if (!cell) return <span className="status cell-warning">{warning.text}</span>;
  return (
    <Button variant="link" className="status cell-warning" onClick={() => commands.goTo(cell)}>
      {warning.text}
    </Button>
  );
}

function CellStatus({ kind, state }: { readonly kind: CellKind; readonly state: StageState | null }) {
  const own = useNotebook(cellSlices.status(kind));
  if (!state) return own && <StatusMark {...own} />;
  return <StatusMark status={state.state} fraction={stageFraction(state)} />;
}

function CellMenu({ cellId, kind }: { readonly cellId: string; readonly kind: CellKind }) {
  const actions = useActions();
  const commands = useCommands();
  const keys = keyStore.getState().keys;
  return (
    <Menu
      trigger={<IconButton icon="more" label={`More for ${kind.title}`} />}
      items={[
        { label: "Fold", onSelect: () => actions.setFolded(cellId, true) },
        {
          label: "Add a note below",
          icon: "plus",
          keys: keys["add-note"][0],
          onSelect: () => commands.goTo(actions.addNote(cellId)),
        },
        "line",
        { label: "Move up", icon: "chevron-up", onSelect: () => actions.moveCell(cellId, -1) },
        { label: "Move down", icon: "chevron-down", onSelect: () => actions.moveCell(cellId, 1) },
      ]}
    />
  );
}

interface BodyProps {
  readonly cellId: string;
  readonly kind: CellKind;
  readonly state: StageState | null;
}

function CellBody({ cellId, kind, state }: BodyProps) {
  const actions = useActions();
  const { Form, Output } = kind;
  return (
    <CellErrorBoundary resetOn={state?.state}>
      <Suspense fallback={<p className="note">Loading</p>}>
        <div className="cell-body">
          {state?.state === "stale" && <StaleLine kind={kind} state={state} />}
          {Form && <Part of={Form} cellId={cellId} />}
          {state?.state === "running" && !kind.ownProgress && (
            <ProgressBar
              label={`${kind.title} runs`}
              fraction={stageFraction(state)}
              note={state.progress?.note}
              remainingMs={state.remainingMs}
              onCancel={actions.interrupt}
            />
          )}
          {state?.state === "failed" && <FailureCard thrown={state.error} />}
          {Output && (
            <InTurn>
              {/* Of its own: while its code is fetched the form stays as it is, neither hidden nor laid out anew. */}
              <Suspense fallback={null}>
                <Part of={Output} cellId={cellId} />
              </Suspense>
            </InTurn>
          )}
        </div>
      </Suspense>
    </CellErrorBoundary>
  );
}

/** Form or output: it has its own slices, and the frame's progress is none of its business. */
const Part = memo(function Part({ of: Content, cellId }: CellProps & { readonly of: ComponentType<CellProps> }) {
  return <Content cellId={cellId} />;
});

/** What is shown is of older settings: which ones. */
function StaleLine(props: { readonly kind: CellKind; readonly state: Extract<StageState, { state: "stale" }> }) {
  const { kind, state } = props;
  // its own settings, or those of other cells that it reads beside the stages it needs
  if (kind.stage === state.because) {
    return <p className="note">Stale: the settings it depends on have changed since this ran.</p>;
  }
  const cause = CELL_KINDS.find(({ stage }) => stage === state.because)?.title ?? state.because;
  return <p className="note">Stale: {cause} has changed since this ran.</p>;
}

/** Of a folded cell: the reason and one link that fixes it. */
function FailureLine({ error }: { readonly error: StageError }) {
  const commands = useCommands();
  const { title, detail, actions } = prettyError(error);
  const [fix] = actions;
  return (
    <>
      {detail || `${title}.`}{" "}
      {fix && (
        <Button variant="link" onClick={() => commands.remedy(fix)}>
          {fix.label}
        </Button>
      )}
    </>
  );
}
