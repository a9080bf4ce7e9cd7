/** Texts of 12 words drawn as words are: the k-th most frequent about 1/k as often as the first. */
export function zipfTexts(rows: number): string[][] {
  let state = 12345;
  const draw = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return Array.from({ length: rows }, () => Array.from({ length: 12 }, () => `w${Math.floor(20_000 ** draw())}`));
}
