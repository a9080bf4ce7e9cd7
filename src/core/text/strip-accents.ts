/**
 * Letters without their accents: é becomes e. Letters that are not an accent away from another (ø, ß) stay.
 * @example stripAccents("Crème brûlée") // "Creme brulee"
 */
export function stripAccents(text: string): string {
  // Composed again at the end, because Hangul syllables come apart in NFD as well.
  return text
    .normalize("NFD")
    .replace(/\p{Mn}+/gu, "")
    .normalize("NFC");
}
