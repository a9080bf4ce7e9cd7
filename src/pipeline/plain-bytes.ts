/** Bytes held by a plain value: typed arrays as they are, texts at two bytes a character, numbers at eight. */
export function bytesOfPlain(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value === "string") return value.length * 2;
  if (typeof value === "number") return 8;
  if (typeof value !== "object" || value === null || seen.has(value)) return 0;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (Array.isArray(value) && typeof value[0] === "number") return value.length * 8;
  // A vocabulary is asked about after every stage.
  if (Array.isArray(value) && typeof value[0] === "string") return 2 * lengthOf(value as readonly (string | null)[]);
  return Object.values(value).reduce<number>((sum, item) => sum + bytesOfPlain(item, seen), 0);
}

function lengthOf(texts: readonly (string | null)[]): number {
  let length = 0;
  // Gaps among texts hold next to nothing.
  for (const text of texts) length += text?.length ?? 0;
  return length;
}
