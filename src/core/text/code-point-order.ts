const SURROGATE = /[\ud800-\udfff]/;

/**
 * Order by code point, as Python and UTF-8 bytes have it. JavaScript's own order is by UTF-16 unit and differs where
 * characters past U+FFFF meet those from U+E000: negative, zero or positive.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Sorts in place and returns the array. The engine's own order where it is the same, which is several times faster. */
export function sortByCodePoint(texts: string[]): string[] {
  return texts.some((text) => SURROGATE.test(text)) ? texts.sort(compareCodePoints) : texts.sort();
}

/** Surrogates stand for characters past all that one unit can hold. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
