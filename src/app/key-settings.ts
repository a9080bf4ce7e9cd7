import { createStore } from "zustand/vanilla";
import { DEFAULT_KEYS, readKeyMap, withKey } from "../notebook/keys";
import type { CommandName, KeyMap } from "../notebook/keys";
import { readSetting, writeSetting } from "./browser-setting";

const KEY = "scorebook-keys";

/** The keys in force; changes are kept for the next visit. */
export const keyStore = createStore<{ readonly keys: KeyMap }>(() => ({ keys: stored() }));

export function changeKey(command: CommandName, name: string): void {
  set(withKey(keyStore.getState().keys, command, name));
}

export function resetKeys(): void {
  set(DEFAULT_KEYS);
}

function set(keys: KeyMap): void {
  keyStore.setState({ keys });
  writeSetting(KEY, JSON.stringify(keys));
}

function stored(): KeyMap {
  try {
    return readKeyMap(JSON.parse(readSetting(KEY) ?? "null"));
  } catch {
    return DEFAULT_KEYS;
  }
}
