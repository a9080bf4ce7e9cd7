import { useState } from "react";
import { useStore } from "zustand";
import { useActions, useNotebook } from "../cells/use-notebook";
import { isBusy, runningStage, stageFraction } from "../notebook/run-progress";
import { STAGES } from "../pipeline/stage-state";
import { Button, IconButton } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { Kbd } from "../ui/Kbd";
import { Menu } from "../ui/Menu";
import { StatusShape } from "../ui/StatusMark";
import { formatCount, formatPercent, formatRemaining } from "../ui/format";
import { keyStore } from "./key-settings";
import { switchTheme, themeStore } from "./theme";
import { uiStore } from "./ui-store";
import { useCommands } from "./use-commands";
import "./top-bar.css";

export function TopBar() {
  const theme = useStore(themeStore, (state) => state.theme);
  return (
    <header className="top">
      <a className="brand" href="#notebook" aria-label="Scorebook">
        <svg viewBox="0 0 18 18" aria-hidden="true">
          <path d="M2.5 2.5v13M6.2 2.5v13M9.9 2.5v13M13.6 2.5v13M.8 13 15.6 5" />
        </svg>
        <span>Scorebook</span>
      </a>
      <span className="top-slash" aria-hidden="true">
        /
      </span>
      <NotebookName />
      <FileChip />
      <BackendChip />
      <span className="top-grow" />
      <Saved />
      <RunAll />
      <Share />
      <IconButton icon="theme" label={theme === "dark" ? "Switch to light" : "Switch to dark"} onClick={switchTheme} />
      <MainMenu />
    </header>
  );
}

function NotebookName() {
  const name = useNotebook((state) => state.experiment.name);
  const actions = useActions();
  const commands = useCommands();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    const text = draft?.trim();
    setDraft(null);
    if (text && text !== name) void commands.report(() => actions.edit({ name: text.slice(0, 200) }));
  };
  return (
    <input
      className="top-name"
      aria-label="Name of the notebook"
      title="Rename the notebook"
      maxLength={200}
      spellCheck={false}
      value={draft ?? name}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key !== "Escape") return;
        setDraft(null);
        event.currentTarget.value = name;
        event.currentTarget.blur();
      }}
    />
  );
}

function FileChip() {
  const file = useNotebook((state) => state.views.read?.file ?? null);
  const rows = useNotebook((state) => state.views.read?.rows ?? 0);
  const commands = useCommands();
  return (
    <button type="button" className="chip" title="Open another file" onClick={() => commands.do("open-file")}>
      <Icon name="table" />
      <span className="chip-text">{file === null ? "Open a file" : `${file} · ${formatCount(rows, "row")}`}</span>
    </button>
  );
}

/** What the live model was trained on; before that, what there is to train on. */
function BackendChip() {
  const environment = useNotebook(({ runs, liveRunId }) => runs.find((run) => run.id === liveRunId)?.environment);
  const cores = navigator.hardwareConcurrency || 1;
  return (
    <span className="chip plain" title="Training and prediction run on this computer">
      <Icon name="chip" />
      <span className="chip-text">{environment ? environment.backend : formatCount(cores, "core")}</span>
    </span>
  );
}

function Saved() {
  const saved = useNotebook((state) => state.saved);
  if (!saved) return null;
  if ("failed" in saved) {
    return (
      <span className="saved failed" title={saved.failed}>
        Not saved
      </span>
    );
  }
  const time = new Date(saved.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return <span className="saved">Saved {time}</span>;
}

/** Run all, or what runs now with a way to stop it. */
function RunAll() {
  const busy = useNotebook((state) => isBusy(state.stages));
  const commands = useCommands();
  const keys = useStore(keyStore, (state) => state.keys["run-all"][0]);
  if (busy) return <Running />;
  return (
    <Button variant="primary" icon="play" onClick={() => commands.do("run-all")}>
      Run all
      {keys && <Kbd keys={keys} />}
    </Button>
  );
}

function Running() {
  const commands = useCommands();
  const stage = useNotebook((state) => runningStage(state.stages) ?? STAGES[0]);
  const state = useNotebook((notebook) => notebook.stages[stage]);
  const fraction = stageFraction(state);
  const remaining = state.state === "running" ? state.remainingMs : null;
  return (
    <span className="running">
      <span className="running-text">
        <StatusShape status="running" fraction={fraction} />
        {WORDS[stage]}
        {fraction !== null && ` ${formatPercent(fraction, 0)}`}
        {remaining !== null && remaining > 500 && <span className="running-left"> · {formatRemaining(remaining)}</span>}
      </span>
      <Button icon="stop" onClick={() => commands.do("interrupt")}>
        Interrupt
      </Button>
    </span>
  );
}

/** To the cell that saves runs as files: nothing is sent anywhere. */
function Share() {
  const commands = useCommands();
  const ship = useNotebook((state) => state.cells.find(({ kind }) => kind === "ship")?.id);
  if (ship === undefined) return null;
  return (
    <Button icon="share" className="top-share" onClick={() => commands.goTo(ship)}>
      Share
    </Button>
  );
}

const WORDS = {
  read: "reading",
  clean: "cleaning",
  split: "splitting",
  features: "counting terms",
  train: "training",
  evaluate: "evaluating",
  quality: "checking",
  validate: "validating",
  behaviour: "testing behaviour",
} as const;

function MainMenu() {
  const commands = useCommands();
  const actions = useActions();
  const keys = useStore(keyStore, (state) => state.keys);
  const canUndo = useNotebook((state) => state.canUndo);
  const canRedo = useNotebook((state) => state.canRedo);
  const cells = useNotebook((state) => state.cells.map(({ id }) => id));
  const foldAll = (folded: boolean) => cells.forEach((id) => actions.setFolded(id, folded));
  return (
    <Menu
      trigger={<IconButton icon="menu" label="Menu" />}
      items={[
        { label: "Open a file", icon: "upload", keys: keys["open-file"][0], onSelect: () => commands.do("open-file") },
        { label: "Open the sample", icon: "table", onSelect: () => void commands.openSample() },
        "line",
        { label: "Experiment file", onSelect: () => uiStore.setState({ experiment: "document" }) },
        { label: "Presets", onSelect: () => uiStore.setState({ experiment: "presets" }) },
        { label: "Variants", onSelect: () => uiStore.setState({ experiment: "variants" }) },
        "line",
        { label: "Undo", icon: "undo", keys: keys.undo[0], disabled: !canUndo, onSelect: () => commands.do("undo") },
        { label: "Redo", icon: "redo", keys: keys.redo[0], disabled: !canRedo, onSelect: () => commands.do("redo") },
        { label: "Fold all cells", onSelect: () => foldAll(true) },
        { label: "Open all cells", onSelect: () => foldAll(false) },
        "line",
        { label: "Commands", icon: "search", keys: keys.palette[0], onSelect: () => commands.do("palette") },
        { label: "Keys", icon: "info", keys: keys["show-keys"][0], onSelect: () => commands.do("show-keys") },
      ]}
    />
  );
}
