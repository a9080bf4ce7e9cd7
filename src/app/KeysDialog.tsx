import { useState } from "react";
import { useStore } from "zustand";
import { COMMANDS, COMMAND_NAMES, conflicts, keyName } from "../notebook/keys";
import type { CommandName } from "../notebook/keys";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Kbd } from "../ui/Kbd";
import { changeKey, keyStore, resetKeys } from "./key-settings";
import { uiStore } from "./ui-store";
import "./keys-dialog.css";

/** The list of keys; each can be changed by pressing another. */
export function KeysDialog() {
  const keys = useStore(keyStore, (state) => state.keys);
  const [waiting, setWaiting] = useState<CommandName | null>(null);
  const [said, setSaid] = useState("");

  const take = (event: React.KeyboardEvent) => {
    if (waiting === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return setWaiting(null);
    const name = keyName({
      key: event.key,
      ctrl: event.ctrlKey || event.metaKey,
      shift: event.shiftKey,
      alt: event.altKey,
    });
    if (!name) return;
    const lost = conflicts(keys, waiting, name).map((command) => COMMANDS[command].title);
    changeKey(waiting, name);
    setSaid(lost.length > 0 ? `${name} no longer does: ${lost.join(", ")}.` : "");
    setWaiting(null);
  };

  return (
    <Dialog open onClose={() => uiStore.setState({ keys: false })} title="Keys">
      <table className="keys">
        <thead>
          <tr>
            <th scope="col">Does</th>
            <th scope="col">Keys</th>
            <th scope="col">
              <span className="vh">Change</span>
            </th>
          </tr>
        </thead>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys bubble here from its buttons */}
        <tbody onKeyDown={take}>
          {COMMAND_NAMES.map((command) => (
            <tr key={command}>
              <td>{COMMANDS[command].title}</td>
              <td>
                {waiting === command ? (
                  <span className="keys-waiting">press the keys</span>
                ) : (
                  keys[command].map((name) => <Kbd key={name} keys={name} />)
                )}
              </td>
              <td>
                <Button
                  variant="quiet"
                  aria-label={`Change the keys of: ${COMMANDS[command].title}`}
                  onClick={() => setWaiting(waiting === command ? null : command)}
                >
                  {waiting === command ? "Cancel" : "Change"}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <output className="note">{said}</output>
      <div className="keys-foot">
        <p className="note">
          Letters work while no field has the focus. “Run all” is taken only while the focus is in a cell, since
          browsers reload with the same keys.
        </p>
        <Button
          onClick={() => {
            resetKeys();
            setSaid("Keys are as they came.");
          }}
        >
          As they came
        </Button>
      </div>
    </Dialog>
  );
}
