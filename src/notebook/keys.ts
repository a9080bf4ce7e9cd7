/** What a key can do. */
export const COMMANDS = {
  "run-next": { title: "Run the cell and go on", keys: ["Shift+Enter"] },
  "run-here": { title: "Run the cell", keys: ["Ctrl+Enter"] },
  "run-all": { title: "Run all that is stale", keys: ["Ctrl+Shift+R"] },
  interrupt: { title: "Interrupt", keys: ["Ctrl+I"] },
  palette: { title: "Commands", keys: ["Ctrl+K"] },
  undo: { title: "Undo", keys: ["Ctrl+Z"] },
  redo: { title: "Redo", keys: ["Ctrl+Shift+Z"] },
  "leave-field": { title: "Leave the field", keys: ["Escape"] },
  "next-cell": { title: "Next cell", keys: ["J", "ArrowDown"] },
  "previous-cell": { title: "Previous cell", keys: ["K", "ArrowUp"] },
  fold: { title: "Fold or open the cell", keys: ["Enter"] },
  "add-note": { title: "Add a note below", keys: ["B"] },
  "open-file": { title: "Open a file", keys: ["Ctrl+O"] },
  "show-keys": { title: "List of keys", keys: ["?"] },
} as const satisfies Record<string, { title: string; keys: readonly string[] }>;

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

/** Keys by command. */
export type KeyMap = Readonly<Record<CommandName, readonly string[]>>;

export const DEFAULT_KEYS: KeyMap = Object.fromEntries(
  COMMAND_NAMES.map((command) => [command, COMMANDS[command].keys]),
) as unknown as KeyMap;

/** Where the focus is. "field": in a text field or list; "control": on a button or link; "notebook": in a cell, on neither. */
export type KeyPlace = "outside" | "notebook" | "control" | "field";

export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/**
 * The name of a press: "Ctrl+Shift+R". Command counts as Ctrl. Shift is left out where it made the character ("?"), since
 * which keys need it differs between keyboards. Null for a modifier alone.
 */
export function keyName({ key, ctrl, shift, alt }: KeyPress): string | null {
  if (["Control", "Shift", "Alt", "Meta", "Dead", "Process", "Unidentified"].includes(key)) return null;
  const letter = key.length === 1;
  const name = key === " " ? "Space" : letter ? key.toUpperCase() : key;
  const madeByShift = letter && key.toUpperCase() === key.toLowerCase() && key !== " ";
  return [ctrl ? "Ctrl" : "", alt ? "Alt" : "", shift && !madeByShift ? "Shift" : "", name].filter(Boolean).join("+");
}

/**
 * What a press does, or null for what belongs to the browser or the field. In a field only keys with Ctrl, Shift+Enter and
 * Escape are ours, and undo stays the field's own. "run-all" is taken only while the focus is in the notebook, since
 * browsers reload with the same keys. On a button Enter presses it.
 */
export function commandOf(press: KeyPress, place: KeyPlace, keys: KeyMap = DEFAULT_KEYS): CommandName | null {
  const name = keyName(press);
  if (!name) return null;
  const command = COMMAND_NAMES.find((candidate) => keys[candidate].includes(name));
  if (!command) return null;
  switch (command) {
    case "run-all":
    case "run-next":
    case "run-here":
      return place === "outside" ? null : command;
    case "undo":
    case "redo":
      return place === "field" ? null : command;
    case "leave-field":
      return place === "field" ? command : null;
    case "palette":
    case "interrupt":
    case "open-file":
      return command;
    case "fold":
      return place === "notebook" ? command : null;
    case "next-cell":
    case "previous-cell":
      // Elsewhere arrows scroll the page, or move within tabs and menus.
      return place === "field" || (name.startsWith("Arrow") && place !== "notebook") ? null : command;
    default:
      return place === "field" && !press.ctrl ? null : command;
  }
}

/** The commands that already have this key, apart from `command` itself. */
export function conflicts(keys: KeyMap, command: CommandName, name: string): readonly CommandName[] {
  return COMMAND_NAMES.filter((other) => other !== command && keys[other].includes(name));
}

/** The map with `command` on this one key; whatever had it before loses it. */
export function withKey(keys: KeyMap, command: CommandName, name: string): KeyMap {
  return Object.fromEntries(
    COMMAND_NAMES.map((other) => [
      other,
      other === command ? [name] : keys[other].filter((existing) => existing !== name),
    ]),
  ) as unknown as KeyMap;
}

/** A map read from storage: unknown commands go, commands it lacks get their usual keys. */
export function readKeyMap(stored: unknown): KeyMap {
  const map = (typeof stored === "object" && stored !== null ? stored : {}) as Record<string, unknown>;
  return Object.fromEntries(
    COMMAND_NAMES.map((command) => {
      const keys = map[command];
      const fine = Array.isArray(keys) && keys.every((key) => typeof key === "string");
      return [command, fine ? keys : DEFAULT_KEYS[command]];
    }),
  ) as unknown as KeyMap;
}
