import { useEffect, useRef } from "react";
import { cellKind } from "../cells/registry";
import { useNotebook } from "../cells/use-notebook";
import { cellNumbers } from "../notebook/cells";
import { RUN_STAGES, freshCount, stageFraction } from "../notebook/run-progress";
import type { StageState } from "../pipeline/stage-state";
import { Icon } from "../ui/Icon";
import { StatusShape, statusWord } from "../ui/StatusMark";
import type { Status } from "../ui/StatusMark";
import { formatBytes, formatDuration } from "../ui/format";
import { cellElementId } from "./focus-cell";
import { useCommands } from "./use-commands";
import "./outline.css";

export function Outline() {
  const cells = useNotebook((state) =>
    state.cells.filter(({ kind }) => cellKind(kind)?.Frame === undefined).map(({ id }) => id),
  );
  const list = useRef<HTMLDivElement>(null);
  const current = useNotebook((state) => state.current);
  useEffect(() => {
    // As a strip it scrolls sideways: keep the current cell in sight without moving the page.
    const strip = list.current;
    const item = strip?.querySelector<HTMLElement>("[aria-current]");
    if (!strip || !item || strip.scrollWidth <= strip.clientWidth) return;
    strip.scrollLeft = item.offsetLeft - strip.clientWidth / 2 + item.offsetWidth / 2;
  }, [current]);
  return (
    <nav className="outline" aria-label="Cells">
      <div className="stick" ref={list}>
        <ol>
          {cells.map((id) => (
            <OutlineItem key={id} cellId={id} />
          ))}
        </ol>
        <Facts />
      </div>
    </nav>
  );
}

function OutlineItem({ cellId }: { readonly cellId: string }) {
  const commands = useCommands();
  const number = useNotebook(({ cells }) => cellNumbers(cells)[cells.findIndex(({ id }) => id === cellId)]);
  const name = useNotebook(({ cells }) => cells.find(({ id }) => id === cellId)?.kind ?? "note");
  const kind = cellKind(name);
  const stage = kind?.stage ?? null;
  const state = useNotebook(({ stages }) => (stage ? stages[stage] : null));
  const own = useNotebook((notebook) => (stage ? null : (kind?.status?.(notebook) ?? null)));
  const warned = useNotebook((notebook) => {
    const warning = kind?.warning?.(notebook);
    return warning ? (warning.word ?? "warning") : null;
  });
  const current = useNotebook((notebook) => notebook.current === cellId);
  const status: Status = state?.state ?? own?.status ?? "never";
  const fraction = state ? stageFraction(state) : null;
  const note = state ? stateNote(state, fraction, warned) : (own?.word ?? "");
  const isFresh = state?.state === "fresh";
  const hasShape = state !== null || own !== null;
  return (
    <li>
      <a
        href={`#${cellElementId(cellId)}`}
        aria-current={current ? "true" : undefined}
        onClick={(event) => {
          event.preventDefault();
          commands.goTo(cellId);
        }}
      >
        {hasShape ? <StatusShape status={status} fraction={fraction} /> : <span />}
        <span className="outline-number">{number}</span>
        {kind?.title}
        <span className={`outline-note ${warned && isFresh ? "warned" : status}`}>
          {isFresh && <span className="vh">{warned ? "" : "fresh, "}</span>}
          {note}
        </span>
      </a>
    </li>
  );
}

function stateNote(state: StageState, fraction: number | null, warned: string | null): string {
  if (state.state === "fresh") return warned ?? formatDuration(state.elapsedMs);
  if (state.state === "running" && fraction !== null) return `${Math.floor(fraction * 100)}%`;
  return statusWord(state.state);
}

function Facts() {
  const seed = useNotebook((state) => state.experiment.split.seed);
  const fresh = useNotebook((state) => freshCount(state.stages));
  const memory = useNotebook(({ views }) => views.evaluate?.memory);
  const bytes = memory ? Object.values(memory).reduce((sum, part) => sum + part, 0) : null;
  return (
    <div className="facts">
      <dl>
        <dt>Seed</dt>
        <dd>{seed}</dd>
        <dt>Memory</dt>
        <dd title="Held by the table, the tokens, the matrix and the model">
          {bytes === null ? "–" : formatBytes(bytes)}
        </dd>
        <dt>Fresh</dt>
        <dd>
          {fresh} of {RUN_STAGES.length}
        </dd>
      </dl>
      <p>
        <Icon name="lock" />
        Runs in this tab. The file never leaves your computer.
      </p>
    </div>
  );
}
