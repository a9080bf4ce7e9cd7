import "./kbd.css";

/** Keys as a person reads them: `keys` is "Ctrl+Shift+R"; on a Mac "Ctrl" shows as the command key. */
export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd>{keysText(keys)}</kbd>;
}

export function keysText(keys: string, mac = isMac()): string {
  for (const [name, short] of SHORT) keys = keys.replace(name, short);
  return mac ? keys.replace("Ctrl", "⌘").replace("Shift", "⇧").replace("Alt", "⌥").replaceAll("+", "") : keys;
}

const SHORT = [
  ["Escape", "Esc"],
  ["ArrowUp", "↑"],
  ["ArrowDown", "↓"],
  ["ArrowLeft", "←"],
  ["ArrowRight", "→"],
] as const;

function isMac(): boolean {
  return typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);
}
