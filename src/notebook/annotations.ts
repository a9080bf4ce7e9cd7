/** What a person noted on one post. */
export interface Annotation {
  readonly tags: readonly string[];
  readonly note: string;
}

/** By file (its SHA-256) and row of the table. Another file's stay until it is opened again. */
export type Annotations = Readonly<Record<string, Readonly<Record<number, Annotation>>>>;

export const NO_ANNOTATION: Annotation = { tags: [], note: "" };

/** With the annotation of one post replaced, its tags trimmed and told once; the same object where nothing changes. */
export function withAnnotation(all: Annotations, file: string, row: number, given: Annotation): Annotations {
  const ofFile = all[file] ?? {};
  const tags = [...new Set(given.tags.map((tag) => tag.trim()).filter((tag) => tag !== ""))];
  const before = ofFile[row] ?? NO_ANNOTATION;
  if (before.note === given.note && before.tags.join("\n") === tags.join("\n")) return all;
  const { [row]: _old, ...others } = ofFile;
  const isEmpty = tags.length === 0 && given.note.trim() === "";
  return { ...all, [file]: isEmpty ? others : { ...others, [row]: { tags, note: given.note } } };
}

/** Annotations read from storage: what is none is left out. */
export function repairAnnotations(stored: unknown): Annotations {
  if (!isRecord(stored)) return {};
  return Object.fromEntries(
    Object.entries(stored).flatMap(([file, posts]) =>
      isRecord(posts) ? [[file, Object.fromEntries(Object.entries(posts).flatMap(repairPost))]] : [],
    ),
  );
}

function repairPost([row, given]: [string, unknown]): [string, Annotation][] {
  if (!/^\d+$/.test(row) || !isRecord(given)) return [];
  const tags = Array.isArray(given.tags) ? given.tags.filter((tag) => typeof tag === "string") : [];
  const note = typeof given.note === "string" ? given.note : "";
  return tags.length > 0 || note !== "" ? [[row, { tags, note }]] : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
