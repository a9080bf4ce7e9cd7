import { featuresKey } from "./features-key";

/**
 * Content keys: equal values give equal text whatever the order of their keys, so that a stage's key depends on what
 * its settings say and not on how they were typed.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/**
 * 106-bit content hash as 28 hexadecimal digits, of a text: two multiply-and-mix hashes (the finaliser is MurmurHash3's) with different seeds. Not cryptographic: it
 * tells settings apart, it does not protect against anyone.
 */
export function hashText(text: string): string {
  return half(text, 0x9e3779b9) + half(text, 0x85ebca6b);
}

export function hashValue(value: unknown): string {
  return hashText(canonicalJson(value));
}

/** Of everything that a run's numbers depend on; how data are checked, models cross-validated, errors sliced behaviour tested and settings searched is left out. */
export function hashExperiment(experiment: object): string {
  const { features } = experiment as { readonly features?: object };
  return hashValue({
    ...experiment,
    features: features && featuresKey(features),
    quality: undefined,
    validation: undefined,
    errors: undefined,
    behaviour: undefined,
    search: undefined,
  });
}

function half(text: string, seed: number): string {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(16).padStart(14, "0");
}
