import { createStore } from "zustand/vanilla";
import { readSetting, writeSetting } from "./browser-setting";

export type Theme = "light" | "dark";

const KEY = "scorebook-theme";

/**
 * The theme in force, kept on `<html data-theme>`: the system's until the person chooses one, then that one. Starts when
 * this module is first used, before anything is drawn.
 */
export const themeStore = createStore<{ readonly theme: Theme }>(() => ({ theme: chosen() ?? preferred() }));

export function startTheme(): void {
  const root = document.documentElement;
  const apply = () => {
    // Surfaces that fade while the text on them jumps would be unreadable for a moment.
    root.classList.add("switching");
    root.dataset.theme = themeStore.getState().theme;
    requestAnimationFrame(() => requestAnimationFrame(() => root.classList.remove("switching")));
  };
  apply();
  themeStore.subscribe(apply);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    if (chosen() === null) themeStore.setState({ theme: preferred() });
  });
}

export function switchTheme(): void {
  const theme = themeStore.getState().theme === "dark" ? "light" : "dark";
  themeStore.setState({ theme });
  writeSetting(KEY, theme);
}

function chosen(): Theme | null {
  const stored = readSetting(KEY);
  return stored === "light" || stored === "dark" ? stored : null;
}

function preferred(): Theme {
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
