import { describe, expect, it } from "vitest";
import { COMMAND_NAMES, DEFAULT_KEYS, commandOf, conflicts, keyName, readKeyMap, withKey } from "./keys";
import type { KeyPlace, KeyPress } from "./keys";

const press = (key: string, modifiers = ""): KeyPress => ({
  key,
  ctrl: modifiers.includes("c"),
  shift: modifiers.includes("s"),
  alt: modifiers.includes("a"),
});

describe("keyName(press)", () => {
  it.each([
    [press("r", "cs"), "Ctrl+Shift+R"],
    [press("Enter", "s"), "Shift+Enter"],
    [press("?", "s"), "?"],
    [press("?"), "?"],
    [press("é"), "É"],
    [press(" "), "Space"],
    [press("Control", "c"), null],
  ])("%o is %s", (given, name) => expect(keyName(given)).toBe(name));
});

describe("commandOf(press, place)", () => {
  const at = (key: string, modifiers: string, places: KeyPlace[]) =>
    places.map((place) => commandOf(press(key, modifiers), place));
  const everywhere: KeyPlace[] = ["outside", "notebook", "control", "field"];

  it("runs all only while the focus is within the notebook, since browsers reload with the same keys", () => {
    expect(at("r", "cs", everywhere)).toEqual([null, "run-all", "run-all", "run-all"]);
  });

  it("leaves undo and letters to text fields", () => {
    expect(at("z", "c", everywhere)).toEqual(["undo", "undo", "undo", null]);
    expect(at("j", "", everywhere)).toEqual(["next-cell", "next-cell", "next-cell", null]);
    expect(at("?", "s", everywhere)).toEqual(["show-keys", "show-keys", "show-keys", null]);
  });

  it("leaves arrows to scrolling, tabs and fields", () => {
    expect(at("ArrowDown", "", everywhere)).toEqual([null, "next-cell", null, null]);
  });

  it("leaves Enter to buttons, and Escape to everything but fields", () => {
    expect(at("Enter", "", everywhere)).toEqual([null, "fold", null, null]);
    expect(at("Escape", "", everywhere)).toEqual([null, null, null, "leave-field"]);
  });

  it("runs a cell and opens the palette from a field", () => {
    expect(at("Enter", "s", everywhere)).toEqual([null, "run-next", "run-next", "run-next"]);
    expect(at("k", "c", ["field"])).toEqual(["palette"]);
  });

  it("knows nothing of other keys", () => expect(commandOf(press("q", "c"), "notebook")).toBeNull());
});

describe("withKey(keys, command, name)", () => {
  it("gives the key to the command and takes it from whatever had it", () => {
    const keys = withKey(DEFAULT_KEYS, "run-all", "Ctrl+Enter");
    expect(keys["run-all"]).toEqual(["Ctrl+Enter"]);
    expect(keys["run-here"]).toEqual([]);
    expect(commandOf(press("Enter", "c"), "notebook", keys)).toBe("run-all");
    expect(conflicts(DEFAULT_KEYS, "run-all", "Ctrl+Enter")).toEqual(["run-here"]);
  });
});

describe("readKeyMap(stored)", () => {
  it("has every command whatever was stored", () => {
    expect(readKeyMap(undefined)).toEqual(DEFAULT_KEYS);
    const read = readKeyMap({ palette: ["Ctrl+P"], undo: "Ctrl+U", nonsense: ["X"] });
    expect(Object.keys(read)).toEqual(COMMAND_NAMES);
    expect(read.palette).toEqual(["Ctrl+P"]);
    expect(read.undo).toEqual(DEFAULT_KEYS.undo);
  });
});

it("no two commands share a key", () => {
  const all = COMMAND_NAMES.flatMap((command) => [...DEFAULT_KEYS[command]]);
  expect(new Set(all).size).toBe(all.length);
});
