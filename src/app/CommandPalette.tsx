import { Command } from "cmdk";
import { useStore } from "zustand";
import { cellKind } from "../cells/registry";
import { useActions, useClient, useNotebook } from "../cells/use-notebook";
import { isBusy } from "../notebook/run-progress";
import { COMMANDS, COMMAND_NAMES } from "../notebook/keys";
import type { CommandName } from "../notebook/keys";
import { Dialog } from "../ui/Dialog";
import { Kbd } from "../ui/Kbd";
import { keyStore } from "./key-settings";
import { switchTheme } from "./theme";
import { uiStore } from "./ui-store";
import { useCommands } from "./use-commands";
import "./command-palette.css";

const HIDDEN: readonly CommandName[] = ["palette", "leave-field", "next-cell", "previous-cell"];

/** Everything that can be done, found by typing. */
export function CommandPalette() {
  const commands = useCommands();
  const actions = useActions();
  const client = useClient();
  const keys = useStore(keyStore, (state) => state.keys);
  const cells = useNotebook((state) => state.cells.filter(({ kind }) => cellKind(kind)?.Frame === undefined));
  const runs = useNotebook((state) => state.runs);
  const live = useNotebook((state) => state.liveRunId);
  const busy = useNotebook((state) => isBusy(state.stages));
  const close = () => uiStore.setState({ palette: false });
  const then = (action: () => void) => () => {
    close();
    action();
  };
  const shown = COMMAND_NAMES.filter((name) => !HIDDEN.includes(name) && (name !== "interrupt" || busy));

  return (
    <Dialog open onClose={close} title="Commands" bare>
      <Command className="palette" label="Commands" loop>
        <Command.Input className="palette-input" placeholder="Type what to do" data-focus-first />
        <Command.List className="palette-list">
          <Command.Empty className="palette-empty">Nothing is called that.</Command.Empty>
          <Command.Group heading="Do">
            {shown.map((name) => (
              <Command.Item key={name} className="palette-item" onSelect={then(() => commands.do(name))}>
                {COMMANDS[name].title}
                {keys[name][0] && <Kbd keys={keys[name][0]} />}
              </Command.Item>
            ))}
            <Command.Item className="palette-item" onSelect={then(() => void commands.openSample())}>
              Open the sample
            </Command.Item>
            <Command.Item className="palette-item" onSelect={then(() => uiStore.setState({ experiment: "document" }))}>
              Experiment file
              <span className="palette-note">edit, import, save, link</span>
            </Command.Item>
            <Command.Item className="palette-item" onSelect={then(() => uiStore.setState({ experiment: "presets" }))}>
              Presets
              <span className="palette-note">ways of learning to start from</span>
            </Command.Item>
            <Command.Item className="palette-item" onSelect={then(() => uiStore.setState({ experiment: "variants" }))}>
              Variants
              <span className="palette-note">a base and what each changes, run side by side</span>
            </Command.Item>
            <Command.Item className="palette-item" onSelect={then(switchTheme)}>
              Switch between light and dark
            </Command.Item>
            <Command.Item
              className="palette-item"
              onSelect={then(() => cells.forEach(({ id }) => actions.setFolded(id, true)))}
            >
              Fold all cells
            </Command.Item>
          </Command.Group>
          <Command.Group heading="Go to">
            {cells.map(({ id, kind }) => (
              <Command.Item
                key={id}
                value={`go ${id}`}
                className="palette-item"
                onSelect={then(() => commands.goTo(id))}
              >
                {cellKind(kind)?.title}
                <span className="palette-note">{cellKind(kind)?.purpose}</span>
              </Command.Item>
            ))}
          </Command.Group>
          {runs.length > 0 && (
            <Command.Group heading="Predict with">
              {runs.map((run) => (
                <Command.Item
                  key={run.id}
                  value={`predict ${run.id}`}
                  keywords={[run.name, run.experiment.model.kind]}
                  className="palette-item"
                  onSelect={then(() => void commands.report(() => client.usePredictor(run.id)))}
                >
                  {run.name}
                  <span className="palette-note">
                    {run.experiment.model.kind}
                    {run.id === live ? ", live now" : ""}
                  </span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </Dialog>
  );
}
