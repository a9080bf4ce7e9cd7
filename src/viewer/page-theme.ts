/** Light or dark as the system says, until the reader chooses; a file has nowhere to remember it. */
export function startPageTheme(): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => setPageTheme(system.matches ? "dark" : "light");
  follow();
  system.addEventListener("change", follow);
}

export function setPageTheme(theme: "light" | "dark"): void {
  document.documentElement.dataset.theme = theme;
}

export function pageTheme(): "light" | "dark" {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}
