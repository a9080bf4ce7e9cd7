/** A small setting of this browser; null where there is none or storage is forbidden. */
export function readSetting(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Kept for the next visit where the browser lets us; it holds in this tab either way. */
export function writeSetting(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Private windows and full storage refuse; a theme or a key map is not worth a notice.
  }
}
